"""Which told event a denial, a doubt or a confirmation is about.

Input: an event and the events told. Output: the one told by somebody else that is the same deed:
the same type, no place, party or manner at odds, and something that both name beyond the type: the
place, the one it was done to, or the thing («مستشفى», *hospital*). A mere likeness links nothing.
"""

from __future__ import annotations

from bisect import bisect_left

from musnad.extraction.event_triggers import bare_form
from musnad.records.assertions import Event, Party
from musnad.records.layers import Layers
from musnad.text.morphology import analyse, splits

_AROUND = 9  # tokens around a trigger whose words are compared
_STEM = 4  # letters by which singular and plural of a thing are told to be the same
_THINGS = frozenset({"noun", "adj"})
SAYING = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT"})
_PLACES = frozenset({"city", "district"})


class Deeds:
    """Compares the events of one document."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.starts = [token.start for token in layers.tokens]
        self._stems: dict[str, frozenset[str]] = {}

    def matching(self, event: Event, others: list[Event], *, sure: bool) -> Event | None:
        """The nearest of the others, one told before first, that is the same deed; or None.

        Args:
            event: the one denied or confirmed.
            others: what others tell.
            sure: nothing but the likeness of the two speaks for it, no denial in so many words.
        """
        fitting = [o for o in others if self.same(event, o) and (not sure or self.surely(event, o))]
        return min(fitting, key=lambda other: _distance(event, other)) if fitting else None

    def same(self, event: Event, other: Event) -> bool:
        """Whether two events are one deed told twice."""
        if event.type != other.type or event.id == other.id or _at_odds(event, other):
            return False
        if event.type in SAYING:
            return False
        shared = self.stems(event) & self.stems(other)
        alike = event.mode is not None and event.mode == other.mode
        spot = _same_spot(event, other)
        return len(shared) > 1 or (bool(shared) and (alike or spot)) or (alike and spot)

    def surely(self, event: Event, other: Event) -> bool:
        """Whether two like events share the place, and the party or the thing as well."""
        if not _same_spot(event, other):
            return False
        shared = _codes(event.actors) & _codes(other.actors)
        return bool(shared) and bool(self.stems(event) & self.stems(other))

    def stems(self, event: Event) -> frozenset[str]:
        """The things named around the trigger, without the words of parties and place."""
        if event.id not in self._stems:
            self._stems[event.id] = frozenset(self._things(event))
        return self._stems[event.id]

    def _things(self, event: Event) -> set[str]:
        tokens = self.layers.tokens
        at = bisect_left(self.starts, event.trigger.end)
        parties = (*event.actors, *event.recipients)
        taken = [event.trigger, *(party.span for party in parties if party.country is not None)]
        taken += [event.place.span] if event.place is not None else []
        found: set[str] = set()
        for token in tokens[at : at + _AROUND]:
            if token.kind == "mark":
                break
            if token.kind != "word" or any(span.overlaps(token.span) for span in taken):
                continue
            best = next(iter(analyse(token.norm, token.text)), None)
            if best is not None and best.pos in _THINGS:
                stem = bare_form(
                    next((rest for cut, rest in splits(token.norm) if cut == best.cut), "")
                )
                if len(stem) >= _STEM:
                    found.add(stem[:_STEM])
        return found


def _distance(event: Event, other: Event) -> tuple[bool, int]:
    """What is told before goes before what is told later."""
    gap = other.trigger.start - event.trigger.start
    return gap > 0, abs(gap)


def _at_odds(event: Event, other: Event) -> bool:
    if event.mode and other.mode and event.mode != other.mode:
        return True
    if event.time and other.time and event.time.value[:10] != other.time.value[:10]:
        return True
    one, two = _codes(event.actors), _codes(other.actors)
    if one and two and one.isdisjoint(two):
        return True
    if event.place is None or other.place is None:
        return False
    if event.place.country != other.place.country:
        return True
    exact = event.place.precision in _PLACES and other.place.precision in _PLACES
    return exact and event.place.name != other.place.name


def _same_spot(event: Event, other: Event) -> bool:
    if event.place is None or other.place is None:
        return False
    return event.place.precision in _PLACES and event.place.name == other.place.name


def _codes(parties: tuple[Party, ...]) -> frozenset[str]:
    """Parties by country, the unknown ones left out."""
    return frozenset(party.country or party.entity or "" for party in parties) - {""}
