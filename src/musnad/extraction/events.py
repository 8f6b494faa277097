"""Events: who did what to whom, in the PLOVER ontology.

Input: the layers of a document up to its statements. Output: events in text order, one for each
event told in a sentence, with the parties, place and time that its own clause gives.
"""

from __future__ import annotations

import msgspec

from musnad.extraction.coding import event_code
from musnad.extraction.event_places import find_place
from musnad.extraction.event_roles import Roles, find_roles
from musnad.extraction.event_status import event_status
from musnad.extraction.event_triggers import Trigger, distinct, find_triggers
from musnad.extraction.scene import Scene, SceneIndex
from musnad.records.assertions import (
    Entity,
    Event,
    EventStatus,
    Party,
    Place,
    Statement,
    TimeReference,
)
from musnad.records.ids import record_id
from musnad.records.layers import Layers, Reference
from musnad.records.spans import Span

_FORCE_TYPES = frozenset({"ASSAULT", "MOBILIZE"})
_ARMED_MODES = frozenset({"seize"})
_FUTURE_IS_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_TIME_REACH = 14  # tokens between an event and the time of its clause
_CONFIDENCE = {"base": 0.5, "actor": 0.2, "recipient": 0.15, "told": 0.05, "time": 0.1}


def find_events(layers: Layers) -> tuple[Event, ...]:
    """Events of a document; empty where none of the types of the ontology is told.

    Example: «قصفت الطائرات الروسية حلب» (*Russian aircraft bombed Aleppo*) is ASSAULT aerial with the
    actor ``RUS MIL``.
    """
    index = SceneIndex(layers)
    coder = _Coder(layers)
    for sentence in layers.sentences:
        scene = Scene(layers, sentence, index)
        for trigger in distinct(scene, find_triggers(scene)):
            coder.add(scene, trigger)
    return tuple(coder.events)


class _Coder:
    """The events coded so far, and the records of the document by what they are looked up by."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.entities = {entity.id: entity for entity in layers.entities}
        self.by_cue = {s.cue.start: s for s in layers.statements if s.cue is not None}
        self.events: list[Event] = []

    def add(self, scene: Scene, trigger: Trigger) -> None:
        """Code one trigger, unless it is a verb of speech that reports nothing."""
        statement = self.by_cue.get(trigger.span.start)
        if trigger.row.group == "speech" and statement is None:
            return
        told_in = self.told_in(trigger.span)
        status = event_status(scene, trigger, told_in)
        roles = find_roles(scene, trigger, statement if trigger.row.pos == "verb" else None)
        place = find_place(scene, trigger, self.entities)
        event = self.event(trigger, status, roles, place)
        time = _time(scene, trigger)
        identity = record_id("ev", self.layers.document.sha256, trigger.span, event.type)
        self.events.append(
            msgspec.structs.replace(
                event,
                id=identity,
                time=time,
                said_in=told_in.id if told_in is not None else None,
                inputs=(told_in.id,) if told_in is not None else (),
                confidence=_confidence(event, time, told_in),
                same_as=self.same_as(event),
            )
        )

    def told_in(self, span: Span) -> Statement | None:
        """The smallest statement whose content holds the trigger."""
        holders = [
            (piece.end - piece.start, number)
            for number, statement in enumerate(self.layers.statements)
            for piece in statement.content
            if piece.covers(span)
        ]
        return self.layers.statements[min(holders)[1]] if holders else None

    def event(
        self, trigger: Trigger, status: EventStatus, roles: Roles, place: Place | None
    ) -> Event:
        """The event with its codes, before time and place in the article."""
        kind, mode = trigger.row.type, trigger.mode
        if status == "future" and kind in _FUTURE_IS_AGREE:
            kind = "AGREE"
        armed = kind in _FORCE_TYPES or mode in _ARMED_MODES
        country = place.country if place is not None else None
        actors, recipients = roles.actors, roles.recipients
        if not actors and not recipients:
            actors, recipients = self.antecedents(trigger, kind)
        code = event_code(kind, mode)
        return Event(
            id="",
            rule=f"event.{trigger.row.pos}",
            type=kind,
            mode=mode or None,
            trigger=trigger.span,
            actors=tuple(self.party(r, armed=armed, country=country) for r in actors),
            recipients=tuple(self.party(r, armed=False, country=country) for r in recipients),
            place=place,
            status=status,
            confidence=0.0,
            quad=code.quad,
            score=code.score,
            cameo=code.cameo or None,
        )

    def antecedents(
        self, trigger: Trigger, kind: str
    ) -> tuple[tuple[Reference, ...], tuple[Reference, ...]]:
        """«القصف», «الهجوم»: a definite noun takes the parties of the same deed told before."""
        reading = trigger.reading
        if reading is None or not reading.definite or reading.pos == "verb":
            return (), ()
        for event in reversed(self.events):
            if event.type == kind and (event.actors or event.recipients):
                spans = {p.span: p for p in (*event.actors, *event.recipients)}
                found = {r.span: r for r in self.layers.references if r.span in spans}
                return (
                    tuple(found[p.span] for p in event.actors if p.span in found),
                    tuple(found[p.span] for p in event.recipients if p.span in found),
                )
        return (), ()

    def party(self, reference: Reference, *, armed: bool, country: str | None) -> Party:
        """A side of the event with its code in this deed: states act in arms through ``MIL``."""
        entity = self.entities.get(reference.entity or "")
        own, sectors = _code(entity)
        if armed and sectors[:1] == ("GOV",):
            sectors = ("MIL", *sectors[1:])
        if own is None and sectors:
            own = country
        return Party(entity=reference.entity, span=reference.span, country=own, sectors=sectors)

    def same_as(self, event: Event) -> str | None:
        """The first event of the article with the same type and parties, told before this one."""
        parties = _codes(event.actors), _codes(event.recipients)
        for earlier in self.events:
            same = earlier.type == event.type and earlier.status == event.status
            known = any(parties)
            if same and known and (_codes(earlier.actors), _codes(earlier.recipients)) == parties:
                if _place_name(earlier) == _place_name(event):
                    return earlier.same_as or earlier.id
        return None


def _code(entity: Entity | None) -> tuple[str | None, tuple[str, ...]]:
    return (entity.country, entity.sectors) if entity is not None else (None, ())


def _codes(parties: tuple[Party, ...]) -> frozenset[tuple[str | None, str]]:
    return frozenset((p.country, p.sectors[0] if p.sectors else "") for p in parties)


def _place_name(event: Event) -> str | None:
    return event.place.name if event.place is not None else None


def _time(scene: Scene, trigger: Trigger) -> TimeReference | None:
    """The nearest date of the clause, on either side of the trigger."""
    best: tuple[int, TimeReference] | None = None
    for index in range(
        max(scene.first, trigger.first - _TIME_REACH),
        min(scene.last, trigger.last + _TIME_REACH) + 1,
    ):
        time = scene.in_time(index)
        if time is None or time.value is None or time.kind not in ("date", "time"):
            continue
        gap = abs(index - trigger.first)
        if best is None or gap < best[0]:
            best = gap, TimeReference(value=time.value, span=time.span)
    return best[1] if best is not None else None


def _confidence(event: Event, time: TimeReference | None, told_in: Statement | None) -> float:
    """A plain sum of what was found (0–1): see ``docs/accuracy.md``; no probability."""
    found = {
        "actor": bool(event.actors),
        "recipient": bool(event.recipients),
        "told": told_in is None,
        "time": time is not None,
    }
    return round(_CONFIDENCE["base"] + sum(_CONFIDENCE[k] for k, yes in found.items() if yes), 2)
