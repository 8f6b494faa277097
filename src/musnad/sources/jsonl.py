"""JSON lines: one article a line.

Input: a binary stream. Output: for every line that is not blank a Document, or a Failure that names
the line; the rest of the file goes on. Keys read: ``text`` (needed), ``id``, ``title``, ``url``,
``outlet``, ``published``, ``language``; others are ignored. Memory holds one line at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from musnad.errors import SourceError
from musnad.records.documents import Document, Failure
from musnad.sources.documents import Metadata, make_document
from musnad.sources.guards import MAX_TEXT_BYTES

MAX_LINE_BYTES = 6 * MAX_TEXT_BYTES  # JSON may write a byte of text as six: \u0627
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class _Line(msgspec.Struct, frozen=True):
    text: str | None = None
    id: str | int | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None


_DECODER = msgspec.json.Decoder(_Line)


def read_json_lines(
    stream: BinaryIO, *, place: str, given: Metadata
) -> Iterator[Document | Failure]:
    """Documents and failures, in the order of the lines.

    Args:
        stream: positioned at its beginning.
        place: the name of the file, for messages.
        given: what the user says of all articles.

    Raises:
        SourceError: the file is empty, or UTF-16.
    """
    blank = True
    for number, line in _lines(stream):
        if len(line) > MAX_LINE_BYTES:
            blank = False
            yield _failure(f"{place}:{number}", _too_long())
        elif line.strip():
            blank = False
            yield _read_line(line, f"{place}:{number}", given)
    if blank:
        raise SourceError("there are no lines in it", error="empty")


def _read_line(line: bytes, place: str, given: Metadata) -> Document | Failure:
    identity = None
    try:
        found = _decode_line(line)
        identity = None if found.id is None else str(found.id)
        if found.text is None:
            raise SourceError("the line has no text", error="no-text")
        return make_document(
            found.text,
            given=given,
            found=Metadata(
                id=identity or None,
                url=found.url,
                outlet=found.outlet,
                title=found.title,
                published=found.published,
                language=found.language,
            ),
        )
    except SourceError as error:
        return _failure(place, error, identity)


def _decode_line(line: bytes) -> _Line:
    try:
        return _DECODER.decode(line)
    except msgspec.ValidationError as error:
        raise SourceError(f"a key has the wrong type: {error}", error="json") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"not a JSON object in UTF-8: {error}", error="json") from error


def _failure(place: str, error: SourceError, identity: str | None = None) -> Failure:
    return Failure(
        document=identity or place, stage="source", error=error.error, message=f"{place}: {error}"
    )


def _too_long() -> SourceError:
    return SourceError(
        f"the line is longer than {MAX_LINE_BYTES // 1024 // 1024} MB", error="too-large"
    )


def _without_mark(line: bytes) -> bytes:
    if line.startswith(_UTF16_MARKS):
        raise SourceError("JSON lines in UTF-16; save them as UTF-8", error="encoding")
    return line.removeprefix(_UTF8_MARK)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; of one over the limit only its head, one byte over the limit."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        yield number, _without_mark(line) if number == 1 else line
        while len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE_BYTES + 1)
