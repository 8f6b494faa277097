"""What people decide about records: accepted, corrected, rejected, undone; only ever added to.

A decision keeps the record as it was, so it stands on its own when another reader reads the
article anew. The last decision of a reviewer on a record that is not undone is the one that holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Engine, Select, insert, select

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.records.assertions import Event, Statement
from musnad.records.spans import Span
from musnad.store.schema import DECISIONS

Verdict = Literal["accept", "correct", "reject"]
Reviewed = Statement | Event
_CORRECTABLE: dict[type[Reviewed], tuple[str, ...]] = {
    Statement: ("form", "force", "cue", "speaker_span", "content"),
    Event: ("type", "mode", "status", "trigger"),
}
_ENCODER = msgspec.json.Encoder()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision.

    Attributes:
        number: in the order made.
        at: when, ISO 8601 in UTC.
        reviewer: who.
        article, record: on what.
        verdict: what.
        before: the record as it was.
        after: as it should be; None unless corrected.
    """

    number: int
    at: str
    reviewer: str
    article: int
    record: str
    verdict: Verdict
    before: Reviewed
    after: Reviewed | None

    @property
    def result(self) -> Reviewed | None:
        """The record that holds; None when it was rejected."""
        return None if self.verdict == "reject" else self.after or self.before


def decide(
    engine: Engine,
    reviewer: str,
    record: Reviewed,
    verdict: Verdict,
    *,
    article: int,
    after: Reviewed | None = None,
) -> None:
    """Write a decision down.

    Args:
        engine: of the project.
        reviewer: who decides.
        record: as it is.
        verdict: what is decided.
        article: number of the article.
        after: the record as it should be, for ``correct``.

    Raises:
        StoreError: a correction that corrects nothing.
    """
    if (verdict == "correct") != (after is not None) or after == record:
        raise StoreError("a correction says what is other than it was")
    row = {
        "verdict": verdict,
        "before": _ENCODER.encode(record),
        "after": _ENCODER.encode(after) if after is not None else None,
        "kind": _kind(record),
    }
    _add(engine, reviewer=reviewer, article=article, record=record.id, **row)


def undo(engine: Engine, reviewer: str) -> tuple[int, str] | None:
    """Undo the reviewer's last decision that holds.

    Returns:
        The article and the record it was on; None when there is nothing to undo.
    """
    with engine.connect() as connection:
        last = _holding().where(DECISIONS.c.reviewer == reviewer)
        row = connection.execute(last.order_by(DECISIONS.c.number.desc()).limit(1)).first()
    if row is None:
        return None
    same = {name: getattr(row, name) for name in ("article", "record", "kind", "before")}
    _add(engine, reviewer=reviewer, verdict="undo", undoes=row.number, after=None, **same)
    return int(row.article), str(row.record)


def decisions_of(connection: Connection, article: int | None = None) -> list[Decision]:
    """The decisions that hold, the latest of each reviewer on a record, in the order made.

    Args:
        connection: of the project.
        article: on whose records; None for all articles.
    """
    query = _holding()
    if article is not None:
        query = query.where(DECISIONS.c.article == article)
    latest: dict[tuple[str, int, str], Decision] = {}
    for row in connection.execute(query.order_by(DECISIONS.c.number)):
        decision = _decision(row)
        latest[decision.reviewer, decision.article, decision.record] = decision
    return sorted(latest.values(), key=lambda decision: decision.number)


def corrected(analysis: Analysis, record: Reviewed, changes: dict[str, Any]) -> Reviewed:
    """The record with some fields changed.

    Args:
        analysis: of its article.
        record: as it is.
        changes: by field; spans as ``[start, end]``.

    Raises:
        StoreError: a field that cannot be corrected, or a value that it cannot have.
    """
    for name in changes:
        if name not in _CORRECTABLE[type(record)]:
            raise StoreError(f"{name} of a record cannot be corrected")
    plain = msgspec.to_builtins(record) | changes
    try:
        after: Reviewed = msgspec.convert(plain, type(record))
    except msgspec.ValidationError as error:
        raise StoreError(f"the correction has no sense: {error}") from error
    length = len(analysis.document.text)
    for name in changes:
        for span in _spans(getattr(after, name)):
            if not 0 <= span.start < span.end <= length:
                raise StoreError(f"the words of {name} are outside the text")
    return after


def _spans(value: object) -> Iterable[Span]:
    if isinstance(value, Span):
        return (value,)
    return (v for v in value if isinstance(v, Span)) if isinstance(value, tuple) else ()


def _holding() -> Select[Any]:
    """Decisions that are not undone."""
    undone = select(DECISIONS.c.undoes).where(DECISIONS.c.undoes.is_not(None))
    return select(DECISIONS).where(DECISIONS.c.verdict != "undo", DECISIONS.c.number.not_in(undone))


def _add(engine: Engine, **columns: Any) -> None:
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with engine.begin() as connection:
        connection.execute(insert(DECISIONS), {"at": at, "undoes": None, **columns})


def _decision(row: Any) -> Decision:
    kind: type[Reviewed] = Statement if row.kind == "statements" else Event
    return Decision(
        number=row.number,
        at=row.at,
        reviewer=row.reviewer,
        article=row.article,
        record=row.record,
        verdict=row.verdict,
        before=msgspec.json.decode(row.before, type=kind),
        after=msgspec.json.decode(row.after, type=kind) if row.after is not None else None,
    )


def _kind(record: Reviewed) -> str:
    return "statements" if isinstance(record, Statement) else "events"
