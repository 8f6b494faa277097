"""RSS and Atom feeds, lists of feeds (OPML) and sitemaps of news.

Input: the bytes of one. Output: its entries: where an article is, what is said of it, and its text
where the feed carries it whole. Read from a tree that is mended first, in time that grows with
the length: see docs/decisions/0012-own-reader-of-feeds.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import Any
from urllib.parse import urljoin

import msgspec

from musnad.errors import SourceError
from musnad.sources.dates import read_date
from musnad.sources.html import fragment_text
from musnad.sources.markup import decode_markup, parse_markup, serialised

FEED_ROOTS = frozenset(("rss", "feed", "rdf"))
SITEMAP_ROOTS = frozenset(("urlset", "sitemapindex"))
# Characters; what is shorter, or breaks off, is a teaser. A summary has to be longer than content.
MIN_WHOLE, MIN_WHOLE_SUMMARY = 600, 1_500
_BREAKS_OFF = ("...", "\u2026", "[...]", "[\u2026]")
_MAX_ENTRIES = 5_000
_MAX_SITEMAPS = 50
_WEB = ("http://", "https://")
_NAMESPACES = {
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
}
_DATES = ("pubdate", "published", "issued", "dc:date", "dc:issued", "dc:created", "created")
_CONTENTS = ("content:encoded", "content")
_SUMMARIES = ("description", "summary")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a feed or sitemap.

    Attributes:
        link: where it is; None when the feed does not say.
        title: plain text.
        outlet: of the feed's own title, or the sitemap's name of the publication.
        published: ISO 8601, None where it is not said beyond doubt.
        text: what the feed carries of it; None when nothing.
        whole: whether ``text`` is the article and no teaser.
    """

    link: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    text: str | None = None
    whole: bool = False


def read_feed(content: bytes, *, declared: str | None = None, base: str = "") -> list[Entry]:
    """The entries of an RSS or Atom feed, in its order; empty for a feed without any.

    Args:
        content: the feed.
        declared: the charset that came with it.
        base: the feed's own address, from which its links are reckoned.

    Raises:
        SourceError: class ``xml``, ``entities`` or an encoding's.
    """
    text = decode_markup(content, declared=declared)
    tree = parse_markup(text)
    channel = next((child for child in tree if _name(child) == "channel"), tree)
    outlet = next((_plain(child) for child in channel if _name(child) == "title"), None)
    found = (element for element in tree.iter() if _name(element) in ("item", "entry"))
    entries = [_entry(element, outlet, base) for element in islice(found, _MAX_ENTRIES)]
    if not entries:
        parse_markup(text, mend=False)  # empty, or cut off?
    return entries


def _name(element: Any) -> str:
    """In small letters, with ``dc:`` or ``content:`` where it is of those; empty for a comment."""
    if not isinstance(element.tag, str):
        return ""
    namespace, _, name = element.tag.rpartition("}")
    prefix = _NAMESPACES.get(namespace[1:], "other:") if namespace else ""
    return prefix + str(name).lower()


def _entry(element: Any, outlet: str | None, base: str) -> Entry:
    parts: dict[str, list[Any]] = {}
    for child in element:
        parts.setdefault(_name(child), []).append(child)
    content = _longest(parts, _CONTENTS)
    summary = _longest(parts, _SUMMARIES)
    whole = len(content) >= MIN_WHOLE or len(summary) >= MIN_WHOLE_SUMMARY
    text = max(content, summary, key=len)
    titles = map(_plain, parts.get("title", ()))
    dates = ("".join(date.itertext()) for name in _DATES for date in parts.get(name, ()))
    return Entry(
        link=next(_links(parts, base), None),
        title=next(titles, None),
        outlet=outlet,
        published=read_date(next(dates, "")),
        text=text or None,
        whole=whole and not text.endswith(_BREAKS_OFF),
    )


def _links(parts: dict[str, list[Any]], base: str) -> Iterator[str]:
    for link in parts.get("link", ()):
        if link.get("rel", "alternate") == "alternate":
            yield from _web(base, link.get("href") or link.text)
    for guid in parts.get("guid", ()):
        if guid.get("isPermaLink", "true") == "true":
            yield from _web("", guid.text)


def _web(base: str, written: str | None) -> Iterator[str]:
    try:
        link = urljoin(base, (written or "").strip())
    except ValueError:
        return
    if link.startswith(_WEB):
        yield link


def _longest(parts: dict[str, list[Any]], names: tuple[str, ...]) -> str:
    texts = (fragment_text(_html(part)) for name in names for part in parts.get(name, ()))
    return max(texts, key=len, default="")


def _html(element: Any) -> str:
    """The HTML in an element: written as text, or (in Atom) as elements."""
    if element.get("type") == "text":
        return escape(element.text or "")
    if not len(element):
        return str(element.text or "")
    return escape(element.text or "") + "".join(serialised(child) for child in element)


def _plain(element: Any) -> str | None:
    return " ".join(fragment_text(_html(element)).split()) or None


def read_outlines(content: bytes, *, declared: str | None = None) -> list[str]:
    """The addresses of the feeds in an OPML list, each once, in order.

    Raises:
        SourceError: class ``empty`` when it names no feed; ``xml``, ``entities``, an encoding's.
    """
    tree = parse_markup(decode_markup(content, declared=declared))
    found = (
        str(value).strip()
        for outline in tree.iter("{*}outline")
        for name, value in outline.attrib.items()
        if name.lower() == "xmlurl"
    )
    feeds = list(dict.fromkeys(address for address in found if address.startswith(_WEB)))
    if not feeds:
        raise SourceError("the list names no feed (no xmlUrl in it)", error="empty")
    return feeds


def read_sitemap(content: bytes, *, declared: str | None = None) -> tuple[list[Entry], list[str]]:
    """The articles of a sitemap of news, and the addresses of further sitemaps it names.

    Only what it marks as news counts: a plain sitemap lists every page of a site.

    Raises:
        SourceError: class ``no-news``; ``xml``, ``entities``, an encoding's.
    """
    tree = parse_markup(decode_markup(content, declared=declared))
    further = [_child(sitemap, "loc") for sitemap in tree.iterfind("{*}sitemap")]
    entries = [
        Entry(
            link=_child(url, "loc"),
            title=_child(url, "title"),
            outlet=_child(url, "name"),
            published=read_date(_child(url, "publication_date") or ""),
        )
        for url in tree.iterfind("{*}url")
        if url.find("{*}news") is not None
    ]
    entries = [entry for entry in entries if (entry.link or "").startswith(_WEB)]
    if not entries and not further:
        raise SourceError("the sitemap marks no page as news", error="no-news")
    addresses = [a for a in further if a is not None and a.startswith(_WEB)]
    return entries[:_MAX_ENTRIES], addresses[:_MAX_SITEMAPS]


def _child(element: Any, name: str) -> str | None:
    found = element.find(f".//{{*}}{name}")
    return " ".join((found.text or "").split()) or None if found is not None else None
