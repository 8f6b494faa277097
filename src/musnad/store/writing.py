"""Takes articles into a project and keeps what readers say of them.

Every article has a state: ``queued`` when it is taken in, then ``read`` or ``failed``. Each batch
is one transaction, so after a kill the next run finds what is done and goes on with the rest.
An article is known by the digest of the whole document: the same one is never taken in twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from musnad.records.analysis import Analysis
from musnad.records.documents import Document, Failure
from musnad.store.changes import Entry, difference, write_changes
from musnad.store.drawing import Drawing, day_of
from musnad.store.index import add_words, drop_words
from musnad.store.packing import digest, pack, storable, unpack_analysis, unpack_document
from musnad.store.schema import (
    ARTICLES,
    DRAWN,
    FAILURES,
    METADATA,
    PLACES,
    READERS,
    READINGS,
    SOURCES,
)

_TAKEN_AT_ONCE = 256
_READ_AT_ONCE = 64
_ENCODER = msgspec.json.Encoder()

Outcome = Analysis | Failure
Read = Callable[[Iterable[Document]], Iterable[Outcome]]


class Taken(msgspec.Struct, frozen=True):
    """What became of the articles of one source so far."""

    new: int = 0
    known: int = 0
    failed: int = 0


def take_in(engine: Engine, location: str, found: Iterable[Document | Failure]) -> Iterator[Taken]:
    """Queue the articles that are not known yet, batch by batch.

    Args:
        engine: of the project.
        location: what the user named; kept as their source.
        found: what was found there, in order.

    Yields:
        The counts so far, after each batch is safe.
    """
    items = iter(found)
    taken = Taken()
    while batch := list(islice(items, _TAKEN_AT_ONCE)):
        with engine.begin() as connection:
            source = number_of(connection, SOURCES, "location", storable(location) or "")
            failures = [item for item in batch if isinstance(item, Failure)]
            documents = [item for item in batch if isinstance(item, Document)]
            new = _queue(connection, source, documents)
            insert_missing(connection, FAILURES, [_failure(None, f) for f in failures])
        taken = Taken(
            taken.new + new, taken.known + len(documents) - new, taken.failed + len(failures)
        )
        yield taken


def _queue(connection: Connection, source: int, documents: list[Document]) -> int:
    encoded = {digest(json): (json, d) for d in documents for json in (_ENCODER.encode(d),)}
    known = set(connection.scalars(select(ARTICLES.c.key).where(ARTICLES.c.key.in_(list(encoded)))))
    last = connection.scalar(select(func.max(ARTICLES.c.number))) or 0
    new = [(key, *pair) for key, pair in encoded.items() if key not in known]
    rows = [
        {
            "number": number,
            "key": key,
            "state": "queued",
            "source": source,
            "document": pack(json),
            **_described(document),
        }
        for number, (key, json, document) in enumerate(new, start=last + 1)
    ]
    if rows:
        connection.execute(insert(ARTICLES), rows)
    return len(rows)


def _described(document: Document) -> dict[str, str | None]:
    return {
        "identity": storable(document.id),
        "sha256": document.sha256,
        "url": storable(document.url),
        "outlet": storable(document.outlet),
        "title": storable(document.title),
        "published": document.published,
        "day": day_of(document.published),
    }


def count_queued(engine: Engine) -> int:
    """How many articles wait to be read."""
    with engine.connect() as connection:
        queued = select(func.count()).where(ARTICLES.c.state == "queued")
        return connection.scalar(queued.select_from(ARTICLES)) or 0


def queue_again(engine: Engine, reader: str) -> int:
    """Queue what failed and what another reader read; gives how many."""
    with engine.begin() as connection:
        current = select(READERS.c.number).where(READERS.c.name == reader).scalar_subquery()
        outdated = (ARTICLES.c.state == "failed") | (
            (ARTICLES.c.state == "read") & ARTICLES.c.reader.is_distinct_from(current)
        )
        return connection.execute(update(ARTICLES).where(outdated).values(state="queued")).rowcount


def read_queued(engine: Engine, reader: str, read: Read) -> Iterator[Outcome]:
    """Read what is queued, in the order it was taken in, and keep it.

    Args:
        engine: of the project.
        reader: the name of the reader, see :func:`musnad.store.readers.reader_name`.
        read: gives one outcome for each document, in order.

    Yields:
        Each outcome, once it is safe.
    """
    under_way: deque[int] = deque()
    outcomes = iter(read(_queued(engine, under_way)))
    while batch := list(islice(outcomes, _READ_AT_ONCE)):
        numbered = [(under_way.popleft(), outcome) for outcome in batch]
        with engine.begin() as connection:
            keep(connection, number_of(connection, READERS, "name", reader), numbered)
        yield from batch


def _queued(engine: Engine, under_way: deque[int]) -> Iterator[Document]:
    last = 0
    while True:
        page = (
            select(ARTICLES.c.number, ARTICLES.c.document)
            .where(ARTICLES.c.state == "queued", ARTICLES.c.number > last)
            .order_by(ARTICLES.c.number)
            .limit(_READ_AT_ONCE)
        )
        with engine.connect() as connection:
            rows = connection.execute(page).all()
        if not rows:
            return
        for number, packed in rows:
            last = number
            under_way.append(number)
            yield unpack_document(packed)


def keep(connection: Connection, reader: int, outcomes: list[tuple[int, Outcome]]) -> None:
    """Keep what a reader says of articles; their rows are drawn anew, other readings stay."""
    numbers = [number for number, _ in outcomes]
    connection.execute(delete(FAILURES).where(FAILURES.c.article.in_(numbers)))
    before = _newest(connection, numbers)
    analyses = [(n, o) for n, o in outcomes if isinstance(o, Analysis)]
    failures = [(n, o) for n, o in outcomes if isinstance(o, Failure)]
    again = [number for number, _ in analyses if number in before]
    for number in again:
        _undraw(connection, number)
    drop_words(connection, again)
    _draw(connection, analyses)
    add_words(connection, analyses)
    write_changes(connection, [e for n, a in analyses for e in _entry(before, reader, n, a)])
    _keep_readings(connection, reader, analyses)
    insert_missing(connection, FAILURES, [_failure(n, f) for n, f in failures])
    _set_states(connection, [n for n, _ in analyses], {"state": "read", "reader": reader})
    _set_states(connection, [n for n, _ in failures if n in before], {"state": "read"})
    _set_states(connection, [n for n, _ in failures if n not in before], {"state": "failed"})


def draw_anew(connection: Connection, numbers: Sequence[int]) -> None:
    """Make the rows of articles anew from their newest readings."""
    for number in numbers:
        _undraw(connection, number)
        _draw(connection, [(n, a) for n, (_, a) in _newest(connection, [number]).items()])


def _newest(connection: Connection, numbers: list[int]) -> dict[int, tuple[int, Analysis]]:
    """The reader and the reading that hold so far, of those articles that have one."""
    newest = (READINGS.c.article == ARTICLES.c.number) & (READINGS.c.reader == ARTICLES.c.reader)
    columns = select(READINGS.c.article, READINGS.c.reader, READINGS.c.analysis)
    rows = connection.execute(columns.join(ARTICLES, newest).where(ARTICLES.c.number.in_(numbers)))
    return {number: (reader, unpack_analysis(packed)) for number, reader, packed in rows}


def _entry(
    before: dict[int, tuple[int, Analysis]], reader: int, number: int, analysis: Analysis
) -> Iterator[Entry]:
    """What the feed says of a reading; nothing when it says what the one before said."""
    identity = storable(analysis.document.id) or ""
    if number not in before:
        yield Entry("added", number, identity, reader, None)
        return
    earlier, old = before[number]
    if records := difference(old, analysis):
        yield Entry("corrected", number, identity, reader, earlier, records)


def _keep_readings(
    connection: Connection, reader: int, analyses: list[tuple[int, Analysis]]
) -> None:
    rows = []
    for number, analysis in analyses:
        json = analysis.to_json()
        packed = {"sha256": digest(json), "analysis": pack(json)}
        rows.append({"article": number, "reader": reader, **packed})
    same = READINGS.c.article.in_([n for n, _ in analyses]) & (READINGS.c.reader == reader)
    connection.execute(delete(READINGS).where(same))
    if rows:
        connection.execute(insert(READINGS), rows)


def _draw(connection: Connection, analyses: list[tuple[int, Analysis]]) -> None:
    together: dict[str, list[dict[str, Any]]] = {}
    for number, analysis in analyses:
        for table, rows in Drawing(number, analysis).rows.items():
            together.setdefault(table, []).extend(rows)
    for name, rows in together.items():
        if name == "names":
            insert_missing(connection, METADATA.tables[name], rows)
        elif rows:
            connection.execute(insert(METADATA.tables[name]), rows)


def _undraw(connection: Connection, article: int) -> None:
    for table in DRAWN:
        place = table.c.number
        mine = place.between(article * PLACES, article * PLACES + PLACES - 1)
        connection.execute(delete(table).where(mine))


def _set_states(connection: Connection, numbers: list[int], values: dict[str, Any]) -> None:
    if numbers:
        connection.execute(update(ARTICLES).where(ARTICLES.c.number.in_(numbers)).values(values))


def _failure(article: int | None, failure: Failure) -> dict[str, Any]:
    key = digest(_ENCODER.encode((article, *map(storable, msgspec.structs.astuple(failure)))))
    return {
        "key": key,
        "article": article,
        "place": storable(failure.document),
        "stage": failure.stage,
        "error": failure.error,
        "message": storable(failure.message),
    }


def number_of(connection: Connection, table: Table, column: str, value: str) -> int:
    """The number of a name in a table of names; the next one for a new name."""
    known = connection.scalar(select(table.c.number).where(table.c[column] == value))
    if known is not None:
        return int(known)
    number = (connection.scalar(select(func.max(table.c.number))) or 0) + 1
    connection.execute(insert(table), {"number": number, column: value})
    return number


def insert_missing(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Write the rows whose key is not there yet."""
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)
