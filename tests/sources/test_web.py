from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from tests.sources.server import Answering, Request, Server, page, serving

from musnad.errors import SourceError
from musnad.sources import network
from musnad.sources.manners import Manners, manners_of
from musnad.sources.network import is_public
from musnad.sources.web import Version, Web, version_of

EAGER = Manners(delay=0, timeout=5, allow_private=True)
HTML = "<p>نعم</p>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def web(slept: list[float] | None = None, **manners: Any) -> Web:
    waits = [] if slept is None else slept
    return Web(msgspec.structs.replace(EAGER, **manners), sleep=waits.append)


def error_of(address: str, **manners: Any) -> str:
    with pytest.raises(SourceError) as caught:
        web(**manners).get(address)
    return caught.value.error


def test_a_page_is_fetched_as_it_was_sent(server: Server) -> None:
    server.answers["/a"] = page(HTML)
    answer = web().get(f"{server.url}/a")
    assert (answer.url, answer.media_type, answer.charset) == (
        f"{server.url}/a",
        "text/html",
        "utf-8",
    )
    assert answer.body == answer.content == HTML.encode()
    assert server.asked[-1].headers["user-agent"].startswith("musnad/")


def test_a_packed_page_is_unpacked_and_kept_as_sent(server: Server) -> None:
    packed = gzip.compress(HTML.encode())
    server.answers["/a"] = page(packed, Content_Encoding="gzip")
    answer = web().get(f"{server.url}/a")
    assert (answer.body, answer.content) == (packed, HTML.encode())


def test_the_contact_is_told(server: Server) -> None:
    server.answers["/a"] = page(HTML)
    web(contact="mailto:me@example.org\r\nX: y").get(f"{server.url}/a")
    agent = server.asked[-1].headers["user-agent"]
    assert agent.endswith("(+mailto:me@example.orgX: y)")


def test_robots_are_asked_once_and_obeyed(server: Server) -> None:
    server.answers["/robots.txt"] = page(
        "User-agent: *\nDisallow: /secret/\nCrawl-delay: 7", "text/plain"
    )
    server.answers["/a"] = server.answers["/b"] = page(HTML)
    slept: list[float] = []
    guest = web(slept)
    guest.get(f"{server.url}/a")
    with pytest.raises(SourceError) as caught:
        guest.get(f"{server.url}/secret/x")
    assert caught.value.error == "robots"
    guest.get(f"{server.url}/b")
    assert server.paths() == ["/robots.txt", "/a", "/b"]
    (wait,) = slept
    assert 5 < wait <= 7


def test_robots_that_cannot_answer_forbid_for_now(server: Server) -> None:
    server.answers["/robots.txt"] = page("", status=500)
    server.answers["/a"] = page(HTML)
    assert error_of(f"{server.url}/a") == "robots"
    assert web(robots=False).get(f"{server.url}/a").content


def test_a_host_is_left_alone_between_requests(server: Server) -> None:
    server.answers["/a"] = page(HTML)
    slept: list[float] = []
    guest = web(slept, delay=3.0)
    guest.get(f"{server.url}/a")
    guest.get(f"{server.url}/a")
    (wait,) = slept
    assert 2 < wait <= 3


def in_turn(answers: list[Answering]) -> Answering:
    def answer(connection: socket.socket, request: Request) -> None:
        answers.pop(0)(connection, request)

    return answer


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(server: Server, status: int) -> None:
    busy = [page("", status=status, Retry_After="4"), page("", status=status), page(HTML)]
    server.answers["/a"] = in_turn(busy)
    slept: list[float] = []
    assert web(slept).get(f"{server.url}/a").content == HTML.encode()
    asked, backed_off = slept
    assert 3 < asked <= 4
    assert 1 < backed_off <= 2


def test_a_server_that_asks_for_too_long_is_given_up(server: Server) -> None:
    server.answers["/a"] = page("", status=503, Retry_After="3600")
    assert error_of(f"{server.url}/a") == "http"
    assert server.paths().count("/a") == 1


def test_a_page_that_has_not_changed_is_not_fetched_again(server: Server) -> None:
    server.answers["/a"] = page(HTML, ETag='"1"', Last_Modified="Tue, 04 Oct 2016 10:00:00 GMT")
    seen = version_of(web().get(f"{server.url}/a"))
    assert web().get_unless(f"{server.url}/a", seen) is None  # the same bytes
    server.answers["/a"] = page("", status=304)
    assert web().get_unless(f"{server.url}/a", seen) is None
    asked = server.asked[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == (
        '"1"',
        "Tue, 04 Oct 2016 10:00:00 GMT",
    )
    server.answers["/a"] = page("<p>لا</p>", ETag='"2"')
    assert web().get_unless(f"{server.url}/a", seen) is not None
    assert web().get_unless(f"{server.url}/a", Version(etag='"é"')) is not None


def test_redirects_are_followed_and_limited(server: Server) -> None:
    for step in range(5):
        server.answers[f"/{step}"] = page("", status=302, Location=f"/{step + 1}")
    server.answers["/5"] = page(HTML)
    assert web().get(f"{server.url}/0").url == f"{server.url}/5"
    server.answers["/5"] = page("", status=301, Location="/0")
    assert error_of(f"{server.url}/0") == "redirects"


@pytest.mark.parametrize(
    "location", ["http://10.0.0.5/", "http://169.254.169.254/latest", "http://[::1]/", "//0.0.0.0/"]
)
def test_a_redirect_to_a_private_address_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    monkeypatch.setattr(network, "is_public", lambda a: str(a) == "127.0.0.1" or is_public(a))
    server.answers["/a"] = page("", status=302, Location=location)
    assert error_of(f"{server.url}/a", allow_private=False) == "private-address"


def test_a_name_is_looked_up_once_and_connected_to_as_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that turns private after the check gains nothing: there is no second look-up."""
    answers = ["127.0.0.1", "10.0.0.5", "10.0.0.5"]

    real = socket.getaddrinfo

    def look_up(host: str, port: int, *others: Any, **named: Any) -> Any:
        if host != "turning.example":
            return real(host, port, *others, **named)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    server.answers["/a"] = page(HTML)
    port = server.url.rpartition(":")[2]
    guest = web(robots=False, allow_private=False)
    monkeypatch.setattr(network, "is_public", lambda a: str(a) == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert guest.get(f"http://turning.example:{port}/a").content == HTML.encode()
    assert server.asked[-1].headers["host"] == f"turning.example:{port}"
    assert len(answers) == 2
    with pytest.raises(SourceError) as caught:
        guest.get(f"http://turning.example:{port}/a")
    assert caught.value.error == "private-address"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://[::ffff:10.0.0.5]/",
        "http://[64:ff9b::a00:5]/",
        "http://[2002:0a00:0005::]/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    assert error_of(address, allow_private=False) == "private-address"


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "https://", "http://a:b/"]
)
def test_only_the_web_is_read(address: str) -> None:
    assert error_of(address) == "address"


def test_a_refusal_and_a_missing_host_are_told_apart(server: Server) -> None:
    assert error_of(f"{server.url}/none") == "gone"
    assert error_of("http://nowhere.invalid/") == "network"
    server.close()
    assert error_of(f"{server.url}/closed") == "network"


def test_manners_are_set_in_the_project() -> None:
    assert manners_of({}) == Manners()
    assert manners_of({"delay": 5, "contact": "https://example.org/bot"}).delay == 5.0
    for wrong in ({"delay": -1}, {"unknown": 1}, {"robots": "yes"}):
        with pytest.raises(SourceError) as caught:
            manners_of(wrong)
        assert caught.value.error == "settings"
