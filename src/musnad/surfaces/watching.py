"""One round of watching: each feed that is due is fetched, and what is new in it taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import msgspec
from sqlalchemy import Engine

from musnad.errors import SourceError
from musnad.records.documents import Document
from musnad.sources.content import Found, Reading
from musnad.sources.reading import failure_of, read_answer
from musnad.sources.web import Version, version_of
from musnad.store.fetches import Fetch, failing, fetches_of, log_fetch, version_in, watched
from musnad.store.origins import take_in_found
from musnad.store.writing import Taken

_PASSING = frozenset(("network", "timeout", "http", "robots"))
_MAX_DOUBLINGS = 6  # a feed that fails is asked ever less often, down to 64 times the interval


Passing = Callable[[Iterable[Found]], Iterator[Found]]


class WatchSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The section ``[watch]`` of ``musnad.toml``.

    Attributes:
        feeds: addresses of feeds and sitemaps, beside those that ``musnad sources`` added.
        minutes: between two fetches of a feed.
    """

    feeds: list[str] = []
    minutes: Annotated[float, msgspec.Meta(ge=1)] = 15.0


def watch_settings(section: dict[str, Any]) -> WatchSettings:
    """What a section ``[watch]`` sets.

    Raises:
        SourceError: class ``settings``: an unknown key or a wrong value.
    """
    try:
        return msgspec.convert(section, WatchSettings)
    except msgspec.ValidationError as error:
        raise SourceError(f"[watch] in musnad.toml: {error}", error="settings") from error


def feeds_of(engine: Engine, settings: WatchSettings) -> list[str]:
    """All feeds that are watched, each once: those of the settings, then those added."""
    return list(dict.fromkeys([*settings.feeds, *watched(engine)]))


def due_at(engine: Engine, feed: str, settings: WatchSettings) -> datetime:
    """When a feed is to be fetched next; long ago when it never was."""
    fetches = fetches_of(engine, feed)
    if not fetches:
        return datetime.min.replace(tzinfo=UTC)
    doublings = min(failing(fetches), _MAX_DOUBLINGS)
    interval = timedelta(minutes=settings.minutes * 2.0**doublings)
    return datetime.fromisoformat(fetches[0].fetched) + interval


def fetch_feed(engine: Engine, feed: str, reading: Reading, passing: Passing) -> Taken:
    """Fetch a feed, take in what is new, and log how it went.

    Args:
        engine: of the project.
        feed: its address.
        reading: how it is read.
        passing: sees what is found on its way, to report failures.

    Returns:
        The counts; all 0 when the feed has not changed.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    seen = version_in(fetches_of(engine, feed))
    try:
        answer = reading.web.get_unless(feed, seen)
    except SourceError as error:
        log_fetch(engine, feed, Fetch(fetched=now, error=error.error))
        return _take(engine, feed, passing(iter([Found(failure_of(feed, error))])))
    if answer is None:
        version = msgspec.structs.asdict(seen)
        log_fetch(engine, feed, Fetch(fetched=now, changed=False, **version))
        return Taken()
    count = _Count(feed)
    taken = _take(engine, feed, passing(count.over(read_answer(answer, feed, reading))))
    fetch = Fetch(
        fetched=now,
        error=count.error,
        new=taken.new,
        known=taken.known,
        failed=taken.failed,
        undated=count.undated,
        **msgspec.structs.asdict(Version() if count.passing else version_of(answer)),
    )
    log_fetch(engine, feed, fetch)
    return taken


def _take(engine: Engine, feed: str, found: Iterator[Found]) -> Taken:
    taken = Taken()
    for taken in take_in_found(engine, feed, found):  # noqa: B007 - the last one counts
        pass
    return taken


class _Count:
    """Counts what the log of fetches says of what is found in a feed."""

    def __init__(self, feed: str) -> None:
        self.undated = 0
        self.error: str | None = None  # of the feed itself
        self.passing = False  # an article may be there next time, though the feed be the same
        self._feed = feed

    def over(self, found: Iterable[Found]) -> Iterator[Found]:
        for one in found:
            if isinstance(one.item, Document):
                self.undated += one.item.published is None
            else:
                self.passing |= one.item.error in _PASSING
                if one.item.document == self._feed:
                    self.error = one.item.error
            yield one
