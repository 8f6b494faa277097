"""Checks the tables of actors under ``musnad/knowledge`` and prints what disagrees.

Usage: ``check_actors.py [--strict] [LOOKUP.csv …]``. Without a lookup file the tables are checked
against themselves: offices that only one person can hold at a time, people without an office,
names that two people share, ids given twice. A lookup file is a CSV with a column ``qid`` and a
column ``name_en`` or ``names_en`` (alternatives separated by ``|``); ids under the same English
name are compared. With ``--strict`` the exit status is 1 when offices overlap by more than a
month, an office ends before it begins, or an id is given twice or differs from a lookup file.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from musnad.rules.tables import ROOT, cell_list, read_rows
from musnad.text.fold import fold

KNOWLEDGE = ROOT / "knowledge"
UNIQUE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
END_OF_TIME = "9999-12-31"
#: What the notes call an office that exists beside the one of the same kind.
RIVAL_NOTES = ("regional", "not recognised", "eastern government", "rival", "de facto", "Soviet")
#: Days two holders may share: one date given to the day and the other to the month.
TOLERANCE = 31

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """Rows of one table of the folder."""
    return list(read_rows(KNOWLEDGE / f"{name}.tsv"))


def first_day(date: str) -> str:
    """``2016`` → ``2016-01-01``; a full date stays."""
    return date + "-01-01"[3 * (date.count("-")) :]


def last_day(date: str) -> str:
    """``2016`` → ``2016-12-31``; empty → the end of time. Every month counts 31 days."""
    return date + "-12-31"[3 * (date.count("-")) :] if date else END_OF_TIME


def day_number(date: str) -> int:
    """A day count in which every month has 31 days; good for differences of a month."""
    year, month, day = (int(part) for part in date.split("-"))
    return (year * 12 + month) * 31 + day


def overlap(one: Row, other: Row) -> int:
    """Days both rows claim; dates given to the month or year are read in favour of no overlap."""
    start = max(last_day(one["from"]), last_day(other["from"]))
    ends = [first_day(row["to"]) if row["to"] else END_OF_TIME for row in (one, other)]
    return day_number(min(ends)) - day_number(start)


def is_rival(row: Row) -> bool:
    """True for an office that exists beside the main one: regional, unrecognised, acting."""
    return any(word in row["note"] for word in RIVAL_NOTES) or "REB" in cell_list(row["sectors"])


def overlapping_offices(offices: list[Row]) -> Iterator[str]:
    """Two people in one office of one country for more than a month."""
    held = defaultdict(list)
    for row in offices:
        if row["office"] in UNIQUE and not is_rival(row):
            held[row["office"], row["country"]].append(row)
    for (office, country), holders in sorted(held.items()):
        holders.sort(key=lambda row: row["from"])
        for index, one in enumerate(holders):
            for other in holders[index + 1 :]:
                days = overlap(one, other)
                if days > TOLERANCE and one["person"] != other["person"]:
                    yield f"{country} {office}: {one['person']} and {other['person']}, {days} days"


def backward_offices(offices: list[Row]) -> Iterator[str]:
    """Offices that end before they begin."""
    for row in offices:
        if last_day(row["to"]) < first_day(row["from"]):
            yield f"{row['person']}: {row['from']} to {row['to']}"


def without_office(people: list[Row], offices: list[Row]) -> Iterator[str]:
    """People of whom the tables know no office."""
    held = {row["person"] for row in offices}
    for row in people:
        if row["key"] not in held:
            yield f"{row['key']} ({row['default_sectors']})"


def shared_names(people: list[Row]) -> Iterator[str]:
    """Full names that, folded, belong to two people."""
    owners = defaultdict(set)
    for row in people:
        for name in [row["name_ar"], *cell_list(row["variants"])]:
            owners[fold(name)].add(row["key"])
    for name, keys in sorted(owners.items()):
        if len(keys) > 1:
            yield f"{name}: {', '.join(sorted(keys))}"


def repeated_ids(people: list[Row]) -> Iterator[str]:
    """Wikidata ids given to two people."""
    owners = defaultdict(list)
    for row in people:
        if row["qid"]:
            owners[row["qid"]].append(row["key"])
    return (f"{qid}: {', '.join(keys)}" for qid, keys in sorted(owners.items()) if len(keys) > 1)


def latin_key(name: str) -> str:
    """A Latin name without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]", "", plain)


def contradicting_ids(people: list[Row], lookup: Path) -> Iterator[str]:
    """People whose id differs from the lookup file's for the same English name."""
    known = defaultdict(set)
    with lookup.open(encoding="utf-8", newline="") as lines:
        for record in csv.DictReader(lines):
            names = record.get("names_en") or record.get("name_en") or ""
            if re.fullmatch(r"Q\d+", record.get("qid") or ""):
                for name in cell_list(names):
                    known[latin_key(name)].add(record["qid"])
    for row in people:
        ids = known.get(latin_key(row["name_en"]), set())
        if ids and row["qid"] not in ids:
            given = row["qid"] or "no id"
            yield f"{row['key']}: {given}, {lookup.name} has {', '.join(sorted(ids))}"


def report(title: str, findings: Iterator[str]) -> int:
    """Print one section; its number of findings."""
    found = list(findings)
    print(f"{title}: {len(found)}")
    for line in found:
        print(f"  {line}")
    return len(found)


def main() -> int:
    """Run every check; the exit status of the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lookups", nargs="*", type=Path)
    parser.add_argument("--strict", action="store_true")
    arguments = parser.parse_args()
    people, offices = rows("people"), rows("offices_held")
    serious = report("offices held by two at a time", overlapping_offices(offices))
    serious += report("offices that end before they begin", backward_offices(offices))
    serious += report("ids given twice", repeated_ids(people))
    for lookup in arguments.lookups:
        serious += report(f"ids that differ from {lookup.name}", contradicting_ids(people, lookup))
    report("full names of two people", shared_names(people))
    report("people without an office", without_office(people, offices))
    return 1 if arguments.strict and serious else 0


if __name__ == "__main__":
    sys.exit(main())
