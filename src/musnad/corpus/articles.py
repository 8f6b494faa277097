"""Articles of a project as the corpus reads them: the chosen ones, and what was read in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, and_, or_, select

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.store.engines import slices
from musnad.store.matching import matched
from musnad.store.packing import unpack_analysis
from musnad.store.query import Query, selected
from musnad.store.schema import ARTICLES, PLACES, READINGS

_AT_ONCE = 64
NEWEST = and_(READINGS.c.article == ARTICLES.c.number, READINGS.c.reader == ARTICLES.c.reader)


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a list shows it.

    Attributes:
        number: of the article in the project.
        id: the id that its source gives it.
        published: ISO 8601, or None.
    """

    number: int
    id: str
    outlet: str | None
    title: str | None
    published: str | None


def headlines(connection: Connection, numbers: Collection[int]) -> dict[int, Headline]:
    """By number, those that are in the project."""
    columns = [ARTICLES.c.number, ARTICLES.c.identity.label("id")]
    columns += [ARTICLES.c[name] for name in ("outlet", "title", "published")]
    found: dict[int, Headline] = {}
    for some in slices(sorted(numbers)):
        rows = connection.execute(select(*columns).where(ARTICLES.c.number.in_(some)))
        found.update((int(row["number"]), Headline(**row)) for row in rows.mappings())
    return found


def chosen(connection: Connection, query: Query) -> Select[Any]:
    """The numbers of the articles that a query finds, whatever its kind."""
    return _chosen(connection, msgspec.structs.replace(query, kind="articles"))


def chosen_events(connection: Connection, query: Query) -> Select[Any]:
    """The numbers of the events that a query finds, whatever its kind."""
    return _chosen(connection, msgspec.structs.replace(query, kind="events"))


def _chosen(connection: Connection, query: Query) -> Select[Any]:
    dialect = connection.dialect.name
    return selected(query, matched(query.words, exact=query.exact, dialect=dialect))


def readings(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Analysis]]:
    """The newest reading of each article that has been read, in the order of ``numbers``."""
    columns = select(ARTICLES.c.number, READINGS.c.analysis)
    found = columns.select_from(ARTICLES.join(READINGS, NEWEST))
    for some in slices(numbers, _AT_ONCE):
        rows = connection.execute(found.where(ARTICLES.c.number.in_(some)))
        packed = {int(number): analysis for number, analysis in rows}
        yield from ((n, unpack_analysis(packed[n])) for n in some if n in packed)


def drawn_from(table: Table, numbers: Iterable[int]) -> ColumnElement[bool]:
    """The rows that are drawn from articles: by their numbers, which begin with the article's."""
    column = table.c.number
    return or_(*(column.between(n * PLACES, n * PLACES + PLACES - 1) for n in numbers))


def article_number(connection: Connection, written: str) -> int:
    """The number of an article that a user names by the id of its source, or by its number.

    Raises:
        StoreError: there is none, or several have that id.
    """
    same = select(ARTICLES.c.number).where(ARTICLES.c.identity == written)
    found = connection.scalars(same.order_by(ARTICLES.c.number).limit(4)).all()
    if not found and written.isascii() and written.isdigit():
        by_number = select(ARTICLES.c.number).where(ARTICLES.c.number == int(written))
        found = connection.scalars(by_number).all()
    if not found:
        raise StoreError(f"{written}: no article has this id or number")
    if len(found) > 1:
        numbers = ", ".join(map(str, found))
        raise StoreError(f"{written}: several articles have this id; name one by number: {numbers}")
    return int(found[0])
