"""A page of a news site: its article and what its head says about it.

Input: HTML. Output: the text of the article, and the title, outlet, address and date that the page
declares in its metadata. A date that is not declared is not guessed. trafilatura finds the article;
it is imported when the first page is read, because it takes a second to load.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from musnad.errors import SourceError
from musnad.sources.documents import Metadata
from musnad.sources.encodings import decode_declared
from musnad.sources.published import parse_published

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4_096
MAX_TAGS = 50_000  # news pages have some thousand; trafilatura takes minutes for a million
_NO_TEXT = ("script", "style", "figure", "iframe", "noscript")
_BLOCKS = ("p", "div", "br", "li", "blockquote", "h1", "h2", "h3", "h4", "tr", "section", "article")
_DATE_XPATHS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='DC.date.issued']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
)
_TITLE_XPATHS = ("//meta[@property='og:title']/@content", "//h1//text()", "//title//text()")
_OUTLET_XPATHS = ("//meta[@property='og:site_name']/@content",)
_URL_XPATHS = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")


def decode_page(content: bytes, *, declared: str | None = None) -> str:
    """The HTML as text.

    Args:
        content: the bytes of the page.
        declared: the charset that came with it, e.g. in a Content-Type header; else the one the
            page declares in its head; else recognised, see :mod:`musnad.sources.encodings`.

    Raises:
        SourceError: class ``binary`` or ``encoding``.
    """
    if declared is None:
        match = _DECLARED.search(content[:_HEAD_BYTES])
        declared = match.group(1).decode("ascii") if match else None
    return decode_declared(content, declared)


def read_page(html: str, *, url: str | None = None) -> tuple[str, Metadata]:
    """The text of the article on a page, and what the page declares.

    Raises:
        SourceError: classes ``no-article``: no running text was found; ``too-large``: more tags
            than a news page has.
    """
    import trafilatura  # noqa: PLC0415

    if html.count("<") > MAX_TAGS:
        raise SourceError(f"more than {MAX_TAGS} tags are no news page", error="too-large")
    tree = trafilatura.load_html(html)
    if tree is None:
        raise SourceError("not an HTML page", error="no-article")
    found = _declared_metadata(tree)
    text = trafilatura.extract(
        tree, with_metadata=False, include_comments=False, include_tables=False
    )
    if not text:
        raise SourceError("no article was found on the page", error="no-article")
    return text, found


def fragment_text(html: str) -> str:
    """The text of a piece of HTML, one line a block; empty for a piece without text.

    Example:
        >>> fragment_text("<p>قال <b>الوزير</b></p><p>نعم</p>")  # "the minister said / yes"
        'قال الوزير\\nنعم'
    """
    from lxml import etree  # noqa: PLC0415
    from lxml import html as parser  # noqa: PLC0415

    if "<" not in html and "&" not in html:
        return _lines(html)
    try:
        tree = parser.fromstring(f"<div>{' '.join(html.split())}</div>")
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(tree, etree.Comment, *_NO_TEXT, with_tail=False)
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    return _lines(str(tree.text_content()))


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _declared_metadata(tree: Any) -> Metadata:
    linked = list(_linked_data(tree))
    dates = [*_texts(tree, _DATE_XPATHS), *_values(linked, "datePublished")]
    outlets = [*_texts(tree, _OUTLET_XPATHS), *_values(linked, "publisher", "name")]
    return Metadata(
        url=next(_texts(tree, _URL_XPATHS), None),
        outlet=next(iter(outlets), None),
        title=next(iter([*_values(linked, "headline"), *_texts(tree, _TITLE_XPATHS)]), None),
        published=next(filter(_is_published, dates), None),
    )


def _texts(tree: Any, xpaths: tuple[str, ...]) -> Iterator[str]:
    for xpath in xpaths:
        for found in tree.xpath(xpath):
            if text := " ".join(str(found).split()):
                yield text


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, those inside ``@graph`` included."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            loaded = json.loads(str(script))
        except ValueError:
            continue  # broken JSON-LD is common and tells nothing
        for item in loaded if isinstance(loaded, list) else [loaded]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (i for i in graph or () if isinstance(i, dict))


def _values(items: list[dict[str, Any]], *path: str) -> Iterator[str]:
    for item in items:
        value: Any = item
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str) and value.strip():
            yield " ".join(value.split())


def _is_published(written: str) -> bool:
    try:
        return parse_published(written) is not None
    except SourceError:
        return False
