"""Offices and honorifics, with the name they belong to, before it or after it."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.mentions.continuations import Chain
from musnad.mentions.heads import Head
from musnad.mentions.named import known_phrase
from musnad.mentions.nominals import read_chain
from musnad.mentions.page import Page
from musnad.mentions.people import PersonName, find_person
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import small_words
from musnad.text.fold import fold
from musnad.text.morphology import analyse

_MILITARY = "MIL"
_BEYOND = frozenset({"UNO", "IGO", "EUR", "NGO", "IMG", "ISM", "MNC"})


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
        if _is_another(page, index, chains, (another, inner)):
            break
        word = page.word(following)
        if word is not None and word.doubtful_given and not inner.complement:
            break  # «الخبير أمين فارس»: a given name that is also a title
        chains.append((following, another, inner))
    last = chains[-1][2].last
    person = _named_after(page, last, titled=_introduces(*chains[-1][1:]))
    offices = [c for c in chains if c[1].entry.role == "office"] or chains
    main_head, main = offices[0][1], offices[0][2]
    bare = not (main_head.definite or main.complement)
    lone = person is None and bare and main_head.entry.role == "honorific" and len(chains) == 1
    if lone and not is_resumptive(main_head):
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
        known=person.known if person is not None else None,
        codes=tuple(code for _, _, c in chains for code in c.codes),
        sector=main.sector,
        modifiers=tuple(word for _, _, c in offices for word in c.words),
        gender=_gender(main_head),
        number="s" if person is not None else main_head.number,
        fresh=main.fresh or (person is None and not main_head.definite and not main.complement),
        former=main.former,
    )


def _is_another(
    page: Page, index: int, chains: list[tuple[int, Head, Chain]], following: tuple[Head, Chain]
) -> bool:
    """Whether a title that follows a title is somebody else's: «هنأ العاهل الأردني الرئيس التونسي».

    So where their countries differ, or where the verb before takes a person as its object.
    """
    codes = {code for _, _, chain in chains for code in chain.codes}
    head, chain = following
    if codes and chain.codes and not codes & set(chain.codes):
        return True
    office = all(h.entry.role == "office" for h in (chains[-1][1], head))
    return office and head.definite and takes_person(page, index - 1)


def _gender(head: Head) -> Literal["m", "f", ""]:
    """The gender of who bears a title; none for «سعادة» and «نظيره», whose own tells nothing."""
    kinds = small_words()
    silent = head.entry.form in kinds["bare-title"] or head.entry.form in kinds["counterpart"]
    return "" if silent else head.gender


def is_resumptive(head: Head) -> bool:
    """«معاليه», «سموه»: an honorific with a pronoun, for whoever was last called so."""
    return head.possessed and head.entry.form in small_words()["bare-title"]


def _introduces(head: Head, chain: Chain) -> bool:
    """Whether what follows a title is the name of who bears it, whatever word it is."""
    if head.definite or head.possessed or chain.complement or chain.codes or chain.alias:
        return True
    return head.entry.form in small_words()["bare-title"] or head.entry.sector == _MILITARY


def _nested_names(page: Page, chains: list[tuple[int, Head, Chain]]) -> list[Phrase]:
    found = []
    for _, _, chain in chains:
        for first, last, cut, name in chain.names:
            phrase = known_phrase(page, first, (last, cut, name), None)
            if phrase is not None:
                found.append(phrase)
    return found


def _named_after(page: Page, last: int, *, titled: bool = True) -> PersonName | None:
    """The name right after a title, or after a comma.

    ``titled``: a surname or an unknown word alone is a name too; not after a noun in construct
    («مدرب مانشستر», *the coach of Manchester*).
    """
    following = last + 1
    token = page.token(following)
    if token is None or token.paragraph != page.tokens[last].paragraph:
        return None
    if token.text in "،,":
        person = find_person(page, following + 1) or _ranked(page, following + 1)
        return person if person is not None and not person.cut else None
    if page.breaks(following):
        return None
    person = None
    if _is_belonging(page, following):
        person = find_person(page, following + 1, titled=True)
    person = person or find_person(page, following, titled=titled)
    return person if person is not None and not person.cut else None


def _is_belonging(page: Page, index: int) -> bool:
    """«البطريرك الماروني نصر الله صفير»: an adjective of belonging between title and name."""
    word = page.word(index)
    if word is None or not word.definite or word.cut or page.breaks(index + 1):
        return False
    if word.given or word.family or word.doubtful_given:
        return False
    return page.norm(index).endswith(tuple(small_words()["belonging-ending"]))


def _ranked(page: Page, index: int) -> PersonName | None:
    """«المتحدث العسكري، عقيد أركان حرب تامر الرفاعي»: a rank before the name."""
    head = page.head(index)
    if head is None or head.cut or head.entry.role != "honorific":
        return None
    chain = read_chain(page, index, head)
    if page.breaks(chain.last + 1):
        return None
    return find_person(page, chain.last + 1, titled=True)


def trailing_titles(page: Page, phrase: Phrase, nested: list[Phrase]) -> Phrase:
    """A name with the offices told after it: «جيف موريل الناطق باسم البنتاغون».

    The first gives the title, unless an office stands before the name.
    """
    if phrase.name is None or phrase.form != "name":
        return phrase
    while (longer := _trailing_title(page, phrase, nested)) is not phrase:
        phrase = longer
    return phrase


def _trailing_title(page: Page, phrase: Phrase, nested: list[Phrase]) -> Phrase:
    """One more office after a name, which must not introduce another name."""
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
    if not _may_bear(page, phrase, head, chain, comma=comma):
        return phrase
    if phrase.head is not None and phrase.head.entry.role == "office":
        span = page.span(phrase.first, chain.last, _cut(page, phrase))
        return msgspec.structs.replace(phrase, last=chain.last, span=span)
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


def _may_bear(page: Page, phrase: Phrase, head: Head, chain: Chain, *, comma: bool) -> bool:
    """Whether an office after a name is that person's, and not the object of the verb before."""
    country = phrase.known.code if phrase.known is not None else ""
    states = set(chain.codes) - _BEYOND
    if country and states and country not in states:
        return False
    if phrase.codes and states and not set(phrase.codes) & states:
        return False
    if comma or (country and states):
        return True
    return not takes_person(page, phrase.first - 1)


def takes_person(page: Page, index: int) -> bool:
    """Whether a verb that takes a person as its object stands at a token: «استقبل», «هنأ»."""
    if index < 0 or page.breaks(index + 1):
        return False
    token = page.tokens[index]
    best = next(iter(analyse(token.norm, token.text)), None)
    return best is not None and (best.verb or best.lemma) in small_words()["person-verb"]


def _cut(page: Page, phrase: Phrase) -> int:
    """Folded letters of the proclitics before a phrase."""
    token = page.tokens[phrase.first]
    return len(token.norm) - len(fold(page.layers.document.text[phrase.span.start : token.end]))
