"""The names we know, as phrases to be found in text.

Input: the tables under ``knowledge/``. Output: phrase tables of folded names, each with its kind
and the key of its row. What a key means (codes, offices, points) is the business of grounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from musnad.rules.tables import ROOT, cell_list, read_rows, read_table
from musnad.rules.tries import PhraseTable
from musnad.text.fold import fold

_COMMON = 50  # bearers, in the source of the table, from which a given name is common
KNOWLEDGE = ROOT / "knowledge"

NameKind = Literal["country", "place", "organisation", "person", "metonym"]


class Name(msgspec.Struct, frozen=True, gc=False):
    """What a known name stands for.

    Attributes:
        kind: the table it comes from.
        key: the key of its row: ISO code, place id, organisation or person key, metonym form.
        doubtful: the form is also an ordinary word or another name and needs support.
        group: an organisation that is an armed group or movement.
        heads: folded nouns one of which must stand before it («قناة» before «الجزيرة»).
        code: the country of a person, body or seat, as it now is; empty where it has none.
    """

    kind: NameKind
    key: str
    doubtful: bool = False
    group: bool = False
    heads: frozenset[str] = frozenset()
    code: str = ""


@lru_cache(maxsize=200_000)
def words_of(name: str) -> tuple[str, ...]:
    """Folded words of a name, hyphens and dots as word breaks."""
    for mark in "-–.،":
        name = name.replace(mark, " ")
    return tuple(word for word in (fold(part) for part in name.split()) if word)


def _joined(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words as they are, and with the first part of عبد الله and its kind written on."""
    yield words
    joiners = joining_words()
    merged: list[str] = []
    carry = ""
    for word in words:
        if word in joiners:
            carry += word
        else:
            merged.append(carry + word)
            carry = ""
    if len(merged) != len(words) and not carry:
        yield tuple(merged)


@lru_cache(maxsize=1)
def joining_words() -> frozenset[str]:
    """Folded first parts of compound names that print also writes on: «عبد», «أبو»."""
    rows = read_table("mentions", "name_words")
    return frozenset(fold(row["form"]) for row in rows if row["kind"] == "join")


@lru_cache(maxsize=1)
def known_names() -> PhraseTable[Name]:
    """Countries, organisations, people by their full names, metonyms and places, in this order."""
    found = [*_countries(), *_organisations(), *_people(), *_metonyms(), *_places()]
    return PhraseTable((form, name) for words, name in found for form in _joined(words) if form)


def _countries() -> Iterator[tuple[tuple[str, ...], Name]]:
    for row in read_rows(KNOWLEDGE / "countries.tsv"):
        ambiguous = {fold(form) for form in cell_list(row["ambiguous"])}
        for form in [row["name_ar"], *cell_list(row["variants"])]:
            yield words_of(form), Name("country", row["iso3"], doubtful=fold(form) in ambiguous)


def _organisations() -> Iterator[tuple[tuple[str, ...], Name]]:
    for row in read_rows(KNOWLEDGE / "organisations.tsv"):
        group = row["kind"] == "group"
        name = Name("organisation", row["key"], group=group, code=row["country"])
        for form in [row["name_ar"], *cell_list(row["variants"])]:
            yield words_of(form), name
        for acronym in cell_list(row["acronyms"]):
            yield (acronym,) if acronym.isascii() else words_of(acronym), name
        heads = frozenset(fold(head) for head in cell_list(row["heads"]))
        for bare in cell_list(row["bare"]):
            yield (
                words_of(bare),
                msgspec.structs.replace(name, doubtful=True, heads=heads),
            )


def _people() -> Iterator[tuple[tuple[str, ...], Name]]:
    for row in read_rows(KNOWLEDGE / "people.tsv"):
        for form in [row["name_ar"], *cell_list(row["variants"])]:
            words = words_of(form)
            yield words, Name("person", row["key"], len(words) == 1, code=row["country"])


def _metonyms() -> Iterator[tuple[tuple[str, ...], Name]]:
    for row in read_rows(KNOWLEDGE / "metonyms.tsv"):
        if row["also_place"] != "y":
            yield words_of(row["form"]), Name("metonym", row["form"], code=row["code"])


def _places() -> Iterator[tuple[tuple[str, ...], Name]]:
    for table in ("place_patches", "places"):
        for number, row in enumerate(read_rows(KNOWLEDGE / f"{table}.tsv")):
            key = f"{table}:{number}"
            for form in [row["name_ar"], *cell_list(row["variants"])]:
                words = words_of(form)
                doubtful = len(words) == 1 and row["ambiguous"] in ("word", "person")
                yield words, Name("place", key, doubtful=doubtful)


@lru_cache(maxsize=1)
def surnames_of_the_known() -> dict[str, tuple[str, ...]]:
    """Folded surname → keys of the people whom the press calls by it alone."""
    found: dict[str, list[str]] = {}
    for row in read_rows(KNOWLEDGE / "people.tsv"):
        for surname in cell_list(row["surnames"]):
            for words in _joined(words_of(surname)):
                found.setdefault(" ".join(words), []).append(row["key"])
    return {surname: tuple(dict.fromkeys(keys)) for surname, keys in found.items()}


class NameWords(msgspec.Struct, frozen=True):
    """Single words that make up personal names; ``common_given``: given names borne by many."""

    given: frozenset[str]
    doubtful_given: frozenset[str]
    common_given: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    family: frozenset[str]
    doubtful_family: frozenset[str]


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """Given names and surnames, folded; doubtful ones are ordinary words too."""
    given = list(read_rows(KNOWLEDGE / "given_names.tsv"))
    family = list(read_rows(KNOWLEDGE / "surnames.tsv"))

    def forms(rows: list[dict[str, str]], doubtful: bool) -> frozenset[str]:
        return frozenset(
            "".join(words_of(row["token"]))
            for row in rows
            if (row["common_word"] == "y") == doubtful
        )

    women, men = (
        frozenset("".join(words_of(row["token"])) for row in given if row["gender"] == gender)
        for gender in "fm"
    )
    return NameWords(
        given=forms(given, False),
        doubtful_given=forms(given, True),
        common_given=frozenset(
            "".join(words_of(row["token"]))
            for row in given
            if row["common_word"] != "y" and int(row["count"]) >= _COMMON
        ),
        women=women,
        men=men,
        family=forms(family, False),
        doubtful_family=forms(family, True),
    )


class Nationality(msgspec.Struct, frozen=True, gc=False):
    """What a relational adjective stands for.

    ``plural``: the form is a plural («السوريون», «الأكراد»), which can mean the people.
    """

    code: str
    sector: str
    kind: str
    base: str
    gender: Literal["m", "f", ""]
    plural: bool
    doubtful: bool


@lru_cache(maxsize=1)
def nationalities() -> dict[str, Nationality]:
    """Folded form without article → nationality; two-word ones joined by a space."""
    found: dict[str, Nationality] = {}
    endings = [
        (fold(row["ending"]), row["gender"], row["number"] != "s")
        for row in read_table("mentions", "nisba_endings")
    ]
    for row in read_rows(KNOWLEDGE / "nationalities.tsv"):
        words = words_of(row["base"])
        doubtful = bool(row["ambiguous"])
        for ending, gender, plural in endings:
            form = " ".join(word + ending for word in words)
            value = Nationality(
                row["code"],
                row["sector"],
                row["kind"],
                fold(row["base"]),
                "f" if gender == "f" else "m",
                plural,
                doubtful,
            )
            found.setdefault(form, value)
        for irregular in cell_list(row["plurals"]):
            value = Nationality(
                row["code"], row["sector"], row["kind"], fold(row["base"]), "m", True, doubtful
            )
            found[fold(irregular)] = value
    return found
