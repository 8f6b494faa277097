"""From what a user names (a file, a folder, an address, ``-``) to documents.

Input: a location. Output: Documents and Failures in a stable order; nothing is left out without a
Failure. The form of a file is told by its name, else by its first bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import cast

from musnad.errors import SourceError
from musnad.records.documents import Document, Failure
from musnad.sources.content import (
    ARCHIVES,
    FEEDS,
    IN_FOLDERS,
    JSON_LINES,
    STANDARD_INPUT,
    WARC,
    Content,
    Found,
    Reading,
    suffix_of,
)
from musnad.sources.documents import Metadata
from musnad.sources.reading import failure_of, read_address, read_content
from musnad.sources.web import Web

_COLLECTIONS = JSON_LINES | WARC | FEEDS | ARCHIVES - {".pdf"} | {".xml"}


def read_location(
    location: str, *, given: Metadata, web: Web | None = None
) -> Iterator[Document | Failure]:
    """The documents of one location.

    Args:
        location: a path, a folder, an http(s) address or ``-``.
        given: what the user says about all articles of the location.
        web: how addresses are fetched; politely, and not from private networks, by default.

    Yields:
        Documents; a Failure, stage ``source``, for each article that cannot be read.
    """
    for found in find(location, Reading(given=given, web=web or Web())):
        yield found.item


def find(location: str, reading: Reading) -> Iterator[Found]:
    """The same with where the bytes of each are kept.

    Args:
        location: see :func:`read_location`.
        reading: what holds for all locations of the run.
    """
    try:
        if is_address(location):
            yield from read_address(location, reading)
        elif location == STANDARD_INPUT:
            stream = BufferedReader(cast(RawIOBase, sys.stdin.buffer))  # for ``peek``
            yield from read_content(Content(place=location, stream=stream, name=location), reading)
        else:
            yield from _find_in_path(Path(location), reading)
    except SourceError as error:
        yield Found(failure_of(location, error, reading.given.id))


def is_address(location: str) -> bool:
    """Whether a place in the command line is an address of the web rather than a file."""
    return "://" in location


def is_collection(location: str) -> bool:
    """Whether a location may hold more than one article, as far as its name tells."""
    return suffix_of(location) in _COLLECTIONS or Path(location).is_dir()


def _find_in_path(path: Path, reading: Reading) -> Iterator[Found]:
    if path.is_dir():
        yield from _find_in_folder(path, reading)
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise SourceError(
            f"cannot be opened: {(error.strerror or 'no such file').lower()}", error="file"
        ) from error
    with stream:
        content = Content(place=str(path), stream=stream, name=path.name)
        yield from read_content(content, reading)


def _find_in_folder(folder: Path, reading: Reading) -> Iterator[Found]:
    paths = sorted(p for p in folder.rglob("*") if suffix_of(p.name) in IN_FOLDERS and p.is_file())
    if not paths:
        raise SourceError("no file in this folder is of a form that is read", error="empty")
    for path in paths:
        yield from find(str(path), reading)
