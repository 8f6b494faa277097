"""The same question asked of records that are in no project, such as lines of a file.

Input: a query and the records of one article. Output: the events that a project with this article
would find. It looks at the rows that would be drawn, so that both mean the same by every filter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.store.drawing import Drawing, Row, comparable
from musnad.store.matching import has_all
from musnad.store.query import CODES, WIKIDATA, Query

_Test = Callable[[Row], bool]


def events_of(query: Query, analysis: Analysis) -> frozenset[str]:
    """Ids of the article's events that pass every filter of the query.

    Raises:
        StoreError: the query has no sense, e.g. words without a word.
    """
    if query.outlets and analysis.document.outlet not in query.outlets:
        return frozenset()
    if query.words.strip() and not has_all(analysis, query.words, exact=query.exact):
        return frozenset()
    rows = Drawing(0, analysis).rows
    names = {row["number"]: row["names"] for row in rows["names"]}
    parties = [row | {"names": names[row["name"]]} for row in rows["parties"]]
    told_in = _statements(query, rows["statements"], parties)
    sides = (("actor", query.actors), ("recipient", query.recipients))
    owners = [_owners(parties, side, asked) for side, asked in sides if asked]
    return frozenset(
        row["record"]
        for row in rows["events"]
        if _passes(query, row)
        and all(row["number"] in of_side for of_side in owners)
        and (told_in is None or row["statement"] in told_in)
    )


def _passes(query: Query, row: Row) -> bool:
    return (
        (not query.types or row["type"] in query.types)
        and (not query.statuses or row["status"] in query.statuses)
        and (not query.contested or row["contested"])
        and (query.since is None or (row["day"] is not None and row["day"] >= query.since))
        and (query.until is None or (row["day"] is not None and row["day"] <= query.until))
    )


def _statements(query: Query, rows: Iterable[Row], parties: list[Row]) -> set[int] | None:
    """The statements that pass; None when the query says nothing of statements."""
    if not query.asks_statements:
        return None
    sides = (("speaker", query.said_by), ("about", query.about))
    owners = [_owners(parties, side, asked) for side, asked in sides if asked]
    return {
        row["number"]
        for row in rows
        if (not query.forces or row["force"] in query.forces)
        and all(row["number"] in of_side for of_side in owners)
    }


def _owners(parties: list[Row], side: str, asked: tuple[str, ...]) -> set[int]:
    """The records with one of the parties on that side."""
    tests = [_test(value) for value in asked]
    mine = (party for party in parties if party["side"] == side)
    return {party["owner"] for party in mine if any(test(party) for test in tests)}


def _test(asked: str) -> _Test:
    if WIKIDATA.fullmatch(asked):
        return lambda party: party["wikidata"] == asked
    if CODES.fullmatch(asked):
        codes = set(asked.split())
        return lambda party: codes <= {party["country"], *party["sectors"].split()}
    name = comparable(asked)
    if not name:
        raise StoreError(f"{asked!r} is no name")
    return lambda party: f" {name} " in party["names"]
