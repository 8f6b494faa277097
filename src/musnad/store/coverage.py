"""How much of what was published a query finds, over time.

Input: a query. Output: for each period how many articles there are and how many of them the query
finds: themselves, or by their statements or events. An article counts for its day of publication.
"""

from __future__ import annotations

import math
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, select

from musnad.store.matching import matched
from musnad.store.query import TABLES, Query, selected
from musnad.store.schema import ARTICLES

Step = Literal["day", "month", "year"]
# A period, the letters of an ISO 8601 day that name it, and how many of them can be looked at.
_STEPS: tuple[tuple[Step, int, float], ...] = (
    ("day", 10, 62),
    ("month", 7, 62),
    ("year", 4, math.inf),
)


class Period(msgspec.Struct, frozen=True):
    """A day, month or year (``2016-10``) with at least one article.

    Attributes:
        start: ISO 8601.
        found: articles that the query finds.
        total: articles published.
    """

    start: str
    found: int
    total: int

    @property
    def share(self) -> float:
        """Of the articles published, 0-1."""
        return self.found / self.total


class Coverage(msgspec.Struct, frozen=True):
    """Periods in order, of one length; ``undated`` counts the articles found without a day."""

    step: Step
    periods: tuple[Period, ...]
    undated: int


def coverage(connection: Connection, query: Query) -> Coverage:
    """The coverage of a query between the first and the last article it finds.

    Raises:
        StoreError: the query has no sense.
    """
    words = matched(query.words, exact=query.exact, dialect=connection.dialect.name)
    table = TABLES[query.kind]
    article = table.c.number if query.kind == "articles" else table.c.article
    articles = selected(query, words).with_only_columns(article)
    days = _days(connection, ARTICLES.c.number.in_(articles), 10)
    undated = days.pop("", 0)
    if not days:
        return Coverage("day", (), undated)
    for step, letters, most in _STEPS[:-1]:
        periods = _periods(connection, days, letters)
        if len(periods) <= most:
            return Coverage(step, periods, undated)
    step, letters, _ = _STEPS[-1]
    return Coverage(step, _periods(connection, days, letters), undated)


def _periods(connection: Connection, days: dict[str, int], letters: int) -> tuple[Period, ...]:
    """The periods from the first to the last of the days found, each with all its articles."""
    first, last = min(days)[:letters], max(days)[:letters]
    inside = func.substr(ARTICLES.c.day, 1, letters).between(first, last)
    found = _summed(days, letters)
    totals = _days(connection, inside, letters)
    return tuple(Period(start, found.get(start, 0), total) for start, total in totals.items())


def _days(connection: Connection, condition: ColumnElement[bool], letters: int) -> dict[str, int]:
    """Articles by day, or by its first letters, in order; those without a day under ``""``."""
    start = func.substr(func.coalesce(ARTICLES.c.day, ""), 1, letters)
    counted: Select[Any] = select(start, func.count()).where(condition)
    rows = connection.execute(counted.group_by(start).order_by(start))
    return {str(row[0]): int(row[1]) for row in rows}


def _summed(days: dict[str, int], letters: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for day, number in days.items():
        sums[day[:letters]] = sums.get(day[:letters], 0) + number
    return sums
