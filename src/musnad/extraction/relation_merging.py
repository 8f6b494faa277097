"""All tellings of one relation made one record, with the state the article leaves it in.

Input: tellings in text order. Output: relations in the order of their evidence. What holds goes
before what is proposed, the present before the background, a later date before an earlier one, a
later telling before an earlier one. A telling that names no parties belongs to the relation of its
kind that the article has told of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

import msgspec

from musnad.extraction.event_parties import Side
from musnad.records.assertions import Event, Relation
from musnad.records.ids import record_id
from musnad.records.layers import Layers
from musnad.records.spans import Span

_PAIR = 2
_BODIES = frozenset({"UNO", "IGO", "NGO"})  # whoever meets them seldom stands in a relation to them
_MUTUAL = frozenset(
    {"cooperation", "military_contact", "membership", "diplomatic_relations"}
)  # one side alone may mean anything
_BY_TARGET = frozenset({"sanctions", "membership"})  # those on others are others
_ONE_AT_A_TIME = frozenset({"talks", "ceasefire", "military_contact", "resolution"})


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the text that speaks of a relation; ``state`` is empty for a bare mention."""

    kind: str
    sides: tuple[Side, ...]
    concerns: tuple[str, ...]
    evidence: Span
    head: Span
    definite: bool
    said_in: str | None
    state: str = ""
    holds: bool = False
    background: bool = False
    since: str | None = None
    cause: Span | None = None
    word: Span | None = None

    @property
    def codes(self) -> frozenset[str]:
        """Its parties, each by its country, or by its entity where it has none."""
        return frozenset(side.country or side.entity or "" for side in self.sides)


class _Group:
    """Tellings of one relation."""

    def __init__(self, telling: Telling) -> None:
        self.tellings: list[Telling] = []
        self.codes: frozenset[str] = frozenset()
        self.is_stated = False  # whether a telling says how the relation stands
        self._concerns: set[str] = set()
        self._places: list[int] = []  # where the tellings stand, in order
        self.add(telling)

    def takes(self, telling: Telling) -> bool:
        """Whether a telling may be about the same relation."""
        if telling.kind != self.tellings[0].kind:
            return False
        if telling.codes and self.codes:
            if telling.kind in _BY_TARGET:
                return telling.codes == self.codes
            return telling.codes <= self.codes or self.codes <= telling.codes
        if telling.kind not in _ONE_AT_A_TIME and not self._together(telling):
            return False
        return telling.definite and self._is_open(telling) and not self._elsewhere(telling)

    def _is_open(self, telling: Telling) -> bool:
        """Whether the relation is known well enough for words that name no parties to mean it."""
        if self.codes & _BODIES or telling.codes & _BODIES:
            return False
        known = max(self.codes, telling.codes, key=len)
        return len(known) != 1 or self.is_stated

    def _together(self, telling: Telling) -> bool:
        """Whether both concern the same."""
        return not self._concerns.isdisjoint(telling.concerns)

    def _elsewhere(self, telling: Telling) -> bool:
        """Whether both say what they concern, and it is not the same."""
        return bool(self._concerns and telling.concerns) and not self._together(telling)

    def gap(self, telling: Telling) -> int:
        """Characters from a telling to the nearest of the group."""
        place = telling.head.start
        after = bisect_left(self._places, place)
        return min(abs(place - near) for near in self._places[max(0, after - 1) : after + 1])

    def add(self, telling: Telling) -> None:
        """Take a telling in."""
        self.tellings.append(telling)
        self.codes |= telling.codes
        self.is_stated = self.is_stated or bool(telling.state)
        self._concerns.update(telling.concerns)
        insort(self._places, telling.head.start)


def merge(layers: Layers, tellings: list[Telling]) -> tuple[Relation, ...]:
    """The relations that the tellings tell of; those of which no state is told are left out."""
    groups: list[_Group] = []
    for telling in sorted(tellings, key=lambda told: -min(len(told.codes), _PAIR)):
        fitting = [group for group in groups if group.takes(telling)]
        if not telling.codes and telling.state:
            stated = [group for group in fitting if group.is_stated]
            fitting = stated or (fitting if len(fitting) == 1 else [])
        if fitting:
            min(fitting, key=lambda group: group.gap(telling)).add(telling)
        else:
            groups.append(_Group(telling))
    found = [relation for group in groups if (relation := _relation(layers, group)) is not None]
    return tuple(sorted(found, key=lambda relation: relation.evidence[0]))


def _relation(layers: Layers, group: _Group) -> Relation | None:
    published = (layers.document.published or "9999")[:10]
    stated = [telling for telling in group.tellings if telling.state]
    tellings = sorted(group.tellings, key=lambda told: told.head)
    parties = _parties(tellings)
    concerns = tuple(dict.fromkeys(entity for told in tellings for entity in told.concerns))
    if not stated or not (parties or concerns):
        return None
    if stated[0].kind in _MUTUAL and len(parties) < _PAIR:
        return None
    latest = max(stated, key=lambda told: _rank(told, published))
    same = [told for told in stated if told.state == latest.state and told.holds == latest.holds]
    same.sort(key=lambda told: (told is not latest, told.head))
    events = tuple(dict.fromkeys(event.id for told in same for event in _events(layers, told)))
    said_in = (told.said_in for told in same)
    return Relation(
        id=record_id("re", layers.document.sha256, latest.kind, latest.evidence),
        rule=f"relation.{latest.kind}",
        inputs=tuple(dict.fromkeys((*events, *(i for i in said_in if i is not None)))),
        kind=latest.kind,  # type: ignore[arg-type]
        parties=parties,
        state=latest.state,  # type: ignore[arg-type]
        since=next((told.since for told in same if told.since is not None), None),
        evidence=tuple(dict.fromkeys(told.evidence for told in same)),
        events=events,
        concerns=tuple(entity for entity in concerns if entity not in parties),
        cause=next((told.cause for told in same if told.cause is not None), None),
    )


def _rank(telling: Telling, published: str) -> tuple[bool, bool, str, int]:
    """Sorts the tellings of a relation by how well they say how it stands now."""
    since = (telling.since or published).rstrip("~")
    return telling.holds, not telling.background, since, telling.head.start


def _parties(tellings: list[Telling]) -> tuple[str, ...]:
    """One entity for each party, by the first telling that has most of them."""
    found: dict[str, str] = {}
    for telling in sorted(tellings, key=lambda told: -len(told.codes)):
        for side in telling.sides:
            if side.entity is not None:
                found.setdefault(side.country or side.entity, side.entity)
    return tuple(found.values())


def _events(layers: Layers, telling: Telling) -> list[Event]:
    """The events told by the word of state or by the noun itself."""
    found: dict[str, Event] = {}
    for span in (telling.word, telling.head):
        if span is not None:
            first = bisect_right(layers.events, span.start, key=lambda e: e.trigger.end)
            last = bisect_left(layers.events, span.end, key=lambda e: e.trigger.start)
            found.update((event.id, event) for event in layers.events[first:last])
    return sorted(found.values(), key=lambda event: event.trigger)
