"""Parties: between whom a relation stands, and what or where it concerns.

Input: a scene, a head and its binding. Output: entities of the parties in the order of their words,
entities it concerns, and the tokens that name them. Only words of the noun's own phrase, its
pronoun and the subject of its verb are taken.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.extraction.connectives import is_kind
from musnad.extraction.event_parties import STATE, Cast, Side, event_words
from musnad.extraction.event_phrases import best_reading, read_sides, verb_reading
from musnad.extraction.relation_bindings import COMMAS, Binding
from musnad.extraction.relation_heads import Head, attached_preposition
from musnad.extraction.relation_words import is_relation_word, relation_words, state_words
from musnad.extraction.scene import Scene
from musnad.records.layers import Reference
from musnad.text.quotations import quotation_marks

_REACH = 14  # tokens after a noun in which its parties stand
_ANTECEDENT = 3  # tokens from a body to the relative pronoun that describes it
_CONCERN = 6  # tokens from «بشأن» to what is meant
_LOCAL = frozenset({"ceasefire", "armed_conflict"})
_LEADING = frozenset({"partner", "between", "target"})
_NO_PARTY = frozenset({"JRN"})
_BODIES = frozenset({"UNO", "IGO", "NGO"})  # they bring ceasefires about, and are no side


class Parties(msgspec.Struct, frozen=True):
    """Who and what about, with the last token of their words; ``doers``: who acts is known."""

    sides: tuple[Side, ...]
    concerns: tuple[str, ...]
    last: int
    doers: bool = False


def find_parties(scene: Scene, cast: Cast, head: Head, binding: Binding | None) -> Parties:
    """The parties of a head, as its own clause gives them."""
    clause = binding is not None and binding.manner == "clause"
    found = _Phrase(scene, cast, head)
    found.read(binding.index if binding is not None and clause else None)
    partners = list(found.sides)
    doers = _doers(scene, cast, head, binding) if binding is not None else ()
    owner = _owner(scene, cast, head, partners)
    sides = [*owner, *doers, *partners] if head.row.frame != "pair" else [*owner, *partners]
    if head.row.frame == "pair" and len(_countries(sides)) < 2:
        sides = [*(side for side in doers if _may_join(side, head)), *sides]
    pairs = event_words()["pair"]  # «البلدين» (*the two countries*) names no party
    sides = [side for side in sides if scene.tokens[side.first].norm not in pairs]
    return Parties(tuple(_distinct(sides)), tuple(dict.fromkeys(found.concerns)), found.last, bool(doers))


def _countries(sides: list[Side]) -> set[str | None]:
    return {side.country or side.entity for side in sides}


def _may_join(side: Side, head: Head) -> bool:
    return head.row.kind not in _LOCAL or side.country not in _BODIES


def _distinct(sides: list[Side]) -> Iterator[Side]:
    seen: set[tuple[str | None, str]] = set()
    for side in sides:
        sector = side.sectors[0] if side.sectors else ""
        key = (side.country, sector) if side.country else ("", side.entity or "")
        known = side.entity is not None and not _NO_PARTY.intersection(side.sectors)
        if known and key not in seen:
            seen.add(key)
            yield side


class _Phrase:
    """Reads on from a head: adjectives, «بين», «مع», «على», «بشأن», up to the end of the phrase."""

    def __init__(self, scene: Scene, cast: Cast, head: Head) -> None:
        self.scene, self.cast, self.head = scene, cast, head
        self.sides: list[Side] = []
        self.concerns: list[str] = []
        self.last = head.last

    def read(self, clause: int | None = None) -> None:
        """Fill the parties and concerns, with those after the verb of a relative clause."""
        index = self.genitive(self.head.last + 1)
        while index <= min(self.scene.last, self.head.last + _REACH):
            index = self.step(index)
        if clause is not None:
            index = clause + 1
            while index <= min(self.scene.last, clause + _REACH):
                index = self.step(index)

    def genitive(self, index: int) -> int:
        """Adjectives and a genitive right after the head: «المحادثات الأميركية الروسية»."""
        scene = self.scene
        while index <= scene.last:
            if scene.tokens[index].text == "-" or scene.tokens[index].text in quotation_marks():
                index += 1
                continue
            adjective = scene.index.adjectives.get(index)
            side = self.cast.side(adjective) if adjective is not None else None
            if side is None or adjective is None:
                break
            if self.head.row.kind in _LOCAL and self.head.row.frame == "pair":
                self.concern(adjective)
            else:
                self.add((side,), adjective.last)
            index = adjective.last + 1
        reference = scene.reference_from(index)
        if reference is None or index != self.head.last + 1 or self.head.enclitic:
            return index
        if reference.form == "adjective" or self.head.definite or attached_preposition(scene, index):
            return index
        found = read_sides(scene, self.cast, index, capitals=self.head.row.frame != "body")
        if not found.sides or found.owned:
            return index
        self.add(found.sides, found.last)
        return found.last + 1

    def step(self, index: int) -> int:
        """Read the word at a token; the token to go on from, or beyond the text to stop."""
        scene = self.scene
        token = scene.tokens[index]
        stop = scene.last + 1
        if token.kind == "mark":
            leads = index < scene.last and self.kind_of(scene.norm(index + 1)) in _LEADING
            skipped = token.text in quotation_marks() or token.text == "-"
            return index + 1 if skipped or (leads and token.text in COMMAS) else stop
        if is_kind(token.norm, "that") or is_kind(token.norm, "relative"):
            return stop
        if is_relation_word(token.norm, "settled") or verb_reading(scene, index) is not None:
            return stop
        best = best_reading(scene, index)
        if best is not None and best.pos == "masdar" and scene.leading_conjunction(index):
            return stop  # another deed
        kind = self.kind_of(token.norm)
        if kind in ("partner", "between", "target"):
            if scene.norm(index + 1) in event_words()["own-country"]:
                self.add((self.cast.speaker,) if self.cast.speaker else (), index + 1)
                return index + 2
            found = read_sides(scene, self.cast, index + 1, capitals=True)
            if found.sides and not found.owned:
                self.add(found.sides, found.last)
                return max(found.last, index) + 1
        elif kind == "concern":
            return self.concerned(index)
        elif kind == "partner-pronoun":
            self.pronoun(index)
        return index + 1

    def kind_of(self, norm: str) -> str:
        """What a preposition leads to, in the frame of the head."""
        frame = self.head.row.frame
        words = relation_words()
        if norm in words["partner"] and frame != "on":
            return "partner"
        if norm in words["against"] and frame == "pair":
            return "partner"
        if norm in words["between"] and frame == "pair":
            return "between"
        if norm in words["target"] and frame == "on":
            return "target"
        if norm in words["with-pronoun"] and frame == "pair":
            return "partner-pronoun"
        return "concern" if is_relation_word(norm, "concern") else ""

    def concerned(self, index: int) -> int:
        """«بشأن سوريا», «حول النزاع السوري»; «في» leads to a venue, but for what has a place."""
        scene = self.scene
        place = scene.norm(index) in relation_words()["inside"]
        if place and self.head.row.kind not in _LOCAL:
            return index + 1
        for after in range(index + 1, min(scene.last, index + _CONCERN) + 1):
            token = scene.tokens[after]
            if token.kind == "mark" or verb_reading(scene, after) is not None:
                break
            reference = scene.reference_from(after)
            adjective = scene.index.adjectives.get(after)
            if reference is not None and reference.kind == "place" and reference.form == "name":
                self.concern(reference)
                return reference.last + 1
            if adjective is not None and not place:
                self.concern(adjective)
                return adjective.last + 1
        return index + 1

    def concern(self, reference: Reference) -> None:
        """Note an entity that the relation concerns."""
        if reference.entity is not None:
            self.concerns.append(reference.entity)
            self.last = max(self.last, reference.last)

    def pronoun(self, index: int) -> None:
        """«اتصالاتنا معها»: with whoever was spoken of."""
        side = owner_side(self.scene, self.cast, index, self.scene.norm(index)[2:])
        if side is not None:
            self.add((side,), index)

    def add(self, sides: tuple[Side, ...], last: int) -> None:
        """Note parties."""
        self.sides += [state_of(self.cast, side) for side in sides]
        self.last = max(self.last, last)


def state_of(cast: Cast, side: Side) -> Side:
    """The state itself for whoever speaks for it: a minister's talks are his country's."""
    if side.country is None or side.sectors[:1] != (STATE,):
        return side
    for entity in cast.entities.values():
        if entity.kind == "place" and entity.country == side.country and STATE in entity.sectors:
            return msgspec.structs.replace(side, entity=entity.id, sectors=entity.sectors)
    return side


def _owner(scene: Scene, cast: Cast, head: Head, partners: list[Side]) -> list[Side]:
    """Whose talks: the pronoun on the noun."""
    if not head.enclitic:
        return []
    others = {side.country for side in partners}
    side = owner_side(scene, cast, head.start, head.enclitic, others=others)
    return [state_of(cast, side)] if side is not None else []


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


def _doers(scene: Scene, cast: Cast, head: Head, binding: Binding) -> tuple[Side, ...]:
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
    before = [r for r in scene.references_between(scene.first, relative - 1) if r.form != "adjective"]
    for reference in reversed(before):
        reach = _ANTECEDENT if reference.kind == "place" else 2 * _ANTECEDENT
        named = reference.kind != "place" or reference is before[-1] and len(before) == 1
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
