"""Speakers carried over: who goes on speaking when a verb names nobody.

Input: the speakers of the statements so far, in text order. Output: the one a verb such as «وأضاف»
(*and he added*) or «وأوضحت» (*and she explained*) continues.
"""

from __future__ import annotations

import msgspec

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.cues import CueReading, read_verb
from musnad.extraction.scene import Scene
from musnad.extraction.subjects import find_subject
from musnad.records.layers import Reference

_MEMORY = 8  # sentences a speaker is remembered for


class Turn(msgspec.Struct, frozen=True):
    """Somebody who has spoken: the reference and the sentence of the statement."""

    reference: Reference
    sentence: int


def continues(reading: CueReading, reference: Reference) -> bool:
    """Whether the form of a verb or participle fits somebody as its unspoken subject."""
    if reading.person in (1, 2):
        return False
    if reading.gender and reference.gender and reference.number == "s":
        return reading.gender == reference.gender and reading.number in ("s", "")
    if reading.number in ("p", "d"):
        return reference.number != "s"
    return True


def carried_over(turns: list[Turn], reading: CueReading, sentence: int) -> Reference | None:
    """The latest earlier speaker whom the form fits, within a few sentences; else None."""
    for turn in reversed(turns):
        if sentence - turn.sentence > _MEMORY:
            return None
        if continues(reading, turn.reference):
            return turn.reference
    return None


def governing_subject(scene: Scene, reading: CueReading, before: int) -> Reference | None:
    """The subject of the verb a participle depends on.

    «رفض المتحدث التعليق، قائلا…» (*the spokesman declined to comment, saying…*): the nearest verb
    before it that is no relative clause, and the subject after that verb or fronted before it.
    """
    for index in range(before - 1, scene.first - 1, -1):
        token = scene.tokens[index]
        verb = read_verb(token.norm, token.text) if token.kind == "word" else None
        if verb is None or scene.in_name(index) or _is_subordinate(scene, index):
            continue
        subject = find_subject(scene, index, verb)
        reference = subject.reference
        if reference is not None and reference.speaks and continues(reading, reference):
            return reference
    return first_actor(scene, reading, before)


def joined_subject(scene: Scene, reading: CueReading, before: int) -> Reference | None:
    """The subject of the verb a coordinated verb is joined to: «استدعت تونس السفير وأبدت له…»."""
    for index in range(before - 1, scene.first - 1, -1):
        token = scene.tokens[index]
        verb = read_verb(token.norm, token.text) if token.kind == "word" else None
        if verb is None or scene.in_name(index) or _is_subordinate(scene, index):
            continue
        if index > scene.first and not verb.coordinated:
            continue
        subject = find_subject(scene, index, verb)
        reference = subject.reference
        if reference is not None and subject.place == "after" and reference.speaks:
            return reference if continues(reading, reference) else None
    return None


def _is_subordinate(scene: Scene, index: int) -> bool:
    previous = scene.norm(index - 1)
    return is_kind(previous, "relative") or previous in connectives()["that"]


def first_actor(scene: Scene, reading: CueReading, before: int) -> Reference | None:
    """Who the sentence is about, for a participle that follows no other report.

    «وحاول كارتر تبديد القلق، مؤكدا أن…» (*Carter tried to allay concern, affirming that…*): the
    first reference of the sentence that can speak and agrees.
    """
    for reference in scene.references_between(scene.first, before - 1):
        if reference.speaks and continues(reading, reference):
            return reference
    return None
