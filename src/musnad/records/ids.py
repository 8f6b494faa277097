"""Stable ids: the same natural key gives the same id on every machine."""

from __future__ import annotations

import hashlib

from musnad.records.spans import Span


def record_id(prefix: str, document_sha256: str, *key: Span | str | int | None) -> str:
    """An id such as ``st-3f9a1c20b7``: a prefix for the kind and ten hexadecimal digits.

    Args:
        prefix: two letters for the kind of record.
        document_sha256: digest of the document's text.
        key: what tells this record from others of its kind in the document.
    """
    natural = "\x1f".join([prefix, document_sha256, *(repr(part) for part in key)])
    return f"{prefix}-{hashlib.blake2b(natural.encode(), digest_size=5).hexdigest()}"
