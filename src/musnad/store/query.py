"""A question to a project, and its translation to SQL.

One query has one set: what is counted, listed and exported is the same records.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec
from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Table,
    and_,
    func,
    literal_column,
    or_,
    select,
)

from musnad.errors import StoreError
from musnad.store.drawing import comparable
from musnad.store.schema import ARTICLES, EVENTS, NAMES, PARTIES, STATEMENTS

Kind = Literal["articles", "statements", "events"]
Order = Literal["number", "newest", "oldest", "rank"]
WIKIDATA = re.compile(r"Q\d+")
CODES = re.compile(r"[A-Z]{3}( [A-Z]{3})*")
TABLES = {"articles": ARTICLES, "statements": STATEMENTS, "events": EVENTS}
MAX_LIMIT = 1000


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; an empty filter lets everything pass. Values of one are alternatives.

    A party is a country code (``RUS``), codes of country and sector (``SYR REB``), a Wikidata id,
    or words of a name. Filters of events hold of one event together, those of statements of one
    statement; with both, the statement tells the event. Articles of such a query are those of its
    events or statements.

    Attributes:
        kind: what is counted and listed.
        words: in the article's title or text, all of them; «…» or "…" holds a phrase.
        exact: the words letter for letter, not folded and not inside prefixes.
        said_by: speakers of a statement.
        about: whom the words of a statement speak of.
        forces: of statements.
        types, statuses: of events.
        actors, recipients: of events.
        contested: only events, or for ``statements`` statements, that claims contradict.
        since, until: ISO 8601 days, both included: of the event as the article tells it, else of
            publication.
        outlets: who published it.
        order: by number as taken in, newest or oldest day first, or best match first.
        limit: most hits of one page, 1 to 1000.
        after: where the page before ended: its ``next``.
    """

    kind: Kind = "articles"
    words: str = ""
    exact: bool = False
    said_by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    contested: bool = False
    since: str | None = None
    until: str | None = None
    outlets: tuple[str, ...] = ()
    order: Order = "number"
    limit: int = 50
    after: str | None = None

    @property
    def asks_statements(self) -> bool:
        """Whether it has a filter of statements."""
        return bool(self.said_by or self.about or self.forces or self._contested_statements)

    @property
    def asks_events(self) -> bool:
        """Whether it has a filter of events."""
        told = self.types or self.statuses or self.actors or self.recipients
        return bool(told or (self.contested and not self._contested_statements))

    @property
    def _contested_statements(self) -> bool:
        return self.contested and self.kind == "statements"


def selected(query: Query, matched: Subquery | None) -> Select[Any]:
    """The numbers of the query's records, without order and limit: column ``number``.

    Args:
        query: what is asked.
        matched: the articles in which the words are, by ``article``; None when no words are asked.
    """
    kind, conditions = _conditions(query)
    table = TABLES[kind]
    conditions += [*_days(query, table), *_outlets(query, table)]
    if kind == "articles":
        conditions.append(ARTICLES.c.state != "removed")
    if query.kind == kind:
        return _with_words(table, matched).where(*conditions)
    articles = select(table.c.article).where(*conditions)
    return _with_words(ARTICLES, matched).where(ARTICLES.c.number.in_(articles))


def _with_words(table: Table, matched: Subquery | None) -> Select[Any]:
    found = select(table.c.number)
    if matched is None:
        return found
    article = table.c.number if table is ARTICLES else table.c.article
    return found.select_from(table.join(matched, matched.c.article == article))


def day_in(table: Table) -> ColumnElement[str]:
    """The day of a record; empty when it is not known, so that both databases order it alike."""
    return func.coalesce(table.c.day, literal_column("''"))


def _conditions(query: Query) -> tuple[Kind, list[ColumnElement[bool]]]:
    """The kind of record that the filters are about, and what they say of it."""
    if query.kind == "statements":
        conditions = _statement_conditions(query)
        if query.asks_events:
            told = select(EVENTS.c.statement).where(
                *_event_conditions(query), EVENTS.c.statement.is_not(None)
            )
            conditions.append(STATEMENTS.c.number.in_(told))
        return "statements", conditions
    if query.kind == "events" or query.asks_events:
        conditions = _event_conditions(query)
        if query.asks_statements:
            said = select(STATEMENTS.c.number).where(*_statement_conditions(query))
            conditions.append(EVENTS.c.statement.in_(said))
        return "events", conditions
    if query.asks_statements:
        return "statements", _statement_conditions(query)
    return "articles", []


def _outlets(query: Query, table: Table) -> list[ColumnElement[bool]]:
    if not query.outlets:
        return []
    of_outlets = ARTICLES.c.outlet.in_(query.outlets)
    if table is ARTICLES:
        return [of_outlets]
    return [table.c.article.in_(select(ARTICLES.c.number).where(of_outlets))]


def _statement_conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.forces:
        conditions.append(STATEMENTS.c.force.in_(query.forces))
    if query.kind == "statements" and query.contested:
        conditions.append(STATEMENTS.c.contested.is_(True))
    for side, asked in (("speaker", query.said_by), ("about", query.about)):
        conditions.extend(_has_party(STATEMENTS, side, asked))
    return conditions


def _event_conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.types:
        conditions.append(EVENTS.c.type.in_(query.types))
    if query.statuses:
        conditions.append(EVENTS.c.status.in_(query.statuses))
    if query.contested and query.kind != "statements":
        conditions.append(EVENTS.c.contested.is_(True))
    for side, asked in (("actor", query.actors), ("recipient", query.recipients)):
        conditions.extend(_has_party(EVENTS, side, asked))
    return conditions


def _days(query: Query, table: Table) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.since is not None:
        conditions.append(day_in(table) >= query.since)
    if query.until is not None:
        conditions.append(day_in(table).between("0", query.until))
    return conditions


def _has_party(table: Table, side: str, asked: tuple[str, ...]) -> list[ColumnElement[bool]]:
    if not asked:
        return []
    owners = select(PARTIES.c.owner).where(
        PARTIES.c.side == side, or_(*(_is_party(value) for value in asked))
    )
    return [table.c.number.in_(owners)]


def _is_party(asked: str) -> ColumnElement[bool]:
    if WIKIDATA.fullmatch(asked):
        return PARTIES.c.wikidata == asked
    if CODES.fullmatch(asked):
        codes = asked.split()
        return and_(
            *(
                or_(PARTIES.c.country == code, PARTIES.c.sectors.contains(f" {code} "))
                for code in codes
            )
        )
    name = comparable(asked)
    if not name:
        raise StoreError(f"{asked!r} is no name")
    has = NAMES.c.names.contains(f" {name} ", autoescape=True)
    return PARTIES.c.name.in_(select(NAMES.c.number).where(has))
