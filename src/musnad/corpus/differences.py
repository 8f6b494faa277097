"""What one copy of an article tells and another leaves out: «who dropped the denial?»

Input: the records of two articles. Output: the passages they share, and the statements and events
that only one of them has. A record is in both when most of its words stand in a shared passage, or
when the other has one like it in other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from sqlalchemy import Connection

from musnad.corpus.articles import Headline, readings
from musnad.corpus.copies import CopyGroup
from musnad.corpus.shingles import Passage, containment, shared_passages, shingled
from musnad.records.analysis import Analysis
from musnad.records.assertions import Event, Statement
from musnad.records.spans import Span, covering
from musnad.text.fold import fold
from musnad.text.tokens import find_tokens

_MOST = 0.5  # share of the words


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """A record that the other copy does not have.

    Attributes:
        record: its id in the article that has it.
        kind: what it is.
        code: force of the statement, type of the event; ``deny`` is a denial.
        span: where it stands: cue and content, or the trigger.
        words: those of the span.
    """

    record: str
    kind: Literal["statement", "event"]
    code: str
    span: Span
    words: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles side by side.

    Attributes:
        containment: share of the shorter text's shingles that the other has.
        passages: words that both have, in the order of the first.
        only_here: what the second leaves out, in the order of the first.
        only_there: what the first leaves out, in the order of the second.
    """

    containment: float
    passages: tuple[Passage, ...]
    only_here: tuple[Dropped, ...]
    only_there: tuple[Dropped, ...]


def compare(here: Analysis, there: Analysis) -> Comparison:
    """Compare two articles, copies or not.

    Example: where the first ends with «ونفت موسكو ذلك» (*Moscow denied this*) and the second does
    not, ``only_here`` has a statement of which the code is ``deny``.
    """
    first, second = shingled(here.document.text), shingled(there.document.text)
    passages = tuple(shared_passages(first, second))
    back = shared_passages(second, first)
    return Comparison(
        containment=containment(first, second),
        passages=passages,
        only_here=tuple(_dropped(here, there, [passage.here for passage in passages])),
        only_there=tuple(_dropped(there, here, [passage.here for passage in back])),
    )


class CopyDifference(msgspec.Struct, frozen=True, kw_only=True):
    """A copy beside the article that stands for its group, which is ``here`` of the comparison."""

    head: Headline
    copy: Headline
    comparison: Comparison


def group_differences(connection: Connection, group: CopyGroup) -> Iterator[CopyDifference]:
    """Each copy of a group beside its head, in the group's order."""
    head, *others = [copy.article for copy in group.copies]
    ((_, first),) = readings(connection, [head.number])
    articles = {article.number: article for article in others}
    for number, reading in readings(connection, list(articles)):
        yield CopyDifference(head=head, copy=articles[number], comparison=compare(first, reading))


def _dropped(here: Analysis, there: Analysis, shared: Sequence[Span]) -> Iterable[Dropped]:
    found = [*_statements(here, there, shared), *_events(here, there, shared)]
    return sorted(found, key=lambda dropped: (dropped.span, dropped.kind, dropped.record))


def _statements(here: Analysis, there: Analysis, shared: Sequence[Span]) -> Iterable[Dropped]:
    others = [(other.force, _words(there, other.content)) for other in there.statements]
    for statement in here.statements:
        words = _words(here, statement.content)
        again = any(
            force == statement.force and len(words & said) >= _MOST * min(len(words), len(said))
            for force, said in others
            if said
        )
        span = _span(statement)
        if not again and not _covered(statement.content, shared):
            yield Dropped(
                record=statement.id,
                kind="statement",
                code=statement.force,
                span=span,
                words=here.words(span),
            )


def _span(statement: Statement) -> Span:
    return covering([*statement.content, *([statement.cue] if statement.cue else [])])


def _words(analysis: Analysis, spans: Iterable[Span]) -> set[str]:
    tokens = (token for span in spans for token in find_tokens(analysis.words(span)))
    return {token.norm for token in tokens if token.kind != "mark"}


def _covered(spans: Iterable[Span], shared: Sequence[Span]) -> bool:
    """Whether most of the letters of the spans are in shared passages."""
    spans = list(spans)
    inside = sum(
        max(0, min(span.end, one.end) - max(span.start, one.start))
        for span in spans
        for one in shared
    )
    return inside > _MOST * sum(span.end - span.start for span in spans)


def _events(here: Analysis, there: Analysis, shared: Sequence[Span]) -> Iterable[Dropped]:
    told = {_sense(there, other) for other in there.events}
    for event in here.events:
        kept = event.same_as is not None or _covered([event.trigger], shared)
        if not kept and _sense(here, event) not in told:
            yield Dropped(
                record=event.id,
                kind="event",
                code=event.type,
                span=event.trigger,
                words=here.words(event.trigger),
            )


def _sense(analysis: Analysis, event: Event) -> tuple[str, str, frozenset[str]]:
    """What is told of whom, in whatever words."""
    parties = [*event.actors, *event.recipients]
    names = {party.country or fold(analysis.words(party.span)) for party in parties}
    return event.type, event.status, frozenset(names)
