"""Makes the document: the text as received, its digest, and what is known about it.

Input: a text, what its source says about it and what the user says. Output: a Document. What the
user says wins.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from musnad.records.documents import Document
from musnad.sources.guards import check_readable, check_size, encode_text
from musnad.sources.published import parse_published

_ID_DIGITS = 12


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about an article besides its text; None where nothing is."""

    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


NOTHING_KNOWN = Metadata()


def make_document(
    text: str, *, given: Metadata = NOTHING_KNOWN, found: Metadata = NOTHING_KNOWN
) -> Document:
    """The document of one text.

    Args:
        text: kept exactly as it is.
        given: what the user says; wins over ``found``.
        found: what the source says: the keys of a JSON line, the head of a page.

    Returns:
        A Document whose id is the given one, else ``doc-`` and the head of the text's SHA-256.

    Raises:
        SourceError: the text or the date is refused; see :mod:`musnad.sources.guards`.

    Example:
        >>> make_document("قال الوزير.", given=Metadata(published="2016-10-04")).published_from
        'given'
    """
    encoded = encode_text(text)
    check_size(len(encoded))
    check_readable(text)
    published, published_from = _published(given, found)
    sha256 = hashlib.sha256(encoded).hexdigest()
    return Document(
        id=given.id or found.id or f"doc-{sha256[:_ID_DIGITS]}",
        url=given.url or found.url,
        outlet=given.outlet or found.outlet,
        title=given.title or found.title,
        published=published,
        published_from=published_from,
        language=given.language or found.language or "ar",
        text=text,
        sha256=sha256,
    )


def _published(
    given: Metadata, found: Metadata
) -> tuple[str | None, Literal["metadata", "given"] | None]:
    if (published := parse_published(given.published)) is not None:
        return published, "given"
    if (published := parse_published(found.published)) is not None:
        return published, "metadata"
    return None, None
