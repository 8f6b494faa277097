"""What waits to be reviewed: statements and events in an order, less what was decided already.

Queues: ``uncertain`` events, the least certain first; ``contested`` events; a ``sample`` of
statements and events, the same for everyone; and ``article``, all of one article in its order, for
those who make it gold.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, tuple_, union_all

from musnad.store.schema import DECISIONS, EVENTS, STATEMENTS

Kind = Literal["statements", "events"]
QueueName = Literal["uncertain", "contested", "sample", "article"]
_CERTAIN = 0.8  # events that the reader holds for more certain do not wait as uncertain
_SAMPLE, _OUT_OF = 5, 100  # per cent
_TURNS: tuple[Kind, ...] = ("statements", "events")
_SCATTER, _ROUND = 7919, 10_007  # primes: neighbours in an article fall apart


class Waiting(msgspec.Struct, frozen=True):
    """A record to be reviewed, and its place in the queue, which as ``after`` gives the next."""

    kind: Kind
    article: int
    record: str
    place: str


def waiting(
    connection: Connection,
    queue: QueueName,
    reviewer: str,
    *,
    article: int | None = None,
    after: str | None = None,
) -> tuple[int, Waiting | None]:
    """How many records wait for a reviewer, and the first of them after a place.

    Args:
        connection: of the project.
        queue: which.
        reviewer: what they decided does not wait for them any more.
        article: of the queue ``article``.
        after: the place of the record before; from the beginning when nothing is after it.
    """
    records = _records(queue, reviewer, article).subquery()
    total = connection.scalar(select(func.count()).select_from(records)) or 0
    columns = (records.c.rank, records.c.turn, records.c.number)
    ordered = select(records).order_by(*columns).limit(1)
    row = None
    if after is not None and (place := _place(after)) is not None:
        beyond = tuple_(*columns) > tuple_(*map(literal, place))
        row = connection.execute(ordered.where(beyond)).first()
    row = row or connection.execute(ordered).first()
    if row is None:
        return 0, None
    return total, Waiting(row.kind, row.article, row.record, f"{row.rank}~{row.turn}~{row.number}")


def _place(after: str) -> tuple[float, int, int] | None:
    rank, _, rest = after.partition("~")
    turn, _, number = rest.partition("~")
    try:
        return float(rank), int(turn), int(number)
    except ValueError:
        return None


def _records(queue: QueueName, reviewer: str, article: int | None) -> Select[Any]:
    events, statements = EVENTS.c, STATEMENTS.c
    if queue == "uncertain":
        return _undecided("events", reviewer, events.confidence, events.confidence < _CERTAIN)
    if queue == "contested":
        return _undecided("events", reviewer, literal(0.0), events.contested.is_(True))
    both = []
    for kind, columns in zip(_TURNS, (statements, events), strict=True):
        if queue == "article":
            both.append(_undecided(kind, reviewer, literal(0.0), columns.article == article))
        else:
            scattered = (columns.number * _SCATTER) % _ROUND
            inside = scattered < _ROUND * _SAMPLE // _OUT_OF
            both.append(_undecided(kind, reviewer, scattered, inside))
    return select(union_all(*both).subquery())


def _undecided(
    kind: Kind,
    reviewer: str,
    rank: ColumnElement[Any],
    condition: ColumnElement[bool],
) -> Select[Any]:
    table = STATEMENTS if kind == "statements" else EVENTS
    undone = DECISIONS.alias("undone")
    decided = select(DECISIONS.c.number).where(
        DECISIONS.c.article == table.c.article,
        DECISIONS.c.record == table.c.record,
        DECISIONS.c.reviewer == reviewer,
        DECISIONS.c.verdict != "undo",
        DECISIONS.c.number.not_in(select(undone.c.undoes).where(undone.c.undoes.is_not(None))),
    )
    return select(
        literal(kind).label("kind"),
        table.c.article,
        table.c.record,
        table.c.number,
        rank.label("rank"),
        literal(_TURNS.index(kind)).label("turn"),
    ).where(condition, ~decided.exists())
