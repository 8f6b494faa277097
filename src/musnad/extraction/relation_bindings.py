"""Bindings: the words that say how a relation stands, found from the noun that names it.

Input: a scene and a head. Output: bindings, at most one of a word that governs the head («علّقت
المحادثات», «تعليق المحادثات») and one of a word that describes it («المحادثات المعلقة», «المحادثات
… توقفت»). A word of another clause, or one parted from the head by a preposition, binds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.event_phrases import best_reading, verb_reading
from musnad.extraction.relation_heads import Head, attached_preposition, has_word
from musnad.extraction.relation_words import (
    StateRow,
    StateWord,
    is_relation_word,
    relation_words,
    state_words,
)
from musnad.extraction.scene import Scene
from musnad.text.morphology import Analysis
from musnad.text.quotations import quotation_marks

_BEFORE = 12  # tokens from a verb to the noun it governs
_AFTER = 16  # tokens from a noun to its predicate
_NEAR = 9  # tokens between a verb and its fixed company: «دخلت … حيز التنفيذ»
COMMAS = frozenset({",", "\u060c"})
_ACTS_ON = frozenset({"object", "both"})
_PLAIN = frozenset({"subject", "object", "both"})


class Binding(msgspec.Struct, frozen=True):
    """A word of state and the head it is about.

    Attributes:
        index: token of the word.
        reading: how it is read.
        row: what it says.
        manner: ``construct`` (verbal noun), ``verb``, ``attribute``, ``clause`` (after a relative
            pronoun) or ``predicate``.
    """

    index: int
    reading: Analysis
    row: StateRow
    manner: str


def find_bindings(scene: Scene, head: Head) -> Iterator[Binding]:
    """What the sentence says of a head."""
    governing = _construct(scene, head) or _governing_verb(scene, head)
    if governing is not None:
        yield governing
    describing = _describing(scene, head)
    if describing is not None:
        yield describing


def _row(scene: Scene, word: StateWord, index: int, head: Head) -> StateRow | None:
    """The row of a word that fits the kind of the head and the form of the word."""
    for row in word.rows:
        if head.row.kind not in row.kinds:
            continue
        if row.aspect and word.reading.pos == "verb" and word.reading.aspect != row.aspect:
            continue
        if row.aspect == "perfect" and word.reading.pos != "verb":
            continue
        if row.aspect and word.reading.pos == "masdar":
            continue
        if row.near and not has_word(scene, frozenset({row.near}), index, index + _NEAR):
            continue
        if row.state == "ended" and _is_part(scene, head):
            continue
        return row
    return None


def _is_part(scene: Scene, head: Head) -> bool:
    return any(is_relation_word(scene.norm(k), "part") for k in range(head.start, head.first))


def _construct(scene: Scene, head: Head) -> Binding | None:
    """«تعليق المحادثات», «تعليق واشنطن للحوار», «التوصل إلى هدنة»."""
    index = head.start - 1
    prepositional = bool(head.preposition)
    if prepositional and not attached_preposition(scene, head.start):
        index -= 1  # the preposition
    owner = scene.reference_ending(index)
    if owner is not None and owner.first > scene.first:
        index = owner.first - 1
    if index < scene.first:
        return None
    token = scene.tokens[index]
    for word in state_words(token.norm, token.text):
        if word.reading.pos != "masdar" or verb_reading(scene, index) is not None:
            continue
        row = _row(scene, word, index, head)
        if row is None:
            continue
        if row.theme in _PLAIN:
            agented = owner is not None or bool(word.reading.enclitic)
            led = head.preposition in relation_words()["purpose"] and row.theme in _ACTS_ON
            if prepositional and not (agented and led):
                continue
            if word.reading.definite:
                continue
        elif row.theme != head.preposition:
            continue
        leads = index == scene.first or scene.tokens[index - 1].kind == "mark"
        leads = leads and any(w.reading.pos == "verb" for w in state_words(token.norm, token.text))
        verbal = leads and word.reading.proclitics in connectives()["coordinator"] | {""}
        return Binding(index, word.reading, row, "verb" if verbal else "construct")
    return None


def _governing_verb(scene: Scene, head: Head) -> Binding | None:
    """«علّقت واشنطن المحادثات», «استمرت أمس المحادثات», «توصل الطرفان إلى هدنة»."""
    if _is_owned(scene, head.start):
        return None
    for index in range(head.start - 1, max(scene.first, head.start - _BEFORE) - 1, -1):
        token = scene.tokens[index]
        parting = token.kind == "mark" and token.text not in quotation_marks() and token.text != "-"
        if parting and scene.covering_reference(index) is None:
            return None
        if is_kind(token.norm, "that") or is_kind(token.norm, "relative"):
            return None
        reading = verb_reading(scene, index)
        if reading is not None:
            return _verb_binding(scene, head, index, reading)
    return None


def _verb_binding(scene: Scene, head: Head, index: int, reading: Analysis) -> Binding | None:
    token = scene.tokens[index]
    for word in state_words(token.norm, token.text):
        if word.reading.pos != "verb" or word.reading.lemma != reading.lemma:
            continue
        row = _row(scene, word, index, head)
        if row is None:
            continue
        if row.theme in _PLAIN:
            if head.preposition or word.reading.enclitic:
                continue
            if row.theme == "subject" and not _is_subject(scene, head, index, word.reading):
                continue
        elif row.theme != head.preposition or _is_spent(scene, head, index):
            continue
        return Binding(index, word.reading, row, "verb")
    return None


def _is_spent(scene: Scene, head: Head, verb: int) -> bool:
    """Whether the verb has its preposition before: «انضم إلى زملائه … لتقديمه إلى المحكمة»."""
    return any(scene.norm(index) == head.preposition for index in range(verb + 1, head.start - 1))


def _is_subject(scene: Scene, head: Head, verb: int, reading: Analysis) -> bool:
    """Whether a verb agrees with the head and no other subject stands between them."""
    if head.start == head.first and reading.gender not in ("", head.row.gender):
        return False
    return not any(
        reference.speaks
        and reference.form != "adjective"
        and not _is_governed(scene, reference.first)
        for reference in scene.references_between(verb + 1, head.start - 1)
    )


def _is_governed(scene: Scene, index: int) -> bool:
    """Whether a preposition stands before or on a token."""
    before = scene.norm(index - 1)
    return is_kind(before, "preposition") or bool(attached_preposition(scene, index))


def _is_owned(scene: Scene, start: int) -> bool:
    """«وفد المفاوضات» (*the delegation to the talks*): what is told is told of the delegation."""
    index = start - 1
    if index < scene.first or scene.covering_reference(index) is not None:
        return False
    if scene.leading_conjunction(start) or verb_reading(scene, index) is not None:
        return False
    best = best_reading(scene, index)
    return (
        best is not None and best.pos in ("noun", "masdar") and not (best.definite or best.enclitic)
    )


def _describing(scene: Scene, head: Head) -> Binding | None:
    """«المحادثات الجارية», «الهدنة التي بدأت», «المحادثات مع طهران توقفت»."""
    topical = _is_topic(scene, head)
    inside = False  # a relative clause that says nothing of the state
    alone = True  # nothing but adjectives since the head
    for index in range(head.last + 1, min(scene.last, head.last + _AFTER) + 1):
        token = scene.tokens[index]
        if token.kind == "mark":
            opens = topical and is_kind(scene.norm(index + 1), "relative")
            if token.text in quotation_marks() or token.text == "-" or opens:
                continue
            if not inside or token.text not in COMMAS:
                return None
            inside = False
            continue
        if inside:
            continue
        if is_kind(token.norm, "relative"):
            found = _clause(scene, head, index + 1) if alone or topical else None
            if found is not None or not topical:
                return found
            inside = True
            continue
        if is_kind(token.norm, "that"):
            return None
        reading = verb_reading(scene, index)
        if reading is not None:
            return _predicate(scene, head, index, reading) if topical else None
        found = _participle(scene, head, index, (topical, alone))
        if found is not None:
            return found
        best = best_reading(scene, index)
        adjective = index in scene.index.adjectives or (
            best is not None and best.pos in ("adj", "participle")
        )
        alone = alone and adjective
    return None


def _is_topic(scene: Scene, head: Head) -> bool:
    """Whether a head begins a nominal clause: «إن المحادثات توقفت»."""
    if head.preposition:
        return False
    if head.start <= scene.first or scene.leading_conjunction(head.start):
        return True
    before = scene.tokens[head.start - 1]
    if before.text in quotation_marks() and head.start - 1 > scene.first:
        before = scene.tokens[head.start - 2]
    copula = is_kind(before.norm, "auxiliary") or is_relation_word(before.norm, "still")
    return copula or is_kind(before.norm, "that") or before.kind == "mark"


def _clause(scene: Scene, head: Head, index: int) -> Binding | None:
    """A relative clause whose verb tells the state: «العقوبات التي فرضتها واشنطن»."""
    for place in (index, index + 1):
        reading = verb_reading(scene, place) if place <= scene.last else None
        if reading is None:
            continue
        found = _predicate(scene, head, place, reading)
        return msgspec.structs.replace(found, manner="clause") if found is not None else None
    return None


def _predicate(scene: Scene, head: Head, index: int, verb: Analysis) -> Binding | None:
    """A verb after its theme: it agrees with it, or points back at it with a pronoun."""
    token = scene.tokens[index]
    for word in state_words(token.norm, token.text):
        reading = word.reading
        if reading.pos != "verb" or reading.lemma != verb.lemma or reading.person != 3:
            continue
        row = _row(scene, word, index, head)
        if row is None or row.theme not in _PLAIN:
            continue
        if row.theme == "object" or (row.theme == "both" and reading.enclitic):
            if not reading.enclitic and reading.voice != "passive":
                continue
        elif reading.gender not in ("", head.row.gender) or reading.enclitic:
            continue
        return Binding(index, reading, row, "predicate")
    return None


def _participle(scene: Scene, head: Head, index: int, place: tuple[bool, bool]) -> Binding | None:
    """A participle: right after the head with its article, or as the predicate without it."""
    topical, alone = place
    token = scene.tokens[index]
    for word in state_words(token.norm, token.text):
        reading = word.reading
        if reading.pos != "participle" or reading.gender not in ("", head.row.gender):
            continue
        attribute = alone and reading.definite == head.definite
        predicate = topical and not reading.definite
        row = _row(scene, word, index, head)
        if row is None or row.theme not in _PLAIN or not (attribute or predicate):
            continue
        if row.theme == "object" and reading.voice == "active":
            continue
        return Binding(index, reading, row, "attribute" if attribute else "predicate")
    return None
