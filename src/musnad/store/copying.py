"""Copies all rows of one database into another, empty one, of either kind."""

from __future__ import annotations

from sqlalchemy import Connection, Table, insert, select

from musnad.errors import StoreError
from musnad.store.index import fill_index
from musnad.store.schema import METADATA, SOURCES

_ROWS_AT_ONCE = 500


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every table, and make the index of words from the words that are kept.

    Raises:
        StoreError: the target has rows already.
    """
    if target.execute(select(SOURCES.c.number).limit(1)).first() is not None:
        raise StoreError("the database has a project already")
    for table in METADATA.sorted_tables:
        _copy(source, target, table)
    fill_index(target)


def _copy(source: Connection, target: Connection, table: Table) -> None:
    rows = source.execute(select(table), execution_options={"yield_per": _ROWS_AT_ONCE})
    for some in rows.mappings().partitions():
        target.execute(insert(table), [dict(row) for row in some])
