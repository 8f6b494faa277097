"""References: every phrase of a document that refers to somebody or something.

Input: the layers up to times. Output: phrases sorted by first token, outer ones before those
inside them. One pass reads offices with their names, bodies, groups and places; a second finds
the people of the article again by their surnames.
"""

from __future__ import annotations

from functools import lru_cache

from musnad.mentions.bodies import body_phrase
from musnad.mentions.continuations import Chain
from musnad.mentions.gazetteer import surnames_of_the_known
from musnad.mentions.heads import Head
from musnad.mentions.named import (
    known_phrase,
    name_phrase,
    nationality_phrase,
    surname_phrase,
)
from musnad.mentions.nominals import read_chain
from musnad.mentions.page import Page
from musnad.mentions.people import find_person, name_tails
from musnad.mentions.phrases import Phrase
from musnad.mentions.titles import title_phrase, trailing_titles
from musnad.records.layers import Layers
from musnad.rules.tries import PhraseTable
from musnad.text.morphology import splits


def find_phrases(layers: Layers) -> tuple[Phrase, ...]:
    """All referring phrases of a document; empty where there are none.

    Example: «قال وزير الخارجية الروسي سيرغي لافروف» (*Russian foreign minister Sergei Lavrov
    said*) gives one phrase with a title and a name, and inside it «الروسي», which means Russia.
    """
    page = Page(layers)
    outer: list[Phrase] = []
    nested: list[Phrase] = []
    index = 0
    while index < len(page.tokens):
        phrase = _phrase_at(page, index, nested)
        if phrase is None:
            index += 1
            continue
        outer.append(phrase)
        nested.extend(_adjectives_inside(page, phrase))
        inner = _titles_inside(page, phrase, nested) or _issuer_inside(page, phrase, nested)
        nested.extend(inner)
        index = max([phrase.last, index, *(p.last for p in inner)]) + 1
    outer.extend(_surnames(page, outer))
    found = {(p.first, p.last, p.form): p for p in [*nested, *outer]}
    return tuple(sorted(found.values(), key=lambda p: (p.first, -p.last)))


def _phrase_at(page: Page, index: int, nested: list[Phrase]) -> Phrase | None:
    token = page.tokens[index]
    if token.kind in ("mark", "number") or index in page.timed:
        return None
    head = None if _is_attribute(page, index) else page.head(index)
    known = page.known(index)
    if head is not None and known is None:
        return _headed(page, index, head, nested)
    person = find_person(page, index)
    if person is not None and (known is None or known[0] <= person.last):
        return trailing_titles(page, name_phrase(page, person), nested)
    if known is not None:
        phrase = known_phrase(page, index, known, head)
        if phrase is not None:
            return phrase
    if head is not None:
        return _headed(page, index, head, nested)
    return nationality_phrase(page, index)


def _is_attribute(page: Page, index: int) -> bool:
    """Whether a word is an adjective of the noun before it: «تدخل عسكري» has no soldier."""
    word, previous = page.word(index), page.word(index - 1)
    if word is None or previous is None or page.breaks(index) or word.cut:
        return False
    return word.adjective and previous.nominal and not previous.verb


def _headed(page: Page, index: int, head: Head, nested: list[Phrase]) -> Phrase | None:
    if head.entry.role in ("office", "honorific"):
        phrase = title_phrase(page, index, head, nested)
        return trailing_titles(page, phrase, nested) if phrase is not None else None
    chain = read_chain(page, index, head)
    nested.extend(_names_inside(page, chain))
    return body_phrase(page, index, head, chain)


def _names_inside(page: Page, chain: Chain) -> list[Phrase]:
    found = []
    for first, last, cut, name in chain.names:
        phrase = known_phrase(page, first, (last, cut, name), None)
        if phrase is not None:
            found.append(phrase)
    return found


def _titles_inside(page: Page, phrase: Phrase, nested: list[Phrase]) -> list[Phrase]:
    """Offices within the phrase of a body: «قوات الرئيس السوري بشار الأسد»."""
    if phrase.head is None or phrase.title is not None or phrase.name is not None:
        return []
    found: list[Phrase] = []
    for index in range(phrase.first + 1, phrase.last + 1):
        head = page.head(index)
        if head is None or head.cut or head.entry.role not in ("office", "honorific"):
            continue
        if _is_attribute(page, index):
            continue
        inner = title_phrase(page, index, head, nested)
        if inner is not None:
            found.append(inner)
            break
    return found


def _issuer_inside(page: Page, phrase: Phrase, nested: list[Phrase]) -> list[Phrase]:
    """The body within the phrase of a document: «بيان لوزارة الصحة»."""
    if phrase.head is None or phrase.head.entry.role != "document":
        return []
    for index in range(phrase.first + 1, phrase.last + 1):
        head = None if _is_attribute(page, index) else page.head(index)
        if head is None or head.entry.role != "body":
            continue
        chain = read_chain(page, index, head)
        nested.extend(_names_inside(page, chain))
        body = body_phrase(page, index, head, chain)
        return [body] if body is not None else []
    return []


def _adjectives_inside(page: Page, phrase: Phrase) -> list[Phrase]:
    """Nationality adjectives within a larger phrase, as references to their country."""
    found = []
    for index in range(phrase.first, phrase.last + 1):
        named = phrase.name is not None and phrase.name_first <= index <= phrase.name_last
        if named and phrase.kind == "person":
            continue
        adjective = nationality_phrase(page, index)
        if (
            adjective is not None
            and adjective.last <= phrase.last
            and adjective.span != phrase.span
        ):
            found.append(adjective)
    return found


def _surnames(page: Page, outer: list[Phrase]) -> list[Phrase]:
    """People of the article by their surname, and well-known people called by it alone."""
    table, known = _surname_table(page, outer), _known_surnames()
    covered = {index for p in outer for index in range(p.first, p.last + 1)}
    found: list[Phrase] = []
    for index, token in enumerate(page.tokens):
        if token.kind != "word" or index in covered or index in page.timed:
            continue
        for cut, rest in splits(token.norm):
            if rest not in table and rest not in known:
                continue
            match = page.longest(table, rest, index) or page.longest(known, rest, index)
            if match is None or not _may_be_surname(page, index, cut, match[1]):
                continue
            last = index + match[0]
            found.append(surname_phrase(page, index, last, cut))
            covered.update(range(index, last + 1))
            break
    return found


def _surname_table(page: Page, outer: list[Phrase]) -> PhraseTable[bool]:
    """Surnames: True for those of the article's own people."""
    rows: list[tuple[tuple[str, ...], bool]] = []
    for phrase in outer:
        if phrase.kind != "person" or phrase.name is None:
            continue
        words = tuple(
            page.tokens[k].norm[len_cut(page, phrase, k) :]
            for k in range(phrase.name_first, phrase.name_last + 1)
        )
        ordinary = _is_ordinary(page, phrase)
        rows += [
            (words[start:], True)
            for start in range(1, len(words))
            if not (ordinary and start == len(words) - 1)
        ]
        if len(words) == 1:
            rows.append((words, True))
    return PhraseTable(row for row in rows if row[0])


@lru_cache(maxsize=1)
def _known_surnames() -> PhraseTable[bool]:
    return PhraseTable((tuple(surname.split()), False) for surname in surnames_of_the_known())


def _is_ordinary(page: Page, phrase: Phrase) -> bool:
    """Whether the last word of a name is an ordinary word that must not be found alone."""
    word = page.word(phrase.name_last)
    if word is None:
        return True
    if page.norm(phrase.name_last) in name_tails():
        return True
    return (word.closed or word.nominal) and not (word.family or word.doubtful_family)


def len_cut(page: Page, phrase: Phrase, index: int) -> int:
    """Folded letters of proclitics on the first word of a name."""
    if index != phrase.name_first or phrase.name is None:
        return 0
    return max(0, phrase.name.start - page.tokens[index].start)


def _may_be_surname(page: Page, index: int, cut: int, own: bool) -> bool:
    """Whether a word that is somebody's surname is that here and not an ordinary word."""
    word = page.word(index)
    if word is None:
        return False
    if own:
        return not (word.closed or word.verb) and (not cut or word.unknown or word.cut == cut)
    return (word.unknown or (word.family and not word.nominal)) and not word.verb
