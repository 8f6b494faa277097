"""Copies all rows of one database into another, empty one, of either kind."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, insert, select

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
        if target.dialect.name == "postgresql" and table.autoincrement_column is not None:
            _go_on_counting(target, table)
    fill_index(target)


def _copy(source: Connection, target: Connection, table: Table) -> None:
    rows = source.execute(select(table), execution_options={"yield_per": _ROWS_AT_ONCE})
    for some in rows.mappings().partitions():
        target.execute(insert(table), [dict(row) for row in some])


def _go_on_counting(target: Connection, table: Table) -> None:
    """PostgreSQL counts rows apart from them: tell it where the copied ones end."""
    column = table.autoincrement_column
    assert column is not None
    last = target.scalar(select(func.max(column)))
    if last is not None:
        counter = func.pg_get_serial_sequence(table.name, column.name)
        target.execute(select(func.setval(counter, last)))
