"""Rows: one telling of an event with its words, its parties and its document.

Input: the records of an article. Output: one row an event record, in text order. What every form
writes comes from here, so that the forms agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from musnad.grounding.days import Day, event_day
from musnad.records.analysis import Analysis
from musnad.records.assertions import Entity, EntityKind, Event, Party, Statement
from musnad.records.documents import Document
from musnad.records.spans import Span, quote


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A party of an event.

    Attributes:
        words: how the clause names it: «بلاده» (his country).
        span: where.
        country, sectors: its PLOVER codes; sectors most specific first.
        entity: who it is, when known.
        name: its fullest Arabic name in the article, or the words.
    """

    words: str
    span: Span
    country: str | None
    sectors: tuple[str, ...]
    entity: Entity | None
    name: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One event to be written.

    Attributes:
        id: unique in the export: document and record.
        event_id: id of the first telling of the same event in the document; equal for all.
        document, event: the records.
        trigger: the words that name the event.
        sentence: the sentence around them; the whole text if no sentence holds them.
        sentence_span: where it stands.
        sentence_number: from 1; 0 without a sentence.
        actors, recipients: the parties, in the order of the record.
        day: when, or None.
        speaker: who tells it in the article, or empty for the outlet's own voice.
        story: kind and name of every entity of the article.
        tellings: how many of the selected records tell this event; 1 when each is a row.
        of_event: whether the row stands for the event, not for one telling.
    """

    id: str
    event_id: str
    document: Document
    event: Event
    trigger: str
    sentence: str
    sentence_span: Span
    sentence_number: int
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    day: Day | None
    speaker: str
    story: tuple[tuple[EntityKind, str], ...] = ()
    tellings: int = 1
    of_event: bool = False

    @property
    def place_words(self) -> str:
        """The words of the place; empty without one."""
        place = self.event.place
        return quote(self.document.text, place.span) if place is not None else ""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude; None for a whole country, whose middle is no place of events."""
        place = self.event.place
        if place is None or place.precision == "country" or place.lat is None or place.lon is None:
            return None
        return place.lat, place.lon


def rows_of(analysis: Analysis, *, document_key: str | None = None) -> Iterator[Row]:
    """A row for each event of the article.

    Args:
        analysis: the records.
        document_key: what ids begin with; by default the document's id.
    """
    key = document_key if document_key is not None else analysis.document.id
    entities = {entity.id: entity for entity in analysis.entities}
    statements = {statement.id: statement for statement in analysis.statements}
    firsts = _first_tellings(analysis.events)
    story = tuple((entity.kind, entity.name) for entity in analysis.entities)
    for event in analysis.events:
        number, span = _sentence(analysis.document, event.trigger)
        yield Row(
            id=f"{key}:{event.id}",
            event_id=f"{key}:{firsts[event.id]}",
            document=analysis.document,
            event=event,
            trigger=analysis.words(event.trigger),
            sentence=analysis.words(span),
            sentence_span=span,
            sentence_number=number,
            actors=tuple(_side(analysis, party, entities) for party in event.actors),
            recipients=tuple(_side(analysis, party, entities) for party in event.recipients),
            day=event_day(
                event.time.value if event.time is not None else None, analysis.document.published
            ),
            speaker=_speaker(analysis, statements.get(event.said_in or ""), entities),
            story=story,
        )


def number_of(row_id: str) -> int:
    """A positive 63-bit number for schemes whose ids are numbers; the same for the same id."""
    digest = hashlib.blake2b(row_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def _first_tellings(events: tuple[Event, ...]) -> dict[str, str]:
    earlier = {event.id: event.same_as for event in events}
    firsts: dict[str, str] = {}
    for event in events:
        first, seen = event.id, {event.id}
        while (before := earlier.get(first)) is not None and before not in seen:
            first = before
            seen.add(first)
        firsts[event.id] = first
    return firsts


def _sentence(document: Document, trigger: Span) -> tuple[int, Span]:
    for number, span in enumerate(document.sentences, start=1):
        if span.start <= trigger.start < span.end:
            return number, span
    return 0, Span(0, len(document.text))


def _side(analysis: Analysis, party: Party, entities: dict[str, Entity]) -> Side:
    entity = entities.get(party.entity or "")
    words = analysis.words(party.span)
    return Side(
        words=words,
        span=party.span,
        country=party.country,
        sectors=party.sectors,
        entity=entity,
        name=entity.name if entity is not None else words,
    )


def _speaker(analysis: Analysis, statement: Statement | None, entities: dict[str, Entity]) -> str:
    if statement is None:
        return ""
    entity = entities.get(statement.speaker or "")
    if entity is not None:
        return entity.name
    return analysis.words(statement.speaker_span) if statement.speaker_span is not None else ""
