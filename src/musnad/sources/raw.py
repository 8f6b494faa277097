"""Keeps what was fetched, byte for byte, in WARC files: evidence outlives its page.

Input: answers of servers. Output: ``raw/<day>T<time>-<n>.warc.gz``, which every tool for web
archives reads, and for each answer where it stands there. A file is only ever added to by the run
that made it, so a kill can damage no more than the last record of one file.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import os
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from musnad.sources.documents import NOTHING_KNOWN, Metadata
from musnad.sources.fetch import Answer

MAX_FILE_BYTES = 512 * 1024 * 1024
HINTS = "WARC-X-Musnad-Hints"  # what a feed said of the page, as JSON
_NOT_KEPT = frozenset(("transfer-encoding",))  # undone on the way, so no longer true of the body


class RawRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Where the bytes of an answer are kept.

    Attributes:
        record: the WARC-Record-ID, e.g. ``<urn:uuid:…>``.
        file: name of the WARC file in the folder.
        offset: of the record's first byte in it.
        asked: the address that was wanted.
        url: the one that answered, after redirects.
        fetched: ISO 8601, UTC.
        status: of HTTP.
        sha256: of the body as sent.
    """

    record: str
    file: str
    offset: int
    asked: str
    url: str
    fetched: str
    status: int
    sha256: str


class Archive:
    """A folder of WARC files that grows."""

    def __init__(self, folder: Path) -> None:
        """Makes a file only when the first answer comes."""
        self._folder = folder
        self._stream: BinaryIO | None = None
        self._day = ""

    def keep(self, answer: Answer, asked: str, hints: Metadata) -> RawRecord:
        """Add an answer to what was asked; it is on the disk when this returns."""
        from warcio.warcwriter import WARCWriter  # noqa: PLC0415

        stream = self._file(answer.fetched)
        writer = WARCWriter(stream, gzip=True)
        offset = stream.tell()
        sha256 = hashlib.sha256(answer.body).hexdigest()
        record = _record(writer, answer, hints, sha256)
        writer.write_record(record)
        stream.flush()
        os.fsync(stream.fileno())
        return RawRecord(
            record=record.rec_headers.get_header("WARC-Record-ID"),
            file=Path(stream.name).name,
            offset=offset,
            asked=asked,
            url=answer.url,
            fetched=answer.fetched.isoformat(timespec="seconds"),
            status=answer.status,
            sha256=sha256,
        )

    def _file(self, now: datetime) -> BinaryIO:
        day = now.astimezone(UTC).strftime("%Y%m%d")
        stream = self._stream
        if stream is None or day != self._day or stream.tell() > MAX_FILE_BYTES:
            self.close()
            stream = self._stream = self._new_file(now)
            self._day = day
        return stream

    def _new_file(self, now: datetime) -> BinaryIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
        for number in itertools.count():
            try:
                return (self._folder / f"{stamp}-{number}.warc.gz").open("xb")
            except FileExistsError:
                continue
        raise AssertionError("there is always a further number")

    def close(self) -> None:
        """Close the file that is open."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _record(writer: Any, answer: Answer, hints: Metadata, sha256: str) -> Any:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415

    headers = [pair for pair in answer.headers if pair[0].lower() not in _NOT_KEPT]
    named = {"WARC-Date": answer.fetched.strftime("%Y-%m-%dT%H:%M:%SZ")}
    named["WARC-Payload-Digest"] = f"sha256:{sha256}"
    if hints != NOTHING_KNOWN:
        named[HINTS] = json.dumps(msgspec.structs.asdict(hints))  # in ASCII
    return writer.create_warc_record(
        answer.url,
        "response",
        payload=io.BytesIO(answer.body),
        length=len(answer.body),
        http_headers=StatusAndHeaders(_status_line(answer.status), headers, protocol="HTTP/1.1"),
        warc_headers_dict=named,
    )


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} "
