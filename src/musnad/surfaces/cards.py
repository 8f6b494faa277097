"""One record as a person wants it: a card of labelled lines, and the words it stands on.

Input: an Analysis. Output: sections of cards, the same for the terminal and for the page. A line is
either Arabic or Latin, never both, so that no surface has to mix directions on one line. Who
vouches for a record comes first on its card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.assertions import (
    Claim,
    Entity,
    Event,
    Party,
    Place,
    Record,
    Relation,
    Statement,
    Time,
    TimeReference,
)
from musnad.records.spans import Span, covering

MarkRole = Literal[
    "content", "cue", "speaker", "party", "trigger", "time", "mention", "place", "evidence"
]
SectionName = Literal["statements", "events", "claims", "relations", "times", "entities"]


class Line(msgspec.Struct, frozen=True):
    """One labelled line of a card.

    Attributes:
        label: what the line says, a key of the surfaces' labels.
        text: the words or the value.
        arabic: whether ``text`` is Arabic (right to left), else Latin letters, codes, numbers.
    """

    label: str
    text: str
    arabic: bool


class Mark(msgspec.Struct, frozen=True):
    """Words of the text that a record stands on, and what they are to it."""

    span: Span
    role: MarkRole


class Card(msgspec.Struct, frozen=True):
    """One record.

    Attributes:
        id: of the record.
        rule: that made it.
        facts: its values from closed lists, such as ``direct``, ``assert``.
        lines: in reading order.
        marks: the words it stands on, in the order of their roles.
    """

    id: str
    rule: str
    facts: tuple[str, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


class Section(msgspec.Struct, frozen=True):
    """The cards of one kind of record, in text order; never empty."""

    name: SectionName
    cards: tuple[Card, ...]


def make_sections(analysis: Analysis) -> tuple[Section, ...]:
    """Sections that have cards, in the order in which they are shown."""
    maker = _Maker(analysis)
    kinds: tuple[tuple[SectionName, Iterable[Card]], ...] = (
        ("statements", map(maker.statement, analysis.statements)),
        ("events", map(maker.event, analysis.events)),
        ("claims", map(maker.claim, analysis.claims)),
        ("relations", map(maker.relation, analysis.relations)),
        ("times", map(maker.time, analysis.times)),
        ("entities", map(maker.entity, analysis.entities)),
    )
    made = ((name, tuple(cards)) for name, cards in kinds)
    return tuple(Section(name, cards) for name, cards in made if cards)


def make_card(analysis: Analysis, record: Record) -> Card:
    """The card of one record of the analysis."""
    maker = _Maker(analysis)
    makers: dict[type[Record], Callable[..., Card]] = {
        Statement: maker.statement,
        Event: maker.event,
        Claim: maker.claim,
        Relation: maker.relation,
        Time: maker.time,
        Entity: maker.entity,
    }
    return makers[type(record)](record)


def code_of(country: str | None, sectors: Sequence[str]) -> str:
    """Country and first sector as coders write them: ``USA GOV``; empty when neither is known."""
    return " ".join(part for part in (country, *sectors[:1]) if part)


class _Maker:
    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.entities = {entity.id: entity for entity in analysis.entities}
        self.statements = {statement.id: statement for statement in analysis.statements}
        self.events = {event.id: event for event in analysis.events}
        self.contested: dict[str, list[Claim]] = {}
        for claim in analysis.claims:
            if claim.contested:
                self.contested.setdefault(claim.about, []).append(claim)

    def statement(self, record: Statement) -> Card:
        lines = [
            *self._voucher(record.within),
            *self._speaker("speaker", record),
            *(line for other in record.co_speakers for line in self._who("with", other)),
            *self._words("cue", record.cue),
            *(line for span in record.content for line in self._words("said", span)),
            *self._party("addressee", record.addressee),
            *self._words("venue", record.venue),
            *self._time(record.time),
        ]
        marks = [
            *_marks("content", *record.content),
            *_marks("cue", record.cue),
            *_marks("speaker", record.speaker_span),
            *_marks("party", _span_of(record.addressee)),
            *_marks("place", record.venue),
            *_marks("time", _span_of(record.time)),
        ]
        return _card(record, (record.form, record.force), lines, marks)

    def event(self, record: Event) -> Card:
        coded = "-".join(part for part in (record.type, record.mode) if part)
        parties = (*record.actors, *record.recipients)
        lines = [
            *(self._voucher(record.said_in) or [Line("told_by", "outlet", False)]),
            *self._words("trigger", record.trigger),
            *self._deniers(record),
            *(line for party in record.actors for line in self._party("actor", party)),
            *(line for party in record.recipients for line in self._party("recipient", party)),
            *([Line("place", record.place.name, True)] if record.place else []),
            *self._time(record.time),
        ]
        marks = [
            *_marks("trigger", record.trigger),
            *_marks("party", *(party.span for party in parties)),
            *_marks("place", _span_of(record.place)),
            *_marks("time", _span_of(record.time)),
        ]
        contested = ("contested",) if record.id in self.contested else ()
        facts = (coded, record.status, *contested, *record.contexts)
        return _card(record, facts, lines, marks)

    def claim(self, record: Claim) -> Card:
        lines = [
            *self._claimant("claimant", record),
            *self._words("claim", record.span),
            *self._about(record.about),
        ]
        contested = ("contested",) if record.contested else ()
        marks = _marks("evidence", record.span)
        return _card(record, (record.stance, *contested), lines, marks)

    def relation(self, record: Relation) -> Card:
        lines = [
            *(line for party in record.parties for line in self._who("party", party)),
            *(line for entity in record.concerns for line in self._who("concerns", entity)),
            *([Line("since", record.since, False)] if record.since else []),
            *self._words("cause", record.cause),
            *(line for span in record.evidence for line in self._words("evidence", span)),
        ]
        marks = _marks("evidence", *record.evidence, record.cause)
        return _card(record, (record.kind, record.state), lines, marks)

    def time(self, record: Time) -> Card:
        lines = [*self._words("words", record.span)]
        if record.value:
            lines.append(Line("value", record.value, False))
        if record.edtf:
            lines.append(Line("edtf", record.edtf, False))
        calendar = () if record.calendar == "gregorian" else (record.calendar,)
        facts = (record.kind, record.anchor, *calendar)
        return _card(record, facts, lines, _marks("time", record.span))

    def entity(self, record: Entity) -> Card:
        lines = [
            *self._who("name", record.id),
            *(Line("office", office.title, True) for office in record.roles),
        ]
        marks = _marks("mention", *(mention.span for mention in record.mentions))
        return _card(record, (record.kind,), lines, marks)

    def _claimant(self, label: str, claim: Claim) -> list[Line]:
        """Who claims: an entity, a source by its words, or the outlet."""
        if claim.claimant is not None:
            return self._who(label, claim.claimant)
        if claim.said_in is None:
            return [Line(label, "outlet", False)]
        return self._speaker(label, self.statements[claim.said_in])

    def _deniers(self, event: Event) -> Iterator[Line]:
        """Who denies a contested event."""
        for claim in self.contested.get(event.id, ()):
            if claim.stance == "denies":
                yield from self._claimant("denied_by", claim)

    def _about(self, record_id: str) -> Iterator[Line]:
        """The record a claim is about: its id and, of an event, its type and the word for it."""
        event = self.events.get(record_id)
        coded = "-".join(part for part in (event.type, event.mode) if part) if event else ""
        yield Line("about", " ".join(part for part in (record_id, coded) if part), False)
        if event is not None:
            yield from self._words("about", event.trigger)

    def _voucher(self, statement_id: str | None) -> list[Line]:
        """Who tells it, when a statement does; empty for the outlet's own voice."""
        told_in = self.statements.get(statement_id or "")
        return self._speaker("told_by", told_in) if told_in else []

    def _speaker(self, label: str, statement: Statement) -> list[Line]:
        lines = self._who(label, statement.speaker)
        if not lines:
            return [*self._words(label, statement.speaker_span)] or [Line(label, "unnamed", False)]
        if label == "speaker" and statement.speaker:
            roles = self.entities[statement.speaker].roles
            lines += [Line("office", office.title, True) for office in roles[:1]]
        return lines

    def _who(self, label: str, entity_id: str | None) -> list[Line]:
        """The name in Arabic and, on a line of their own, the name in English and the codes."""
        entity = self.entities.get(entity_id or "")
        if entity is None:
            return []
        known = (entity.name_en, code_of(entity.country, entity.sectors), entity.wikidata)
        codes = " · ".join(part for part in known if part)
        return [Line(label, entity.name, True), *([Line("codes", codes, False)] if codes else [])]

    def _party(self, label: str, party: Party | None) -> list[Line]:
        if party is None:
            return []
        words = Line(label, self.analysis.words(party.span), True)
        code = code_of(party.country, party.sectors)
        return [words, *([Line("codes", code, False)] if code else [])]

    def _words(self, label: str, span: Span | None) -> Iterator[Line]:
        if span is not None:
            yield Line(label, self.analysis.words(span), True)

    def _time(self, time: TimeReference | None) -> list[Line]:
        if time is None:
            return []
        return [*self._words("when", time.span), Line("value", time.value, False)]


def _span_of(part: Party | Place | TimeReference | None) -> Span | None:
    return None if part is None else part.span


def _marks(role: MarkRole, *spans: Span | None) -> list[Mark]:
    return [Mark(span, role) for span in spans if span is not None]


def _card(
    record: Record, facts: tuple[str, ...], lines: Iterable[Line], marks: Sequence[Mark]
) -> Card:
    return Card(record.id, record.rule, facts, tuple(lines), tuple(marks))


def extent(card: Card) -> Span:
    """From the first to the last word a card stands on."""
    return covering(mark.span for mark in card.marks)
