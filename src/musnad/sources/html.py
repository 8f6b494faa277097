"""A page of a news site: its article and what is known about it.

Input: HTML. Output: the text of the article, and its metadata; see :mod:`musnad.sources.metadata`.
trafilatura finds the article; it is imported when the first page is read, because it takes a second
to load.
"""

from __future__ import annotations

import re

from musnad.errors import SourceError
from musnad.sources.documents import Metadata
from musnad.sources.encodings import decode_declared
from musnad.sources.guards import OTHER_LANGUAGES
from musnad.sources.metadata import page_metadata

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4_096
MAX_ATTRIBUTES = 10_000  # of one tag; libxml2 compares each with each
MAX_TAGS = 50_000  # news pages have some thousand; trafilatura takes minutes for a million
_NO_TEXT = ("script", "style", "figure", "iframe", "noscript")
_BLOCKS = ("p", "div", "br", "li", "blockquote", "h1", "h2", "h3", "h4", "tr", "section", "article")


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
    """The text of the article on a page, and what the page says about it.

    Args:
        html: the page.
        url: where it came from; its path may tell the day.

    Raises:
        SourceError: classes ``no-article``: no running text was found; ``too-large``: more tags
            than a news page has; ``not-arabic``: it says that it is in Persian, Urdu or the like.
    """
    import trafilatura  # noqa: PLC0415

    _check_tags(html)
    tree = trafilatura.load_html(html)
    if tree is None:
        raise SourceError("not an HTML page", error="no-article")
    found = page_metadata(tree, url)
    tag = str(tree.get("lang") or "").lower().partition("-")[0]
    if tag in OTHER_LANGUAGES:
        raise SourceError(
            f"the page says that it is in «{tag}»: Musnad reads Arabic only", error="not-arabic"
        )
    text = trafilatura.extract(
        tree, with_metadata=False, include_comments=False, include_tables=False
    )
    if not text:
        raise SourceError("no article was found on the page", error="no-article")
    return text, found


def _check_tags(html: str) -> None:
    """Raise SourceError for what would take a parser minutes."""
    if html.count("<") > MAX_TAGS:
        raise SourceError(f"more than {MAX_TAGS} tags are no news page", error="too-large")
    tags = (piece[piece.rfind("<") :] for piece in html.split(">"))
    if any(len(tag) > MAX_ATTRIBUTES and len(tag.split()) > MAX_ATTRIBUTES for tag in tags):
        raise SourceError("a tag with too many attributes", error="too-large")


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
