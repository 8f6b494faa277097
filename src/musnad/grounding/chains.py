"""Chains: which phrases of one article mean the same.

Input: phrases in text order. Output: chains of them. A full name, the surname alone, the office
alone («الوزير»), a body's head noun («المنظمة»), a country under all its names and adjectives: each
joins the chain it agrees with; what agrees with none begins a new one.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.grounding.chain_index import Chain, Chains, head_form
from musnad.mentions.phrases import Phrase
from musnad.mentions.titles import is_resumptive
from musnad.mentions.words import small_words
from musnad.records.words import Token

_COMMON_WORDS = 0.5  # share of the shorter title's words that two titles must have in common


def build_chains(phrases: Sequence[Phrase], tokens: Sequence[Token]) -> list[Chain]:
    """Join phrases into chains; each phrase is in exactly one."""
    chains = Chains()
    documents: list[tuple[Phrase, Chain]] = []
    for phrase in phrases:
        words = _name_words(phrase, tokens)
        key = identity(phrase)
        chain = _find(chains, phrase, key, words) or chains.begin()
        names = [name for name in (words, _alias_words(phrase, tokens)) if name]
        chains.add(chain, phrase, key, names)
        if phrase.head is not None and phrase.head.entry.role == "document":
            documents.append((phrase, chain))
        elif documents:
            _issue(chains, documents, phrase, chain)
    return list(chains.by_number.values())


def _issue(
    chains: Chains, documents: list[tuple[Phrase, Chain]], phrase: Phrase, chain: Chain
) -> None:
    """«بيان للبرلمان», «بيان المتحدث»: the document speaks for whoever issued it."""
    document, own = documents[-1]
    issuer = phrase.kind in ("person", "organisation") and phrase.form != "adjective"
    if not issuer or own is chain or not document.first < phrase.first <= document.last:
        return
    chains.absorb(chain, own)
    documents[-1] = document, chain


def _alias_words(phrase: Phrase, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Words of the bracketed second name of a phrase."""
    if phrase.alias is None:
        return ()
    inside = (tokens[k] for k in range(phrase.first, phrase.last + 1))
    return tuple(
        token.norm for token in inside if phrase.alias.covers(token.span) and token.kind != "mark"
    )


def identity(phrase: Phrase) -> str:
    """What a phrase means beyond the article: a key of the tables, a country; empty if unknown."""
    known = phrase.known
    if phrase.form in ("adjective",) or (phrase.form == "metonym" and phrase.kind == "place"):
        return f"country:{phrase.codes[0]}" if phrase.codes else ""
    if (known is not None and phrase.kind != "place") or (known is not None and phrase.name):
        return f"{known.kind}:{known.key}" if known is not None else ""
    if phrase.kind == "group" and phrase.head is None and phrase.modifiers:
        return f"people:{phrase.modifiers[0]}"
    return ""


def _name_words(phrase: Phrase, tokens: Sequence[Token]) -> tuple[str, ...]:
    if phrase.name is None:
        return ()
    words = [tokens[k].norm for k in range(phrase.name_first, phrase.name_last + 1)]
    cut = phrase.name.start - tokens[phrase.name_first].start
    if cut > 0:
        words[0] = words[0][cut:]
    return tuple(word for word in words if word.strip("()«»\"“”'"))


def _find(chains: Chains, phrase: Phrase, key: str, words: tuple[str, ...]) -> Chain | None:
    known = chains.known(key) if key else None
    if known is not None:
        return known
    if phrase.kind == "person" and words:
        return _same_person(chains, phrase, key, words)
    if phrase.form == "title":
        return _same_office(chains, phrase)
    if words:
        return _same_body(chains, phrase, key, words)
    if phrase.head is not None and not phrase.fresh:
        return _same_head(chains, phrase)
    return None


def _same_person(chains: Chains, phrase: Phrase, key: str, words: tuple[str, ...]) -> Chain | None:
    """The latest person whose name contains this one, or the other way round."""
    for chain in chains.named(words):
        if chain.phrases[0].kind != "person" or (key and chain.key and chain.key != key):
            continue
        if any(_same_name(words, other) for other in chain.names):
            return chain
    if len(words) == 1:
        return None
    # «الناطق باسم الحزب» named only later: the office alone, then office with name.
    for chain in chains.headed(head_form(phrase)):
        unnamed = not chain.names and chain.phrases[0].form == "title"
        if unnamed and phrase.title is not None and _same_title(chain.phrases[-1], phrase):
            return chain
    return None


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two forms of a personal name: equal, or one a part of the other that ends or begins it."""
    short, full = sorted((one, other), key=len)
    if short == full:
        return True
    if len(short) == len(full):
        return _alike(short, full)
    return full[-len(short) :] == short or full[: len(short)] == short


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same name spelt with one letter more, less or other in one word."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and len(one) > 1 and _near(*differing[0])


def _near(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4:
        return False
    short, full = sorted((one, other), key=len)
    if len(short) == len(full):
        return sum(a != b for a, b in zip(short, full, strict=True)) == 1
    return any(full[:k] + full[k + 1 :] == short for k in range(len(full)))


def _same_office(chains: Chains, phrase: Phrase) -> Chain | None:
    """Whoever bears the office last mentioned: «وزير الخارجية الأميركي», «الوزير»."""
    if phrase.head is not None and is_resumptive(phrase.head):
        return next(chains.titled(), None)  # «معاليه»: the person last mentioned with a title
    if phrase.head is not None and phrase.head.entry.form in small_words()["counterpart"]:
        return _counterpart(chains, phrase)
    if phrase.fresh and not phrase.modifiers:
        return None
    for chain in chains.headed(head_form(phrase)):
        if chain.phrases[0].kind not in ("person", "group"):
            continue
        for other in reversed(chain.phrases):
            if other.head is not None and other.title is not None and _same_title(phrase, other):
                return chain
    return _any_office(chains, phrase)


def _counterpart(chains: Chains, phrase: Phrase) -> Chain | None:
    """«نظيره الروسي» after «وزير الخارجية المصري»: whoever holds that office in Russia, if told."""
    office = next(
        (
            other.head.entry.form
            for chain in chains.latest_first()
            for other in reversed(chain.phrases)
            if other.head is not None and other.head.entry.role == "office"
            if other.title is not None and not set(other.codes) & set(phrase.codes)
        ),
        "",
    )
    for chain in chains.headed(office):
        for other in chain.phrases:
            same = other.head is not None and other.head.entry.form == office
            if same and phrase.codes and set(phrase.codes) & set(other.codes):
                return chain
    return None


def _any_office(chains: Chains, phrase: Phrase) -> Chain | None:
    """«المسؤول الإيراني»: the latest named office-holder of that country."""
    head = phrase.head
    if head is None or not head.definite or head.entry.form not in small_words()["generic-title"]:
        return None
    for chain in chains.titled():
        for other in chain.phrases:
            named = other.kind == "person" and other.title is not None and other.name is not None
            if named and (not phrase.codes or set(phrase.codes) & set(other.codes)):
                return chain
    return None


def _same_title(one: Phrase, other: Phrase) -> bool:
    """Whether two titles can be one person's: one head, no contrary country or department."""
    if one.head is None or other.head is None or one.head.entry.form != other.head.entry.form:
        return False
    if one.head.number != other.head.number or one.former != other.former:
        return False
    if one.codes and other.codes and not set(one.codes) & set(other.codes):
        return False
    if one.head.definite != other.head.definite:
        return True  # «الرئيس الجمهوري» is «رئيس الولايات المتحدة» unless countries differ
    short, full = sorted((_departments(one), _departments(other)), key=len)
    if not short:
        return True
    return len(short & full) > _COMMON_WORDS * len(short) or short <= full


def _departments(phrase: Phrase) -> set[str]:
    """The words of a title that tell the department, countries left out: their codes are compared.

    «المتحدث الروسي» so fits «المتحدث باسم الكرملين».
    """
    return {word for word in phrase.modifiers if not word.startswith("country:")}


def _same_body(chains: Chains, phrase: Phrase, key: str, words: tuple[str, ...]) -> Chain | None:
    """A body or place of the same name, or one whose name begins with it: «منظمة العفو»."""
    for chain in chains.named(words):
        if chain.phrases[0].kind == "person" or (key and chain.key and chain.key != key):
            continue
        for other in chain.names:
            short, full = sorted((words, other), key=len)
            if short == full or (len(short) > 1 and full[: len(short)] == short):
                return chain
    return None


def _same_head(chains: Chains, phrase: Phrase) -> Chain | None:
    """«المنظمة», «المصدر», «الوكالة»: the latest chain with this head and no contrary words."""
    head = phrase.head
    if head is None:
        return None
    definite = head.definite or bool(phrase.modifiers) or head.possessed
    if not definite:
        return None
    for chain in chains.headed(head.entry.form):
        for other in reversed(chain.phrases):
            if other.head is None or not _heads_match(phrase, other):
                continue
            if phrase.codes and other.codes and not set(phrase.codes) & set(other.codes):
                continue
            if set(phrase.modifiers) <= set(other.modifiers) or set(other.modifiers) <= set(
                phrase.modifiers
            ):
                return chain
    return None


def _heads_match(one: Phrase, other: Phrase) -> bool:
    if one.head is None or other.head is None:
        return False
    same = one.head.entry.form == other.head.entry.form
    return same and one.head.number == other.head.number
