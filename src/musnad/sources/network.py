"""Connections that go to the very address that was checked, and end at a deadline.

A name is looked up once for each connection: what the look-up gives is checked and connected to,
so a name that answers differently the second time gains nothing. The deadline holds for every wait
on the connection together: a server that sends a byte now and then is given up all the same.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import Any

import httpcore

from musnad.errors import SourceError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class CheckedNetwork(httpcore.NetworkBackend):
    """Opens connections to public addresses; ``deadline`` is of :func:`time.monotonic`."""

    def __init__(self, *, allow_private: bool) -> None:
        self.deadline = float("inf")
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        *_: Any,  # an own address and options of the socket, which are never set
        **__: Any,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers."""
        *others, last = _look_up(host, port, allow_private=self._allow_private)
        for address in others:
            try:
                return self._connect(address, port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port)

    def _connect(self, address: str, port: int) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.connect_tcp(address, port, self.left()), self)

    def left(self) -> float:
        """Seconds to the deadline.

        Raises:
            httpcore.TimeoutException: it is over.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, network: CheckedNetwork) -> None:
        self._inner = inner
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._network.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._network.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._network.left())
        return _TimedStream(inner, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _look_up(host: str, port: int, *, allow_private: bool) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"no such host: {host}", error="network") from error
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if not addresses:
        raise SourceError(f"no such host: {host}", error="network")
    if not allow_private and not all(is_public(ipaddress.ip_address(a)) for a in addresses):
        raise SourceError(
            f"{host} is on a private network; allow it with --allow-private",
            error="private-address",
        )
    return addresses


def is_public(address: Address) -> bool:
    """Whether an address, and the one it may wrap, belongs to the public network."""
    return all(a.is_global and not a.is_multicast for a in (address, *_wrapped(address)))


def _wrapped(address: Address) -> list[ipaddress.IPv4Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [a for a in wrapped if a is not None]
