"""Fetches pages politely.

Input: an address. Output: what is there in the end. On the way robots.txt is asked, a host is left
alone between two requests, a busy one is asked again later, and redirects are followed one by one,
each checked like the first address. Proxies set in the environment are not used.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import msgspec

from musnad.errors import SourceError
from musnad.sources.fetch import Answer, Connections, parse_address
from musnad.sources.manners import Manners
from musnad.sources.robots import Robots

if TYPE_CHECKING:
    import httpx

_BUSY = frozenset((429, 503))
_GONE = frozenset((404, 410))
_NOT_MODIFIED = 304
_DEFAULT = Manners()


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """Tells one state of a page from another: what its server calls it, and its digest."""

    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None


def version_of(answer: Answer) -> Version:
    """Of the page as it is now."""
    return Version(
        etag=answer.header("etag"),
        last_modified=answer.header("last-modified"),
        sha256=hashlib.sha256(answer.content).hexdigest(),
    )


class Web:
    """The web as one polite guest sees it; to be closed."""

    def __init__(
        self, manners: Manners = _DEFAULT, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Asks nothing yet; ``sleep`` is for tests."""
        self.manners = manners
        self._sleep = sleep
        self._open: Connections | None = None
        self._robots = Robots(lambda address: self._follow(parse_address(address), {}, _no_delay))
        self._free_at: dict[str, float] = {}  # when a host may be asked again

    def close(self) -> None:
        """Close the connections."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def get(self, address: str) -> Answer:
        """What is at an address.

        Args:
            address: begins with ``http://`` or ``https://``.

        Raises:
            SourceError: classes ``address``, ``private-address``, ``robots``, ``redirects``,
                ``too-large``, ``timeout``, ``gone``, ``http`` (the server refused) and
                ``network``.
        """
        return _good(self._follow(parse_address(address), {}, self._delay_at))

    def get_unless(self, address: str, seen: Version) -> Answer | None:
        """What is at an address; None when it is still what was seen.

        Raises:
            SourceError: see :meth:`get`.
        """
        answer = self._follow(parse_address(address), _conditions(seen), self._delay_at)
        if answer.status == _NOT_MODIFIED or version_of(_good(answer)).sha256 == seen.sha256:
            return None
        return answer

    def _follow(
        self, url: httpx.URL, headers: dict[str, str], delay_at: Callable[[httpx.URL], float]
    ) -> Answer:
        for _ in range(self.manners.redirects + 1):
            answer = self._ask_until_free(url, headers, delay_at(url))
            if answer.redirect is None:
                return answer
            url = _redirected(url, answer.redirect)
        raise SourceError(f"more than {self.manners.redirects} redirects", error="redirects")

    def _delay_at(self, url: httpx.URL) -> float:
        """Seconds between requests to a host, once it is known that a page may be asked for."""
        if not self.manners.robots:
            return self.manners.delay
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        return max(self._robots.check(origin, str(url)), self.manners.delay)

    def _ask_until_free(self, url: httpx.URL, headers: dict[str, str], delay: float) -> Answer:
        for attempt in range(self.manners.retries + 1):
            self._wait_for(url.host)
            answer = self._connections().ask(url, headers)
            self._free_at[url.host] = time.monotonic() + delay
            if answer.status not in _BUSY or attempt == self.manners.retries:
                return answer
            wait = _asked_wait(answer) or 2.0**attempt * max(delay, 1.0)
            if wait > self.manners.patience:
                return answer
            self._free_at[url.host] = time.monotonic() + max(wait, delay)
        raise AssertionError("the last attempt returns")

    def _wait_for(self, host: str) -> None:
        wait = self._free_at.get(host, 0.0) - time.monotonic()
        if wait > 0:
            self._sleep(wait)

    def _connections(self) -> Connections:
        if self._open is None:
            self._open = Connections(self.manners)
        return self._open


def _good(answer: Answer) -> Answer:
    if answer.status in _GONE:
        raise SourceError(f"the server has it no more ({answer.status})", error="gone")
    if not 200 <= answer.status < 300:
        raise SourceError(f"the server answered {answer.status}", error="http")
    return answer


def _no_delay(_: httpx.URL) -> float:
    return 0.0


def _redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Where a ``Location`` header leads; letters beyond ASCII came as UTF-8."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode()
    try:
        return parse_address(urljoin(str(url), location))
    except ValueError as error:
        raise SourceError(f"redirected to no address: {error}", error="address") from error


def _conditions(seen: Version) -> dict[str, str]:
    named = {"If-None-Match": seen.etag, "If-Modified-Since": seen.last_modified}
    return {name: value for name, value in named.items() if value and value.isascii()}


def _asked_wait(answer: Answer) -> float | None:
    """Seconds that ``Retry-After`` asks for."""
    written = (answer.header("retry-after") or "").strip()
    if written.isascii() and written.isdigit():
        return float(written)
    try:
        return max((parsedate_to_datetime(written) - answer.fetched).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return None
