"""Builds ``knowledge/given_names.tsv`` and ``knowledge/surnames.tsv``.

Input: the index of arabic-name-romanizer (its rows from Wikidata: name units of people of the
Arab states, Iran, Pakistan and Afghanistan, with counts; folded spelling), the people of
ArWikiCats (foreign names in Arabic letters), ``tools/curated/names.tsv`` (names of world politics
and the gender of frequent names) and ``tools/curated/name_words.tsv`` (units that are words).
Output: two tables sorted by spelling. Counts are of people in the sources, 0 for a name that is
only curated.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path

from knowledge_table import (
    KNOWLEDGE,
    Row,
    curated,
    package_folder,
    package_json,
    write_table,
)

from musnad.text.fold import fold

GIVEN_HEADER = ["token", "count", "gender", "common_word", "source", "script_note"]
SURNAME_HEADER = ["token", "count", "common_word", "source", "script_note"]
LEAST_COUNT = 2  # one bearer is too often a slip of the splitting into units
LEAST_PEOPLE = 2  # the same for the first and last words of ArWikiCats names
_UNIT = re.compile("[ء-غف-ي]{2,}(?: [ء-غف-ي]{2,})?")
_NOT_FIRST = re.compile("(?:بن|بنت|ايت|ال) ")
_MASCULINE = re.compile("عبد |عبدال|.* الدين$|.* الله$")
_SERVANT = "عبد "
_FOLDED = "folded"  # script_note: alef, ya and ta marbuta as the source folds them


def wikidata_units(role: str) -> Counter[str]:
    """Name unit (folded) → people of the index who bear it as a given name or a surname."""
    path = package_folder("arabic_name_romanizer") / "resources" / "names.sqlite3"
    query = "SELECT arabic_key, count FROM units WHERE source = 'wikidata' AND role = ?"
    counts: Counter[str] = Counter()
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        for unit, count in connection.execute(query, (role,)):
            if _UNIT.fullmatch(unit) and not _NOT_FIRST.match(unit):
                counts[fold(unit)] += count
    finally:
        connection.close()
    return Counter({unit: n for unit, n in counts.items() if n >= LEAST_COUNT})


def people_words(last: bool) -> dict[str, tuple[str, int]]:
    """Folded word → (spelling, people) for the first or last word of ArWikiCats people."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in package_json("ArWikiCats", "jsons/people/peoples.json").values():
        words = str(name).partition(" (")[0].split()
        if len(words) > 1 and _UNIT.fullmatch(words[-1 if last else 0]):
            word = words[-1 if last else 0]
            spellings[fold(word)][word] += 1
    return {
        key: (min(found, key=lambda word: (-found[word], word)), found.total())
        for key, found in spellings.items()
        if found.total() >= LEAST_PEOPLE
    }


def merged(role: str) -> dict[str, Row]:
    """Folded unit → its row, from all three sources."""
    rows: dict[str, Row] = {
        unit: {
            "token": unit,
            "count": str(n),
            "source": "arabic-name-romanizer",
            "script_note": _FOLDED,
        }
        for unit, n in wikidata_units(role).items()
    }
    for key, (spelling, people) in people_words(last=role == "surname").items():
        row = rows.setdefault(key, {"count": "0", "source": ""})
        row["count"] = str(int(row["count"]) + people)
        row |= {"token": spelling, "script_note": ""}
        row["source"] = "|".join(filter(None, [row["source"], "arwikicats"]))
    for name in curated("names"):
        if name["list"] == role:
            key = fold(name["token"])
            row = rows.setdefault(key, {"count": "0", "source": "", "token": name["token"]})
            if key != name["token"]:
                row |= {"token": name["token"], "script_note": ""}
            row["gender"] = name["gender"]
            row["source"] = "|".join(filter(None, [row["source"], name["source"]]))
    return rows


def with_joined(rows: dict[str, Row]) -> dict[str, Row]:
    """The rows and, for a name of two words that begins with عبد, its spelling as one word."""
    joined = {
        key.replace(" ", ""): row | {"token": row["token"].replace(" ", "")}
        for key, row in rows.items()
        if key.startswith(_SERVANT)
    }
    return joined | rows


def name_rows(role: str) -> list[Row]:
    """The rows of one list without words, ordinary words marked; sorted by spelling."""
    rules = {row["token"]: row["rule"] for row in curated("name_words")}
    dropped = {"drop", "given"} if role == "given" else {"drop"}
    rows: list[Row] = []
    for key, row in with_joined(merged(role)).items():
        rule = rules.get(key, "")
        if rule in dropped:
            continue
        row["common_word"] = "y" if rule else ""
        if role == "given" and not row.get("gender") and _MASCULINE.match(key):
            row["gender"] = "m"
        rows.append(row)
    return sorted(rows, key=lambda row: row["token"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=KNOWLEDGE, help="folder of the tables")
    out: Path = parser.parse_args().out
    given = write_table(out / "given_names.tsv", GIVEN_HEADER, name_rows("given"))
    surnames = write_table(out / "surnames.tsv", SURNAME_HEADER, name_rows("surname"))
    print(f"{given} given names, {surnames} surnames")


if __name__ == "__main__":
    main()
