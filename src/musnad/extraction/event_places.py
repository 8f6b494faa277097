"""Places of events: where, by the clause that tells the event, and the point on the map.

Input: a scene and a trigger. Output: the place with its coordinates and precision, or None. The
dateline and the venue of a speech are never taken: «قال من برلين إن القتال في حمص مستمر» is in
Homs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from musnad.extraction.connectives import is_kind
from musnad.extraction.event_triggers import Trigger
from musnad.extraction.scene import Scene
from musnad.grounding.knowledge import locations
from musnad.mentions.gazetteer import known_names, words_of
from musnad.records.assertions import Entity, Place
from musnad.records.layers import Reference
from musnad.records.spans import quote

_REACH = 14  # tokens after a trigger within which its place stands
_BEFORE = 8
_PROVINCES = frozenset({"province", "region", "country-part", "island"})
_DISTRICTS = frozenset({"district", "site", "base", "camp", "crossing", "airport", "dam"})

Precision = Literal["country", "province", "city", "district"]


def find_place(scene: Scene, trigger: Trigger, entities: Mapping[str, Entity]) -> Place | None:
    """The place of an event: after its trigger, else shortly before it in the same clause."""
    after = _places(scene, trigger.last + 1, trigger.last + _REACH)
    before = _places(scene, trigger.first - _BEFORE, trigger.first - 1)
    for reference in [*after, *reversed(before)]:
        if _is_where(scene, reference):
            return _place(scene, reference, entities)
    return None


def _places(scene: Scene, first: int, last: int) -> list[Reference]:
    return [
        r
        for r in scene.layers.references
        if r.kind == "place"
        and r.form == "name"
        and max(scene.first, first) <= r.first <= min(scene.last, last)
    ]


def _is_where(scene: Scene, reference: Reference) -> bool:
    """Whether a preposition of place governs it, or it follows a noun in construct."""
    first = scene.tokens[reference.first]
    attached = reference.span.start > first.start
    before = scene.norm(reference.first - 1)
    if attached or is_kind(before, "where-preposition"):
        return True
    return not reference.speaks and not is_kind(before, "partner-preposition")


def _place(scene: Scene, reference: Reference, entities: Mapping[str, Entity]) -> Place:
    text = scene.layers.document.text
    span = reference.name or reference.span
    name = quote(text, span)
    entity = entities.get(reference.entity or "")
    country = entity.country if entity is not None else None
    key = _location_key(name)
    location = locations().get(key) if key is not None else None
    if location is None:
        precision: Precision | None = "country" if reference.speaks and country else None
        return Place(span=span, name=name, country=country, precision=precision)
    return Place(
        span=span,
        name=name,
        country=location.country or country,
        lat=location.lat,
        lon=location.lon,
        geonames=location.geonames,
        precision=_precision(location.feature),
    )


def _location_key(name: str) -> str | None:
    words = words_of(name)
    if not words:
        return None
    found = known_names().longest(words[0], lambda k: words[k] if k < len(words) else "")
    if found is None or found[0] + 1 != len(words) or found[1].kind != "place":
        return None
    return found[1].key


def _precision(feature: str) -> Precision | None:
    if feature in _PROVINCES:
        return "province"
    if feature in _DISTRICTS:
        return "district"
    return "city" if feature in ("capital", "city", "town", "village") else None
