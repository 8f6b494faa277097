"""How the web is asked: who asks, how often, how long and how much.

A project sets them in ``musnad.toml`` under ``[fetch]``.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from musnad.errors import SourceError
from musnad.version import __version__

Seconds = Annotated[float, msgspec.Meta(ge=0)]


class Manners(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits and politeness of fetching.

    Attributes:
        contact: address of the web or of mail that a server's owner can turn to; part of the
            ``User-Agent``.
        delay: seconds between two requests to a host; its robots.txt may ask for more.
        timeout: seconds for a whole answer, from looking up the host to the last byte.
        max_bytes: of an answer, as sent and unpacked.
        redirects: that are followed for one page.
        retries: when a server is too busy (429 and 503).
        patience: the longest wait, in seconds, that a server may ask for.
        robots: whether robots.txt is obeyed.
        allow_private: whether addresses of the own machine and network may be asked.
    """

    contact: str | None = None
    delay: Seconds = 1.0
    timeout: Annotated[float, msgspec.Meta(gt=0)] = 20.0
    max_bytes: Annotated[int, msgspec.Meta(gt=0)] = 10 * 1024 * 1024
    redirects: Annotated[int, msgspec.Meta(ge=0)] = 5
    retries: Annotated[int, msgspec.Meta(ge=0)] = 2
    patience: Seconds = 60.0
    robots: bool = True
    allow_private: bool = False

    @property
    def agent(self) -> str:
        """What the ``User-Agent`` says, e.g. ``musnad/0.1.0 (+mailto:me@example.org)``."""
        contact = "".join(c for c in self.contact or "" if c.isascii() and c.isprintable())
        return f"musnad/{__version__}" + (f" (+{contact})" if contact else "")


def manners_of(section: dict[str, Any]) -> Manners:
    """The manners that a ``[fetch]`` section sets.

    Raises:
        SourceError: class ``settings``: an unknown key or a wrong value.
    """
    try:
        return msgspec.convert(section, Manners)
    except msgspec.ValidationError as error:
        raise SourceError(f"[fetch] in musnad.toml: {error}", error="settings") from error
