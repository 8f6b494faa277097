"""Time expressions: where they stand and what they are made of.

Input: time words and quotations. Output: expressions with their parts; what day they mean is found
in :mod:`musnad.grounding.times`. A pattern is tried only where a word it opens with stands.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

import msgspec

from musnad.mentions.time_dates import NO_DATE, DateReader
from musnad.mentions.time_lexicon import TimeWords
from musnad.mentions.time_parts import Parts, Pattern
from musnad.mentions.time_spans import SpanReader
from musnad.records.words import Quotation


class Timex(msgspec.Struct, frozen=True):
    """An expression.

    Attributes:
        first, last: its tokens, inclusive.
        cut: folded letters of proclitics before it.
        rule: which pattern it follows.
        parts: what it is made of.
    """

    first: int
    last: int
    cut: int
    rule: str
    parts: Parts


def find_timexes(words: TimeWords, quotations: Sequence[Quotation]) -> tuple[Timex, ...]:
    """The time expressions of a text, in order and without overlaps.

    Example: «مساء الثلاثاء 4 تشرين الأول/أكتوبر» (*Tuesday evening, 4 October*) is one, with a part
    of the day, a weekday, a day and a month.
    """
    patterns = (*DateReader(words).patterns, *SpanReader(words).patterns)
    named = {q.first for q in quotations if q.first == q.last}
    found: list[Timex] = []
    index = 0
    while index < len(words.tokens):
        classes = words.begins(index)
        timex = _read(patterns, index, classes) if classes and index not in named else None
        if timex is None:
            index += 1
        else:
            if timex.rule != NO_DATE:
                found.append(timex)
            index = timex.last + 1
    return tuple(found)


def _read(patterns: tuple[Pattern, ...], index: int, classes: Set[str]) -> Timex | None:
    """The longest expression any pattern finds at a token where these classes begin."""
    best: Timex | None = None
    for openers, pattern in patterns:
        core = None if openers.isdisjoint(classes) else pattern(index)
        if core is not None and (best is None or core[2] - 1 > best.last):
            rule, parts, after, cut = core
            best = Timex(index, after - 1, cut, rule, Parts(**parts))
    return best
