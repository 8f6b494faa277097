"""From what a user names (a file, a folder, an address, ``-``) to documents.

Input: a location. Output: Documents and Failures in a stable order; nothing is left out without a
Failure. The form of a file is told by its name, that of standard input by its first bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, cast

import msgspec

from musnad.errors import SourceError
from musnad.records.documents import Document, Failure
from musnad.sources.documents import Metadata, make_document
from musnad.sources.encodings import decode
from musnad.sources.fetch import fetch, is_address
from musnad.sources.guards import MAX_TEXT_BYTES, check_size
from musnad.sources.html import decode_page, read_page
from musnad.sources.jsonl import read_json_lines

STANDARD_INPUT = "-"
JSON_LINES = frozenset((".jsonl", ".ndjson"))
PAGES = frozenset((".html", ".htm", ".xhtml"))
_IN_FOLDERS = JSON_LINES | PAGES | {".txt"}
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml", b"<head")
_PEEK_BYTES = 256
_PAGE_MEDIA_TYPES = frozenset(("text/html", "application/xhtml+xml"))


def read_location(
    location: str, *, given: Metadata, allow_private: bool = False
) -> Iterator[Document | Failure]:
    """The documents of one location.

    Args:
        location: a path, a folder, an http(s) address or ``-``.
        given: what the user says about all articles of the location.
        allow_private: whether addresses of private networks may be fetched.

    Yields:
        Documents; a Failure, stage ``source``, for each article that cannot be read.
    """
    try:
        if is_address(location):
            yield _read_address(location, given, allow_private)
        elif location == STANDARD_INPUT:
            stream = BufferedReader(cast(RawIOBase, sys.stdin.buffer))  # for ``peek``
            yield from _read_stream(stream, location, given)
        else:
            yield from _read_path(Path(location), given)
    except SourceError as error:
        yield Failure(
            document=given.id or location,
            stage="source",
            error=error.error,
            message=f"{location}: {error}",
        )


def is_collection(location: str) -> bool:
    """Whether a location may hold more than one article, as far as its name tells."""
    path = Path(location)
    return path.suffix.lower() in JSON_LINES or path.is_dir()


def _read_path(path: Path, given: Metadata) -> Iterator[Document | Failure]:
    if path.is_dir():
        yield from _read_folder(path, given)
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise SourceError(
            f"cannot be opened: {(error.strerror or 'no such file').lower()}", error="file"
        ) from error
    with stream:
        yield from _read_stream(stream, str(path), given)


def _read_folder(folder: Path, given: Metadata) -> Iterator[Document | Failure]:
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in _IN_FOLDERS and p.is_file())
    if not paths:
        raise SourceError("no .txt, .html or .jsonl file in this folder", error="empty")
    for path in paths:
        yield from read_location(str(path), given=given)


def _read_stream(
    stream: BufferedReader[Any], place: str, given: Metadata
) -> Iterator[Document | Failure]:
    suffix = Path(place).suffix.lower()
    head = stream.peek(_PEEK_BYTES)[:_PEEK_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if suffix in JSON_LINES or (place == STANDARD_INPUT and head.startswith(b"{")):
        yield from read_json_lines(stream, place=place, given=given)
        return
    content = stream.read(MAX_TEXT_BYTES + 1)
    check_size(len(content))
    if suffix in PAGES or head.startswith(_PAGE_STARTS):
        yield _page_document(decode_page(content), given)
    else:
        yield make_document(decode(content), given=given)


def _read_address(address: str, given: Metadata, allow_private: bool) -> Document:
    page = fetch(address, allow_private=allow_private)
    at = msgspec.structs.replace(given, url=given.url or page.url)
    if page.media_type in _PAGE_MEDIA_TYPES:
        return _page_document(decode_page(page.content, declared=page.charset), at)
    if page.media_type == "text/plain":
        return make_document(decode(page.content), given=at)
    raise SourceError(f"neither a page nor a text but {page.media_type}", error="media-type")


def _page_document(html: str, given: Metadata) -> Document:
    text, found = read_page(html)
    return make_document(text, given=given, found=found)
