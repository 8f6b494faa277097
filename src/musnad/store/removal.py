"""Removes articles: nothing they said stays, but a tombstone does.

The row of the article keeps its number, the id of its source and its digest, so that the same
article is not taken in again, and the feed of changes tells which records are gone.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, delete, select, update

from musnad.store.changes import Difference, Entry, records_of, write_changes
from musnad.store.engines import slices
from musnad.store.index import drop_words
from musnad.store.packing import unpack_analysis
from musnad.store.schema import (
    ARTICLES,
    COPIES,
    COPY_PAIRS,
    DECISIONS,
    METADATA,
    NAMES,
    PARTIES,
    READINGS,
    SHINGLES,
    STORIES,
    STORY_FEATURES,
)

_GROUPS = (
    (COPIES, COPIES.c.head, (SHINGLES, COPY_PAIRS, COPIES)),
    (STORIES, STORIES.c.story, (STORY_FEATURES, STORIES)),
)
_BLANK = ("url", "outlet", "title", "published", "day", "reader")


def remove_articles(connection: Connection, numbers: Sequence[int]) -> int:
    """Remove articles; gives how many there were that had not been removed before."""
    present = ARTICLES.c.number.in_(numbers) & (ARTICLES.c.state != "removed")
    columns = select(ARTICLES.c.number, ARTICLES.c.identity, ARTICLES.c.reader)
    found = connection.execute(columns.where(present).order_by(ARTICLES.c.number)).all()
    if not found:
        return 0
    gone = [int(number) for number, _, _ in found]
    entries = [_tombstone(connection, int(n), identity, reader) for n, identity, reader in found]
    write_changes(connection, entries)
    drop_words(connection, gone)
    _forget(connection, gone)
    blank: dict[str, object] = dict.fromkeys(_BLANK)
    values = {**blank, "state": "removed", "document": b""}
    connection.execute(update(ARTICLES).where(ARTICLES.c.number.in_(gone)).values(values))
    return len(gone)


def _tombstone(connection: Connection, number: int, identity: str, reader: int | None) -> Entry:
    mine = (READINGS.c.article == number) & (READINGS.c.reader == reader)
    packed = connection.scalar(select(READINGS.c.analysis).where(mine))
    lost = tuple(records_of(unpack_analysis(packed))) if packed is not None else ()
    return Entry("retracted", number, identity, None, reader, Difference(lost=lost))


def _forget(connection: Connection, numbers: list[int]) -> None:
    """Delete every row about the articles; those grouped with them are arranged anew."""
    named = select(PARTIES.c.name).where(PARTIES.c.article.in_(numbers)).distinct()
    names = list(connection.scalars(named))
    for table, group, tables in _GROUPS:
        groups = select(group).where(table.c.article.in_(numbers))
        alike = list(connection.scalars(select(table.c.article).where(group.in_(groups))))
        for one in tables:
            _delete_about(connection, one, alike)
    for table in reversed(METADATA.sorted_tables):
        if table is not DECISIONS:  # what people decided is only added to
            _delete_about(connection, table, numbers)
    used = select(PARTIES.c.number).where(PARTIES.c.name == NAMES.c.number).exists()
    for some in slices(names):
        connection.execute(delete(NAMES).where(NAMES.c.number.in_(some), ~used))


def _delete_about(connection: Connection, table: Table, numbers: list[int]) -> None:
    """Delete the rows that refer to one of the articles."""
    for column in table.columns:
        if any(key.column is ARTICLES.c.number for key in column.foreign_keys):
            for some in slices(numbers):
                connection.execute(delete(table).where(column.in_(some)))
