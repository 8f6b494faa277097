"""``/review``: one record after another; accept, correct, reject, undo, by key and by mouse.

What others decided is not shown: everybody judges by the text alone.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from musnad.errors import StoreError
from musnad.extraction.coding import event_modes
from musnad.records.analysis import Analysis
from musnad.records.assertions import EventStatus, Force, Statement, StatementForm
from musnad.records.spans import Span
from musnad.store.decisions import Reviewed, Verdict, corrected, decide, undo
from musnad.store.project import Project
from musnad.store.queues import QueueName, waiting
from musnad.surfaces.cards import Section, make_card
from musnad.surfaces.explanation import sentences_of
from musnad.surfaces.html.marking import mark_text
from musnad.surfaces.rest.asked import MAX_NUMBER, OpenProject
from musnad.surfaces.rest.people import Coder
from musnad.surfaces.web.fields import Fields
from musnad.surfaces.web.rendering import render

router = APIRouter()
_QUEUES: tuple[QueueName, ...] = ("uncertain", "contested", "sample")
_CHOICES = {
    "force": get_args(Force),
    "form": get_args(StatementForm),
    "status": get_args(EventStatus),
}
_SPANS = {"statements": ("content", "cue", "speaker_span"), "events": ("trigger",)}


class Asked(BaseModel):
    """What stands in the address: which queue, and after which place in it."""

    queue: QueueName = "uncertain"
    article: Annotated[int | None, Field(ge=1, le=MAX_NUMBER)] = None
    after: Annotated[str | None, Field(max_length=100)] = None


@router.get("/review")
def review(
    request: Request,
    project: OpenProject,
    user: Coder,
    asked: Annotated[Asked, Query()],
) -> Response:
    """The next record that waits for the user."""
    queue, article = asked.queue, asked.article
    with project.engine.connect() as connection:
        totals = {
            name: waiting(connection, name, user.name)[0] for name in _QUEUES if name != queue
        }
        total, next_one = waiting(connection, queue, user.name, article=article, after=asked.after)
    shown: dict[str, Any] = {"waits": None}
    if next_one is not None:
        shown = {"waits": next_one} | _shown(project, next_one.article, next_one.record)
    return render(
        request,
        "review",
        queue=queue,
        queues=_QUEUES,
        totals=totals | {queue: total},
        article_number=article,
        **shown,
    )


@router.post("/review")
def decide_on(request: Request, project: OpenProject, user: Coder, fields: Fields) -> Response:
    """Write one decision down and go on to the next record."""
    position = {k: fields[k] for k in ("queue", "article") if fields.get(k)}
    if fields.get("verdict") == "undo":
        undo(project.engine, user.name)
        return _to_queue(position)
    verdict = _verdict(fields.get("verdict"))
    number = _number(fields.get("of", ""))
    analysis = project.article(number)
    record = _record(analysis, fields.get("record", ""))
    after = corrected(analysis, record, _changes(record, fields)) if verdict == "correct" else None
    decide(project.engine, user.name, record, verdict, article=number, after=after)
    return _to_queue(position | {"after": fields.get("place", "")})


def _to_queue(position: dict[str, str]) -> Response:
    return RedirectResponse(f"/review?{urlencode(position)}", status_code=303)


def _shown(project: Project, number: int, record_id: str) -> dict[str, Any]:
    """A record in its text, and what can be corrected of it."""
    analysis = project.article(number)
    record = _record(analysis, record_id)
    card = make_card(analysis, record)
    name: Literal["statements", "events"] = (
        "statements" if isinstance(record, Statement) else "events"
    )
    return {
        "document": analysis.document,
        "record": record,
        "card": card,
        "kind": name,
        "text": mark_text(analysis, (Section(name, (card,)),), links=False),
        "sentences": list(sentences_of(analysis, (mark.span for mark in card.marks))),
        "spans": {
            role: [(span, analysis.words(span)) for span in _spans(getattr(record, role))]
            for role in _SPANS[name]
        },
        "choices": _CHOICES,
        "modes": event_modes(),
    }


def _record(analysis: Analysis, record_id: str) -> Reviewed:
    records: tuple[Reviewed, ...] = (*analysis.statements, *analysis.events)
    for record in records:
        if record.id == record_id:
            return record
    raise HTTPException(404)


def _spans(value: Span | tuple[Span, ...] | None) -> tuple[Span, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, Span) else value


def _changes(record: Reviewed, fields: dict[str, str]) -> dict[str, Any]:
    """What the form says otherwise than the record."""
    given: dict[str, Any] = {
        name: fields[name] for name in _CHOICES if name in fields and hasattr(record, name)
    }
    if not isinstance(record, Statement) and "code" in fields:
        given["type"], _, mode = fields["code"].partition("-")
        given["mode"] = mode or None
    role_names = _SPANS["statements" if isinstance(record, Statement) else "events"]
    for role in role_names:
        if fields.get(role):
            spans = [_span(written) for written in fields[role].split(",")]
            given[role] = spans if role == "content" else spans[0]
    return {name: value for name, value in given.items() if value != _plain(getattr(record, name))}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return list(value)
    return [list(span) for span in value] if isinstance(value, tuple) else value


def _span(written: str) -> list[int]:
    """``12-17``, in code points."""
    start, _, end = written.partition("-")
    try:
        return [int(start), int(end)]
    except ValueError as error:
        raise StoreError(f"{written!r} are no words of the text") from error


def _verdict(written: str | None) -> Verdict:
    for verdict in get_args(Verdict):
        if written == verdict:
            return cast(Verdict, verdict)
    raise HTTPException(422)


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= MAX_NUMBER):
        raise HTTPException(422)
    return int(written)
