"""WARC files, such as those of CC-NEWS and those Musnad keeps itself.

Input: a WARC. Output: the pages, texts and feeds in it, in order. Pages that are not Arabic are
passed over before they are parsed, for in CC-NEWS they are ninety-eight of a hundred; so is what is
no page: pictures, styles, requests. How many were passed over is logged.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.errors import SourceError
from musnad.sources.content import ALL, Content, Form, stream_of
from musnad.sources.documents import NOTHING_KNOWN, Metadata
from musnad.sources.fetch import unpack
from musnad.sources.guards import MAX_TEXT_BYTES, OTHER_LANGUAGES
from musnad.sources.raw import HINTS, RawRecord

_LOGGER = logging.getLogger(__name__)
_IN_WARCS: frozenset[Form] = ALL - {"zip", "warc", "gzip"}
_MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_FEED_TYPES = ("xml", "application/rss+xml", "application/atom+xml")
_MIN_ARABIC_BYTES = 200  # some hundred letters in UTF-8
_LEAD_BYTES = (b"\xd8", b"\xd9")  # of U+0600 to U+067F, all of Arabic
_OTHER_CHARSETS = re.compile(rb"(?:windows|cp)-?1256|iso-?8859-6|utf-?16", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html[^>]{0,500}?\slang\s*=\s*[\"']?([a-z]{2,3})", re.IGNORECASE)
_HEAD_BYTES = 4_096


def read_warc(content: Content) -> Iterator[Content]:
    """The records that may hold an article.

    Raises:
        SourceError: class ``warc``: damaged or cut off; what stood before it has been given.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415

    passed: Counter[str] = Counter()
    wanted = WarcRecordType.response | WarcRecordType.resource
    try:
        records = ArchiveIterator(content.stream, record_types=wanted, parse_http=True)
        for record in records:
            found = _content_of(record, content, passed)
            if found is not None:
                yield found
    except (OSError, ValueError, EOFError) as error:
        raise SourceError(f"the WARC is damaged or cut off: {error}", error="warc") from error
    finally:
        if passed:
            counts = ", ".join(f"{count} {reason}" for reason, count in sorted(passed.items()))
            _LOGGER.warning("%s: passed over: %s", content.place, counts)


def _content_of(record: Any, content: Content, passed: Counter[str]) -> Content | None:
    """One record; None for one that is passed over, whose reason is then counted."""
    headers = record.http_headers
    status = (headers.status_code if headers is not None else None) or 200
    media_type = (record.http_content_type or "text/html").partition(";")[0].strip().lower()
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    if status != 200 or url.endswith("/robots.txt"):
        passed["not an article"] += 1
        return None
    if media_type not in _MEDIA_TYPES and not media_type.endswith(_FEED_TYPES):
        passed["neither a page nor a text"] += 1
        return None
    body = record.reader.read(MAX_TEXT_BYTES + 1)
    packing = headers.get("Content-Encoding") if headers is not None else None
    place = url or f"{content.place}:{record.stream_pos}"
    try:
        payload = unpack(body, packing, MAX_TEXT_BYTES)
    except SourceError:
        passed["packed wrongly"] += 1
        return None
    if not _may_be_arabic(payload, record.http_charset):
        passed["not in Arabic"] += 1
        return None
    return Content(
        place=place,
        stream=stream_of(payload),
        media_type=media_type,
        charset=record.http_charset,
        hints=_hints(record),
        url=url or None,
        raw=_raw(record, content.place, url, body),
        allowed=_IN_WARCS,
    )


def _raw(record: Any, file: str, url: str, body: bytes) -> RawRecord:
    return RawRecord(
        record=str(record.headers.get("WARC-Record-ID") or f"{file}:{record.stream_pos}"),
        file=file,
        offset=int(record.stream_pos),
        asked=url,
        url=url,
        fetched=record.record_date.isoformat() if record.record_date else "",
        status=200,
        sha256=hashlib.sha256(body).hexdigest(),
    )


def _hints(record: Any) -> Metadata:
    written = record.headers.get(HINTS)
    if not written:
        return NOTHING_KNOWN
    try:
        return msgspec.json.decode(written, type=Metadata)
    except msgspec.MsgspecError:
        return NOTHING_KNOWN  # not of our making


def _may_be_arabic(payload: bytes, charset: str | None) -> bool:
    """Told from the bytes, because parsing a page takes a thousand times longer."""
    head = payload[:_HEAD_BYTES]
    language = _LANGUAGE.search(head)
    if language is not None and language.group(1).decode().lower() in OTHER_LANGUAGES:
        return False
    if sum(map(payload.count, _LEAD_BYTES)) >= _MIN_ARABIC_BYTES:
        return True
    return bool(_OTHER_CHARSETS.search(head + (charset or "").encode("ascii", "replace")))
