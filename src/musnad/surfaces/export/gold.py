"""Reviewed records as gold: the form in which articles are annotated, for evaluation and training.

Input: an article's records and the decisions about them. Output: one line of JSON an article, as
``musnad evaluate`` takes it. Accepted and corrected records are in it, rejected ones are not; what
the reader missed is not either, unless a person wrote it down. Times are not reviewed and left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.assertions import Event, Party, Statement
from musnad.store.decisions import Decision


def gold_line(analysis: Analysis, decisions: Iterable[Decision]) -> dict[str, Any]:
    """One article; the last decision on a record holds.

    ``reviewed`` beside the records says who decided, whether nothing of the article waits
    (``complete``), and on which records people differ.
    """
    made = list(decisions)
    last = {decision.record: decision for decision in made}
    results = [decision.result for decision in last.values()]
    records = {record.id for record in (*analysis.statements, *analysis.events)}
    document = analysis.document
    return {
        **{name: getattr(document, name) for name in ("id", "outlet", "title", "url", "published")},
        "text": document.text,
        "sentences": [list(span) for span in document.sentences],
        "statements": [
            _statement(analysis, r) for r in _in_order(results) if isinstance(r, Statement)
        ],
        "events": [_event(analysis, r) for r in _in_order(results) if isinstance(r, Event)],
        "reviewed": {
            "complete": records <= set(last),
            "reviewers": sorted({decision.reviewer for decision in made}),
            "last": max((decision.at for decision in made), default=None),
            "differ": sorted(
                record
                for record in last
                if len({msgspec.json.encode(d.result) for d in made if d.record == record}) > 1
            ),
        },
    }


def _in_order(results: Iterable[Statement | Event | None]) -> list[Statement | Event]:
    kept = (result for result in results if result is not None)
    return sorted(kept, key=lambda r: r.content[0] if isinstance(r, Statement) else r.trigger)


def _statement(analysis: Analysis, statement: Statement) -> dict[str, Any]:
    speakers = {statement.speaker, *statement.co_speakers}
    names = [entity.name for entity in analysis.entities if entity.id in speakers]
    return {
        "cue": statement.cue,
        "form": statement.form,
        "force": statement.force,
        "speaker_span": statement.speaker_span,
        "speaker_names": names,
        "content": statement.content,
    }


def _event(analysis: Analysis, event: Event) -> dict[str, Any]:
    return {
        "trigger": event.trigger,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "actors": [_party(party) for party in event.actors],
        "recipients": [_party(party) for party in event.recipients],
        "place": event.place.name if event.place is not None else None,
        "date": event.time.value if event.time is not None else None,
        "in_statement": event.said_in is not None,
    }


def _party(party: Party) -> str:
    return " ".join(part for part in (party.country, *party.sectors) if part)
