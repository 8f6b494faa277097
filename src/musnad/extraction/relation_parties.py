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
from musnad.extraction.relation_doers import find_doers, owner_side, state_of
from musnad.extraction.relation_heads import Head, attached_preposition
from musnad.extraction.relation_words import is_relation_word, relation_words
from musnad.extraction.scene import Scene
from musnad.records.layers import Reference
from musnad.text.quotations import quotation_marks

_REACH = 14  # tokens after a noun in which its parties stand
_CONCERN = 6  # tokens from «بشأن» to what is meant
_LOCAL = frozenset({"ceasefire", "armed_conflict"})
_NAMED_AFTER = frozenset({"agreement", "resolution"})  # «اتفاق فيينا»: after where it was made
_UNIONS = frozenset({"EUR", "IGO"})  # that have envoys as states have
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
    doers = find_doers(scene, cast, head, binding) if binding is not None else ()
    owner = _owner(scene, cast, head, partners)
    sides = [*owner, *doers, *partners] if head.row.frame != "pair" else [*owner, *partners]
    fighting = head.row.kind == "armed_conflict"
    if head.row.frame == "pair" and (fighting or len(_countries(sides)) < 2):
        sides = [*(side for side in doers if _may_join(side, head)), *sides]
    pairs = event_words()["pair"]  # «البلدين» (*the two countries*) names no party
    sides = [side for side in sides if scene.tokens[side.first].norm not in pairs]
    if head.row.kind == "diplomatic_relations":
        sides = [side for side in sides if STATE in side.sectors[:1] or side.country in _UNIONS]
    return Parties(
        tuple(_distinct(sides)), tuple(dict.fromkeys(found.concerns)), found.last, bool(doers)
    )


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
        reference = self.scene.reference_from(self.head.first)
        if self.head.row.frame == "member" and reference is not None:
            side = self.cast.side(reference)
            self.sides += [side] if side is not None else []  # the organisation itself
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
        if (
            reference.form == "adjective"
            or self.head.definite
            or attached_preposition(scene, index)
        ):
            return index
        found = read_sides(scene, self.cast, index, capitals=self.head.row.kind not in _NAMED_AFTER)
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
        if norm in words["inside"] and frame == "member":
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


def _owner(scene: Scene, cast: Cast, head: Head, partners: list[Side]) -> list[Side]:
    """Whose talks: the pronoun on the noun."""
    if not head.enclitic:
        return []
    others = {side.country for side in partners}
    side = owner_side(scene, cast, head.start, head.enclitic, others=others)
    return [state_of(cast, side)] if side is not None else []
