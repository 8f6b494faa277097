"""Everything the reader says about one document."""

from __future__ import annotations

from typing import Any

import msgspec

from musnad.records.assertions import Claim, Entity, Event, Relation, Statement, Time
from musnad.records.documents import Document
from musnad.records.spans import Span, quote

_ENCODER = msgspec.json.Encoder()


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """One document and its records, each kind in text order.

    Attributes:
        document: the article.
        entities: who and what it speaks of.
        times: its dates, times, durations and recurrences.
        statements: what it reports as said or written.
        events: what it tells as done.
        claims: who vouches for what.
        relations: how things stand between parties.
    """

    document: Document
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The records as plain dictionaries and lists: the JSON contract."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    def to_json(self) -> bytes:
        """One line of UTF-8 JSON, without the line end."""
        return _ENCODER.encode(self)

    def words(self, span: Span) -> str:
        """The words of the document behind ``span``."""
        return quote(self.document.text, span)
