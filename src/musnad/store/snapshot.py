"""One state of a project, asked as often as one likes: what others write meanwhile is not in it.

Input: queries and numbers of articles. Output: counts, pages, hits, articles and readings, all of
the same moment, so that what is counted, listed and exported is one set even while articles come
in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
)

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.store.changes import Change, changes
from musnad.store.coverage import Coverage, coverage
from musnad.store.matching import matched
from musnad.store.packing import unpack_analysis
from musnad.store.query import MAX_LIMIT, TABLES, Query, day_in, selected
from musnad.store.schema import ARTICLES, FAILURES, READINGS

STATES = ("queued", "read", "failed", "removed", "refused")
_ROWS_AT_ONCE = 1000
_NEWEST = and_(READINGS.c.article == ARTICLES.c.number, READINGS.c.reader == ARTICLES.c.reader)


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an article without its text.

    Attributes:
        number: of the article in the project, from 1, in the order taken in.
        id: the id that its source gives it; not always unique in a project.
        key: unique in the project and never changes: the id, with ``~2`` for the second of an id.
        state: ``queued``, ``read``, ``failed`` or ``removed``.
        published: ISO 8601, or None.
    """

    number: int
    id: str
    key: str
    state: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One record that a query finds.

    Attributes:
        number: of the record in its table; never changes for the same reading.
        article: number of its article.
        record: id of the statement or event in the article's records; None for articles.
        day: of the record, ISO 8601, or None.
        rank: how well the words match, smaller is better; 0 unless the order is ``rank``.
    """

    number: int
    article: int
    record: str | None
    day: str | None
    rank: float = 0.0


class Page(msgspec.Struct, frozen=True):
    """Some hits, and ``next``, which as ``Query.after`` gives the page after; None at the end."""

    hits: tuple[Hit, ...]
    next: str | None = None


class Snapshot:
    """A project at one moment; see :meth:`musnad.store.project.Project.snapshot`.

    Attributes:
        connection: for other questions about the same moment.
    """

    def __init__(self, connection: Connection) -> None:
        """Of a connection whose transaction sees one state."""
        self.connection = connection
        self._dialect = connection.dialect.name

    def count(self, query: Query) -> int:
        """How many records the query has on all its pages.

        Raises:
            StoreError: the query has no sense, e.g. words without a word.
        """
        numbers = self._selected(query)[0].subquery()
        return self.connection.scalar(select(func.count()).select_from(numbers)) or 0

    def rows(self, query: Query) -> Page:
        """One page of what :meth:`count` counts.

        Raises:
            StoreError: the query has no sense.
        """
        limit = max(1, min(query.limit, MAX_LIMIT))
        found = self.connection.execute(self._ordered(query).limit(limit + 1)).mappings()
        hits = tuple(map(_hit, found))
        if len(hits) <= limit:
            return Page(hits)
        return Page(hits[:limit], _cursor_after(hits[limit - 1], query))

    def coverage(self, query: Query) -> Coverage:
        """How much of what was published the query finds, over time.

        Raises:
            StoreError: the query has no sense.
        """
        return coverage(self.connection, query)

    def outlets(self) -> list[str]:
        """The outlets of the articles, those with most articles first."""
        counted = select(ARTICLES.c.outlet).where(ARTICLES.c.outlet.is_not(None))
        by_size = counted.group_by(ARTICLES.c.outlet).order_by(
            func.count().desc(), ARTICLES.c.outlet
        )
        return list(self.connection.scalars(by_size))

    def every(self, query: Query) -> Iterator[Hit]:
        """All records of the query in its order; ``limit`` and ``after`` do not hold.

        Memory does not grow with them.
        """
        ordered = self._ordered(msgspec.structs.replace(query, after=None))
        options = {"yield_per": _ROWS_AT_ONCE}
        found = self.connection.execute(ordered, execution_options=options)
        yield from map(_hit, found.mappings())

    def article(self, number: int) -> Analysis:
        """The newest reading of an article.

        Raises:
            StoreError: no such article, or it has not been read.
        """
        found = select(READINGS.c.analysis).select_from(ARTICLES.join(READINGS, _NEWEST))
        packed = self.connection.scalar(found.where(ARTICLES.c.number == number))
        if packed is None:
            raise StoreError(f"article {number} is not here or not read")
        return unpack_analysis(packed)

    def articles(self, *, after: int = 0, limit: int = 100) -> list[Article]:
        """A page of articles of every state, by number; empty at the end.

        Args:
            after: the last number of the page before.
            limit: how many at most.
        """
        page = _described().where(ARTICLES.c.number > after)
        rows = self.connection.execute(page.order_by(ARTICLES.c.number).limit(limit))
        return [_article(row) for row in rows.mappings()]

    def described(self, number: int) -> Article:
        """What is known of one article.

        Raises:
            StoreError: there is no such article.
        """
        found = self.connection.execute(_described().where(ARTICLES.c.number == number))
        row = found.mappings().first()
        if row is None:
            raise StoreError(f"article {number} is not here")
        return _article(row)

    def states(self) -> dict[str, int]:
        """How many articles are in each state; ``refused`` counts what never became one."""
        counted = select(ARTICLES.c.state, func.count()).group_by(ARTICLES.c.state)
        refused = select(func.count()).select_from(FAILURES).where(FAILURES.c.article.is_(None))
        states = {str(row[0]): int(row[1]) for row in self.connection.execute(counted)}
        states["refused"] = self.connection.scalar(refused) or 0
        return {name: states.get(name, 0) for name in STATES}

    def changes(self, *, after: int = 0, since: str | None = None) -> Iterator[Change]:
        """See :func:`musnad.store.changes.changes`."""
        return changes(self.connection, after=after, since=since)

    def _selected(self, query: Query) -> tuple[Select[Any], FromClause | None]:
        words = matched(query.words, exact=query.exact, dialect=self._dialect)
        return selected(query, words), words

    def _ordered(self, query: Query) -> Select[Any]:
        """The hits of a query after its cursor, in order."""
        found, words = self._selected(query)
        table = TABLES[query.kind]
        if query.order == "rank" and words is None:
            raise StoreError("only a query with words has a best match")
        of_articles = query.kind == "articles"
        hits: Select[Any] = found.with_only_columns(
            table.c.number,
            (table.c.number if of_articles else table.c.article).label("article"),
            table.c.day,
            (literal(None) if of_articles else table.c.record).label("record"),
            (words.c.rank if query.order == "rank" and words is not None else literal(0.0)).label(
                "rank"
            ),
        )
        first: ColumnElement[Any] | None = {
            "number": None,
            "newest": day_in(table),
            "oldest": day_in(table),
            "rank": words.c.rank if words is not None else None,
        }[query.order]
        return _after(hits, first, table.c.number, query)


def _after(
    found: Select[Any], first: ColumnElement[Any] | None, number: ColumnElement[int], query: Query
) -> Select[Any]:
    """Ordered by a value and the number, or the number alone; what is after the cursor."""
    value, last = _cursor(query)
    if first is None:
        return found.where(number > last).order_by(number) if last else found.order_by(number)
    if query.order == "newest":
        beyond = and_(first <= value, or_(first < value, number < last))  # seeks in an index
        ordered = found.order_by(first.desc(), number.desc())
    else:
        beyond = and_(first >= value, or_(first > value, number > last))
        ordered = found.order_by(first, number)
    return ordered.where(beyond) if query.after is not None else ordered


def _cursor(query: Query) -> tuple[str | float, int]:
    """The value by which the last page was ordered, and the number, of its last hit."""
    if query.after is None:
        return "", 0
    value, _, number = query.after.partition("~")
    try:
        return (float(value) if query.order == "rank" else value), int(number)
    except ValueError:
        raise StoreError(f"{query.after!r} is not where a page ended") from None


def _cursor_after(hit: Hit, query: Query) -> str:
    return f"{hit.rank if query.order == 'rank' else hit.day or ''}~{hit.number}"


def _hit(row: Mapping[Any, Any]) -> Hit:
    return Hit(**row)


def _described() -> Select[Any]:
    earlier = ARTICLES.alias("earlier")
    copies = select(func.count()).where(
        earlier.c.identity == ARTICLES.c.identity, earlier.c.number < ARTICLES.c.number
    )
    columns = [ARTICLES.c.number, ARTICLES.c.identity.label("id"), ARTICLES.c.state]
    columns += [ARTICLES.c[name] for name in ("url", "outlet", "title", "published")]
    return select(*columns, copies.scalar_subquery().label("copies"))


def _article(row: Mapping[Any, Any]) -> Article:
    known = dict(row)
    copies = known.pop("copies")
    key = known["id"] if not copies else f"{known['id']}~{copies + 1}"
    return Article(key=key, **known)
