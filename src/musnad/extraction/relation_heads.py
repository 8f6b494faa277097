"""Heads: the nouns of a sentence that name a relation, with what governs them.

Input: a scene. Output: heads in text order. «جولة من المحادثات» (*a round of talks*) is one head,
and «جولة» begins its phrase; «اتفاق وقف إطلاق النار» (*ceasefire agreement*) names a ceasefire.
"""

from __future__ import annotations

from itertools import zip_longest

import msgspec

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.event_phrases import best_reading
from musnad.extraction.event_triggers import bare_form, token_forms
from musnad.extraction.relation_words import (
    KindRow,
    is_relation_word,
    kind_word,
    relation_words,
)
from musnad.extraction.scene import Scene
from musnad.records.spans import Span
from musnad.text.quotations import quotation_marks
from musnad.text.tokens import origin

_NEAR_BEFORE, _NEAR_AFTER = 4, 8  # tokens around a head in which its company stands
_BLOCKED_BEFORE, _BLOCKED_AFTER = 1, 2
_OF_STATES = frozenset({"IGO", "EUR", "UNO"})
_MEMBERSHIP = KindRow("membership", (), "member", "", frozenset(), frozenset())
_OF = 2  # tokens between «جولة» and «من المحادثات»


class Head(msgspec.Struct, frozen=True):
    """A noun that names a relation.

    Attributes:
        row: what it names.
        start: first token of its phrase, words such as «جولة» included.
        first, last: its own tokens.
        span: its own words, without proclitics.
        enclitic: the pronoun attached to it.
        preposition: that governs the phrase; empty when none does.
        definite: has the article or a pronoun.
    """

    row: KindRow
    start: int
    first: int
    last: int
    span: Span
    enclitic: str
    preposition: str
    definite: bool


def find_heads(scene: Scene) -> list[Head]:
    """The heads of a sentence."""
    heads: list[Head] = []
    index = scene.first
    while index <= scene.last:
        head = _head_at(scene, index) or _organisation(scene, index)
        if head is not None:
            heads.append(head)
            index = head.last
        index += 1
    pairs = zip_longest(heads, heads[1:])
    return [head for head, after in pairs if after is None or not _wraps(head, after)]


def _wraps(head: Head, after: Head) -> bool:
    """«اتفاق لوقف إطلاق النار»: the agreement is the ceasefire."""
    return head.last + 1 == after.first and after.start <= head.first


def _head_at(scene: Scene, index: int) -> Head | None:
    token = scene.tokens[index]
    if token.kind != "word" or index in scene.index.named or index in scene.index.titled:
        return None
    word = kind_word(token.norm, token.text)
    if word is None:
        return None
    for row in word.rows:
        last = index + len(row.rest)
        if not _continues(scene, index, row) or not _in_company(scene, row, index, last):
            continue
        letter = _letter(token.norm[: word.cut])
        start, preposition = _phrase(scene, index, letter, row.kind)
        if any(is_relation_word(scene.norm(k), "draft") for k in range(start - 1, index)):
            return None
        span = Span(origin(token, word.cut), scene.tokens[last].end - len(word.enclitic))
        return Head(row, start, index, last, span, word.enclitic, preposition, word.definite)
    return None


def _organisation(scene: Scene, index: int) -> Head | None:
    """«انضمت فنلندا إلى الحلف»: what one joins or leaves, an organisation of states."""
    reference = scene.index.starting.get(index)
    if reference is None or reference.kind != "organisation" or reference.form != "name":
        return None
    before = preposition_before(scene, index)
    if before not in relation_words()["joining"] or reference.entity is None:
        return None
    country = next((e.country for e in scene.layers.entities if e.id == reference.entity), None)
    if country not in _OF_STATES:
        return None
    return Head(_MEMBERSHIP, index, index, reference.last, reference.span, "", before, True)


def _continues(scene: Scene, index: int, row: KindRow) -> bool:
    for place, expected in enumerate(row.rest, start=1):
        norm = scene.norm(index + place)
        endings = relation_words()["accusative"]
        if expected not in {norm, bare_form(norm), *(norm.removesuffix(e) for e in endings)}:
            return False
    return True


def _in_company(scene: Scene, row: KindRow, first: int, last: int) -> bool:
    if row.near and not has_word(scene, row.near, first - _NEAR_BEFORE, last + _NEAR_AFTER):
        return False
    return not has_word(scene, row.blocked, first - _BLOCKED_BEFORE, last + _BLOCKED_AFTER)


def has_word(scene: Scene, words: frozenset[str], first: int, last: int) -> bool:
    """Whether one of the words stands between two tokens of the sentence."""
    return any(
        not words.isdisjoint(token_forms(scene.tokens[k]))
        for k in range(max(scene.first, first), min(scene.last, last) + 1)
        if scene.tokens[k].kind == "word"
    )


def _letter(proclitics: str) -> str:
    """The preposition among proclitic letters; empty for none."""
    letters = connectives()["attached"] - connectives()["coordinator"]
    return next((letter for letter in proclitics if letter in letters), "")


def _phrase(scene: Scene, index: int, letter: str, kind: str) -> tuple[int, str]:
    """The first token of the phrase and the preposition that governs it."""
    start = index
    while start > scene.first and _is_wrapper(scene, start - 1, kind):
        start -= 1
        letter = attached_preposition(scene, start)
    before = preposition_before(scene, start)
    if before in relation_words()["of"] and not letter:
        for place in range(start - 2, max(scene.first, start - 2 - _OF) - 1, -1):
            if is_relation_word(scene.norm(place), "wrapper"):
                return place, attached_preposition(scene, place) or preposition_before(scene, place)
    return start, letter or before


def _is_wrapper(scene: Scene, index: int, kind: str) -> bool:
    norm = scene.norm(index)
    if kind == "ceasefire" and is_relation_word(bare_form(norm), "pact"):
        return True
    return is_relation_word(norm, "wrapper")


def attached_preposition(scene: Scene, index: int) -> str:
    """The preposition written on a word; empty for none."""
    reference = scene.reference_from(index)
    token = scene.tokens[index]
    if reference is not None:
        return _letter(token.norm[: max(0, reference.span.start - token.start)])
    best = best_reading(scene, index)
    return _letter(token.norm[: best.cut]) if best is not None else ""


def preposition_before(scene: Scene, index: int) -> str:
    """The preposition that stands right before a token, opening marks skipped."""
    place = index - 1
    if place >= scene.first and scene.tokens[place].text in quotation_marks():
        place -= 1
    norm = scene.norm(place)
    if not norm or not (is_kind(norm, "preposition") or is_relation_word(norm, "settled")):
        return ""
    return norm[1:] if norm not in connectives()["preposition"] and len(norm) > 2 else norm
