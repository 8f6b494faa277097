"""Phrases around a proper name: known names, people, nationalities."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from musnad.mentions.continuations import Chain
from musnad.mentions.gazetteer import KNOWLEDGE, Name, name_words
from musnad.mentions.heads import Head
from musnad.mentions.nominals import read_chain
from musnad.mentions.page import Page
from musnad.mentions.people import PersonName
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import Word, small_words
from musnad.records.assertions import MentionForm
from musnad.rules.tables import read_rows, read_table
from musnad.text.fold import fold
from musnad.text.morphology import analyse


@lru_cache(maxsize=1)
def capital_codes() -> dict[str, str]:
    """Folded capital → country code of the government it can stand for."""
    capitals = {
        fold(row["name_ar"]): row["country"]
        for table in ("places.tsv", "place_patches.tsv")
        for row in read_rows(KNOWLEDGE / table)
        if row["feature"] == "capital" and not row["ambiguous"]
    }
    rows = read_rows(KNOWLEDGE / "metonyms.tsv")
    return capitals | {fold(row["form"]): row["code"] for row in rows if row["also_place"] == "y"}


def name_phrase(page: Page, person: PersonName) -> Phrase:
    """A person's name as a phrase."""
    span = page.span(person.first, person.last, person.cut)
    first = page.norm(person.first)[person.cut :]
    names = name_words()
    gender: Literal["m", "f", ""] = (
        "f" if first in names.women else "m" if first in names.men else ""
    )
    return Phrase(
        first=person.first,
        last=person.last,
        span=span,
        kind="person",
        form="name",
        name=span,
        name_first=person.first,
        name_last=person.last,
        known=person.known,
        gender=gender,
    )


def surname_phrase(page: Page, first: int, last: int, cut: int) -> Phrase:
    """A surname alone."""
    return name_phrase(page, PersonName(first, last, cut))


def known_phrase(
    page: Page, index: int, known: tuple[int, int, Name], head: Head | None
) -> Phrase | None:
    """A known country, place, organisation or metonym as a phrase; None where it is doubtful."""
    last, cut, name = known
    if name.kind == "person":
        return None
    if name.doubtful and not _supported(page, index, cut, name):
        return None
    if name.kind == "organisation":
        return _organisation(page, index, (last, cut, name), head)
    if name.kind == "metonym":
        span = page.span(index, last, cut)
        return Phrase(
            first=index,
            last=last,
            span=span,
            kind="organisation",
            form="metonym",
            name=span,
            name_first=index,
            name_last=last,
            known=name,
        )
    return _place(page, index, (last, cut, name))


def _supported(page: Page, index: int, cut: int, name: Name) -> bool:
    """Whether a doubtful name has the neighbour it needs."""
    if name.kind == "organisation":
        previous = page.head(index - 1) if index else None
        quotation = page.opening.get(index - 1)
        return bool(
            (previous is not None and previous.entry.form in name.heads)
            or (quotation is not None and quotation.first == index)
        )
    if name.kind == "place":
        previous = page.head(index - 1) if index else None
        if previous is not None and previous.entry.role == "place":
            return True
        return page.is_small(index - 1, "direction")
    return page.word(index) is not None and not cut and _country_context(page, index)


def _country_context(page: Page, index: int) -> bool:
    """A country whose name is also an adjective or a word («السعودية», «مالي»)."""
    word = page.word(index)
    previous = page.word(index - 1)
    if word is None:
        return False
    if previous is None or page.breaks(index):
        return True
    if previous.closed or previous.verb or not previous.definite:
        return True
    return previous.plural or (word.nationality is not None and not _agrees(page, index, word))


def _agrees(page: Page, index: int, word: Word) -> bool:
    """Whether a nationality word can be the adjective of the noun before it.

    Not in «اتهم الحوثيون السعودية» (*the Houthis accused Saudi Arabia*): a plural of people takes
    no feminine singular.
    """
    token = page.tokens[index - 1]
    best = next(iter(analyse(token.norm, token.text)), None)
    if best is None or word.nationality is None or word.nationality.gender != "f":
        return True
    people = page.word(index - 1)
    return not (people is not None and people.nationality is not None and people.nationality.plural)


def _organisation(
    page: Page, index: int, known: tuple[int, int, Name], head: Head | None
) -> Phrase:
    """A known body, with the adjectives and the bracketed name that follow it."""
    last, cut, name = known
    chain: Chain | None = read_chain(page, index, head) if head is not None else None
    own_last = last
    codes: tuple[str, ...] = ()
    alias = None
    if chain is not None and chain.last >= last:
        own_last, codes = chain.last, tuple(chain.codes)
        if chain.alias is not None:
            alias = page.span(*chain.alias)
    first_norm = page.norm(index)[cut:]
    gender: Literal["m", "f", ""] = head.gender if head is not None else _gender(first_norm)
    span = page.span(index, own_last, cut)
    return Phrase(
        first=index,
        last=own_last,
        span=span,
        kind="organisation",
        form="name",
        name=page.span(index, last, cut),
        name_first=index,
        name_last=last,
        head=head,
        known=name,
        codes=codes,
        alias=alias,
        gender=gender,
    )


def _gender(first_norm: str) -> Literal["m", "f", ""]:
    return "f" if first_norm.endswith(_feminine()) else ""


@lru_cache(maxsize=1)
def _feminine() -> str:
    return next(fold(row["form"]) for row in read_table("mentions", "feminine_endings"))


def _place(page: Page, index: int, known: tuple[int, int, Name]) -> Phrase:
    last, cut, name = known
    span = page.span(index, last, cut)
    form: MentionForm = "name"
    codes: tuple[str, ...] = (name.key,) if name.kind == "country" else ()
    speaks = name.kind == "country"
    capital = capital_codes().get(" ".join(_words(page, index, last, cut)))
    if capital is not None and _acts(page, index, last, cut):
        form, codes, speaks = "metonym", (capital,), True
    inner = _proper_part(page, index, last)
    proper = page.span(inner, last) if inner > index else span
    return Phrase(
        first=index,
        last=last,
        span=span,
        kind="place",
        form=form,
        name=proper,
        name_first=inner,
        name_last=last,
        known=name,
        codes=codes,
        gender=_place_gender(page, inner, last, cut if inner == index else 0),
        speaks=speaks,
    )


def _place_gender(page: Page, first: int, last: int, cut: int) -> Literal["m", "f", ""]:
    """Countries and cities are feminine, but for a few countries (table)."""
    name = " ".join(_words(page, first, last, cut))
    return "m" if name in small_words()["masculine-place"] else "f"


def _proper_part(page: Page, index: int, last: int) -> int:
    """Where the name proper begins in «شمال سوريا», «مدينة حلب»: after the common noun."""
    word = page.word(index)
    if last == index or word is None:
        return index
    head = page.head(index)
    common = word.bare in small_words()["direction"] or (
        head is not None and head.entry.role in ("place", "body") and not head.definite
    )
    return index + 1 if common else index


def _words(page: Page, first: int, last: int, cut: int) -> list[str]:
    return [page.norm(first)[cut:], *(page.norm(k) for k in range(first + 1, last + 1))]


def _acts(page: Page, index: int, last: int, cut: int) -> bool:
    """Whether a capital stands for its government here rather than for the city."""
    letters = page.norm(index)[:cut]
    if any(page.is_letter(letter, "attached-preposition") for letter in letters):
        return False
    previous, following = page.word(index - 1), page.word(last + 1)
    if page.is_small(index - 1, "place-preposition") or page.is_small(index - 1, "direction"):
        return False
    before = page.head(index - 1) if index else None
    if before is not None and before.entry.role == "place":
        return False
    if page.is_small(index - 1, "party-preposition"):
        return True
    if previous is not None and (previous.verb or _is_deed(page, index - 1)):
        return True
    if following is not None and not page.breaks(last + 1) and following.verb:
        return True
    return bool(letters) and _acts_before(page, index)


def _is_deed(page: Page, index: int) -> bool:
    """Whether a verbal noun stands here: «اتهامات واشنطن», *Washington's accusations*."""
    token = page.tokens[index]
    best = next(iter(analyse(token.norm, token.text)), None)
    return best is not None and best.pos == "masdar" and not best.definite


def _acts_before(page: Page, index: int) -> bool:
    """«واشنطن وباريس»: a capital joined to one that acts."""
    if index == 0:
        return False
    return page.norm(index - 1) in capital_codes()


def nationality_phrase(page: Page, index: int) -> Phrase | None:
    """«الروسية» as a reference to Russia, «الفلسطينيون» as one to the people."""
    word = page.word(index)
    if word is None or word.nationality is None or index in page.timed:
        return None
    nationality = word.nationality
    known = page.known(index)
    if known is not None and known[2].kind == "country":
        return None
    if nationality.doubtful and not word.definite and not nationality.plural:
        return None
    plural = nationality.plural and (word.definite or not word.accusative)
    previous = page.word(index - 1)
    attribute = previous is not None and previous.nominal and not page.breaks(index)
    if plural and not attribute:
        return _people(page, index, word.cut)
    if not nationality.code:
        return None
    span = page.span(index, index, word.cut)
    return Phrase(
        first=index,
        last=index,
        span=span,
        kind="place",
        form="adjective",
        codes=(nationality.code,),
        sector=nationality.sector,
        speaks=False,
    )


def _people(page: Page, index: int, cut: int) -> Phrase | None:
    word = page.word(index)
    if word is None or word.nationality is None:
        return None
    nationality = word.nationality
    span = page.span(index, index, cut)
    return Phrase(
        first=index,
        last=index,
        span=span,
        kind="group",
        form="nominal",
        codes=(nationality.code,) if nationality.code else (),
        sector=nationality.sector,
        modifiers=(nationality.base,),
        gender="m",
        number="p",
    )
