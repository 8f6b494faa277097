"""The article as received, and what goes wrong with one."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.records.spans import Span


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One published text, never changed after it was received.

    Attributes:
        id: unique among the documents of one run.
        url: where it was published.
        outlet: who published it.
        title: its headline.
        language: of the text, ISO 639-1.
        text: the text exactly as received; every span of every record points into it.
        sha256: hexadecimal digest of the UTF-8 text.
        published: ISO 8601 date or date-time, or None when nothing says.
        published_from: where ``published`` comes from.
        sentences: spans of its sentences, in order; filled in by the reader.
    """

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    published_from: Literal["metadata", "text", "given"] | None = None
    language: str = "ar"
    text: str
    sha256: str
    sentences: tuple[Span, ...] = ()


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A document that could not be read, or a stage that failed on it.

    Attributes:
        document: the id of the document, or its place in the input («news.jsonl:17»).
        stage: where it failed: ``source`` or the name of a pipeline stage.
        error: short class of the failure, e.g. ``empty``, ``binary``, ``not-arabic``.
        message: what is wrong and what to do about it.
    """

    document: str
    stage: str
    error: str
    message: str
