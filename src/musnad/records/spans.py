"""Spans: places in a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of Unicode code points into ``document.text``; ``start <= end``.

    Serialised as ``[start, end]``. Not an index of UTF-16 units or bytes.
    """

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def quote(text: str, span: Span) -> str:
    """The words of ``span``: ``text[start:end]``."""
    return text[span.start : span.end]


def covering(spans: Iterable[Span]) -> Span:
    """The smallest span that holds them all; raises ValueError when there are none."""
    spans = tuple(spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))
