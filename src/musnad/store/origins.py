"""Takes in what sources find, and keeps which raw record each article was read from.

Raw records and their articles are written after the articles themselves. Killed in between, the
next run finds no raw record of the page, fetches it again and writes what was missing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import msgspec
from sqlalchemy import Connection, Engine, func, insert, select

from musnad.records.documents import Document
from musnad.sources.content import Found
from musnad.sources.raw import RawRecord
from musnad.store.packing import digest, storable
from musnad.store.schema import ARTICLES, FAILURES, ORIGINS, RAW
from musnad.store.writing import Taken, insert_missing, take_in

_AT_ONCE = 256
_SECONDS_AT_ONCE = 10.0  # what is fetched slowly is not lost in a kill
_ENCODER = msgspec.json.Encoder()
_FINAL = ("gone", "robots")  # asking again soon would be rude and give the same


def take_in_found(engine: Engine, location: str, found: Iterator[Found]) -> Iterator[Taken]:
    """Queue the articles that are not known yet, and keep where each was read from.

    Args:
        engine: of the project.
        location: what the user named; kept as their source.
        found: what was found there, in order.

    Yields:
        The counts so far, after each batch is safe.
    """
    total = Taken()
    for batch in _batches(found):
        for taken in take_in(engine, location, [one.item for one in batch]):
            total = Taken(
                total.new + taken.new, total.known + taken.known, total.failed + taken.failed
            )
        with engine.begin() as connection:
            _keep_origins(connection, batch)
        yield total


def _batches(found: Iterator[Found]) -> Iterator[list[Found]]:
    for first in found:
        started = time.monotonic()
        batch = [first]
        for one in found:
            batch.append(one)
            if len(batch) >= _AT_ONCE or time.monotonic() - started > _SECONDS_AT_ONCE:
                break
        yield batch


def _keep_origins(connection: Connection, batch: list[Found]) -> None:
    records = {one.raw.record: one.raw for one in batch if one.raw is not None}
    if not records:
        return
    numbers = _numbered(connection, list(records.values()))
    keys = {
        digest(_ENCODER.encode(one.item)): numbers[one.raw.record]
        for one in batch
        if one.raw is not None and isinstance(one.item, Document)
    }
    articles = select(ARTICLES.c.key, ARTICLES.c.number).where(ARTICLES.c.key.in_(list(keys)))
    pairs = [{"article": number, "raw": keys[key]} for key, number in connection.execute(articles)]
    insert_missing(connection, ORIGINS, pairs)


def _numbered(connection: Connection, records: list[RawRecord]) -> dict[str, int]:
    """The number of each record; new ones are written."""
    named = select(RAW.c.record, RAW.c.number).where(RAW.c.record.in_([r.record for r in records]))
    numbers = {str(record): int(number) for record, number in connection.execute(named)}
    last = connection.scalar(select(func.max(RAW.c.number))) or 0
    new = [record for record in records if record.record not in numbers]
    rows = []
    for number, record in enumerate(new, start=last + 1):
        numbers[record.record] = number
        row = msgspec.structs.asdict(record)
        rows.append({"number": number, **row, "url": storable(record.url)})
    if rows:
        connection.execute(insert(RAW), rows)
    return numbers


def link_filter(engine: Engine) -> Callable[[str], bool]:
    """Tells whether the page behind a link is still to be fetched.

    It is not when its bytes are kept already, or its server said that it is gone or not for us.
    """

    def wanted(link: str) -> bool:
        address = storable(link)
        kept = select(RAW.c.number).where(RAW.c.asked == address)
        refused = select(FAILURES.c.key).where(
            FAILURES.c.place == address, FAILURES.c.stage == "source", FAILURES.c.error.in_(_FINAL)
        )
        with engine.connect() as connection:
            return connection.scalar(kept.limit(1)) is None and (
                connection.scalar(refused.limit(1)) is None
            )

    return wanted


def origins_of(engine: Engine, article: int) -> list[RawRecord]:
    """Where the bytes an article was read from are kept, oldest first; empty for a plain file."""
    columns = [RAW.c[name] for name in RawRecord.__struct_fields__]
    rows = select(*columns).join(ORIGINS, ORIGINS.c.raw == RAW.c.number)
    with engine.connect() as connection:
        found = connection.execute(
            rows.where(ORIGINS.c.article == article).order_by(RAW.c.number)
        ).mappings()
        return [RawRecord(**row) for row in found]
