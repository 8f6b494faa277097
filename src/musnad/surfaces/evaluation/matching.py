"""Pairs what was annotated with what was read, and measures agreement.

Input: spans, words, scored pairs. Output: overlaps, pairings, precision, recall and F1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

_WORD = re.compile(r"\w+")
_DROPPED = re.compile("[\u064b-\u0652\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
# Spelling differences that annotators do not count: the alefs, final ya, ta marbuta. Fixed here,
# apart from the reader's own folding, so that a change of the reader moves no figure by itself.
_SPELLING = str.maketrans(
    "\u0623\u0625\u0622\u0671\u0649\u0629", "\u0627\u0627\u0627\u0627\u064a\u0647"
)

SpanPair = Sequence[int]  # [start, end) as JSON has it


class Scored(NamedTuple):
    """How well one annotated item (``gold``) and one read (``predicted``) fit; by index."""

    score: float
    gold: int
    predicted: int


class Agreement(NamedTuple):
    """Precision, recall and their harmonic mean, each 0-1; 0 where nothing can be divided."""

    precision: float
    recall: float
    f1: float


def agreement(true: int, predicted: int, gold: int) -> Agreement:
    """Agreement from counts of matched, predicted and annotated items.

    Example:
        >>> agreement(3, 4, 6)
        Agreement(precision=0.75, recall=0.5, f1=0.6)
    """
    precision = true / predicted if predicted else 0.0
    recall = true / gold if gold else 0.0
    total = precision + recall
    return Agreement(precision, recall, 2 * precision * recall / total if total else 0.0)


def share(part: int, whole: int) -> float:
    """``part / whole``; 0 where there is no whole."""
    return part / whole if whole else 0.0


def overlap(one: SpanPair | None, other: SpanPair | None) -> bool:
    """Whether two spans share a character; a missing span overlaps none."""
    return bool(one and other and one[0] < other[1] and other[0] < one[1])


def characters(spans: Iterable[SpanPair]) -> set[int]:
    """The offsets of all characters in the spans."""
    return {offset for start, end in spans for offset in range(start, end)}


def shared_part(one: Iterable[SpanPair], other: Iterable[SpanPair]) -> float:
    """Characters in both over characters in either, 0-1; 0 where one of them is empty."""
    mine, theirs = characters(one), characters(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def pair_off(candidates: Iterable[Scored]) -> list[Scored]:
    """One-to-one pairs, best first; equal scores go to the earlier items."""
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for pair in sorted(candidates, key=lambda p: (-p.score, p.gold, p.predicted)):
        if pair.gold not in taken_gold and pair.predicted not in taken_predicted:
            taken_gold.add(pair.gold)
            taken_predicted.add(pair.predicted)
            pairs.append(pair)
    return pairs


def words_of(text: str | None) -> list[str]:
    """Words without marks and differences of spelling.

    Example:
        >>> words_of("الأُمم المتّحدة") == words_of("الامم المتحده")  # "the United Nations"
        True
    """
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", text or ""))
    return _WORD.findall(plain.translate(_SPELLING).lower())


def contains_words(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether ``part`` stands in ``whole`` as one run of words; nothing contains an empty part."""
    size = len(part)
    return size > 0 and any(
        list(whole[at : at + size]) == list(part) for at in range(len(whole) - size + 1)
    )


Json = dict[str, Any]
