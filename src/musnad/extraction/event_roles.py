"""Roles: who did it and to whom, by the syntax of the clause that tells the event.

Input: a scene, a trigger and the frame of its row. Output: references as actors and recipients;
nothing where the clause names nobody. Frames read: ``G`` the genitive or the subject is the
actor, ``O`` the genitive or object is the recipient, ``P`` a verb whose bare form is mostly
passive, ``B`` both parties act (*talks between…*), and after ``>`` the object or the prepositions
that bring the recipient.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.cues import CueReading, read_verb
from musnad.extraction.event_triggers import Trigger
from musnad.extraction.scene import Scene
from musnad.extraction.subjects import find_subject, skip_fillers
from musnad.records.assertions import Statement
from musnad.records.layers import Reference
from musnad.text.fold import fold

_REACH = 14  # tokens after a trigger within which its parties stand


class Roles(msgspec.Struct, frozen=True):
    """The parties of an event, in text order."""

    actors: tuple[Reference, ...] = ()
    recipients: tuple[Reference, ...] = ()


def find_roles(scene: Scene, trigger: Trigger, statement: Statement | None) -> Roles:
    """The parties of an event.

    Args:
        scene: its sentence.
        trigger: its trigger.
        statement: the statement whose cue the trigger is, for events that are acts of speech.
    """
    if statement is not None:
        return _speech(scene, trigger, statement)
    if trigger.row.pos == "verb" and trigger.reading is not None:
        roles = _verb(scene, trigger)
    else:
        roles = _noun(scene, trigger)
    return _agents(scene, trigger, roles)


def _speech(scene: Scene, trigger: Trigger, statement: Statement) -> Roles:
    """The speaker acts; whoever is spoken to or of is the recipient."""
    speakers = [statement.speaker, *statement.co_speakers]
    actors = tuple(
        reference for reference in _by_entity(scene, [s for s in speakers if s is not None])
    )
    addressee = statement.addressee.entity if statement.addressee is not None else None
    recipients = tuple(_by_entity(scene, [addressee] if addressee is not None else []))
    if not recipients:
        start = trigger.last + 1
        recipients = tuple(r for r in _after(scene, start, start + _REACH) if r not in actors)[:1]
    return Roles(actors, recipients)


def _by_entity(scene: Scene, entities: list[str]) -> list[Reference]:
    """One reference of each entity, from anywhere in the document."""
    found = []
    for entity in entities:
        for reference in scene.layers.references:
            if reference.entity == entity and reference.form != "adjective":
                found.append(reference)
                break
    return found


def _verb(scene: Scene, trigger: Trigger) -> Roles:
    reading = read_verb(scene.norm(trigger.first), scene.tokens[trigger.first].text)
    frame = trigger.row.frame
    if reading is None:
        return _participle(scene, trigger)
    subject = find_subject(scene, trigger.first, reading)
    begin = subject.last + 1 if subject.place == "after" else trigger.last + 1
    mine = tuple(r for r in (subject.reference, *subject.joint) if r is not None)
    if "P" in frame:
        return _patient_first(scene, trigger, reading, mine, begin)
    if reading.voice == "passive":
        return Roles((), mine)
    if "B" in frame:
        with_whom = _partners(scene, begin) or _object(scene, begin, mine)
        return Roles((*mine, *(r for r in with_whom if r not in mine)))
    if frame.startswith("O"):
        return Roles(_governed(scene, begin, connectives()["hand"]), mine)
    return Roles(mine, _recipients(scene, frame, begin, mine))


def _patient_first(
    scene: Scene, trigger: Trigger, reading: CueReading, mine: tuple[Reference, ...], begin: int
) -> Roles:
    """«قتل خمسة مدنيين» (*five civilians were killed*); active only with another object after."""
    following = _object(scene, begin, mine)
    active = (
        reading.voice == "active"
        or reading.enclitic
        or (bool(mine) and bool(following) and following[0].first == begin)
    )
    if active and reading.voice != "passive":
        return Roles(mine, following)
    return Roles((), mine or following)


def _participle(scene: Scene, trigger: Trigger) -> Roles:
    """«مستهدفة ثكنات»: the subject of the clause acts."""
    actors = _first_speakers(scene, trigger.first)
    return Roles(actors, _recipients(scene, trigger.row.frame, trigger.last + 1, actors))


def _first_speakers(scene: Scene, before: int) -> tuple[Reference, ...]:
    for reference in scene.references_between(scene.first, before - 1):
        if reference.speaks:
            return (reference,)
    return ()


def _noun(scene: Scene, trigger: Trigger) -> Roles:
    """Construct chain, adjective and prepositions after the noun; the verb that carries it."""
    frame = trigger.row.frame
    start = trigger.last + 1
    genitive = _genitive(scene, trigger)
    nisba = _nisba(scene, trigger)
    carried = _carrier(scene, trigger)
    if "B" in frame:
        parties = _between(scene, start) or (*genitive, *_partners(scene, start))
        return Roles(_unique((*parties, *(nisba if len(parties) < 2 else ()), *carried)))
    if frame.startswith("O"):
        return Roles(carried, genitive or _object(scene, start, ())[:1])
    actors = _unique((*carried, *nisba, *genitive[:1]))[:2]
    if genitive and _is_patient(genitive[0]) and ("O" in frame.partition(">")[2]):
        others = tuple(r for r in actors if r != genitive[0])
        return Roles(others, genitive)
    recipients = _recipients(scene, frame, start, actors)
    return Roles(actors, recipients)


def _is_patient(reference: Reference) -> bool:
    """Places and unnamed people suffer what a bare genitive tells: «قصف حلب»."""
    return reference.kind == "place" and not reference.speaks


def _genitive(scene: Scene, trigger: Trigger) -> tuple[Reference, ...]:
    """The reference right after the noun; the owner of an attached pronoun is not looked for."""
    reading = trigger.reading
    if reading is not None and (reading.definite or reading.enclitic):
        return ()
    index = trigger.last + 1
    while scene.tokens[min(index, scene.last)].kind == "number" and index < scene.last:
        index += 1
    reference = scene.reference_from(index)
    if reference is None or reference.form == "adjective":
        return ()
    if reference.span.start != scene.tokens[reference.first].start:
        return ()
    return (reference,)


def _nisba(scene: Scene, trigger: Trigger) -> tuple[Reference, ...]:
    """«الغارات الروسية»: the country the adjective means acts."""
    for index in range(trigger.last + 1, min(scene.last, trigger.last + 3) + 1):
        reference = scene.index.adjectives.get(index)
        if reference is not None:
            return (reference,)
        if scene.tokens[index].kind == "mark" or is_kind(scene.norm(index), "preposition"):
            return ()
    return ()


def _carrier(scene: Scene, trigger: Trigger) -> tuple[Reference, ...]:
    """The subject of the verb that carries the noun: «شنت روسيا غارات», «غارات شنتها روسيا»."""
    carriers = connectives()["carrier-verb"]
    for index in (
        *range(trigger.first - 1, max(scene.first, trigger.first - 12) - 1, -1),
        *range(trigger.last + 1, min(scene.last, trigger.last + 8) + 1),
    ):
        token = scene.tokens[index]
        reading = read_verb(token.norm, token.text) if token.kind == "word" else None
        if reading is None:
            if token.text in (".", "؛"):
                return ()
            continue
        if reading.entry.lemma in carriers:
            subject = find_subject(scene, index, reading)
            return tuple(r for r in (subject.reference, *subject.joint) if r is not None)
        if index < trigger.first:
            continue
        return ()
    return ()


def _agents(scene: Scene, trigger: Trigger, roles: Roles) -> Roles:
    """«من قبل», «على يد», «برصاص»: the agent told after a passive or a noun."""
    phrases = connectives()["agent-phrase"]
    for index in range(trigger.last + 1, min(scene.last, trigger.last + _REACH) + 1):
        pair = f"{scene.norm(index)} {scene.norm(index + 1)}"
        at = index + 2 if pair in phrases else index + 1 if scene.norm(index) in phrases else -1
        if at < 0:
            continue
        reference = scene.reference_from(at)
        if reference is not None and reference.speaks:
            others = tuple(r for r in roles.recipients if r != reference)
            return Roles((reference,), others or tuple(r for r in roles.actors if r != reference))
    return roles


def _recipients(
    scene: Scene, frame: str, begin: int, actors: tuple[Reference, ...]
) -> tuple[Reference, ...]:
    """The recipient that the frame's object or prepositions bring."""
    ways = [fold(way) for way in frame.partition(">")[2].split(",") if way]
    if not ways:
        return ()
    letters = tuple(way for way in ways if way != "O")
    if "O" in ways:
        found = _object(scene, begin, actors)
        if found:
            return found
    return _governed(scene, begin, letters) if letters else ()


def _object(scene: Scene, begin: int, others: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The first reference after the verb that no preposition governs, with those joined to it."""
    index = skip_fillers(scene, begin)
    while index <= min(scene.last, begin + _REACH):
        reference = scene.reference_from(index)
        if reference is not None and reference.form != "adjective":
            free = reference.span.start == scene.tokens[index].start
            governed = is_kind(scene.norm(index - 1), "preposition")
            if free and not governed and reference not in others:
                return _joined(scene, reference)
            index = reference.last
        elif scene.tokens[index].text in (".", "؛", ":", "،") or is_kind(
            scene.norm(index), "relative"
        ):
            return ()
        index += 1
    return ()


def _governed(scene: Scene, begin: int, prepositions: Collection[str]) -> tuple[Reference, ...]:
    """The first reference that one of the prepositions governs, apart or written on."""
    for reference in _after(scene, begin, begin + _REACH):
        token = scene.tokens[reference.first]
        attached = token.norm[: reference.span.start - token.start]
        before = scene.norm(reference.first - 1)
        if before in prepositions or any(letter in prepositions for letter in attached):
            return _joined(scene, reference)
        if len(attached) == 0 and before not in prepositions and token.norm[0] in prepositions:
            return _joined(scene, reference)  # «للصحافيين», where the article is swallowed
    return ()


def _after(scene: Scene, first: int, last: int) -> list[Reference]:
    return [
        r
        for r in scene.references_between(first, min(last, scene.last) + 8)
        if r.first <= last and r.form != "adjective"
    ]


def _partners(scene: Scene, begin: int) -> tuple[Reference, ...]:
    """«مع فلان»: the other party."""
    for reference in _after(scene, begin, begin + _REACH):
        if is_kind(scene.norm(reference.first - 1), "partner-preposition"):
            return _joined(scene, reference)
    return ()


def _between(scene: Scene, begin: int) -> tuple[Reference, ...]:
    """«بين فلان وفلان»: both parties."""
    for index in range(begin, min(scene.last, begin + 8) + 1):
        if is_kind(scene.norm(index), "between"):
            reference = scene.reference_from(index + 1)
            if reference is not None:
                return _joined(scene, reference)
    return ()


def _joined(scene: Scene, reference: Reference) -> tuple[Reference, ...]:
    """A reference with all that are joined to it by «و», a second «بين» between them or not."""
    found = [reference]
    while found[-1].last < scene.last:
        following = found[-1].last + 1
        if scene.norm(following) in ("،", ","):
            following += 1
        if is_kind(scene.norm(following), "between"):
            following += 1
        elif not scene.leading_conjunction(following):
            break
        joint = scene.reference_from(following)
        if joint is None or joint in found:
            break
        found.append(joint)
    return tuple(found)


def _unique(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    seen: dict[str | None, Reference] = {}
    for reference in references:
        seen.setdefault(reference.entity, reference)
    return tuple(seen.values())
