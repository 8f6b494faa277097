"""Time expressions: where they stand and what they are made of.

Input: tokens and quotations. Output: expressions with their parts; what day they mean is found in
:mod:`musnad.grounding.times`. The grammar is tried only where a time word or a number stands.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.mentions.time_dates import NO_DATE, DateReader
from musnad.mentions.time_lexicon import TimeWords
from musnad.mentions.time_parts import Parts
from musnad.mentions.time_spans import SpanReader
from musnad.records.words import Quotation, Token


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


def find_timexes(tokens: tuple[Token, ...], quotations: Sequence[Quotation]) -> tuple[Timex, ...]:
    """The time expressions of a text, in order and without overlaps.

    Example: «مساء الثلاثاء 4 تشرين الأول/أكتوبر» (*Tuesday evening, 4 October*) is one, with a part
    of the day, a weekday, a day and a month.
    """
    words = TimeWords(tokens)
    readers = (DateReader(words), SpanReader(words))
    named = {q.first for q in quotations if q.first == q.last}
    found: list[Timex] = []
    index = 0
    while index < len(tokens):
        timex = None if index in named or not words.begins(index) else _read(readers, index)
        if timex is None:
            index += 1
        else:
            if timex.rule != NO_DATE:
                found.append(timex)
            index = timex.last + 1
    return tuple(found)


def _read(readers: tuple[DateReader, SpanReader], index: int) -> Timex | None:
    """The longest expression any pattern finds at a token."""
    best: Timex | None = None
    for reader in readers:
        for rule, parts, after, cut in reader.readings(index):
            if best is None or after - 1 > best.last:
                best = Timex(index, after - 1, cut, rule, parts)
    return best
