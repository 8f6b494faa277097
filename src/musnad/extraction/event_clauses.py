"""Clauses: the subject and object of any verb, and the verb that governs a noun.

Input: a scene, a cast and a token. Output: sides. Both orders of news prose are read: verb,
subject, object («قصفت روسيا حلب») and subject, verb, object («روسيا قصفت حلب»), and relative
clauses («الطائرات التي قصفت حلب»).
"""

from __future__ import annotations

import msgspec

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.cues import CueReading, verb_form
from musnad.extraction.event_parties import Cast, Side, event_words
from musnad.extraction.event_phrases import (
    Found,
    best_reading,
    is_verb,
    join,
    preposition_letter,
    read_sides,
    verb_reading,
)
from musnad.extraction.scene import Scene
from musnad.extraction.subjects import agrees, find_subject, skip_fillers
from musnad.records.layers import Reference
from musnad.text.quotations import quotation_marks

_BACK = 30  # tokens before a verb within which its subject may stand
_GOVERNOR = 12  # tokens before a noun within which the verb that governs it may stand
_FRONTED = 9  # tokens between an auxiliary and its verb
_RELATIVE = 7  # tokens after a noun within which the verb of its relative clause may stand


class Verb(msgspec.Struct, frozen=True):
    """A finite verb with its subject.

    Attributes:
        index: its token.
        reading: its form.
        subject: who does it; empty when elided or no party.
        begin: the token from which its object is looked for.
        thing: the subject is a phrase after the verb that is no party («أسفرت الغارات»).
    """

    index: int
    reading: CueReading
    subject: tuple[Side, ...]
    begin: int
    thing: bool = False


def verb_at(scene: Scene, cast: Cast, index: int) -> Verb | None:
    """The verb at a token with its subject, or None where no finite verb stands."""
    analysis = verb_reading(scene, index)
    if analysis is None:
        return None
    reading = verb_form(analysis)
    counted = _counted_after(scene, cast, index)
    if counted is not None:
        return Verb(index, reading, counted.sides, counted.last + 1)
    if scene.norm(index + 1) in event_words()["resumptive"] and index + 2 <= scene.last:
        after = read_object(scene, cast, index + 2)
        if after.sides:
            return Verb(index, reading, after.sides, after.last + 1)
    fronted = _after_auxiliary(scene, cast, index)
    if fronted is not None:
        return Verb(index, reading, fronted, index + 1)
    antecedent = None if reading.enclitic else _antecedent(scene, cast, index, reading)
    if antecedent is not None:
        return Verb(index, reading, antecedent, index + 1)
    found = find_subject(scene, index, reading)
    if found.place == "after":
        return _with_subject_after(
            scene, cast, Verb(index, reading, (), found.last), found.reference
        )
    return Verb(index, reading, before(scene, cast, index, reading), index + 1)


def _after_auxiliary(scene: Scene, cast: Cast, index: int) -> tuple[Side, ...] | None:
    """«وكانت قوى إقليمية حثت الصين»: the subject between the auxiliary and the verb."""
    for place in range(index - 1, max(scene.first, index - _FRONTED) - 1, -1):
        norm = scene.norm(place)
        if scene.tokens[place].kind == "mark" or is_kind(norm, "relative"):
            return None
        if is_kind(norm, "auxiliary") and best_is_verb(scene, place):
            if place + 1 >= index or scene.norm(place + 1) in connectives()["auxiliary"]:
                return None
            return read_sides(scene, cast, place + 1).sides
        if is_verb(scene, place) or preposition_letter(scene, place):
            return None
    return None


def best_is_verb(scene: Scene, index: int) -> bool:
    """Whether an auxiliary is a verb («كان»), not a particle («قد»)."""
    best = best_reading(scene, index)
    return best is not None and best.pos == "verb"


def _counted_after(scene: Scene, cast: Cast, index: int) -> Found | None:
    """«قتل 15 مسلحا», «تظاهر آلاف الفلسطينيين»: a number after the verb counts its subject."""
    start = skip_fillers(scene, index + 1)
    if start > scene.last:
        return None
    token = scene.tokens[start]
    number = token.kind == "number" or token.norm in event_words()["approximator"]
    if not number:
        best = best_reading(scene, start)
        number = best is not None and best.pos == "number"
    if not number or token.norm in event_words()["no-number"]:
        return None
    found = read_sides(scene, cast, start)
    return found if found.sides else None


def _with_subject_after(scene: Scene, cast: Cast, verb: Verb, reference: Reference | None) -> Verb:
    """The verb with its subject, the phrase that ends at ``verb.begin``."""
    index, reading, last = verb.index, verb.reading, verb.begin
    side = cast.side(reference) if reference is not None else None
    if side is not None:
        joined = join(scene, cast, side)
        return Verb(index, reading, joined.sides, max(last, joined.last) + 1)
    start = skip_fillers(scene, index + 1)
    sides = read_sides(scene, cast, start)
    if sides.sides and _belongs(scene, reference, sides.sides[0]):
        return Verb(index, reading, sides.sides, sides.last + 1)
    if reference is not None:
        return Verb(index, reading, (), max(last, reference.last) + 1, thing=True)
    earlier = before(scene, cast, index, reading)
    if earlier:
        return Verb(index, reading, earlier, index + 1)
    return Verb(index, reading, (), last + 1, thing=True)


def _belongs(scene: Scene, reference: Reference | None, side: Side) -> bool:
    """Whether a side is part of the subject phrase, not the object that follows it."""
    if reference is None or side.first <= reference.last:
        return True
    return scene.norm(side.first - 1) in event_words()["owner-link"]


def _antecedent(
    scene: Scene, cast: Cast, index: int, reading: CueReading
) -> tuple[Side, ...] | None:
    """Whom «الذي» right before a verb means; None where no relative pronoun stands there."""
    relative = index - 1
    while relative > scene.first and is_kind(scene.norm(relative), "auxiliary"):
        relative -= 1
    if not is_kind(scene.norm(relative), "relative"):
        return None
    if scene.norm(relative) in event_words()["not-relative"]:
        return None
    end = relative - 1
    if scene.norm(end) in ("،", ","):
        end -= 1
    reference = scene.reference_ending(end)
    if reference is not None:
        side = cast.side(reference)
        if side is not None and agrees(reading, reference, before=True):
            return (side,)
        inner = scene.index.adjectives.get(end)
        adjective = cast.side(inner) if inner is not None else None
        return (adjective,) if adjective is not None else ()
    return ()


def before(scene: Scene, cast: Cast, index: int, reading: CueReading) -> tuple[Side, ...]:
    """The nearest side before a verb that can be its subject: it agrees and nothing governs it."""
    earlier = scene.references_between(max(scene.first, index - _BACK), index - 1)
    if reading.number in ("p", "d"):
        for reference in earlier:
            side = cast.side(reference)
            group = join(scene, cast, side) if side is not None else None
            if group is not None and len(group.sides) > 1 and not is_governed(scene, reference):
                return group.sides
    for reference in reversed(earlier):
        side = cast.side(reference) if reference.form != "adjective" else None
        if side is None or not _agrees(reading, reference) or _in_relative(scene, reference):
            continue
        if not is_governed(scene, reference):
            return (side,)
    return ()


def _in_relative(scene: Scene, reference: Reference) -> bool:
    """Whether it is the subject of a relative clause: «التحالف الذي تقوده واشنطن»."""
    verb = reference.first - 1
    return is_verb(scene, verb) and is_kind(scene.norm(verb - 1), "relative")


def _agrees(reading: CueReading, reference: Reference) -> bool:
    """Agreement with a subject before the verb; states and bodies are of one gender, singular."""
    body = reference.kind in ("place", "organisation")
    if body and reading.gender and reference.gender and reading.gender != reference.gender:
        return False
    return agrees(reading, reference, before=True)


def is_governed(scene: Scene, reference: Reference) -> bool:
    """Whether a preposition governs the phrase."""
    if preposition_letter(scene, reference.first):
        return True
    return is_kind(scene.norm(reference.first - 1), "preposition")


def read_object(
    scene: Scene, cast: Cast, begin: int, *, deep: bool = False, comma: bool = False
) -> Found:
    """The direct object that begins at a token, times and adverbs skipped.

    ``comma``: one may stand before it, where an apposition to the subject ends.
    """
    start = skip_fillers(scene, begin)
    if start <= scene.last and comma and scene.norm(start) in ("،", ",", ")"):
        start = skip_fillers(scene, start + 1)
    if start < scene.last and scene.tokens[start].text in quotation_marks():
        start += 1
    if start > scene.last or preposition_letter(scene, start):
        return Found((), start - 1)
    token = scene.tokens[start]
    if token.kind == "mark" or is_kind(token.norm, "preposition") or is_verb(scene, start):
        return Found((), start - 1)
    return read_sides(scene, cast, start, deep=deep)


def governor(scene: Scene, cast: Cast, index: int) -> Verb | None:
    """The verb whose clause a noun stands in: the nearest one before it with no break between."""
    for place in range(index - 1, max(scene.first, index - _GOVERNOR) - 1, -1):
        token = scene.tokens[place]
        if token.text in (".", "؛", ":") or is_kind(token.norm, "relative"):
            return None
        if is_kind(token.norm, "that") and place < index - 1:
            return None
        if token.text in ("،", ",") and not _inserted(scene, place, index):
            return None
        if is_verb(scene, place) and not is_kind(token.norm, "auxiliary"):
            return verb_at(scene, cast, place)
    return None


def _inserted(scene: Scene, comma: int, index: int) -> bool:
    """Whether a comma before a noun belongs to a time or apposition set between commas."""
    return any(
        scene.tokens[place].text in ("،", ",")
        or (scene.in_time(place) is not None and place > comma)
        for place in range(comma - 6, index)
        if place != comma and place >= scene.first
    )


def relative_verb(scene: Scene, cast: Cast, index: int) -> Verb | None:
    """The verb of the clause that describes the noun at a token: «غارات شنتها», «هجوم استهدف»."""
    for place in range(index + 1, min(scene.last, index + _RELATIVE) + 1):
        token = scene.tokens[place]
        if token.kind == "mark" and token.text not in ('"', "«", "»", "(", ")"):
            return None
        if is_kind(token.norm, "relative"):
            continue
        if is_verb(scene, place):
            return verb_at(scene, cast, place)
    return None


def is_passive(scene: Scene, index: int) -> bool:
    """Whether a verb is shown to be passive by its form."""
    best = best_reading(scene, index)
    return best is not None and best.voice == "passive"


def agents(scene: Scene, cast: Cast, begin: int, reach: int) -> tuple[Side, ...]:
    """«من قبل», «على يد», «برصاص»: who did it, told after a passive or a noun."""
    phrases = connectives()["agent-phrase"]
    for index in range(begin, min(scene.last, begin + reach) + 1):
        if scene.tokens[index].text in (".", "؛", ":"):
            return ()
        pair = f"{scene.norm(index)} {scene.norm(index + 1)}"
        at = index + 2 if pair in phrases else index + 1 if scene.norm(index) in phrases else -1
        if at >= 0 and at <= scene.last:
            return read_sides(scene, cast, at).sides
    return ()


def lemma_kind(verb: Verb, kind: str) -> bool:
    """Whether a verb is of a kind of ``event_words.tsv``."""
    return verb.reading.entry.lemma in event_words()[kind]
