"""A server that means harm: each answer is one failure, and the others are read."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.sources import samples
from tests.sources.server import Answering, Request, Server, page, raw, serving

from musnad.records import Document, Failure
from musnad.sources import network
from musnad.sources.documents import NOTHING_KNOWN
from musnad.sources.locations import read_location
from musnad.sources.manners import Manners
from musnad.sources.web import Web

MANNERS = Manners(
    delay=0, timeout=1.0, retries=0, robots=False, allow_private=True, max_bytes=2**20
)
RSS = "application/rss+xml"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "قال">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]><rss version='2.0'><channel><item><title>&j;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><item><description>&a;</description></item></channel></rss>"
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def read(location: str, manners: Manners = MANNERS) -> list[Document | Failure]:
    return list(read_location(location, given=NOTHING_KNOWN, web=Web(manners)))


def head(*lines: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", *lines, "", "")).encode()


def slow(connection: socket.socket, request: Request) -> None:
    connection.sendall(head("Content-Length: 1000"))
    for _ in range(100):
        connection.sendall(b"<")
        time.sleep(0.05)


def slow_head(connection: socket.socket, request: Request) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def silent(connection: socket.socket, request: Request) -> None:
    connection.recv(1)


def endless(connection: socket.socket, request: Request) -> None:
    connection.sendall(head("Content-Type: text/html"))
    while True:
        connection.sendall(b"<p>" * 20_000)


def endless_head(connection: socket.socket, request: Request) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X: y\r\n" * 10_000)


def bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(b"\x00" * 2**20) for _ in range(200))
    return packed + packer.flush()


HOSTILE: dict[str, tuple[Answering, str]] = {
    "slow": (slow, "timeout"),
    "slow head": (slow_head, "timeout"),
    "silent": (silent, "timeout"),
    "endless": (endless, "too-large"),
    "many attributes": (page("<rss " + " ".join(f"a{n}='1'" for n in range(50_000)), RSS), "xml"),
    "endless head": (endless_head, "network"),
    "redirect loop": (page("", status=302, Location="/hostile"), "redirects"),
    "redirect to a file": (page("", status=302, Location="file:///etc/passwd"), "address"),
    "redirect to nowhere": (page("", status=302, Location="http://["), "address"),
    "too short": (raw(head("Content-Length: 1000") + b"<p>"), "network"),
    "negative length": (raw(head("Content-Length: -5") + b"<p>"), "network"),
    "two lengths": (raw(head("Content-Length: 5", "Content-Length: 9") + b"<p>"), "network"),
    "huge declared length": (raw(head("Content-Length: 99999999999999") + b"<p>"), "network"),
    "broken pieces": (raw(head("Transfer-Encoding: chunked") + b"zz\r\n<p>"), "network"),
    "not of the web": (raw(b"\x00\xff\x00\xff\r\n\r\n"), "network"),
    "huge header": (raw(head(f"X: {'x' * 2**20}")), "network"),
    "bomb": (page(bomb(), Content_Encoding="gzip"), "too-large"),
    "half a pack": (page(gzip.compress(b"<p>" * 9_999)[:-9], Content_Encoding="gzip"), "network"),
    "unknown packing": (page(b"<p>", Content_Encoding="br"), "network"),
    "bomb of a file": (page(bomb(), "application/gzip"), "too-large"),
    "billion laughs": (page(LAUGHS, RSS), "entities"),
    "laughs in UTF-16": (page(LAUGHS.encode("utf-16"), RSS), "entities"),
    "file of the machine": (page(OUTSIDE, RSS), "entities"),
    "no feed": (page("<rss><channel", RSS), "xml"),
    "deep nesting": (page("<rss>" + "<a>" * 50_000, RSS), "xml"),
    "picture": (page(b"\x89PNG\r\n\x1a\n", "image/png"), "media-type"),
    "picture said to be a page": (page(b"\x89PNG\r\n\x1a\n\x00", "text/html"), "binary"),
    "no encoding at all": (page(bytes(range(128, 256)) * 9, "text/plain"), "encoding"),
    "zeros": (page(b"\x00" * 5_000, "text/plain"), "binary"),
    "nothing": (page(b"", "text/plain"), "empty"),
    "empty page": (page(b""), "no-article"),
    "deep page": (page("<div>" * 40_000), "no-article"),
    "page of attributes": (
        page("<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">"),
        "too-large",
    ),
    "page of tags": (page("<a href=x>" * 100_000), "too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_is_one_failure(server: Server, name: str) -> None:
    server.answers["/hostile"], error = HOSTILE[name]
    started = time.monotonic()
    (found,) = read(f"{server.url}/hostile")
    assert isinstance(found, Failure), found
    assert (found.document, found.stage, found.error) == (f"{server.url}/hostile", "source", error)
    assert time.monotonic() - started < 3.0


def test_hostile_pages_do_not_keep_a_feed_from_the_others(server: Server) -> None:
    good = [f"{server.url}/good/{n}" for n in range(2)]
    names = [name for name in HOSTILE if "feed" not in name and "slow" not in name]
    for number, name in enumerate(names):
        server.answers[f"/bad/{number}"] = HOSTILE[name][0]
    for link in good:
        server.answers[link.removeprefix(server.url)] = page(samples.page())
    links = [good[0], *(f"{server.url}/bad/{n}" for n in range(len(names))), good[1]]
    server.answers["/feed"] = page(samples.rss(*map(samples.item, links)), RSS)
    found = read(f"{server.url}/feed", msgspec.structs.replace(MANNERS, timeout=0.5))
    assert [d.url for d in found if isinstance(d, Document)] == good
    assert len(found) == len(links)
    assert all(f.message.startswith("http") for f in found if isinstance(f, Failure))


def test_a_redirect_into_the_network_is_one_failure_among_the_others(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = network.is_public
    monkeypatch.setattr(network, "is_public", lambda a: str(a) == "127.0.0.1" or public(a))
    server.answers["/inside"] = page("", status=302, Location="http://169.254.169.254/meta")
    server.answers["/good"] = page(samples.page())
    items = [samples.item(f"{server.url}{path}") for path in ("/inside", "/good")]
    server.answers["/feed"] = page(samples.rss(*items), RSS)
    first, second = read(
        f"{server.url}/feed", msgspec.structs.replace(MANNERS, allow_private=False)
    )
    assert isinstance(first, Failure)
    assert first.error == "private-address"
    assert isinstance(second, Document)


def test_a_feed_that_leads_to_feeds_is_not_followed_further(server: Server) -> None:
    server.answers["/feed"] = page(samples.rss(samples.item(f"{server.url}/feed")), RSS)
    (found,) = read(f"{server.url}/feed")
    assert isinstance(found, Failure)
    assert found.error == "nested"
    assert server.paths() == ["/feed", "/feed"]


def test_a_damaged_item_costs_only_itself(tmp_path: Path) -> None:
    whole = samples.item("https://example.org/1", content=samples.ARTICLE)
    feed = samples.rss(whole, samples.item("https://example.org/2", content=samples.ARTICLE))
    content = feed.encode()
    at = content.rindex("الترحيب".encode())
    (tmp_path / "feed.xml").write_bytes(content[:at] + b"\xff" + content[at + 1 :])
    first, second = read(str(tmp_path / "feed.xml"))
    assert isinstance(first, Document)
    assert isinstance(second, Failure)
    assert (second.document, second.error) == ("https://example.org/2", "encoding")


def test_controls_in_a_feed_cost_nothing(tmp_path: Path) -> None:
    whole = samples.item("https://example.org/1", content=samples.ARTICLE)
    content = samples.rss(whole).replace("عنوان", "عن\x00و\x0b\x1bان").encode()
    (tmp_path / "feed.xml").write_bytes(content)
    (found,) = read(str(tmp_path / "feed.xml"))
    assert isinstance(found, Document)
    assert found.title == "عنوان الخبر"
