"""Events: who did what to whom, in the PLOVER ontology.

Input: the layers of a document up to its statements. Output: events in text order, one for each
event told in a sentence, with the parties, place and time that its own clause gives.
"""

from __future__ import annotations

import msgspec

from musnad.extraction.coding import event_code
from musnad.extraction.event_discourse import Told, fill, nearest, resolve_pairs
from musnad.extraction.event_evidence import Context, is_concrete, is_weighed
from musnad.extraction.event_parties import STATE, Cast, Side
from musnad.extraction.event_phrases import best_reading
from musnad.extraction.event_places import find_place
from musnad.extraction.event_roles import Roles, find_roles, merged, placed, supporting
from musnad.extraction.event_senses import sense
from musnad.extraction.event_status import event_status
from musnad.extraction.event_times import find_time, is_to_come
from musnad.extraction.event_triggers import Trigger, distinct, find_triggers
from musnad.extraction.holders import Holders
from musnad.extraction.scene import Scene, SceneIndex
from musnad.records.assertions import (
    Event,
    EventStatus,
    Party,
    Place,
    Statement,
    TimeReference,
)
from musnad.records.ids import record_id
from musnad.records.layers import Layers
from musnad.records.spans import Span

_FORCE_TYPES = frozenset({"ASSAULT", "MOBILIZE"})
_ARMED_MODES = frozenset({"seize"})
_SPEECH = frozenset(
    {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"}
)  # types whose verbs are acts of speech
_PUBLIC = frozenset(
    {"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "OPP", "REB", "PRM", "UAF", "ELI", "REF", "LAB"}
)  # sectors of public life where no country is known
_SEVERAL = 2  # sentences with news that make an article of events
_CONFIDENCE = {"base": 0.5, "actor": 0.2, "recipient": 0.15, "told": 0.05, "time": 0.1, "bare": 0.3}


def find_events(layers: Layers) -> tuple[Event, ...]:
    """Events of a document; empty where none of the types of the ontology is told.

    Example: «قصفت الطائرات الروسية حلب» (*Russian aircraft bombed Aleppo*) is ASSAULT aerial with
    the actor ``RUS MIL``.
    """
    index = SceneIndex(layers)
    coder = _Coder(layers)
    for sentence in layers.sentences:
        scene = Scene(layers, sentence, index)
        for trigger, supporters in distinct(scene, find_triggers(scene)):
            coder.add(scene, trigger, supporters)
    return coder.told_as_news()


_Codes = frozenset[tuple[str | None, str]]
_Likeness = tuple[str, EventStatus, _Codes, _Codes, str | None]  # type, status, parties, place


class _Coder:
    """The events coded so far, and the records of the document by what they are looked up by."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.cast = Cast(layers)
        self.by_cue = {s.cue.start: s for s in layers.statements if s.cue is not None}
        self.events: list[Event] = []
        self.bare: dict[str, str] = {}  # events told without anything concrete: id → type
        self.concrete: set[str] = set()  # types of which the article tells a concrete deed
        self.news: set[int] = set()  # sentences that tell more than bare events
        self.told: list[Told] = []
        self.first_told: dict[_Likeness, str] = {}
        self.holders = Holders(
            (n, piece) for n, told in enumerate(layers.statements) for piece in told.content
        )

    def add(self, scene: Scene, trigger: Trigger, supporters: list[Trigger]) -> None:
        """Code one trigger, unless it is a verb of speech that reports nothing."""
        statement = self.by_cue.get(trigger.span.start)
        if trigger.row.group == "speech" and statement is None:
            return
        told_in = self.told_in(trigger.span)
        status = event_status(scene, trigger, told_in)
        place = find_place(scene, trigger, self.cast.entities)
        country = place.country if place is not None else None
        self.cast.speaker = self.voice(told_in)
        roles, source, both = self.roles(
            scene, trigger, supporters, statement=statement or told_in, country=country
        )
        if _is_private(scene, self.cast, trigger, roles):
            return
        time = find_time(scene, trigger, told_in)
        published = self.layers.document.published
        if status == "actual" and trigger.row.pos != "verb" and is_to_come(time, published):
            status = "future"
        kind, mode = sense(scene, self.cast, trigger, roles=roles, status=status)
        trigger = msgspec.structs.replace(trigger, mode=mode)
        identity = record_id("ev", self.layers.document.sha256, trigger.span, kind)
        inputs = tuple(i for i in (told_in.id if told_in is not None else None, source) if i)
        event = msgspec.structs.replace(
            self.event(trigger, kind, status, roles=roles, place=place), id=identity
        )
        event = msgspec.structs.replace(
            event,
            time=time,
            said_in=told_in.id if told_in is not None else None,
            inputs=inputs,
            confidence=_confidence(event, time, told_in),
            same_as=self.same_as(event),
        )
        toll = any(supporter.row.group == "result" for supporter in supporters)
        self.events.append(self.weighed(scene, trigger, Context(toll, both), event))
        self.told.append(Told(kind, trigger.mode, roles, identity, scene.sentence.index))

    def weighed(self, scene: Scene, trigger: Trigger, context: Context, event: Event) -> Event:
        """The event, less sure where it is told without anything concrete."""
        if not is_weighed(event) or is_concrete(scene, trigger, context, event):
            self.news.add(scene.sentence.index)
            if is_weighed(event):
                self.concrete.add(event.type)
            return event
        self.bare[event.id] = event.type
        doubted = round(event.confidence - _CONFIDENCE["bare"], 2)
        return msgspec.structs.replace(event, confidence=doubted)

    def told_as_news(self) -> tuple[Event, ...]:
        """The events, without mere background where the article tells no concrete deed.

        «الهجوم», «التفجيرات» are coded where the same article tells such a deed with its toll, day
        or place, or other news in several sentences; where it does neither, they are its topic.
        """
        if len(self.news) >= _SEVERAL:
            return tuple(self.events)
        topics = {i for i, kind in self.bare.items() if kind not in self.concrete}
        if not topics:
            return tuple(self.events)
        return tuple(
            msgspec.structs.replace(
                event,
                inputs=tuple(i for i in event.inputs if i not in topics),
                same_as=None if event.same_as in topics else event.same_as,
            )
            for event in self.events
            if event.id not in topics
        )

    def told_in(self, span: Span) -> Statement | None:
        """The smallest statement whose content holds the trigger."""
        number = self.holders.smallest(span)
        return self.layers.statements[number] if number is not None else None

    def roles(
        self,
        scene: Scene,
        trigger: Trigger,
        supporters: list[Trigger],
        *,
        statement: Statement | None,
        country: str | None,
    ) -> tuple[Roles, str | None, bool]:
        """The parties of the clause, of the words that support the trigger, then of what was told.

        Returns:
            The roles, the id of the event from which a missing side was taken, and whether the
            clause itself names both sides.
        """
        roles = find_roles(scene, self.cast, trigger, self.speaking(trigger, statement))
        both = bool(roles.actors and roles.recipients) or len(roles.actors) > 1
        for supporter in supporters:
            if roles.actors and roles.recipients:
                break
            other = supporting(scene, self.cast, trigger, supporter)
            roles = merged(trigger, roles, other)
        roles = placed(resolve_pairs(scene, roles, self.told), country, self.cast.focus)
        roles, source = fill(scene, self.cast, trigger, roles=roles, told=self.told)
        roles = nearest(scene, self.cast, trigger, roles)
        return placed(roles, country, self.cast.focus), source, both

    def voice(self, statement: Statement | None) -> Side | None:
        """The side of whoever makes a statement."""
        if statement is None or statement.speaker is None:
            return None
        return self.cast.side_of_entity(statement.speaker, statement.speaker_span)

    def speaking(self, trigger: Trigger, statement: Statement | None) -> Statement | None:
        """The statement whose speaker does the deed: an act of speech, or in the first person."""
        if trigger.row.pos != "verb" or statement is None or trigger.reading is None:
            return None
        cue = statement.cue is not None and statement.cue.start == trigger.span.start
        if cue and trigger.row.type in _SPEECH:
            return statement
        return statement if trigger.reading.person == 1 else None

    def event(
        self, trigger: Trigger, kind: str, status: EventStatus, *, roles: Roles, place: Place | None
    ) -> Event:
        """The event with its codes, before time and place in the article."""
        mode = trigger.mode
        armed = kind in _FORCE_TYPES or mode in _ARMED_MODES
        code = event_code(kind, mode)
        return Event(
            id="",
            rule=f"event.{trigger.row.pos}",
            type=kind,
            mode=mode or None,
            trigger=trigger.span,
            actors=tuple(_party(side, armed=armed) for side in roles.actors),
            recipients=tuple(_party(side, armed=False) for side in roles.recipients),
            place=place,
            status=status,
            confidence=0.0,
            quad=code.quad,
            score=code.score,
            cameo=code.cameo or None,
        )

    def same_as(self, event: Event) -> str | None:
        """The first event of the article with the same type and parties, told before this one."""
        actors, recipients = _codes(event.actors), _codes(event.recipients)
        if not actors and not recipients:
            return None
        likeness = event.type, event.status, actors, recipients, _place_name(event)
        first = self.first_told.setdefault(likeness, event.id)
        return first if first != event.id else None


def _party(side: Side, *, armed: bool) -> Party:
    """A side of the event with its code in this deed: states act in arms through ``MIL``."""
    sectors = side.sectors
    if armed and sectors[:1] == (STATE,):
        sectors = ("MIL", *sectors[1:])
    return Party(
        entity=side.entity,
        span=side.span,
        country=side.country,
        sectors=sectors,
    )


def _is_private(scene: Scene, cast: Cast, trigger: Trigger, roles: Roles) -> bool:
    """«انتقد الجمهور المدرب»: an act of speech in a sentence that names no party to politics.

    Only a verb with its subject is judged so: other clauses may leave the parties unsaid («وسط
    دعوات إلى الحوار», «ودعا إلى الحذر»).
    """
    if trigger.row.pos != "verb" or trigger.row.type not in _SPEECH:
        return False
    subject = best_reading(scene, trigger.last + 1) if trigger.last < scene.last else None
    if subject is None or subject.pos not in ("noun", "adj", "participle", "masdar"):
        return False
    if any(_is_public(side) for side in (*roles.actors, *roles.recipients)):
        return False
    named = scene.references_between(scene.first, scene.last)
    return not any(_is_public(cast.side(reference)) for reference in named)


def _is_public(side: Side | None) -> bool:
    return side is not None and bool(side.country or _PUBLIC.intersection(side.sectors))


def _codes(parties: tuple[Party, ...]) -> _Codes:
    return frozenset((p.country, p.sectors[0] if p.sectors else "") for p in parties)


def _place_name(event: Event) -> str | None:
    return event.place.name if event.place is not None else None


def _confidence(event: Event, time: TimeReference | None, told_in: Statement | None) -> float:
    """A plain sum of what was found (0–1): see ``docs/accuracy.md``; no probability."""
    found = {
        "actor": bool(event.actors),
        "recipient": bool(event.recipients),
        "told": told_in is None,
        "time": time is not None,
    }
    return round(_CONFIDENCE["base"] + sum(_CONFIDENCE[k] for k, yes in found.items() if yes), 2)
