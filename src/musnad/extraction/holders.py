"""Which statement holds a span, found without scanning all of them.

Input: statements' content in any order. Output: the number of the smallest holder of a span.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from musnad.records.spans import Span


class Holders:
    """Spans of content, each with the number of its statement."""

    def __init__(self, contents: Iterable[tuple[int, Span]]) -> None:
        self._pieces = sorted((piece.start, piece.end, number) for number, piece in contents)
        self._starts = [start for start, _, _ in self._pieces]
        self._longest = max((end - start for start, end, _ in self._pieces), default=0)

    def smallest(self, span: Span, *, but: int = -1) -> int | None:
        """The statement with the smallest content that holds the span; None where none does.

        Args:
            span: what is held.
            but: a statement that is not asked.
        """
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_right(self._starts, span.start)
        found = [
            (end - start, number)
            for start, end, number in self._pieces[first:last]
            if end >= span.end and number != but
        ]
        return min(found)[1] if found else None
