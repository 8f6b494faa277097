"""What the robots.txt of a host allows.

A host without one allows all (RFC 9309); a host that cannot say (5xx) allows nothing for now.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec

from musnad.errors import SourceError
from musnad.sources.fetch import Answer

_AGENT = "musnad"
_KEPT_SECONDS = 24 * 60 * 60
_KEPT_FAILURE_SECONDS = 10 * 60
_MAX_BYTES = 500 * 1024  # what RFC 9309 wants read at least
_MAX_CRAWL_DELAY = 60.0


class _Kept(msgspec.Struct, frozen=True):
    until: float
    rules: Any  # of Protego; None when there are none
    error: SourceError | None = None


class Robots:
    """The rules of every host asked so far."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        """``ask`` fetches a robots.txt."""
        self._ask = ask
        self._kept: dict[str, _Kept] = {}

    def check(self, origin: str, address: str) -> float:
        """Whether an address may be asked; gives the seconds its host wants between requests.

        Args:
            origin: scheme, host and port, e.g. ``https://example.org``.
            address: a page there.

        Raises:
            SourceError: class ``robots``: it may not; or whatever kept us from asking.
        """
        kept = self._kept.get(origin)
        if kept is None or kept.until < time.monotonic():
            kept = self._kept[origin] = self._look(origin)
        if kept.error is not None:
            raise kept.error
        if kept.rules is None:
            return 0.0
        if not kept.rules.can_fetch(address, _AGENT):
            raise SourceError(
                "the site's robots.txt forbids it; save the page and read the file",
                error="robots",
            )
        return min(float(kept.rules.crawl_delay(_AGENT) or 0.0), _MAX_CRAWL_DELAY)

    def _look(self, origin: str) -> _Kept:
        from protego import Protego  # noqa: PLC0415

        now = time.monotonic()
        try:
            answer = self._ask(f"{origin}/robots.txt")
        except SourceError as error:
            return _Kept(now + _KEPT_FAILURE_SECONDS, None, error)
        if answer.status >= 500:
            silent = SourceError(f"its robots.txt answers {answer.status}", error="robots")
            return _Kept(now + _KEPT_FAILURE_SECONDS, None, silent)
        if not 200 <= answer.status < 300:
            return _Kept(now + _KEPT_SECONDS, None)
        written = answer.content[:_MAX_BYTES].decode("utf-8", "replace")
        return _Kept(now + _KEPT_SECONDS, Protego.parse(written))
