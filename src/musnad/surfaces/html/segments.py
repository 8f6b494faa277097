"""Cuts a text at the borders of marks that may overlap, so that a page can show them all.

Input: a text's length and the marks of its cards. Output: segments in text order that cover the
text without gap or overlap, each with the marks that lie on it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from musnad.records.spans import Span
from musnad.surfaces.cards import Card, Mark


class Placed(msgspec.Struct, frozen=True):
    """A mark and the id of the record it belongs to."""

    mark: Mark
    record: str


class Segment(msgspec.Struct, frozen=True):
    """A piece of text on which the same marks lie, shortest first, and where records begin.

    Attributes:
        span: never empty.
        placed: the marks on it.
        begins: ids of the records whose first word begins the segment.
    """

    span: Span
    placed: tuple[Placed, ...]
    begins: tuple[str, ...]


def cut_at_marks(length: int, cards: Iterable[Card]) -> Iterator[Segment]:
    """Segments of a text of ``length`` code points; none for an empty text."""
    opening: defaultdict[int, list[Placed]] = defaultdict(list)
    closing: defaultdict[int, list[Placed]] = defaultdict(list)
    begins: defaultdict[int, list[str]] = defaultdict(list)
    for card in cards:
        marks = [mark for mark in card.marks if mark.span.start < mark.span.end]
        for mark in marks:
            placed = Placed(mark, card.id)
            opening[mark.span.start].append(placed)
            closing[mark.span.end].append(placed)
        if marks:
            begins[min(mark.span.start for mark in marks)].append(card.id)
    borders = sorted({0, length, *opening, *closing})
    lying: list[Placed] = []
    for start, end in itertools.pairwise(borders):
        ended = closing.get(start, ())
        lying = [placed for placed in lying if placed not in ended]
        lying += opening.get(start, ())
        by_length = sorted(lying, key=lambda p: p.mark.span.end - p.mark.span.start)
        yield Segment(Span(start, end), tuple(by_length), tuple(begins.get(start, ())))
