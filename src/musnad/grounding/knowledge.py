"""What the tables know of a person, a body or a government at a date.

Input: keys of the knowledge tables and a publication date. Output: names, Wikidata ids and codes. A
person's code follows the date: Kerry in 2016 is ``USA GOV``, in 2018 ``USA ELI``.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.mentions.gazetteer import KNOWLEDGE
from musnad.rules.tables import cell_list, read_rows

_FORMER = "ELI"


class Tenure(msgspec.Struct, frozen=True, gc=False):
    """An office held: dates are ISO 8601 of any precision, ``until`` empty while it lasts."""

    office: str
    title: str
    country: str
    sectors: tuple[str, ...]
    since: str
    until: str

    def covers(self, date: str) -> bool:
        """Whether the office was held on a date, as far as the precision of the dates tells."""
        begins = not self.since or self.since <= date[: len(self.since)]
        return begins and (not self.until or date[: len(self.until)] <= self.until)


class Person(msgspec.Struct, frozen=True, gc=False):
    """A row of ``people.tsv`` with the offices held."""

    key: str
    qid: str | None
    name_en: str
    gender: str
    country: str
    default_sectors: tuple[str, ...]
    tenures: tuple[Tenure, ...]

    def code(self, date: str | None) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors at a date; by the default where no office is known for it."""
        current = [t for t in self.tenures if date is not None and t.covers(date)]
        if current:
            best = current[0]
            sectors = dict.fromkeys(sector for tenure in current for sector in tenure.sectors)
            return best.country or self.country or None, tuple(sectors)
        return self.country or None, self.default_sectors


class Body(msgspec.Struct, frozen=True, gc=False):
    """A row of ``organisations.tsv``: a body, or a body while it had one code."""

    key: str
    qid: str | None
    name_en: str
    country: str
    sectors: tuple[str, ...]
    since: str = ""
    until: str = ""

    def covers(self, date: str) -> bool:
        """Whether the row holds on a date, as far as the precision of its dates tells."""
        begins = not self.since or self.since <= date[: len(self.since)]
        return begins and (not self.until or date[: len(self.until)] <= self.until)


@lru_cache(maxsize=1)
def people() -> dict[str, Person]:
    """Key → person."""
    tenures: dict[str, list[Tenure]] = {}
    for row in read_rows(KNOWLEDGE / "offices_held.tsv"):
        tenures.setdefault(row["person"], []).append(
            Tenure(
                row["office"],
                row["title_ar"],
                row["country"],
                tuple(cell_list(row["sectors"])),
                row["from"],
                row["to"],
            )
        )
    return {
        row["key"]: Person(
            row["key"],
            row["qid"] or None,
            row["name_en"],
            row["gender"],
            row["country"],
            tuple(cell_list(row["default_sectors"])),
            tuple(tenures.get(row["key"], ())),
        )
        for row in read_rows(KNOWLEDGE / "people.tsv")
    }


@lru_cache(maxsize=1)
def bodies() -> dict[str, tuple[Body, ...]]:
    """Key → the rows of an organisation or armed group, more than one if its code changed."""
    found: dict[str, list[Body]] = {}
    for row in read_rows(KNOWLEDGE / "organisations.tsv"):
        found.setdefault(row["key"], []).append(
            Body(
                row["key"],
                row["qid"] or None,
                row["name_en"],
                row["country"],
                tuple(cell_list(row["sectors"])),
                row["from"],
                row["to"],
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def body_at(key: str, date: str | None) -> Body | None:
    """The row of a body that holds on a date, else its last; None for an unknown key.

    The Taliban are ``AFG REB`` in 2020 and ``AFG GOV`` in 2022.
    """
    rows = bodies().get(key)
    if rows is None:
        return None
    return next((row for row in rows if date is not None and row.covers(date)), rows[-1])


class Country(msgspec.Struct, frozen=True, gc=False):
    """A row of ``countries.tsv``."""

    iso3: str
    qid: str | None
    name_en: str
    name_ar: str


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """ISO code → country."""
    return {
        row["iso3"]: Country(row["iso3"], row["qid"] or None, row["name_en"], row["name_ar"])
        for row in read_rows(KNOWLEDGE / "countries.tsv")
    }


class Location(msgspec.Struct, frozen=True, gc=False):
    """A row of the place tables; degrees WGS 84."""

    geonames: int | None
    name_en: str
    country: str
    lat: float | None
    lon: float | None
    feature: str


@lru_cache(maxsize=1)
def locations() -> dict[str, Location]:
    """Key (table and row number) → place."""
    found: dict[str, Location] = {}
    for table in ("place_patches", "places"):
        for number, row in enumerate(read_rows(KNOWLEDGE / f"{table}.tsv")):
            found[f"{table}:{number}"] = Location(
                int(row["geonames_id"]) if row["geonames_id"] else None,
                row["name_en"],
                row["country"],
                float(row["lat"]) if row["lat"] else None,
                float(row["lon"]) if row["lon"] else None,
                row["feature"],
            )
    return found


class Metonym(msgspec.Struct, frozen=True, gc=False):
    """A row of ``metonyms.tsv``: a seat that stands for those who sit in it."""

    country: str
    sectors: tuple[str, ...]
    stands_for: str


@lru_cache(maxsize=1)
def metonyms() -> dict[str, Metonym]:
    """Form as printed in the table → what it stands for."""
    return {
        row["form"]: Metonym(row["code"], tuple(cell_list(row["sectors"])), row["stands_for"])
        for row in read_rows(KNOWLEDGE / "metonyms.tsv")
    }
