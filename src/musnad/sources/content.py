"""What a place holds before it is read: a stream of bytes, and what tells its form.

Input: bytes and what is said of them. Output: their form, one of :data:`Form`. The name or the
media type tells it, else the first bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, BinaryIO, Literal, get_args

import msgspec

from musnad.records.documents import Document, Failure
from musnad.sources.documents import NOTHING_KNOWN, Metadata
from musnad.sources.feeds import FEED_ROOTS, SITEMAP_ROOTS
from musnad.sources.markup import root_of
from musnad.sources.raw import Archive, RawRecord
from musnad.sources.web import Web

Form = Literal[
    "text", "page", "lines", "feed", "outlines", "sitemap", "warc", "zip", "gzip", "pdf", "other"
]
ALL: frozenset[Form] = frozenset(get_args(Form))
STANDARD_INPUT = "-"
JSON_LINES = frozenset((".jsonl", ".ndjson"))
PAGES = frozenset((".html", ".htm", ".xhtml"))
WARC = frozenset((".warc", ".warc.gz"))
FEEDS = frozenset((".rss", ".atom", ".opml"))
ARCHIVES = frozenset((".zip", ".pdf"))
IN_FOLDERS = JSON_LINES | PAGES | WARC | FEEDS | ARCHIVES | {".txt", ".xml"}
_PEEK_BYTES = 4_096
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
_MAGIC: tuple[tuple[bytes, Form], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # an empty one
    (b"%PDF-", "pdf"),
    (b"WARC/1.", "warc"),
)
_GZIP = b"\x1f\x8b"
_READ_MEDIA_TYPES = ("text/", "application/xhtml", "application/rss", "application/atom")
_READ_APPLICATIONS = ("xml", "json", "pdf", "zip", "gzip", "octet-stream", "x-ndjson")


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes that hold one article or many.

    Attributes:
        place: for messages: a path, an address, ``a.zip!member``.
        stream: positioned at its beginning; can be peeked into.
        name: of the file, which may tell the form.
        media_type: as a server declares it.
        charset: as a server declares it.
        hints: what is known besides; what the bytes say themselves wins over it.
        url: where the bytes came from; the address of an article that names none.
        raw: where the bytes are kept.
        allowed: the forms it may have where it lies.
    """

    place: str
    stream: io.BufferedReader[Any]
    name: str = ""
    media_type: str | None = None
    charset: str | None = None
    hints: Metadata = NOTHING_KNOWN
    url: str | None = None
    raw: RawRecord | None = None
    allowed: frozenset[Form] = ALL


class Found(msgspec.Struct, frozen=True):
    """An article or the lack of one, and where the bytes it was read from are kept."""

    item: Document | Failure
    raw: RawRecord | None = None


def _every(_: str) -> bool:
    return True


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for all locations of a run.

    Attributes:
        given: what the user says of all articles.
        web: how addresses are fetched.
        archive: keeps what was fetched; None to keep nothing.
        wanted: whether the article behind a link is to be fetched.
    """

    given: Metadata
    web: Web
    archive: Archive | None = None
    wanted: Callable[[str], bool] = _every


def suffix_of(name: str) -> str:
    """The end of a name that tells a form, in small letters: ``.txt``, ``.warc.gz``."""
    path = PurePath(name.lower())
    return ".warc.gz" if path.name.endswith(".warc.gz") else path.suffix


def stream_of(content: bytes) -> io.BufferedReader[Any]:
    """Bytes as a stream."""
    return io.BufferedReader(io.BytesIO(content))


def buffered(stream: BinaryIO) -> io.BufferedReader[Any]:
    """A stream that can be peeked into."""
    return io.BufferedReader(stream, 1 << 16)


def form_of(content: Content) -> Form:
    """The form of what a place holds; ``other`` for a media type that is not read."""
    head = content.stream.peek(_PEEK_BYTES)[:_PEEK_BYTES]
    suffix = suffix_of(content.name)
    if suffix in JSON_LINES:
        return "lines"
    if suffix in WARC and (not head or head.startswith((_GZIP, b"WARC/"))):
        return "warc"
    for magic, form in _MAGIC:
        if head.startswith(magic):
            return form
    if head.startswith(_GZIP) and content.media_type is not None:
        return "gzip"
    if content.media_type is not None and not _is_read(content.media_type):
        return "other"
    return _form_of_text(content, suffix, head)


def _form_of_text(content: Content, suffix: str, head: bytes) -> Form:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    root = root_of(head) if b"<" in head[:64] else ""
    if root in FEED_ROOTS:
        return "feed"
    if root in SITEMAP_ROOTS:
        return "sitemap"
    if root == "opml":
        return "outlines"
    if suffix in PAGES or root == "html" or start.startswith(_PAGE_STARTS):
        return "page"
    if content.media_type in ("text/html", "application/xhtml+xml"):
        return "page"
    if start.startswith(b"{") and (content.name == STANDARD_INPUT or content.media_type):
        return "lines"
    return "feed" if suffix in (".rss", ".atom") else "text"


def _is_read(media_type: str) -> bool:
    if media_type.startswith(_READ_MEDIA_TYPES):
        return True
    return media_type.startswith("application/") and media_type.endswith(_READ_APPLICATIONS)
