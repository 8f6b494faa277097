"""The readings that two readers have of the same articles; all readings are kept.

Input: a connection and the names of readers. Output: both readings of every article on which they
do not agree.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, or_, select

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.store.packing import unpack_analysis
from musnad.store.schema import ARTICLES, READERS, READINGS

_ROWS_AT_ONCE = 100


class Pair(msgspec.Struct, frozen=True):
    """Both readings of an article, by its number; None where a reader has none."""

    article: int
    before: Analysis | None
    after: Analysis | None


def readers(connection: Connection) -> dict[str, int]:
    """Every reader of the project, in the order of their first reading, and how many it has."""
    joined = READERS.outerjoin(READINGS, READINGS.c.reader == READERS.c.number)
    counted = select(READERS.c.name, func.count(READINGS.c.article)).select_from(joined)
    rows = connection.execute(counted.group_by(READERS.c.number).order_by(READERS.c.number))
    return {str(name): int(count) for name, count in rows}


def find_reader(connection: Connection, written: str) -> str:
    """The reader whose name, or the only one whose name's beginning, is written.

    Raises:
        StoreError: none has it, or several begin so.
    """
    names = list(readers(connection))
    found = [name for name in names if name == written or name.startswith(written)]
    if written in found:
        return written
    if len(found) != 1:
        known = ", ".join(names) or "none"
        why = "no reader is called so" if not found else "several readers begin so"
        raise StoreError(f"{written}: {why}; readers: {known}")
    return found[0]


def unlike_readings(connection: Connection, before: str, after: str) -> Iterator[Pair]:
    """The articles that two readers read otherwise, by number."""
    old, new = READINGS.alias("old"), READINGS.alias("new")
    numbers = [select(READERS.c.number).where(READERS.c.name == n) for n in (before, after)]
    first, second = (number.scalar_subquery() for number in numbers)
    joined = ARTICLES.outerjoin(
        old, (old.c.article == ARTICLES.c.number) & (old.c.reader == first)
    ).outerjoin(new, (new.c.article == ARTICLES.c.number) & (new.c.reader == second))
    page = (
        select(ARTICLES.c.number, old.c.analysis, new.c.analysis)
        .select_from(joined)
        .where(or_(old.c.article.is_not(None), new.c.article.is_not(None)))
        .where(old.c.sha256.is_distinct_from(new.c.sha256))
        .order_by(ARTICLES.c.number)
    )
    for number, *packed in connection.execute(page, execution_options={"yield_per": _ROWS_AT_ONCE}):
        readings = [unpack_analysis(one) if one is not None else None for one in packed]
        yield Pair(number, *readings)
