from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sources import samples
from tests.sources.server import Server, page, serving

from musnad.errors import SourceError
from musnad.records import Document, Failure
from musnad.sources.content import Reading
from musnad.sources.documents import NOTHING_KNOWN, Metadata
from musnad.sources.feeds import read_feed, read_outlines, read_sitemap
from musnad.sources.locations import find, read_location
from musnad.sources.manners import Manners
from musnad.sources.web import Web

RSS = "application/rss+xml"
OPML = (
    '<?xml version="1.0"?><opml version="2.0"><body><outline text="أخبار">{}</outline></body>'
    "</opml>"
)
NEWS = (
    "<url><loc>{}</loc><news:news><news:publication><news:name>صحيفة المثال</news:name>"
    "<news:language>ar</news:language></news:publication><news:publication_date>{}"
    "</news:publication_date><news:title>عنوان الخريطة</news:title></news:news></url>"
)
URLSET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{}</urlset>'
)
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def web() -> Web:
    return Web(Manners(allow_private=True, delay=0))


def read(location: object, given: Metadata = NOTHING_KNOWN) -> list[Document | Failure]:
    return list(read_location(str(location), given=given, web=web()))


def documents(found: list[Document | Failure]) -> list[Document]:
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def test_an_item_that_is_whole_is_read_from_the_feed(tmp_path: Path) -> None:
    item = samples.item("https://example.org/1", content=samples.ARTICLE)
    (tmp_path / "feed.xml").write_text(samples.rss(item), encoding="utf-8")
    (document,) = documents(read(tmp_path / "feed.xml"))
    assert document.text == "\n".join(samples.PARAGRAPHS)
    assert (document.url, document.title) == ("https://example.org/1", "عنوان الخبر")
    assert document.outlet == "وكالة المثال"
    assert (document.published, document.published_from) == (
        "2016-10-04T00:30:00+03:00",
        "metadata",
    )


def test_a_teaser_is_fetched_by_its_link(server: Server) -> None:
    server.answers["/a"] = page(samples.page("<title>عنوان الصفحة</title>", title="من الصفحة"))
    server.answers["/feed"] = page(samples.rss(samples.item(f"{server.url}/a")), RSS)
    (document,) = documents(read(f"{server.url}/feed", Metadata(id="x", title="y", outlet="z")))
    assert samples.PARAGRAPHS[0] in document.text
    assert (document.url, document.title) == (f"{server.url}/a", "من الصفحة")
    assert document.published == "2016-10-04T00:30:00+03:00"  # the page says nothing
    assert document.id.startswith("doc-")
    assert document.outlet == "z"


def test_what_breaks_off_is_a_teaser() -> None:
    whole, broken = read_feed(
        samples.rss(
            samples.item("https://example.org/1", content=samples.ARTICLE),
            samples.item("https://example.org/2", content=f"{samples.ARTICLE}<p>وتابع [...]</p>"),
        ).encode()
    )
    assert whole.whole
    assert not broken.whole


def test_an_item_without_link_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(samples.rss(samples.item()), encoding="utf-8")
    (document,) = documents(read(tmp_path / "feed.xml"))
    assert document.text == "قال الوزير إن المحادثات..."
    assert document.url is None


def test_atom_is_read() -> None:
    entry = (
        "<entry><title>عنوان</title><link href='https://example.org/1'/>"
        "<published>2016-10-04T09:00:00+03:00</published><updated>2016-10-05T09:00:00Z</updated>"
        "<content type='html'>&lt;p&gt;قال&lt;/p&gt;</content></entry>"
    )
    (found,) = read_feed(samples.atom(entry).encode())
    assert (found.link, found.text, found.whole) == ("https://example.org/1", "قال", False)
    assert found.published == "2016-10-04T09:00:00+03:00"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("windows-1256", "utf-8"),
        ("windows-1256", "windows-1252"),
        ("windows-1256", None),
        ("utf-8", "windows-1256"),
        ("utf-8", "no-such-charset"),
        ("utf-16", None),
        ("utf-16-le", None),
    ],
)
def test_a_mislabelled_encoding_is_seen_through(encoding: str, declared: str | None) -> None:
    feed = samples.rss(samples.item("https://example.org/1", content=samples.ARTICLE))
    (found,) = read_feed(feed.encode(encoding), declared=declared)
    assert found.title == "عنوان الخبر"
    assert found.text == "\n".join(samples.PARAGRAPHS)


def test_a_day_that_is_not_certain_is_none() -> None:
    feed = samples.rss(
        samples.item("https://example.org/1", date=""),
        samples.item("https://example.org/2", date="04/10/2016"),
        samples.item("https://example.org/3", date="الثلاثاء 4 أكتوبر 2016"),
    )
    assert [e.published for e in read_feed(feed.encode())] == [None, None, "2016-10-04"]


def test_a_feed_without_items_is_empty_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(samples.rss(), encoding="utf-8")
    assert read(tmp_path / "feed.xml") == []


def test_links_that_are_not_of_the_web_are_no_links() -> None:
    (found,) = read_feed(samples.rss(samples.item("javascript:alert(1)")).encode())
    assert found.link is None


def test_a_list_of_feeds_gives_the_articles_of_all(server: Server, tmp_path: Path) -> None:
    for name in "ab":
        item = samples.item(f"https://example.org/{name}", content=samples.ARTICLE)
        server.answers[f"/{name}"] = page(samples.rss(item), RSS)
    feeds = [f"{server.url}/{name}" for name in ("a", "gone", "b", "a")]
    outlines = "".join(f'<outline type="rss" xmlUrl="{feed}"/>' for feed in feeds)
    (tmp_path / "feeds.opml").write_text(OPML.format(outlines), encoding="utf-8")
    first, gone, second = read(tmp_path / "feeds.opml")
    assert isinstance(first, Document)
    assert isinstance(gone, Failure)
    assert (gone.document, gone.error) == (feeds[1], "gone")
    assert isinstance(second, Document)


def test_a_list_without_feeds_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read_outlines(OPML.format("").encode())
    assert caught.value.error == "empty"


def test_a_sitemap_of_news_is_read_and_a_plain_one_refused(server: Server) -> None:
    server.answers["/a"] = page(samples.page())
    news = NEWS.format(f"{server.url}/a", "2016-10-04T09:00:00+03:00")
    plain = f"<url><loc>{server.url}/about</loc></url>"
    server.answers["/news.xml"] = page(URLSET.format(news + plain), "application/xml")
    server.answers["/plain.xml"] = page(URLSET.format(plain), "application/xml")
    index = "".join(
        f"<sitemap><loc>{server.url}/{n}.xml</loc></sitemap>" for n in ("news", "index")
    )
    server.answers["/index.xml"] = page(INDEX.format(index), "text/xml")
    (document,) = read(f"{server.url}/index.xml")
    assert isinstance(document, Document)
    assert (document.url, document.outlet) == (f"{server.url}/a", "صحيفة المثال")
    assert document.published == "2016-10-04T09:00:00+03:00"
    assert server.paths().count("/index.xml") == 2  # named in itself, and then no further
    (refused,) = read(f"{server.url}/plain.xml")
    assert isinstance(refused, Failure)
    assert refused.error == "no-news"


def test_a_sitemap_of_sitemaps_leads_no_further() -> None:
    entries, further = read_sitemap(INDEX.format("<sitemap><loc>ftp://x</loc></sitemap>").encode())
    assert (entries, further) == ([], [])


def test_links_that_are_not_wanted_are_not_fetched(server: Server) -> None:
    server.answers["/feed"] = page(samples.rss(samples.item(f"{server.url}/a")), RSS)
    reading = Reading(given=NOTHING_KNOWN, web=web(), wanted=lambda _: False)
    assert list(find(f"{server.url}/feed", reading)) == []
    assert "/a" not in server.paths()
