"""Why a record was made: its rule, the words it stands on, and the records it was made from.

Input: an Analysis and the id of one of its records. Output: a tree of explanations, and lines that
show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.assertions import Claim, Event, Record, Relation, Statement
from musnad.records.spans import Span
from musnad.surfaces.cards import Card, make_card
from musnad.surfaces.labels import label
from musnad.surfaces.terminal import PLAIN, Style, one_line_each, show_card

_INDENT = "   "
_BRACKETS = ("⟦", "⟧")


class Explanation(msgspec.Struct, frozen=True):
    """One record, its kind, and the explanations of its inputs.

    Attributes:
        kind: ``statement``, ``event``, ``time``, ...
        card: what it says and the words it stands on.
        inputs: of the records it was made from; those already explained further up are left out.
    """

    kind: str
    card: Card
    inputs: tuple[Explanation, ...]


class Piece(msgspec.Struct, frozen=True):
    """Some words of a sentence, and whether the record stands on them."""

    text: str
    marked: bool


def explain_record(analysis: Analysis, record_id: str) -> Explanation | None:
    """The explanation of one record; None when the article has no record of that id."""
    records = {record.id: record for record in _records(analysis)}
    return _explain(analysis, records, record_id, frozenset())


def show_explanation(
    analysis: Analysis, explanation: Explanation, style: Style = PLAIN, depth: int = 0
) -> Iterator[str]:
    """Lines of the tree, an input deeper by one step than what was made from it."""
    card = explanation.card
    facts = " · ".join(label(fact, "english") for fact in card.facts)
    lines = [f"{style.strong}{explanation.kind}{style.off} {card.id}  {facts}"]
    lines.append(f"{_INDENT}{style.faint}rule{style.off} {card.rule}")
    lines.extend(show_card(card, style))
    lines.append(f"{_INDENT}{style.faint}in the text{style.off}")
    lines += [f"{_INDENT * 2}{line}" for line in _lines_of_sentences(analysis, card, style)]
    for line in lines:
        yield f"{_INDENT * depth}{line}"
    for made_from in explanation.inputs:
        yield f"{_INDENT * depth}{style.faint}made from{style.off}"
        yield from show_explanation(analysis, made_from, style, depth + 1)


def _records(analysis: Analysis) -> Iterator[Record]:
    for name in ("statements", "events", "claims", "relations", "times", "entities"):
        yield from getattr(analysis, name)


def _explain(
    analysis: Analysis, records: dict[str, Record], record_id: str, above: frozenset[str]
) -> Explanation | None:
    record = records.get(record_id)
    if record is None:
        return None
    seen = above | {record_id}
    inputs = (
        _explain(analysis, records, made_from, seen)
        for made_from in _inputs(record)
        if made_from not in seen
    )
    return Explanation(
        type(record).__name__.lower(),
        make_card(analysis, record),
        tuple(found for found in inputs if found is not None),
    )


def _inputs(record: Record) -> tuple[str, ...]:
    """What a record names as its inputs, and the records its fields refer to, each once."""
    referred: tuple[str | None, ...] = ()
    if isinstance(record, Statement):
        referred = (record.within, record.speaker, *record.co_speakers)
    elif isinstance(record, Event):
        parties = (*record.actors, *record.recipients)
        referred = (record.said_in, *(party.entity for party in parties))
    elif isinstance(record, Claim):
        referred = (record.about, record.said_in, record.claimant)
    elif isinstance(record, Relation):
        referred = (*record.events, *record.parties, *record.concerns)
    return tuple(dict.fromkeys(i for i in (*record.inputs, *referred) if i is not None))


def sentences_of(analysis: Analysis, marked: Iterable[Span]) -> Iterator[tuple[Piece, ...]]:
    """The sentences that marked words stand in, in text order, each once.

    Returns:
        Each in pieces that together are the sentence.
    """
    text = analysis.document.text
    spans = sorted(set(marked))
    for sentence in analysis.document.sentences or (Span(0, len(text)),):
        inside = [_cut(span, sentence) for span in spans if span.overlaps(sentence)]
        pieces, at = [], sentence.start
        for span in _merged(inside):
            pieces.append(Piece(text[at : span.start], False))
            pieces.append(Piece(text[span.start : span.end], True))
            at = span.end
        if inside:
            yield (*pieces, Piece(text[at : sentence.end], False))


def _lines_of_sentences(analysis: Analysis, card: Card, style: Style) -> Iterator[str]:
    """The sentences with the words underlined, or in brackets where nothing can be underlined."""
    opening, closing = (style.marked, style.off) if style.marked else _BRACKETS
    for pieces in sentences_of(analysis, (mark.span for mark in card.marks)):
        marked = "".join(f"{opening}{p.text}{closing}" if p.marked else p.text for p in pieces)
        yield from marked.splitlines() if style.marked else one_line_each(marked)


def _cut(span: Span, limits: Span) -> Span:
    return Span(max(span.start, limits.start), min(span.end, limits.end))


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Spans in order, those that overlap as one."""
    current: Span | None = None
    for span in spans:
        if current is not None and span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current
