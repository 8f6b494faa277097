"""What a search finds, with the words it was found by: for the terminal and as JSON.

Input: hits of a query. Output: the records themselves, who vouches for them first, and where in
the text the words stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.assertions import Event, Statement
from musnad.records.spans import Span
from musnad.store.matching import matches, parse
from musnad.store.query import Query
from musnad.store.snapshot import Article, Hit, Snapshot
from musnad.surfaces.cards import Card, make_card
from musnad.surfaces.labels import label
from musnad.surfaces.terminal import PLAIN, Style, one_line_each, show_card

_MAX_PASSAGES = 3  # shown of an article; the JSON has all


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A hit and what it stands for.

    Attributes:
        hit: as the query gives it.
        article: of the record.
        analysis: its records; None for an article that is not read.
        record: the statement or event; None for articles.
        places: where the words of the query stand in the text, in order.
    """

    hit: Hit
    article: Article
    analysis: Analysis | None
    record: Statement | Event | None
    places: tuple[Span, ...]

    @property
    def id(self) -> str:
        """Unique in the project, and the same as long as the reader is the same."""
        return f"{self.article.key}:{self.record.id}" if self.record else self.article.key


def find(snapshot: Snapshot, query: Query, hits: Iterable[Hit]) -> Iterator[Found]:
    """Look up hits of the query; an article is opened once for hits that follow each other."""
    sought = parse(query.words, exact=query.exact)
    article: Article | None = None
    analysis: Analysis | None = None
    places: tuple[Span, ...] = ()
    for hit in hits:
        if article is None or article.number != hit.article:
            article = snapshot.described(hit.article)
            analysis = snapshot.article(hit.article) if article.state == "read" else None
            places = tuple(matches(analysis, sought)) if analysis is not None and sought else ()
        record = _record(analysis, hit.record)
        yield Found(hit=hit, article=article, analysis=analysis, record=record, places=places)


def _record(analysis: Analysis | None, record_id: str | None) -> Statement | Event | None:
    if analysis is None or record_id is None:
        return None
    records: tuple[Statement | Event, ...] = (*analysis.statements, *analysis.events)
    return next((record for record in records if record.id == record_id), None)


def as_json(found: Found) -> dict[str, Any]:
    """The hit as plain dictionaries; the words behind every span stand beside it."""
    plain: dict[str, Any] = {
        "id": found.id,
        "day": found.hit.day,
        "rank": found.hit.rank,
        "article": msgspec.to_builtins(found.article),
    }
    if found.analysis is None:
        return plain
    analysis = found.analysis
    if found.record is not None:
        card = make_card(analysis, found.record)
        plain["told_by"] = _teller(card)
        plain["record"] = msgspec.to_builtins(found.record)
        plain["evidence"] = [
            {"role": mark.role, **_quoted(analysis, mark.span)} for mark in card.marks
        ]
    plain["matches"] = [_quoted(analysis, place) for place in found.places]
    return plain


def _teller(card: Card) -> str | None:
    """Who vouches: a name or words; None for the outlet itself and for somebody unnamed."""
    first = card.lines[0]
    return first.text if first.arabic and first.label in ("told_by", "speaker") else None


def _quoted(analysis: Analysis, span: Span) -> dict[str, Any]:
    return {"span": list(span), "words": analysis.words(span)}


def show_found(found: Found, number: int, style: Style = PLAIN) -> Iterator[str]:
    """The lines for a person: facts, who vouches, the record's words, then where it stands."""
    card = make_card(found.analysis, found.record) if found.analysis and found.record else None
    facts = " · ".join(label(fact, "english") for fact in card.facts) if card else ""
    heading = " ".join(filter(None, (f"{number:2}", facts)))
    yield f"{heading}  {style.faint}{found.id}{style.off}"
    if card is not None:
        yield from show_card(card, style)
    for name, text in (("outlet_name", found.article.outlet), ("title", found.article.title)):
        if text:
            yield f"   {style.faint}{label(name, 'english')}{style.off}"
            yield f"      {style.strong}{_one_line(text)}{style.off}"
    day = found.hit.day or label("unknown_date", "english")
    yield f"   {style.faint}{label('day', 'english')}{style.off}  {day}"
    if found.analysis is not None:
        yield from _passages(found, card, style)


def _passages(found: Found, card: Card | None, style: Style) -> Iterator[str]:
    """The sentences with the words sought, and that of the record."""
    assert found.analysis is not None
    sentences = found.analysis.document.sentences
    with_words = [s for s in sentences if any(s.overlaps(place) for place in found.places)]
    shown = with_words[:_MAX_PASSAGES]
    if card is not None:
        own = [s for s in sentences if any(s.overlaps(mark.span) for mark in card.marks)]
        shown = own[:1] + [s for s in with_words if s not in own[:1]][: 1 if own else _MAX_PASSAGES]
    if shown:
        yield f"   {style.faint}{label('passage', 'english')}{style.off}"
    for sentence in shown:
        yield f"      {_marked(found, sentence, style)}"
    words = dict.fromkeys(found.analysis.words(place) for place in found.places)
    if words:
        yield f"   {style.faint}{label('matched', 'english')}{style.off}"
        yield from (f"      {_one_line(word)}" for word in words)


def _marked(found: Found, sentence: Span, style: Style) -> str:
    """A sentence on one line with the words sought set off, where the terminal can."""
    assert found.analysis is not None
    text, last = found.analysis.document.text, sentence.start
    pieces: list[str] = []
    for place in found.places:
        if last <= place.start and place.end <= sentence.end:
            before, word = text[last : place.start], text[place.start : place.end]
            pieces += [_one_line(before), style.marked, _one_line(word), style.off]
            last = place.end
    return "".join((*pieces, _one_line(text[last : sentence.end])))


def _one_line(text: str) -> str:
    return " ".join(one_line_each(text))
