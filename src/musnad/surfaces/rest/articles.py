"""``/api/articles/N``: all records of an article, one of them, and why it was made."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from musnad.records.analysis import Analysis
from musnad.surfaces.explanation import Explanation, explain_record, sentences_of
from musnad.surfaces.rest.answers import answer
from musnad.surfaces.rest.asked import ReadArticle

router = APIRouter(prefix="/api/articles", tags=["articles"])


@router.get("/{number}", summary="An article with all its records")
def article(request: Request, analysis: ReadArticle) -> Response:
    """The JSON that ``musnad read`` prints."""
    return answer(request, analysis.to_json())


@router.get("/{number}/records/{record}", summary="A record: its words, its rule, its inputs")
def record(request: Request, analysis: ReadArticle, record: str) -> Response:
    """What ``musnad explain`` shows."""
    explanation = explain_record(analysis, record)
    if explanation is None:
        raise HTTPException(404)
    return answer(request, _explained(analysis, explanation))


def _explained(analysis: Analysis, explanation: Explanation) -> dict[str, Any]:
    card = explanation.card
    return {
        "id": card.id,
        "kind": explanation.kind,
        "rule": card.rule,
        "facts": card.facts,
        "lines": msgspec.to_builtins(card.lines),
        "words": [
            {"role": mark.role, "span": list(mark.span), "words": analysis.words(mark.span)}
            for mark in card.marks
        ],
        "sentences": [
            "".join(piece.text for piece in pieces)
            for pieces in sentences_of(analysis, (mark.span for mark in card.marks))
        ],
        "inputs": [_explained(analysis, made_from) for made_from in explanation.inputs],
    }
