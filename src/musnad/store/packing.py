"""Records as they are kept: JSON, compressed, with digests.

The same record gives the same bytes with the same zlib; digests are of the JSON.
"""

from __future__ import annotations

import hashlib
import zlib

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.documents import Document

_ANALYSIS = msgspec.json.Decoder(Analysis)
_DOCUMENT = msgspec.json.Decoder(Document)
_LEVEL = 6


def pack(json: bytes) -> bytes:
    """Compressed."""
    return zlib.compress(json, _LEVEL)


def unpack(packed: bytes) -> bytes:
    """The JSON that was packed."""
    return zlib.decompress(packed)


def digest(json: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(json).hexdigest()


def unpack_analysis(packed: bytes) -> Analysis:
    """The records of one reading."""
    return _ANALYSIS.decode(unpack(packed))


def unpack_document(packed: bytes) -> Document:
    """The article as received."""
    return _DOCUMENT.decode(unpack(packed))


def storable(text: str | None) -> str | None:
    """A text that both databases take: without NUL and half surrogates, which are written out."""
    if text is None:
        return None
    return text.encode("utf-8", "backslashreplace").decode().replace("\x00", "\ufffd")
