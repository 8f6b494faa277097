"""Which sources are watched, how they were last fetched, and how they fare.

Every fetch of a feed is one row: what came of it, and what tells the feed's state from the next.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, delete, func, insert, select

from musnad.sources.web import Version
from musnad.store.packing import storable
from musnad.store.schema import ARTICLES, FETCHES, SOURCES, WATCHED
from musnad.store.writing import insert_missing, number_of

_RATE_DAYS = 7
_DAY = timedelta(days=1)


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """What came of fetching a source once.

    Attributes:
        fetched: when, ISO 8601, UTC.
        error: class of the failure; None when it was fetched or had not changed.
        changed: whether there was anything new to look at.
        etag: as the server gave it.
        last_modified: as the server gave it.
        sha256: of the feed.
        new: articles taken in.
        known: articles that were there already.
        failed: articles that could not be read.
        undated: of the articles found, those without a day of publication.
    """

    fetched: str
    error: str | None = None
    changed: bool = True
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    new: int = 0
    known: int = 0
    failed: int = 0
    undated: int = 0


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How a source fares.

    Attributes:
        source: its address, or what the user named on ingest.
        watched: whether ``musnad watch`` fetches it.
        fetched: the last fetch, ISO 8601; None when it never was.
        status: of that fetch: ``ok``, ``unchanged``, or the class of its failure; None likewise.
        failing: fetches in a row that failed, up to the last.
        articles: of this source in the project.
        per_day: articles taken in a day, over the last seven days of fetches.
        failed: articles that could not be read, of all fetches.
        undated: articles without a day of publication.
    """

    source: str
    watched: bool
    fetched: str | None
    status: str | None
    failing: int
    articles: int
    per_day: float | None
    failed: int
    undated: int


def watch(engine: Engine, locations: list[str]) -> None:
    """Have addresses watched; those that are stay so."""
    with engine.begin() as connection:
        rows = [{"source": _source(connection, location)} for location in locations]
        insert_missing(connection, WATCHED, rows)


def unwatch(engine: Engine, locations: list[str]) -> int:
    """Have addresses watched no more; their articles stay. Gives how many were."""
    with engine.begin() as connection:
        sources = [_source(connection, location) for location in locations]
        return connection.execute(delete(WATCHED).where(WATCHED.c.source.in_(sources))).rowcount


def watched(engine: Engine) -> list[str]:
    """The addresses that are watched, in the order they were named first."""
    rows = select(SOURCES.c.location).join(WATCHED).order_by(SOURCES.c.number)
    with engine.connect() as connection:
        return [str(location) for location in connection.scalars(rows)]


def log_fetch(engine: Engine, location: str, fetch: Fetch) -> None:
    """Keep what came of a fetch."""
    with engine.begin() as connection:
        number = (connection.scalar(select(func.max(FETCHES.c.number))) or 0) + 1
        row = {"number": number, "source": _source(connection, location)}
        connection.execute(insert(FETCHES), row | msgspec.structs.asdict(fetch))


def fetches_of(engine: Engine, location: str, *, limit: int = 100) -> list[Fetch]:
    """The last fetches of a source, newest first."""
    columns = [FETCHES.c[name] for name in Fetch.__struct_fields__]
    rows = select(*columns).join(SOURCES).where(SOURCES.c.location == storable(location))
    with engine.connect() as connection:
        newest = rows.order_by(FETCHES.c.number.desc()).limit(limit)
        return [Fetch(**row) for row in connection.execute(newest).mappings()]


def version_in(fetches: list[Fetch]) -> Version:
    """What the newest good fetch says of the state of its feed; empty without one."""
    for fetch in fetches:
        if fetch.error is None:
            return Version(etag=fetch.etag, last_modified=fetch.last_modified, sha256=fetch.sha256)
    return Version()


def failing(fetches: list[Fetch]) -> int:
    """How many fetches failed in a row, up to the newest."""
    for number, fetch in enumerate(fetches):
        if fetch.error is None:
            return number
    return len(fetches)


def health(engine: Engine, settings: list[str]) -> list[Health]:
    """How every source fares that is watched or was fetched, in the order they were named first.

    Args:
        engine: of the project.
        settings: addresses that are watched because ``musnad.toml`` names them.
    """
    columns = [FETCHES.c[name] for name in Fetch.__struct_fields__]
    undated = func.sum((ARTICLES.c.published.is_(None)).cast(FETCHES.c.new.type))
    counted = select(ARTICLES.c.source, func.count(), undated).group_by(ARTICLES.c.source)
    with engine.connect() as connection:
        of_watch = set(connection.scalars(select(WATCHED.c.source)))
        articles = {row[0]: (int(row[1]), int(row[2])) for row in connection.execute(counted)}
        fetches: dict[int, list[Fetch]] = defaultdict(list)
        newest = select(FETCHES.c.source, *columns).order_by(FETCHES.c.number.desc())
        for row in connection.execute(newest).mappings():
            fields: dict[str, Any] = {name: row[name] for name in Fetch.__struct_fields__}
            fetches[row["source"]].append(Fetch(**fields))
        names = connection.execute(select(SOURCES).order_by(SOURCES.c.number)).all()
    found = [
        _health(
            name,
            number in of_watch or name in settings,
            fetches[number],
            articles.get(number, (0, 0)),
        )
        for number, name in names
        if number in of_watch or number in fetches
    ]
    new = [name for name in settings if name not in {one.source for one in found}]
    return found + [_health(name, True, [], (0, 0)) for name in new]


def _health(name: str, is_watched: bool, fetches: list[Fetch], counts: tuple[int, int]) -> Health:
    last = fetches[0] if fetches else None
    status = None
    if last is not None:
        status = last.error or ("ok" if last.changed else "unchanged")
    return Health(
        source=name,
        watched=is_watched,
        fetched=last.fetched if last is not None else None,
        status=status,
        failing=failing(fetches),
        articles=counts[0],
        per_day=_per_day(fetches),
        failed=sum(fetch.failed for fetch in fetches),
        undated=counts[1],
    )


def _per_day(fetches: list[Fetch]) -> float | None:
    """New articles a day; None before a second fetch, for the first takes in what had gathered."""
    if len(fetches) < 2:
        return None
    newest = datetime.fromisoformat(fetches[0].fetched)
    first = datetime.fromisoformat(fetches[-1].fetched)
    since = max(first, newest - _RATE_DAYS * _DAY)
    recent = [f for f in fetches[:-1] if datetime.fromisoformat(f.fetched) > since]
    days = (newest - since) / _DAY
    return round(sum(fetch.new for fetch in recent) / days, 2) if days > 0 else None


def _source(connection: Connection, location: str) -> int:
    return number_of(connection, SOURCES, "location", storable(location) or "")
