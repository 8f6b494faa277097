"""Parties left unsaid: taken from the same deed told before, or from the other camp of the clause.

Input: the roles of an event, its sentence and the events told before it. Output: roles.
«وأسفر القصف عن مقتل…» (*the shelling killed…*) does not say again who shelled; «سيطرت القوات على
البلدة» does not say who lost the town. Only armed conflict is filled in so, from events of the same
kind, where the side that is known fits; the event the side came from is named.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.extraction.connectives import is_kind
from musnad.extraction.event_parties import STATE, Cast, Side, event_words
from musnad.extraction.event_roles import Roles
from musnad.extraction.event_triggers import Trigger
from musnad.extraction.scene import Scene
from musnad.records.layers import Reference

_BREAKS = frozenset({".", "؛", ":"})
_NEAREST = {
    "AGREE": "Aa",
    "RETREAT": "Aa",
    "MOBILIZE": "Aa",
    "CONCEDE": "A",
    "PROTEST": "Aa",
    **dict.fromkeys(
        (
            *("ACCUSE", "THREATEN", "REQUEST", "REJECT", "SUPPORT"),
            *("ASSAULT", "COERCE", "SANCTION", "AID"),
        ),
        "ARar",
    ),
}  # where the sides of a type may be looked for: before, after; capitals first
_VERBAL = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT", "SUPPORT", "AGREE", "CONCEDE"})
_MEMORY = 16  # events back
_NEAR = 1  # sentences back for an indefinite noun
_STATE_ARMS = frozenset({"MIL", STATE, "COP", "PRM"})
_REBEL_ARMS = frozenset({"REB", "UAF"})


class Told(msgspec.Struct, frozen=True):
    """An event told before: its type and mode, roles, id, and sentence."""

    kind: str
    mode: str
    roles: Roles
    identity: str
    sentence: int


def family(kind: str, mode: str) -> str:
    """Events that the same parties are likely to have a hand in."""
    return "conflict" if kind == "ASSAULT" or mode in ("seize", "restrict") else kind


def fill(
    scene: Scene, cast: Cast, trigger: Trigger, *, roles: Roles, told: Sequence[Told]
) -> tuple[Roles, str | None]:
    """Roles with the missing side taken from what was told, and the event that it came from."""
    if family(trigger.row.type, trigger.mode) != "conflict":
        return _same_deed(scene, trigger, roles, told)
    mutual = "B" in trigger.row.frame
    if len(roles.actors) > 1 if mutual else roles.actors and roles.recipients:
        return roles, None
    for earlier in reversed(told[-_MEMORY:]):
        if family(earlier.kind, earlier.mode) != "conflict" or not earlier.roles.actors:
            continue
        filled = _matched(scene, trigger, roles, earlier)
        if filled is not None:
            return filled, earlier.identity
    if roles.actors and not mutual:
        return Roles(roles.actors, _opponents(scene, cast, roles.actors)), None
    return roles, None


def nearest(scene: Scene, cast: Cast, trigger: Trigger, roles: Roles) -> Roles:
    """Roles whose empty sides are filled by the nearest side of the clause, where the type has one.

    The actor is looked for before the trigger, the recipient after it.
    """
    actors, recipients = roles.actors, roles.recipients
    ways = _NEAREST.get(trigger.row.type, "")
    if "B" in trigger.row.frame:
        return roles
    if not actors and "A" in ways:
        actors = _neighbour(scene, cast, range(trigger.first - 1, scene.first - 1, -1), recipients)
    if not recipients and "R" in ways:
        recipients = _neighbour(scene, cast, range(trigger.last + 1, scene.last + 1), actors)
    if not actors and "a" in ways:
        actors = _neighbour(scene, cast, range(trigger.last + 1, scene.last + 1), recipients)
    if not recipients and "r" in ways:
        recipients = _neighbour(scene, cast, range(trigger.first - 1, scene.first - 1, -1), actors)
    if not actors and trigger.row.type in _VERBAL and cast.speaker is not None:
        actors = (cast.speaker,)
    return Roles(actors, recipients)


def _neighbour(
    scene: Scene, cast: Cast, tokens: range, others: tuple[Side, ...]
) -> tuple[Side, ...]:
    """The first side along the tokens, up to a break of the clause."""
    taken = {side.country for side in others if side.country}
    for index in tokens:
        if scene.tokens[index].text in _BREAKS:
            return ()
        reference = scene.index.covering.get(index)
        if reference is None or index not in (reference.first, reference.last):
            continue
        side = cast.side(reference)
        if side is None or side.sectors[:1] == ("JRN",) or _is_scene(scene, reference):
            continue
        if side in others or side.country in taken or any(s.span == side.span for s in others):
            continue
        return (side,)
    return ()


def _is_scene(scene: Scene, reference: Reference) -> bool:
    """«في سوريا», «إلى سوريا», «على سوريا»: a place after a preposition of place is no party."""
    before = scene.norm(reference.first - 1)
    return reference.kind == "place" and is_kind(before, "where-preposition")


def _same_deed(
    scene: Scene, trigger: Trigger, roles: Roles, told: Sequence[Told]
) -> tuple[Roles, str | None]:
    """«الاجتماع», «الانسحاب»: a definite noun takes the parties of the same deed."""
    if roles or not _points_back(trigger):
        return roles, None
    for earlier in reversed(told[-_MEMORY:]):
        if earlier.kind == trigger.row.type and earlier.roles:
            return earlier.roles, earlier.identity
    return roles, None


def _matched(scene: Scene, trigger: Trigger, roles: Roles, earlier: Told) -> Roles | None:
    """The roles with what they lack taken from an earlier event's, if the two can be the same."""
    before = earlier.roles
    mutual = "B" in trigger.row.frame
    if roles.actors and not mutual:
        if not before.recipients or _codes(roles.actors) != _codes(before.actors):
            return None
        return Roles(roles.actors, before.recipients)
    if roles.recipients and not mutual:
        hit = _codes(before.actors) & _codes(roles.recipients)
        known = _countries(before.recipients) & _countries(roles.recipients)
        return None if hit or not known else Roles(before.actors, roles.recipients)
    if roles or not (_points_back(trigger) or scene.sentence.index - earlier.sentence <= _NEAR):
        return None
    return Roles((*before.actors, *before.recipients)) if mutual else before


def _points_back(trigger: Trigger) -> bool:
    """«القصف», «الهجوم»: a definite noun means a deed already told."""
    reading = trigger.reading
    return reading is not None and reading.definite and reading.pos != "verb"


def _opponents(scene: Scene, cast: Cast, actors: tuple[Side, ...]) -> tuple[Side, ...]:
    """The armed side of the other camp that the sentence names: rebels for a state's forces."""
    camps = {_camp(side) for side in actors}
    if len(camps) != 1 or not camps <= {"state", "rebel"}:
        return ()
    wanted = "rebel" if camps == {"state"} else "state"
    for reference in scene.references_between(scene.first, scene.last):
        side = cast.side(reference)
        if side is None or _camp(side) != wanted or reference.form == "adjective":
            continue
        if wanted == "rebel" or side.country in (None, cast.focus):
            return (side,)
    return ()


def _camp(side: Side) -> str:
    sector = side.sectors[0] if side.sectors else ""
    if sector in _STATE_ARMS:
        return "state"
    return "rebel" if sector in _REBEL_ARMS else ""


def resolve_pairs(scene: Scene, roles: Roles, told: Sequence[Told]) -> Roles:
    """«الزعيمان», «البلدان», «الطرفان»: the two parties of what was told last."""
    return Roles(
        tuple(s for side in roles.actors for s in _pair(scene, side, told)),
        tuple(s for side in roles.recipients for s in _pair(scene, side, told)),
    )


def _pair(scene: Scene, side: Side, told: Sequence[Told]) -> tuple[Side, ...]:
    if side.first < 0 or scene.norm(side.first) not in event_words()["pair"]:
        return (side,)
    for earlier in reversed(told[-_MEMORY:]):
        parties = (*earlier.roles.actors, *earlier.roles.recipients)
        if len(_countries(parties)) == _PAIR == len(parties):
            return parties
    return ()


_PAIR = 2


def _codes(sides: tuple[Side, ...]) -> frozenset[tuple[str | None, str]]:
    return frozenset(side.code for side in sides)


def _countries(sides: tuple[Side, ...]) -> frozenset[str | None]:
    return frozenset(side.country for side in sides)
