"""Speakers carried over: who goes on speaking when a verb names nobody.

Input: the speakers of the statements so far, in text order. Output: the one a verb such as «وأضاف»
(*and he added*) or «وأوضحت» (*and she explained*) continues.
"""

from __future__ import annotations

import msgspec

from musnad.extraction.cues import CueReading
from musnad.extraction.scene import Scene
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


def first_actor(scene: Scene, reading: CueReading, before: int) -> Reference | None:
    """Who the sentence is about, for a participle that follows no other report.

    «وحاول كارتر تبديد القلق، مؤكدا أن…» (*Carter tried to allay concern, affirming that…*): the
    first reference of the sentence that can speak and agrees.
    """
    for reference in scene.references_between(scene.first, before - 1):
        if reference.speaks and continues(reading, reference):
            return reference
    return None
