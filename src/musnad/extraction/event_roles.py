"""Roles: who did it and to whom, by the syntax of the clause that tells the event.

Input: a scene, a cast, a trigger and the frame of its row. Output: sides as actors and recipients;
nothing where the clause names nobody. Frames read: ``S`` the subject and ``G`` the genitive is the
actor, ``O`` the genitive or object is the recipient, ``P`` a verb whose bare form is mostly
passive, ``B`` both parties act (*talks between…*), and after ``>`` the object (``O``) or the
prepositions that bring the recipient.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.event_clauses import (
    Verb,
    agents,
    governor,
    is_governed,
    is_passive,
    lemma_kind,
    read_object,
    relative_verb,
    verb_at,
)
from musnad.extraction.event_parties import Cast, Side, event_words
from musnad.extraction.event_phrases import (
    Found,
    best_reading,
    is_verb,
    join,
    preposition_letter,
    pronoun_side,
    read_sides,
    verb_reading,
)
from musnad.extraction.event_triggers import Trigger
from musnad.extraction.scene import Scene
from musnad.extraction.subjects import skip_fillers
from musnad.records.assertions import Statement
from musnad.text.fold import fold
from musnad.text.quotations import quotation_marks

_FAR = 40  # tokens between a carrying verb and its object after a clause set between commas
_CARRIED = 6  # tokens between a carrying verbal noun and the deed
_REACH = 12  # tokens after a trigger within which its parties stand
_DEEP = frozenset({"ACCUSE", "THREATEN", "REJECT", "SUPPORT"})
_DEEP_WAYS = tuple(fold(way) for way in sorted(event_words()["complement"]))
_STATE_SECTORS = (("MIL",), ("GOV",), ("COP",), ("LEG",), ("JUD",))
_PHYSICAL = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST", "AID"})


class Roles(msgspec.Struct, frozen=True):
    """The parties of an event, in text order."""

    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()

    def __bool__(self) -> bool:
        """Whether any party is known."""
        return bool(self.actors or self.recipients)


def find_roles(scene: Scene, cast: Cast, trigger: Trigger, statement: Statement | None) -> Roles:
    """The parties of an event.

    Args:
        scene: its sentence.
        cast: who can be a party.
        trigger: its trigger.
        statement: the statement whose cue the trigger is, for events that are acts of speech.

    Example: «اشتباكات بين الجيش ومسلحين» (*clashes between the army and gunmen*) has two actors.
    """
    clause = trigger.row.pos == "verb" or trigger.row.frame[0] in "SPO"
    if clause and is_verb(scene, trigger.first):
        roles = _verb(scene, cast, trigger)
    elif trigger.row.pos == "verb":
        roles = _participle(scene, cast, trigger)
    else:
        roles = _noun(scene, cast, trigger)
    if statement is not None and not roles.actors:
        roles = _spoken(cast, roles, statement)
    return _distinct(roles)


def _spoken(cast: Cast, roles: Roles, statement: Statement) -> Roles:
    """An act of speech is the speaker's."""
    names = [n for n in (statement.speaker, *statement.co_speakers) if n is not None]
    speakers = [
        cast.side_of_entity(name, statement.speaker_span if place == 0 else None)
        for place, name in enumerate(names)
    ]
    actors = tuple(side for side in speakers if side is not None)
    recipients = roles.recipients
    addressee = statement.addressee
    if not recipients and addressee is not None and addressee.entity is not None:
        side = cast.side_of_entity(addressee.entity, addressee.span)
        recipients = (side,) if side is not None else ()
    return Roles(actors or roles.actors, recipients)


def _verb(scene: Scene, cast: Cast, trigger: Trigger) -> Roles:
    frame = trigger.row.frame
    verb = verb_at(scene, cast, trigger.first)
    if verb is None:
        return _participle(scene, cast, trigger)
    begin = max(verb.begin, trigger.last + 1)
    if verb.reading.person == 1:
        return Roles((), _recipients(scene, cast, trigger, begin))
    if "P" in frame:
        return _patient_first(scene, cast, verb, begin)
    if is_passive(scene, trigger.first):
        return Roles(agents(scene, cast, begin, _REACH), verb.subject)
    if "B" in frame:
        return Roles((*verb.subject, *_partners(scene, cast, begin)))
    if frame.startswith("O"):
        held = _governed(scene, cast, begin, connectives()["hand"])
        return Roles(held, verb.subject)
    return Roles(verb.subject, _verb_recipients(scene, cast, trigger, verb))


def _verb_recipients(scene: Scene, cast: Cast, trigger: Trigger, verb: Verb) -> tuple[Side, ...]:
    if verb.reading.enclitic and "O" in trigger.row.frame.partition(">")[2]:
        side = pronoun_side(scene, cast, trigger.first, verb.reading.enclitic)
        if side is not None and side not in verb.subject:
            return (side,)
    return _recipients(scene, cast, trigger, max(verb.begin, trigger.last + 1))


def _patient_first(scene: Scene, cast: Cast, verb: Verb, begin: int) -> Roles:
    """«قتل خمسة مدنيين» (*five civilians were killed*); active only with another object after."""
    by = agents(scene, cast, begin, _REACH)
    if by:
        return Roles(by, verb.subject)
    if verb.reading.enclitic:
        side = pronoun_side(scene, cast, verb.index, verb.reading.enclitic)
        return Roles(verb.subject, (side,) if side is not None else ())
    following = read_object(scene, cast, begin)
    active = bool(following.sides) and verb.begin > verb.index + 1
    if is_passive(scene, verb.index) or not active:
        return Roles((), verb.subject or following.sides)
    return Roles(verb.subject, following.sides)


def _participle(scene: Scene, cast: Cast, trigger: Trigger) -> Roles:
    """«مستهدفة ثكنات»: the subject of the clause acts."""
    verb = governor(scene, cast, trigger.first)
    actors = verb.subject if verb is not None else ()
    return Roles(actors, _recipients(scene, cast, trigger, trigger.last + 1))


def _noun(scene: Scene, cast: Cast, trigger: Trigger) -> Roles:
    """Construct chain, adjective and prepositions after the noun; the verbs around it."""
    frame = trigger.row.frame
    own = _own(scene, cast, trigger)
    start = trigger.last + 1
    if "V" in frame:
        return _visit(scene, cast, trigger, own)
    if "S" in frame:
        return Roles(_before_word(scene, cast, trigger), _recipients(scene, cast, trigger, start))
    if "B" in frame:
        return Roles(_both(scene, cast, trigger, own.sides))
    by = agents(scene, cast, start, _REACH) or _from_whom(scene, cast, trigger)
    if frame.startswith("O") or (by and own.sides) or _suffers(trigger, own):
        return Roles(by or _doer(scene, cast, trigger), own.sides)
    actors = by or own.sides or _doer(scene, cast, trigger)
    return Roles(actors, _recipients(scene, cast, trigger, max(trigger.last, own.last) + 1))


def _from_whom(scene: Scene, cast: Cast, trigger: Trigger) -> tuple[Side, ...]:
    """«اعتراضا من الولايات المتحدة», «بمساعدة من النظام»: who does an act of giving or saying."""
    if trigger.row.type in _PHYSICAL and trigger.row.type != "AID":
        return ()
    for index in range(trigger.last + 1, min(scene.last, trigger.last + 2) + 1):
        if scene.norm(index) in event_words()["from"]:
            return read_sides(scene, cast, index + 1).sides
    return ()


def _before_word(scene: Scene, cast: Cast, trigger: Trigger) -> tuple[Side, ...]:
    """«كوريا الشمالية مستعدة», «ألقى باللوم»: the subject that stands before a predicate."""
    for reference in reversed(scene.references_between(scene.first, trigger.first - 1)):
        side = cast.side(reference) if reference.form != "adjective" else None
        if side is not None and not is_governed(scene, reference):
            return join(scene, cast, side).sides
    return ()


def _visit(scene: Scene, cast: Cast, trigger: Trigger, own: Found) -> Roles:
    """A visit: whoever goes acts, the state gone to is the recipient."""
    start = trigger.last + 1
    reference = scene.reference_from(min(start, scene.last))
    if reference is not None and reference.kind == "place" and reference.form != "adjective":
        host = cast.host(reference)
        hosts = (host,) if host is not None else own.sides
        return Roles(_visitor(scene, cast, trigger), hosts)
    actors = own.sides or _visitor(scene, cast, trigger)
    for index in range(start, min(scene.last, start + _REACH) + 1):
        if scene.tokens[index].text in (".", "؛", ":"):
            break
        reference = scene.reference_from(index)
        if reference is None or not is_governed(scene, reference):
            continue
        host = cast.host(reference)
        if host is not None and all(host.country != side.country for side in actors):
            return Roles(actors, (host,))
    return Roles(actors)


def _visitor(scene: Scene, cast: Cast, trigger: Trigger) -> tuple[Side, ...]:
    return _doer(scene, cast, trigger) or _before_word(scene, cast, trigger)


def _suffers(trigger: Trigger, own: Found) -> bool:
    """Things and unnamed people suffer what a bare genitive tells: «قصف مواقع للحوثيين»."""
    if not own.sides or "O" not in trigger.row.frame.partition(">")[2]:
        return False
    return own.owned or own.sides[0].sectors[:1] in (
        ("CVL",),
        ("REF",),
        ("JRN",),
        ("MED",),
        ("OPP",),
    )


def _own(scene: Scene, cast: Cast, trigger: Trigger) -> Found:
    """Genitive, attached pronoun or nationality of the noun itself."""
    reading = trigger.reading
    none = Found((), trigger.last)
    if reading is not None and reading.enclitic and trigger.first == trigger.last:
        side = pronoun_side(scene, cast, trigger.first, reading.enclitic)
        return Found((side,), trigger.last) if side is not None else none
    start = trigger.last + 1
    if start < scene.last and scene.tokens[start].text in quotation_marks():
        start += 1
    if start > scene.last or preposition_letter(scene, start):
        return none
    token = scene.tokens[start]
    if token.kind == "mark" or is_kind(token.norm, "preposition") or is_verb(scene, start):
        return none
    if is_kind(token.norm, "relative"):
        return none
    capitals = trigger.row.type not in _PHYSICAL
    return read_sides(scene, cast, start, capitals=capitals)


def _both(scene: Scene, cast: Cast, trigger: Trigger, own: tuple[Side, ...]) -> tuple[Side, ...]:
    """The parties of talks or clashes: «بين», «مع», the owner, and the subject that holds them."""
    pair = _between(scene, cast, trigger.last + 1)
    if len(pair) > 1:
        return pair
    verb = relative_verb(scene, cast, trigger.last)
    if verb is not None and lemma_kind(verb, "gather"):
        gathered = read_object(scene, cast, verb.index + 1).sides
        if len(gathered) > 1:
            return gathered
    partners = _partners(scene, cast, trigger.last + 1)
    held = _doer(scene, cast, trigger) if len(own) + len(partners) < 2 else ()
    return (*own, *held, *partners, *pair)


def _doer(scene: Scene, cast: Cast, trigger: Trigger) -> tuple[Side, ...]:
    """The subject of the verb that carries the noun: «شنت روسيا غارات», «غارات شنتها روسيا»."""
    verb = relative_verb(scene, cast, trigger.last)
    if verb is not None and verb.subject:
        points = scene.norm(verb.index + 1) in event_words()["resumptive"]
        if verb.reading.enclitic or points:
            return verb.subject
    carried = _carried(scene, cast, trigger)
    if carried:
        return carried
    verb = governor(scene, cast, trigger.first) or _far_carrier(scene, cast, trigger)
    if verb is None or lemma_kind(verb, "other-agent") or lemma_kind(verb, "patient-verb"):
        return ()
    if lemma_kind(verb, "object-control"):
        return read_object(scene, cast, verb.begin, comma=True).sides
    return tuple(side for side in verb.subject if side.sectors[:1] != ("JRN",))


def _far_carrier(scene: Scene, cast: Cast, trigger: Trigger) -> Verb | None:
    """«وشن الوزير، الذي زار باريس أمس، هجوما»: the carrier before a clause set between commas."""
    if scene.norm(trigger.first - 1) not in ("،", ","):
        return None
    reading = trigger.reading
    if reading is None or reading.definite or reading.proclitics:
        return None
    carriers = connectives()["carrier-verb"]
    for index in range(trigger.first - 2, max(scene.first, trigger.first - _FAR) - 1, -1):
        if scene.tokens[index].text in (".", "؛", ":"):
            return None
        verb = verb_reading(scene, index)
        if verb is not None and verb.lemma in carriers:
            return verb_at(scene, cast, index)
    return None


def _carried(scene: Scene, cast: Cast, trigger: Trigger) -> tuple[Side, ...]:
    """«تنفيذ الطيران الحربي غارات»: who does the deed, after the verbal noun that carries it."""
    carriers = connectives()["carrier-verb"]
    for index in range(trigger.first - 1, max(scene.first, trigger.first - _CARRIED) - 1, -1):
        if scene.tokens[index].kind == "mark" or is_verb(scene, index):
            return ()
        best = best_reading(scene, index)
        if best is not None and best.pos == "masdar" and best.verb in carriers:
            found = read_object(scene, cast, index + 1)
            return found.sides if found.last < trigger.first else ()
    return ()


def _recipients(scene: Scene, cast: Cast, trigger: Trigger, begin: int) -> tuple[Side, ...]:
    """The recipient that the frame's object or prepositions bring."""
    ways = {fold(way) for way in trigger.row.frame.partition(">")[2].split(",") if way}
    deep = trigger.row.type in _DEEP
    if "O" in ways:
        comma = trigger.row.pos == "verb" and begin > trigger.last + 1
        found = read_object(scene, cast, begin, deep=deep, comma=comma).sides
        if found:
            return found
    if ways - {"O"}:
        found = _governed(scene, cast, begin, ways, capitals=trigger.row.type not in _PHYSICAL)
        if found:
            return found
    if deep:
        return _governed(scene, cast, begin, _DEEP_WAYS, deep=True)
    if trigger.row.pos != "verb":
        verb = relative_verb(scene, cast, trigger.last)
        if verb is not None and lemma_kind(verb, "deed-subject") and not verb.reading.enclitic:
            return read_object(scene, cast, verb.index + 1).sides
    return ()


def _governed(
    scene: Scene,
    cast: Cast,
    begin: int,
    prepositions: Collection[str],
    *,
    deep: bool = False,
    capitals: bool = False,
) -> tuple[Side, ...]:
    """Whom the first of the prepositions brings, written apart or on the word."""
    for index in range(begin, min(scene.last, begin + _REACH) + 1):
        token = scene.tokens[index]
        if token.text in (".", "؛", ":"):
            return ()
        if token.norm in prepositions:
            return read_sides(scene, cast, index + 1, deep=deep, capitals=capitals).sides
        if token.kind != "word":
            continue
        attached = _attached_pronoun(scene, cast, index, prepositions)
        if attached is not None:
            return (attached,)
        if preposition_letter(scene, index) in prepositions:
            found = read_sides(scene, cast, index, deep=deep, capitals=capitals)
            if found.sides:
                return found.sides
    return ()


def _attached_pronoun(
    scene: Scene, cast: Cast, index: int, prepositions: Collection[str]
) -> Side | None:
    """«عليها», «ضده»: whom the pronoun on a preposition means."""
    best = best_reading(scene, index)
    if best is None or best.pos != "prep" or not best.enclitic or best.lemma not in prepositions:
        return None
    return pronoun_side(scene, cast, index, best.enclitic)


def _partners(scene: Scene, cast: Cast, begin: int) -> tuple[Side, ...]:
    """«مع فلان», «التقى فلانا», «اجتمع بفلان»: the other party."""
    begin = skip_fillers(scene, begin)
    for index in range(begin, min(scene.last, begin + _REACH) + 1):
        token = scene.tokens[index]
        if token.text in (".", "؛", ":") or (index > begin and is_verb(scene, index)):
            return ()
        attached = _attached_pronoun(scene, cast, index, connectives()["partner-preposition"])
        if attached is not None:
            return (attached,)
        if is_kind(token.norm, "partner-preposition"):
            return read_sides(scene, cast, index + 1).sides
        if index == begin and scene.reference_from(index) is not None:
            found = read_sides(scene, cast, index).sides
            if found:
                return found
    return ()


def _between(scene: Scene, cast: Cast, begin: int) -> tuple[Side, ...]:
    """«بين فلان وفلان»: both parties."""
    for index in range(begin, min(scene.last, begin + 8) + 1):
        if scene.tokens[index].text in (".", "؛", ":"):
            return ()
        if is_kind(scene.norm(index), "between"):
            return read_sides(scene, cast, index + 1).sides
    return ()


def supporting(scene: Scene, cast: Cast, trigger: Trigger, supporter: Trigger) -> Roles:
    """What a word that supports the trigger adds: «استهدفت الغارات قافلة» has no other actor."""
    deed = supporter.row.words[0] in event_words()["deed-subject"]
    if not deed or supporter.row.pos != "verb":
        return find_roles(scene, cast, supporter, None)
    begin = max(trigger.last, supporter.last) + 1
    return Roles((), read_object(scene, cast, begin).sides)


def merged(trigger: Trigger, roles: Roles, other: Roles) -> Roles:
    """Roles with the sides they lack taken from words that support the trigger."""
    if "B" in trigger.row.frame:
        return roles
    return _distinct(Roles(roles.actors or other.actors, roles.recipients or other.recipients))


def placed(roles: Roles, country: str | None, focus: str | None) -> Roles:
    """Roles whose people of no told country take that of the event, and forces the article's."""
    return Roles(
        tuple(_in_country(side, country, focus) for side in roles.actors),
        tuple(_in_country(side, country, focus) for side in roles.recipients),
    )


def _in_country(side: Side, country: str | None, focus: str | None) -> Side:
    if side.country:
        return side
    state = side.sectors[:1] in _STATE_SECTORS
    return msgspec.structs.replace(side, country=(focus if state else country) or focus)


def _distinct(roles: Roles) -> Roles:
    """Each side once, and no side on both ends."""
    actors = _unique(roles.actors)
    taken = {side.entity or side.span for side in actors}
    others = tuple(s for s in _unique(roles.recipients) if (s.entity or s.span) not in taken)
    return Roles(actors, others)


def _unique(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    seen: dict[object, Side] = {}
    for side in sides:
        seen.setdefault(side.entity or side.span, side)
    return tuple(seen.values())
