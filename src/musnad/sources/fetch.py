"""Fetches one page from the web, within limits.

Input: an http or https address. Output: its bytes and what the server says they are. Addresses of
private networks are refused unless allowed, at every redirect, and the connection goes to the very
address that was checked. Proxies set in the environment are not used.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import TYPE_CHECKING

import msgspec

from musnad.errors import SourceError
from musnad.version import __version__

if TYPE_CHECKING:
    import httpx

MAX_PAGE_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 5
TIMEOUT_SECONDS = 20.0  # for each wait, and for the whole page
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PORTS = {"http": 80, "https": 443}


class Page(msgspec.Struct, frozen=True):
    """What a server sent: the address it came from in the end, its kind and its bytes."""

    url: str
    media_type: str
    charset: str | None
    content: bytes


def is_address(location: str) -> bool:
    """Whether a place in the command line is an address of the web rather than a file."""
    return "://" in location


def fetch(
    address: str, *, allow_private: bool = False, transport: httpx.BaseTransport | None = None
) -> Page:
    """Fetch one page.

    Args:
        address: begins with ``http://`` or ``https://``.
        allow_private: whether addresses of the own machine and network may be asked.
        transport: for tests: answers in place of the network.

    Raises:
        SourceError: classes ``address``, ``private-address``, ``redirects``, ``too-large``,
            ``timeout``, ``http`` (the server refused) and ``network``.
    """
    import httpx  # noqa: PLC0415

    deadline = time.monotonic() + TIMEOUT_SECONDS
    headers = {"User-Agent": f"musnad/{__version__}", "Accept": "text/html, text/plain;q=0.9"}
    try:
        with httpx.Client(
            transport=transport, timeout=TIMEOUT_SECONDS, headers=headers, trust_env=False
        ) as client:
            url = httpx.URL(address)
            for _ in range(MAX_REDIRECTS + 1):
                answer = _ask(client, url, deadline, allow_private)
                if isinstance(answer, Page):
                    return answer
                url = answer
    except httpx.TimeoutException as error:
        raise _timeout() from error
    except httpx.InvalidURL as error:
        raise SourceError(f"not an address: {error}", error="address") from error
    except httpx.HTTPError as error:
        raise SourceError(f"the server could not be reached: {error}", error="network") from error
    raise SourceError(f"more than {MAX_REDIRECTS} redirects", error="redirects")


def _ask(
    client: httpx.Client, url: httpx.URL, deadline: float, allow_private: bool
) -> Page | httpx.URL:
    """The page at an address, or the address it sends us to."""
    host = _checked_host(url, allow_private)
    request = client.build_request(
        "GET",
        url.copy_with(host=host),
        headers={"Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.host},
    )
    response = client.send(request, stream=True)
    try:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return url.join(response.headers["location"])
        if not response.is_success:
            raise SourceError(f"the server answered {response.status_code}", error="http")
        content = _read_within_limits(response, deadline)
    finally:
        response.close()
    media_type = response.headers.get("content-type", "text/html").partition(";")[0]
    return Page(str(url), media_type.strip().lower(), response.charset_encoding, content)


def _read_within_limits(response: httpx.Response, deadline: float) -> bytes:
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > MAX_PAGE_BYTES:
            raise SourceError(
                f"the page is larger than {MAX_PAGE_BYTES // 1024 // 1024} MB", error="too-large"
            )
        if time.monotonic() > deadline:
            raise _timeout()
    return bytes(content)


def _checked_host(url: httpx.URL, allow_private: bool) -> str:
    """The numeric address to connect to, once it is known to be one that may be asked."""
    if url.scheme not in _PORTS or not url.host:
        raise SourceError("only http:// and https:// addresses are read", error="address")
    try:
        found = socket.getaddrinfo(
            url.host, url.port or _PORTS[url.scheme], type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError) as error:
        raise SourceError(f"no such host: {url.host}", error="network") from error
    hosts = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not allow_private and not all(ipaddress.ip_address(h).is_global for h in hosts):
        raise SourceError(
            f"{url.host} is on a private network; allow it with --allow-private",
            error="private-address",
        )
    return hosts[0]


def _timeout() -> SourceError:
    return SourceError(f"no complete answer in {TIMEOUT_SECONDS:.0f} s", error="timeout")
