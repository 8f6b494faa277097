"""Senses that only the parties show: an attack in words or in arms.

Input: a trigger with the roles found for it. Output: the type and mode of the event.
"""

from __future__ import annotations

from musnad.extraction.event_parties import Cast, Side, event_words
from musnad.extraction.event_roles import Roles
from musnad.extraction.event_triggers import Trigger
from musnad.extraction.scene import Scene
from musnad.records.assertions import EventStatus

_ARMED = frozenset({"MIL", "REB", "PRM", "COP", "UAF", "CRM"})
_FUTURE_IS_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_VERBAL_ATTACK = ("ACCUSE", "disapprove")


def sense(
    scene: Scene, cast: Cast, trigger: Trigger, *, roles: Roles, status: EventStatus
) -> tuple[str, str]:
    """Type and mode of an event.

    Example: «شن الوزير هجوما عنيفا على المعارضة» (*the minister launched a fierce attack on the
    opposition*) is ACCUSE; with «الجيش» (*the army*) for a subject it is ASSAULT.
    """
    if _is_verbal(scene, cast, trigger, roles):
        return _VERBAL_ATTACK
    kind = trigger.row.type
    if status == "future" and kind in _FUTURE_IS_AGREE:
        return "AGREE", ""
    return kind, trigger.mode


def _is_verbal(scene: Scene, cast: Cast, trigger: Trigger, roles: Roles) -> bool:
    """Whether an unarmed person launches a «fierce attack»: it is made of words."""
    if trigger.row.group != "attack" or trigger.row.words[0] not in event_words()["attack-noun"]:
        return False
    fierce = scene.norm(trigger.last + 1) in event_words()["fierce"]
    return fierce and bool(roles.actors) and all(_speaks(cast, side) for side in roles.actors)


def _speaks(cast: Cast, side: Side) -> bool:
    entity = cast.entities.get(side.entity or "")
    person = entity is not None and entity.kind == "person"
    return person and not _ARMED.intersection(side.sectors)
