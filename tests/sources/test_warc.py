from __future__ import annotations

import gzip
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sources import samples
from tests.sources.server import Server, page, serving
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from musnad.records import Document, Failure
from musnad.sources.content import Reading
from musnad.sources.documents import NOTHING_KNOWN
from musnad.sources.locations import find, read_location
from musnad.sources.manners import Manners
from musnad.sources.raw import Archive
from musnad.sources.web import Web

ENGLISH = "<html lang='en'><body>" + "<p>The minister said that talks continue.</p>" * 20
PERSIAN = samples.page().replace("lang='ar'", "lang='fa'")


class Warc:
    """Writes records as crawlers do."""

    def __init__(self) -> None:
        self.stream = io.BytesIO()
        self._writer = WARCWriter(self.stream, gzip=True)

    def add(
        self,
        url: str,
        content: bytes,
        media_type: str = "text/html; charset=utf-8",
        status: str = "200 OK",
        **headers: str,
    ) -> Warc:
        pairs = [("Content-Type", media_type)]
        pairs += [(k.replace("_", "-"), v) for k, v in headers.items()]
        record = self._writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(content),
            http_headers=StatusAndHeaders(status, pairs, protocol="HTTP/1.1"),
        )
        self._writer.write_record(record)
        return self


def read(path: Path) -> list[Document | Failure]:
    return list(read_location(str(path), given=NOTHING_KNOWN))


def test_arabic_pages_are_read_and_others_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    arabic = samples.page().encode()
    feed = samples.rss(
        samples.item("https://example.org/f", content=samples.ARTICLE),
        samples.item("https://example.org/teaser"),
    )
    warc = Warc()
    warc.add("https://example.org/1", arabic)
    warc.add("https://example.org/en", ENGLISH.encode())
    warc.add("https://example.org/fa", PERSIAN.encode())
    warc.add("https://example.org/gone", arabic, status="404 Not Found")
    warc.add("https://example.org/p.png", b"\x89PNG", "image/png")
    warc.add("https://example.org/robots.txt", samples.SENTENCE.encode() * 9, "text/plain")
    old = samples.page().replace("utf-8", "windows-1256").encode("windows-1256")
    warc.add("https://example.org/2", old, "text/html")
    warc.add("https://example.org/3", gzip.compress(arabic), Content_Encoding="gzip")
    warc.add("https://example.org/feed", feed.encode(), "application/rss+xml")
    path = tmp_path / "news.warc.gz"
    path.write_bytes(warc.stream.getvalue())
    with caplog.at_level(logging.WARNING):
        found = read(path)
    assert [d.url for d in found if isinstance(d, Document)] == [
        f"https://example.org/{name}" for name in ("1", "2", "3", "f")
    ]
    assert len(found) == 4
    assert "1 neither a page nor a text" in caplog.text
    assert "2 not an article, 2 not in Arabic" in caplog.text.replace("not in Arabic, ", "")


def test_a_page_without_an_article_is_one_failure(tmp_path: Path) -> None:
    script = f"<script>var headlines = '{samples.SENTENCE * 9}'</script>"
    warc = Warc().add("https://example.org/list", f"<html><body>{script}</body></html>".encode())
    (tmp_path / "a.warc.gz").write_bytes(warc.stream.getvalue())
    (found,) = read(tmp_path / "a.warc.gz")
    assert isinstance(found, Failure)
    assert (found.document, found.error) == ("https://example.org/list", "no-article")


@pytest.mark.parametrize("cut", [10, 400])
def test_what_stands_before_the_damage_is_read(tmp_path: Path, cut: int) -> None:
    warc = Warc()
    for number in range(3):
        warc.add(f"https://example.org/{number}", samples.page(title=f"عنوان {number}").encode())
    (tmp_path / "a.warc.gz").write_bytes(warc.stream.getvalue()[:-cut])
    found = read(tmp_path / "a.warc.gz")
    assert [type(f) for f in found[:2]] == [Document, Document]
    assert all(isinstance(f, Failure) and f.error == "warc" for f in found[3:])


def test_what_is_no_warc_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"nothing of the kind" * 99))
    (tmp_path / "b.warc").write_bytes(b"WARC/1.0\r\nbroken")
    for found in read(tmp_path):
        assert isinstance(found, Failure), found


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def test_what_was_fetched_is_kept_and_can_be_read_again(server: Server, tmp_path: Path) -> None:
    packed = gzip.compress(samples.page().encode())
    server.answers["/a"] = page(packed, Content_Encoding="gzip", X_Origin="here")
    whole = samples.item("https://example.org/whole", content=samples.ARTICLE)
    feed = samples.rss(whole, samples.item(f"{server.url}/a"))
    server.answers["/feed"] = page(feed, "application/rss+xml")
    archive = Archive(tmp_path / "raw")
    web = Web(Manners(delay=0, allow_private=True))
    reading = Reading(given=NOTHING_KNOWN, web=web, archive=archive)
    fetched = list(find(f"{server.url}/feed", reading))
    archive.close()
    (path,) = (tmp_path / "raw").iterdir()
    again = list(find(str(path), Reading(given=NOTHING_KNOWN, web=web)))
    assert [f.item for f in again] == [f.item for f in fetched]
    assert len(fetched) == 2
    for first, second in zip(fetched, again, strict=True):
        assert first.raw is not None
        assert second.raw is not None
        assert (first.raw.record, first.raw.offset, first.raw.sha256, first.raw.url) == (
            second.raw.record,
            second.raw.offset,
            second.raw.sha256,
            second.raw.url,
        )
    content = path.read_bytes()
    assert fetched[1].raw is not None
    record = gzip.decompress(content[fetched[1].raw.offset :])
    assert packed in record
    assert b"X-Origin: here" in record
    assert (
        len(server.paths()) == 3
    )  # robots.txt, the feed, the page: nothing for the second reading
