"""Phrases by their head noun: bodies, groups of people, places by kind.

Input: a page, a head noun and the chain read from it. Output: the phrase, or None where nobody is
meant.
"""

from __future__ import annotations

from musnad.mentions.continuations import Chain
from musnad.mentions.gazetteer import Name
from musnad.mentions.heads import Head
from musnad.mentions.page import Page
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import small_words
from musnad.records.assertions import EntityKind

_PEOPLED = frozenset({"people", "office", "honorific", "body"})


def body_phrase(page: Page, index: int, head: Head, chain: Chain) -> Phrase | None:
    """A body, a group of people or a place by its head noun."""
    role = head.entry.role
    if role == "place":
        return _place_by_kind(page, index, head, chain)
    if head.entry.form in small_words()["aside"] and _is_aside(page, index, head):
        return None
    if page.is_small(index - 1, "compound-adjective"):
        return None  # «المتعدد الأطراف» (*multilateral*)
    specific = head.definite or head.possessed or chain.complement or chain.codes
    if not specific and role not in ("people", "document"):
        return None
    end = chain.alias[0] - 2 if chain.alias is not None else chain.last
    span = page.span(index, max(end, index), head.cut)
    named = head.entry.named and chain.proper and not head.possessed
    kind: EntityKind = head.entry.kind
    if role == "people" and kind == "person" and head.number != "s":
        kind = "group"
    if head.entry.form in small_words()["quantity"] and not _counts_people(page, head, chain):
        return None
    return Phrase(
        first=index,
        last=chain.last,
        span=page.span(index, chain.last, head.cut) if chain.alias is None else span,
        kind=kind,
        form="name" if named else "nominal",
        name=span if named else None,
        name_first=index if named else -1,
        name_last=max(end, index) if named else -1,
        head=head,
        known=_own_name(chain),
        codes=tuple(chain.codes),
        sector=chain.sector,
        modifiers=tuple(chain.words),
        alias=page.span(*chain.alias) if chain.alias is not None else None,
        gender=head.gender,
        number="p" if _is_many(head) else head.number,
        fresh=chain.fresh or (not head.definite and not chain.proper),
        former=chain.former,
    )


def _counts_people(page: Page, head: Head, chain: Chain) -> bool:
    """Whether «عدد», «بعض», «أحد» is of people: not so in «بعض المناطق» (*some areas*)."""
    counted = (page.head(k) for k in range(chain.first + head.further + 1, chain.last + 1))
    if any(h is not None and h.entry.role in _PEOPLED for h in counted):
        return True
    if chain.last == chain.first + head.further:
        return head.definite or head.possessed
    words = (page.word(k) for k in range(chain.first + 1, chain.last + 1))
    return any(word is not None and word.plural for word in words)


def _is_many(head: Head) -> bool:
    """«بعض», «معظم»: several, whatever the number of the word itself."""
    form = head.entry.form
    return form in small_words()["quantity"] and head.entry.kind != "person"


def _is_aside(page: Page, index: int, head: Head) -> bool:
    """«من جانبه» (*for his part*), «من جهة أخرى» (*on the other hand*): nobody is meant."""
    after = page.is_small(index - 1, "place-preposition") or head.cut > 0
    return after and (head.possessed or not head.definite)


def _own_name(chain: Chain) -> Name | None:
    """The known name a body bears, quoted or in brackets."""
    for _, _, _, name in chain.names:
        if name.kind == "organisation" and chain.alias is None and len(chain.names) == 1:
            return name if len(chain.words) <= 1 else None
    return None


def _place_by_kind(page: Page, index: int, head: Head, chain: Chain) -> Phrase | None:
    """«مدينة هجين»: a place named after the word for its kind, known or not."""
    for first, last, cut, name in chain.names:
        if name.kind in ("place", "country") and first == index + 1:
            span = page.span(index, last, head.cut)
            return Phrase(
                first=index,
                last=chain.last,
                span=span,
                kind="place",
                form="name",
                name=page.span(first, last, cut),
                name_first=first,
                name_last=last,
                head=head,
                known=name,
                codes=tuple(chain.codes),
                speaks=False,
            )
    following = page.word(index + 1)
    unnamed = following is None or page.breaks(index + 1) or following.closed or following.verb
    if unnamed or head.definite or following is None or following.cut or head.number == "p":
        return None
    if not (following.unknown or (following.family and not following.nominal)):
        return None
    span = page.span(index + 1, index + 1)
    return Phrase(
        first=index,
        last=max(chain.last, index + 1),
        span=page.span(index, index + 1, head.cut),
        kind="place",
        form="name",
        name=span,
        name_first=index + 1,
        name_last=index + 1,
        head=head,
        codes=tuple(chain.codes),
        speaks=False,
    )
