"""Offices and honorifics, with the name they belong to, before it or after it."""

from __future__ import annotations

import msgspec

from musnad.mentions.gazetteer import Name
from musnad.mentions.heads import Head
from musnad.mentions.named import known_phrase
from musnad.mentions.nominals import Chain, read_chain
from musnad.mentions.page import Page
from musnad.mentions.people import PersonName, find_person
from musnad.mentions.phrases import Phrase
from musnad.text.fold import fold


def title_phrase(page: Page, index: int, head: Head, nested: list[Phrase]) -> Phrase | None:
    """A title with the name after it, or a title alone.

    Titles may follow on one another («صاحب السمو الملكي الأمير…»); a comma may part title and
    name («وزير الخارجية الإيراني، جواد ظريف»).
    """
    chains = [(index, head, read_chain(page, index, head))]
    while True:
        following = chains[-1][2].last + 1
        another = None if page.breaks(following) else page.head(following)
        if another is None or another.cut or another.entry.role not in ("office", "honorific"):
            break
        inner = read_chain(page, following, another)
        word = page.word(following)
        if word is not None and word.doubtful_given and not inner.complement:
            break  # «الخبير أمين فارس»: a given name that is also a title
        chains.append((following, another, inner))
    last = chains[-1][2].last
    person = _named_after(page, last)
    offices = [c for c in chains if c[1].entry.role == "office"] or chains
    main_head, main = offices[0][1], offices[0][2]
    bare = not (main_head.definite or main.complement)
    if person is None and bare and main_head.entry.role == "honorific" and len(chains) == 1:
        return None
    nested.extend(_nested_names(page, chains))
    title = page.span(index, last, head.cut)
    end = person.last if person is not None else last
    return Phrase(
        first=index,
        last=end,
        span=page.span(index, end, head.cut),
        kind="person" if main_head.number == "s" or person is not None else "group",
        form="name" if person is not None else "title",
        name=page.span(person.first, person.last, person.cut) if person is not None else None,
        name_first=person.first if person is not None else -1,
        name_last=person.last if person is not None else -1,
        title=title,
        head=main_head,
        known=_known_person(person),
        codes=tuple(code for _, _, c in chains for code in c.codes),
        sector=main.sector,
        modifiers=tuple(word for _, _, c in offices for word in c.words),
        gender=main_head.gender,
        number="s" if person is not None else main_head.number,
        fresh=main.fresh or (person is None and not main_head.definite and not main.complement),
        former=main.former,
    )


def _known_person(person: PersonName | None) -> Name | None:
    return Name("person", person.key) if person is not None and person.key else None


def _nested_names(page: Page, chains: list[tuple[int, Head, Chain]]) -> list[Phrase]:
    found = []
    for _, _, chain in chains:
        for first, last, cut, name in chain.names:
            phrase = known_phrase(page, first, (last, cut, name), None)
            if phrase is not None:
                found.append(phrase)
    return found


def _named_after(page: Page, last: int) -> PersonName | None:
    """The name right after a title, or after a comma."""
    following = last + 1
    token = page.token(following)
    if token is None or token.paragraph != page.tokens[last].paragraph:
        return None
    if token.text in "،,":
        person = find_person(page, following + 1) or _ranked(page, following + 1)
        return person if person is not None and not person.cut else None
    if page.breaks(following):
        return None
    person = find_person(page, following, titled=True)
    return person if person is not None and not person.cut else None


def _ranked(page: Page, index: int) -> PersonName | None:
    """«المتحدث العسكري، عقيد أركان حرب تامر الرفاعي»: a rank before the name."""
    head = page.head(index)
    if head is None or head.cut or head.entry.role != "honorific":
        return None
    chain = read_chain(page, index, head)
    if page.breaks(chain.last + 1):
        return None
    return find_person(page, chain.last + 1, titled=True)


def trailing_title(page: Page, phrase: Phrase, nested: list[Phrase]) -> Phrase:
    """A name with the office told after it: «جيف موريل الناطق باسم البنتاغون».

    After a comma the office must be closed by one, or by the end of the clause, and must not
    introduce another name.
    """
    following = phrase.last + 1
    token = page.token(following)
    if token is None or token.paragraph != page.tokens[phrase.last].paragraph:
        return phrase
    comma = token.text in "،,"
    index = following + 1 if comma else following
    head = None if page.breaks(index) and not comma else page.head(index)
    if head is None or head.cut or head.entry.role != "office":
        return phrase
    chain = read_chain(page, index, head)
    if not (head.definite or chain.complement) or _named_after(page, chain.last) is not None:
        return phrase
    nested.extend(_nested_names(page, [(index, head, chain)]))
    return msgspec.structs.replace(
        phrase,
        last=chain.last,
        span=page.span(phrase.first, chain.last, _cut(page, phrase)),
        title=page.span(index, chain.last, head.cut),
        head=head,
        codes=tuple(chain.codes),
        sector=chain.sector,
        modifiers=tuple(chain.words),
        gender=phrase.gender or head.gender,
        former=chain.former,
    )


def _cut(page: Page, phrase: Phrase) -> int:
    """Folded letters of the proclitics before a phrase."""
    token = page.tokens[phrase.first]
    return len(token.norm) - len(fold(page.layers.document.text[phrase.span.start : token.end]))
