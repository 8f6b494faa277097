from __future__ import annotations

import socket
from collections.abc import Callable

import httpx
import pytest

from musnad.errors import SourceError
from musnad.sources import fetch as module
from musnad.sources.fetch import MAX_REDIRECTS, fetch

PUBLIC = "93.184.216.34"


@pytest.fixture(autouse=True)
def no_names_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = {"example.org": PUBLIC, "inside.example.org": "10.0.0.5", "localhost": "127.0.0.1"}

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        address = hosts.get(host, host)
        if not address[0].isdigit() and ":" not in address:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def answering(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    return httpx.MockTransport(answer)


def page(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, html="<p>نعم</p>")


def error_of(address: str, answer: Callable[[httpx.Request], httpx.Response] = page) -> str:
    with pytest.raises(SourceError) as caught:
        fetch(address, transport=answering(answer))
    return caught.value.error


def test_a_page_is_fetched_from_the_checked_address() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.url.host, request.headers["host"]))
        return page(request)

    found = fetch("https://example.org/a", transport=answering(answer))
    assert (found.url, found.media_type, found.charset) == (
        "https://example.org/a",
        "text/html",
        "utf-8",
    )
    assert found.content.decode() == "<p>نعم</p>"
    assert asked == [(PUBLIC, "example.org")]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/",
        "http://127.0.0.1:8000/",
        "http://inside.example.org/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://0.0.0.0/",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    assert error_of(address) == "private-address"


def test_private_addresses_can_be_allowed() -> None:
    found = fetch("http://localhost/", allow_private=True, transport=answering(page))
    assert found.url == "http://localhost/"


def test_a_redirect_to_a_private_address_is_refused() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "http://inside.example.org/"})

    assert error_of("https://example.org/", answer) == "private-address"


def test_redirects_are_followed_and_limited() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        step = int(request.url.path.strip("/") or 0)
        if step == MAX_REDIRECTS:
            return page(request)
        return httpx.Response(301, headers={"location": f"/{step + 1}"})

    found = fetch("https://example.org/0", transport=answering(answer))
    assert found.url == f"https://example.org/{MAX_REDIRECTS}"

    def endless(request: httpx.Request) -> httpx.Response:
        return httpx.Response(301, headers={"location": "/again"})

    assert error_of("https://example.org/", endless) == "redirects"


@pytest.mark.parametrize("address", ["ftp://example.org/", "file:///etc/passwd", "https://"])
def test_only_the_web_is_read(address: str) -> None:
    assert error_of(address) == "address"


def test_a_page_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PAGE_BYTES", 10)
    assert error_of("https://example.org/") == "too-large"


def test_a_slow_page_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", -1.0)
    assert error_of("https://example.org/") == "timeout"


def test_a_refusal_and_a_missing_host_are_told_apart() -> None:
    assert error_of("https://example.org/", lambda request: httpx.Response(404)) == "http"
    assert error_of("https://nowhere.example/") == "network"
