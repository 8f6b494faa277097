"""The feed of changes: what came in, what a newer reader corrected, what was removed.

Input: a connection and readings of articles. Output: rows of ``changes``, numbered without gaps in
the order in which they happened; nothing is ever taken out of the feed. A change is of one
article; ids of its records that came, went or became other stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, func, insert, select

from musnad.records.analysis import Analysis
from musnad.records.assertions import Record
from musnad.store.packing import pack, unpack, unpack_analysis
from musnad.store.schema import CHANGES, READERS, READINGS

_KINDS = ("entities", "times", "statements", "events", "claims", "relations")
_ROWS_AT_ONCE = 500


class Difference(msgspec.Struct, frozen=True):
    """Ids of records, in text order.

    Attributes:
        added: those that only the later reading has.
        lost: those that only the earlier one has.
        changed: those of both that say something else.
    """

    added: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether the readings differ."""
        return bool(self.added or self.lost or self.changed)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the feed.

    Attributes:
        number: of the entry, from 1.
        at: when it was written, UTC, ISO 8601.
        kind: ``added``, ``corrected`` (another reader says something else), ``retracted``.
        article: number of the article.
        id: the id that its source gives it.
        reader: whose reading holds now; None when there is none any more.
        before: whose reading held before.
        records: ids of its records that came, went, became other.
    """

    number: int
    at: str
    kind: Literal["added", "corrected", "retracted"]
    article: int
    id: str
    reader: str | None
    before: str | None
    records: Difference


def records_of(analysis: Analysis) -> dict[str, Record]:
    """Every record by its id, in the order of the kinds and of the text."""
    return {record.id: record for kind in _KINDS for record in getattr(analysis, kind)}


def difference(before: Analysis, after: Analysis) -> Difference:
    """What the later of two readings of an article says otherwise."""
    old, new = records_of(before), records_of(after)
    return Difference(
        added=tuple(one for one in new if one not in old),
        lost=tuple(one for one in old if one not in new),
        changed=tuple(one for one in new if one in old and new[one] != old[one]),
    )


class Entry(msgspec.Struct, frozen=True):
    """A change to be written, with the readers by number; of what is added the reading tells."""

    kind: Literal["added", "corrected", "retracted"]
    article: int
    identity: str
    reader: int | None
    before: int | None
    records: Difference = Difference()


def write_changes(connection: Connection, entries: list[Entry]) -> None:
    """Put changes at the end of the feed."""
    last = connection.scalar(select(func.max(CHANGES.c.number))) or 0
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rows = [
        {
            "number": number,
            "at": at,
            "kind": entry.kind,
            "article": entry.article,
            "identity": entry.identity,
            "reader": entry.reader,
            "before": entry.before,
            "records": pack(msgspec.json.encode(entry.records)) if entry.records else None,
        }
        for number, entry in enumerate(entries, start=last + 1)
    ]
    if rows:
        connection.execute(insert(CHANGES), rows)


def changes(
    connection: Connection, *, after: int = 0, since: str | None = None
) -> Iterator[Change]:
    """The feed in order.

    Args:
        connection: to the project.
        after: the number of the last entry already known.
        since: ISO 8601 in UTC; only what was written then or later.
    """
    now, past = READERS.alias("now"), READERS.alias("past")
    page = (
        select(CHANGES, now.c.name.label("reader_name"), past.c.name.label("before_name"))
        .outerjoin(now, now.c.number == CHANGES.c.reader)
        .outerjoin(past, past.c.number == CHANGES.c.before)
        .where(CHANGES.c.number > after, CHANGES.c.at >= (since or ""))
        .order_by(CHANGES.c.number)
    )
    rows = connection.execute(page, execution_options={"yield_per": _ROWS_AT_ONCE})
    for row in rows.mappings():
        yield _change(connection, row)


def _change(connection: Connection, row: Mapping[Any, Any]) -> Change:
    if row["records"] is not None:
        records = msgspec.json.decode(unpack(row["records"]), type=Difference)
    else:
        records = Difference(added=_read(connection, row["article"], row["reader"]))
    return Change(
        number=row["number"],
        at=row["at"],
        kind=row["kind"],
        article=row["article"],
        id=row["identity"],
        reader=row["reader_name"],
        before=row["before_name"],
        records=records,
    )


def _read(connection: Connection, article: int, reader: int | None) -> tuple[str, ...]:
    """Ids of all that a reader read in an article; none when the article was removed since."""
    mine = (READINGS.c.article == article) & (READINGS.c.reader == reader)
    packed = connection.scalar(select(READINGS.c.analysis).where(mine))
    return tuple(records_of(unpack_analysis(packed))) if packed is not None else ()
