"""Asks a server once, within limits.

Input: an address. Output: the answer as it came and unpacked. What is too long, too slow or packed
so that it grows beyond the limit is refused.
"""

from __future__ import annotations

import time
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from musnad.errors import SourceError
from musnad.sources.manners import Manners

if TYPE_CHECKING:
    import httpcore
    import httpx

PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_ACCEPT = "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


class Answer(msgspec.Struct, frozen=True):
    """What a server answered.

    Attributes:
        url: that was asked.
        status: of HTTP.
        headers: in order, names as sent.
        body: as sent, perhaps packed.
        content: the body unpacked.
        fetched: when the answer was complete, UTC.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    content: bytes
    fetched: datetime

    def header(self, name: str) -> str | None:
        """The first header of a name, in small letters; None without one."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def redirect(self) -> str | None:
        """Where the server sends us instead."""
        return self.header("location") if self.status in _REDIRECTS else None

    @property
    def media_type(self) -> str:
        """For example ``text/html``, which is also assumed when nothing is said."""
        return (self.header("content-type") or "text/html").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """As the server declares it."""
        for part in (self.header("content-type") or "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip(" \"'") or None
        return None


def parse_address(address: str) -> httpx.URL:
    """The parts of an address.

    Raises:
        SourceError: class ``address``: not an address, or not of the web.
    """
    import httpx  # noqa: PLC0415

    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise SourceError(f"not an address: {error}", error="address") from error
    if url.scheme not in PORTS or not url.host:
        raise SourceError("only http:// and https:// addresses are read", error="address")
    return url


class Connections:
    """Asks servers one after the other, and keeps connections open between."""

    def __init__(self, manners: Manners) -> None:
        """Opens nothing yet."""
        import httpcore  # noqa: PLC0415
        import httpx  # noqa: PLC0415

        from musnad.sources.network import CheckedNetwork  # noqa: PLC0415

        self._manners = manners
        self._network = CheckedNetwork(allow_private=manners.allow_private)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=self._network
        )

    def ask(self, url: httpx.URL, headers: dict[str, str]) -> Answer:
        """One answer, of whatever status.

        Raises:
            SourceError: classes ``private-address``, ``too-large``, ``timeout``, ``network``.
        """
        import httpcore  # noqa: PLC0415

        self._network.deadline = time.monotonic() + self._manners.timeout
        sent: dict[bytes | str, bytes | str] = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._manners.agent,
        }
        sent.update({"Accept": _ACCEPT, "Accept-Encoding": "gzip"})
        sent.update(headers)
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        try:
            with self._pool.stream("GET", target, headers=sent) as response:
                body = self._read(response)
        except httpcore.TimeoutException as error:
            message = f"no complete answer in {self._manners.timeout:g} s"
            raise SourceError(message, error="timeout") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
            raise SourceError(
                f"the server gave no good answer: {error}", error="network"
            ) from error
        pairs = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in response.headers)
        answer = Answer(str(url), response.status, pairs, body, body, datetime.now(UTC))
        content = unpack(body, answer.header("content-encoding"), self._manners.max_bytes)
        return msgspec.structs.replace(answer, content=content)

    def _read(self, response: httpcore.Response) -> bytes:
        body = bytearray()
        for piece in response.iter_stream():
            body += piece
            check_length(len(body), self._manners.max_bytes)
        return bytes(body)

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


def check_length(length: int, limit: int) -> None:
    """Raise SourceError, class ``too-large``, for more bytes than the limit."""
    if length > limit:
        raise SourceError(f"larger than {limit / 1024 / 1024:.3g} MB", error="too-large")


def unpack(body: bytes, encoding: str | None, limit: int) -> bytes:
    """The body without its ``Content-Encoding``; never more than the limit is unpacked.

    Raises:
        SourceError: class ``too-large``; ``network`` for what is damaged or packed otherwise.
    """
    encoding = (encoding or "").strip().lower()
    if encoding in ("", "identity") or not body:
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(f"packed as {encoding}, which was not asked for", error="network")
    if encoding != "deflate" and not body.startswith(b"\x1f\x8b"):
        return body  # declared as packed, sent as it is: common behind careless proxies
    try:
        return _inflate(body, _GZIP_OR_ZLIB, limit)
    except zlib.error:
        pass
    try:
        return _inflate(body, -zlib.MAX_WBITS, limit)  # «deflate» without its header
    except zlib.error as error:
        raise SourceError(f"packed wrongly: {error}", error="network") from error


def _inflate(body: bytes, bits: int, limit: int) -> bytes:
    unpacker = zlib.decompressobj(bits)
    content = unpacker.decompress(body, limit + 1)
    check_length(len(content), limit)
    if not unpacker.eof:
        raise SourceError("the packed answer is cut short", error="network")
    return content
