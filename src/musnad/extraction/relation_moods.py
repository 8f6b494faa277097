"""Moods: whether what a word says of a relation holds, is planned, is supposed or is denied.

Input: a scene, a head and a binding. Output: the state that holds, and whether it is only proposed;
or None. A word that governs the clause decides («دعا إلى استئناف…», «لم تتوقف»), unless something
settled parts it from the state («يأمل … بعد تعليق المحادثات»).
"""

from __future__ import annotations

import msgspec

from musnad.extraction.connectives import connectives, inna_letters, is_kind
from musnad.extraction.event_phrases import verb_reading
from musnad.extraction.relation_bindings import Binding
from musnad.extraction.relation_heads import Head
from musnad.extraction.relation_words import is_relation_word, mood, relation_words
from musnad.extraction.scene import Scene
from musnad.records.assertions import Force, Statement

_REACH = 8  # tokens before a word in which another governs it
_NEGATED = 2  # tokens that «لم» reaches: «لم يتم استئناف المحادثات»
_FORCES: dict[Force, str] = {
    "demand": "requested",
    "hope": "requested",
    "threaten": "supposed",
    "deny": "negated",
    "accuse": "supposed",
    "ask": "supposed",
}


# What a verbal noun names without anything to say that it happened: «تطبيع العلاقات».
_UNSURE = frozenset({"in_force", "agreed", "resumed", "ended", "under_way"})


class Standing(msgspec.Struct, frozen=True):
    """How a relation stands by one word.

    Attributes:
        state: of the records.
        holds: it is so; else it is proposed or asked for.
        background: it was so before what the article tells.
    """

    state: str
    holds: bool
    background: bool


def standing(
    scene: Scene, head: Head, binding: Binding, told_in: Statement | None
) -> Standing | None:
    """What a binding says of the relation; None for what is denied, feared or supposed."""
    governed = _governed(scene, head, binding)
    row = binding.row
    if governed == "" and told_in is not None and binding.manner not in ("attribute", "clause"):
        governed = _FORCES.get(told_in.force, "")
    unsure = row.state in _UNSURE and not row.lasting
    if governed == "" and binding.manner == "construct" and unsure:
        return None
    planned = bool(binding.reading.future) or governed == "requested"
    if governed == "supposed" or _is_interrogative(scene):
        return None
    if governed == "negated":
        return Standing(row.negated, holds=True, background=False) if row.negated else None
    if planned:
        keeps = row.planned == row.state and governed != "requested"
        asked = governed == "requested" and not binding.reading.future and row.planned == "agreed"
        state = "proposed" if asked else row.planned
        return Standing(state, holds=keeps, background=False) if state else None
    return Standing(row.state, holds=True, background=_is_background(scene, binding))


def _is_interrogative(scene: Scene) -> bool:
    return scene.tokens[scene.last].text in ("?", "\u061f")


def _governed(scene: Scene, head: Head, binding: Binding) -> str:
    """The mood by the nearest word before the state that governs it, or empty.

    ``settled`` behind a word such as «بعد», ``told`` behind one such as «أعلن».
    """
    if binding.manner in ("attribute", "clause", "predicate"):
        near = _nearest(scene, binding, head.last + 1)
        if near or binding.manner != "predicate":
            return near if near not in ("settled", "told") else ""
        return _nearest(scene, binding, scene.first, head.start)
    letters = binding.reading.proclitics
    purpose = binding.reading.pos == "masdar" and letters[-1:] in relation_words()["purpose"]
    found = _nearest(scene, binding, scene.first)
    if _is_condition(scene, binding):
        return "supposed"
    wished = binding.reading.aspect == "imperfect" and is_kind(
        scene.norm(binding.index - 1), "that"
    )
    if wished and found in ("", "settled", "told"):
        return "requested"  # «من الطبيعي أن تستأنف…»
    return "requested" if purpose and found in ("", "told") else found


def _is_condition(scene: Scene, binding: Binding) -> bool:
    """«إن انتهكت إيران الاتفاق» (*if Iran violates the agreement*)."""
    before = scene.tokens[binding.index - 1] if binding.index > scene.first else None
    if before is None or binding.reading.aspect != "perfect" or not is_kind(before.norm, "that"):
        return False
    return any(letter in before.text for letter in inna_letters())


def _nearest(scene: Scene, binding: Binding, first: int, before: int | None = None) -> str:
    """The mood given by the words from ``first`` up to the word of state, or up to ``before``."""
    before = binding.index if before is None else before
    for index in range(before - 1, max(first, before - _REACH) - 1, -1):
        token = scene.tokens[index]
        if token.kind == "mark" and token.text not in _OPEN:
            return ""
        if is_kind(token.norm, "relative") or is_relation_word(token.norm, "settled"):
            return "settled"
        found = _mood_at(scene, index, before, binding)
        verb = verb_reading(scene, index)
        if verb is not None and verb.future and found in ("", "settled", "told"):
            return "requested"  # «سيتم فرض عقوبات»
        if found == "settled":
            return "requested" if is_relation_word(scene.norm(index - 1), "draft") else "told"
        if found:
            return found
        if verb is not None and index < before - 1:
            return ""
    return ""


def _mood_at(scene: Scene, index: int, before: int, binding: Binding) -> str:
    """The mood a token gives; «لم» reaches two words, «قد» (*may*) only an imperfect."""
    token = scene.tokens[index]
    if index in scene.index.named:
        return ""
    found = mood(token.norm, token.text)
    if found == "possible":
        return "supposed" if binding.reading.aspect == "imperfect" else ""
    if found == "not":
        still = is_relation_word(scene.norm(index + 1), "still")
        return "negated" if before - index <= _NEGATED and not still else ""
    return found


_OPEN = frozenset({"\u00ab", '"', "\u201c", "-"})


def _is_background(scene: Scene, binding: Binding) -> bool:
    """«كانت المحادثات قد توقفت», «بعد تعليق المحادثات»: earlier than what is told."""
    for index in range(binding.index - 1, max(scene.first, binding.index - _REACH) - 1, -1):
        token = scene.tokens[index]
        if token.kind == "mark":
            return False
        if is_relation_word(token.norm, "background"):
            return True
        if token.norm in connectives()["that"]:
            return False
    return False
