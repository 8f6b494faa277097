"""Who acts: the doer of what a word of state tells, and whom a pronoun on a noun means.

Input: a scene, a head and its binding. Output: sides, the states themselves for those who speak for
them. Only the subject of the word's own clause is taken.
"""

from __future__ import annotations

import msgspec

from musnad.extraction.connectives import is_kind
from musnad.extraction.event_parties import STATE, Cast, Side, event_words
from musnad.extraction.event_phrases import read_sides, verb_reading
from musnad.extraction.relation_bindings import Binding
from musnad.extraction.relation_heads import Head, attached_preposition
from musnad.extraction.relation_words import state_words
from musnad.extraction.scene import Scene
from musnad.records.layers import Reference

_REACH = 14  # tokens before a verb in which the first of like relative pronouns stands
_ANTECEDENT = 3  # tokens from a body to the relative pronoun that describes it


def find_doers(scene: Scene, cast: Cast, head: Head, binding: Binding) -> tuple[Side, ...]:
    """Who does what the word of state tells, where it acts on its theme."""
    if binding.row.theme == "subject" or binding.reading.voice == "passive":
        return ()
    if binding.manner in ("verb", "construct"):
        sides = _between(scene, cast, binding.index + 1, head.start - 1)
        if not sides and binding.manner == "construct" and binding.reading.enclitic:
            one = owner_side(scene, cast, binding.index, binding.reading.enclitic)
            sides = (one,) if one is not None else ()
        if not sides and binding.manner == "verb":
            sides = _subject_before(scene, cast, binding)
        elif not sides and not binding.reading.proclitics:
            sides = _announcer(scene, cast, binding.index - 1)
    elif binding.reading.enclitic or binding.reading.pos == "participle":
        sides = _after(scene, cast, binding)
    else:
        sides = ()
    return tuple(state_of(cast, side) for side in sides)


def _between(scene: Scene, cast: Cast, first: int, last: int) -> tuple[Side, ...]:
    for reference in scene.references_between(first, last):
        adjective = reference.form == "adjective" and reference.first != first
        if adjective or _is_governed(scene, reference.first):
            continue
        found = read_sides(scene, cast, reference.first, capitals=True)
        return tuple(side for side in found.sides if side.last <= last)
    return ()


def _subject_before(scene: Scene, cast: Cast, binding: Binding) -> tuple[Side, ...]:
    """«موسكو علّقت المحادثات»; the speaker of «علّقنا»."""
    if binding.reading.person == 1:
        return (cast.speaker,) if cast.speaker is not None else ()
    if is_kind(scene.norm(binding.index - 1), "relative"):
        return _antecedent(scene, cast, binding.index - 1)
    reference = scene.reference_ending(binding.index - 1)
    if reference is None or _is_governed(scene, reference.first) or reference.form == "adjective":
        return ()
    side = cast.side(reference) or cast.capital(reference)
    return (side,) if side is not None else ()


def _announcer(scene: Scene, cast: Cast, index: int) -> tuple[Side, ...]:
    """«أعلنت واشنطن ولندن تعليق المحادثات»: who announces or decides it, right before the word."""
    sides: list[Side] = []
    if index > scene.first and verb_reading(scene, index) is not None:
        index -= 1  # «السعودية قررت قطع العلاقات»
    reference = scene.reference_ending(index)
    while reference is not None and not attached_preposition(scene, reference.first):
        side = cast.side(reference) or cast.capital(reference)
        if side is None or is_kind(scene.norm(reference.first - 1), "preposition"):
            return ()
        sides.insert(0, side)
        joined = scene.leading_conjunction(reference.first)
        reference = scene.reference_ending(reference.first - 1) if joined else None
    return tuple(sides)


def _antecedent(scene: Scene, cast: Cast, relative: int) -> tuple[Side, ...]:
    """«المجموعة التي تضم دولا والتي أقرت…»: what the first of like relative pronouns describes."""
    for index in range(relative, max(scene.first, relative - _REACH) - 1, -1):
        if scene.norm(index).endswith(scene.norm(relative)):
            relative = index
    before = [
        r for r in scene.references_between(scene.first, relative - 1) if r.form != "adjective"
    ]
    for reference in reversed(before):
        reach = _ANTECEDENT if reference.kind == "place" else 2 * _ANTECEDENT
        named = reference.kind != "place" or (reference is before[-1] and len(before) == 1)
        if named and relative - reference.last <= reach:
            side = cast.side(reference) or body(reference)
            return (side,) if side is not None else ()
    return ()


def body(reference: Reference) -> Side | None:
    """A body of which neither country nor sector is known."""
    if reference.entity is None or reference.kind != "organisation":
        return None
    return Side(reference.span, reference.first, reference.last, reference.entity, None, ())


def _after(scene: Scene, cast: Cast, binding: Binding) -> tuple[Side, ...]:
    """«العقوبات التي فرضتها واشنطن», «المفروضة من قبل واشنطن»."""
    index = binding.index + 1
    if state_words(scene.norm(index), scene.norm(index)) or scene.reference_from(index) is None:
        return ()
    if attached_preposition(scene, index):
        return ()
    return read_sides(scene, cast, index, capitals=True).sides


def state_of(cast: Cast, side: Side) -> Side:
    """The state itself for whoever speaks for it: a minister's talks are his country's."""
    if side.country is None or side.sectors[:1] != (STATE,):
        return side
    for entity in cast.entities.values():
        if entity.kind == "place" and entity.country == side.country and STATE in entity.sectors:
            return msgspec.structs.replace(side, entity=entity.id, sectors=entity.sectors)
    return side


def owner_side(
    scene: Scene,
    cast: Cast,
    before: int,
    enclitic: str,
    *,
    others: set[str | None] | None = None,
) -> Side | None:
    """Whom a pronoun means: the nearest subject before it that agrees and is none of the others."""
    if enclitic in event_words()["pronoun-speaker"]:
        return cast.speaker
    gender = "f" if enclitic in event_words()["pronoun-feminine"] else "m"
    if enclitic not in event_words()["pronoun-feminine"] | event_words()["pronoun-masculine"]:
        return None
    for reference in reversed(scene.references_between(scene.first, before - 1)):
        if reference.form == "adjective" or _is_governed(scene, reference.first):
            continue
        side = cast.side(reference) or cast.capital(reference)
        if side is None or (others and side.country in others):
            continue
        singular = reference.number != "p" or reference.kind == "place"
        if reference.gender in ("", gender) and singular:
            return side
    return None


def _is_governed(scene: Scene, index: int) -> bool:
    before = scene.norm(index - 1)
    return is_kind(before, "preposition") or bool(attached_preposition(scene, index))
