"""What a query asks for, from lines of records or from a project, article by article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec

from musnad.store.picking import events_of
from musnad.store.query import Query
from musnad.store.snapshot import Snapshot
from musnad.surfaces.export.exporting import Asked
from musnad.surfaces.export.lines import Lines


def asked_of_lines(lines: Lines, query: Query) -> Iterator[Asked]:
    """The articles of a file with the events that are asked for, in their order."""
    for key, analysis in lines.analyses():
        yield Asked(key, analysis, events_of(query, analysis))


def asked_of_project(snapshot: Snapshot, query: Query) -> Iterator[Asked]:
    """The articles of a project that have events asked for, in the order taken in."""
    query = msgspec.structs.replace(query, kind="events", order="number")
    for article, hits in groupby(snapshot.every(query), lambda hit: hit.article):
        events = frozenset(hit.record for hit in hits if hit.record is not None)
        key = snapshot.described(article).key
        yield Asked(key, snapshot.article(article), events)
