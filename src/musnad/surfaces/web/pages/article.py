"""``/articles/N``: the text with its records on it, and their cards beside it."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from musnad.records.analysis import Analysis
from musnad.surfaces.cards import Card, MarkRole, make_sections
from musnad.surfaces.explanation import explain_record, sentences_of
from musnad.surfaces.html.marking import mark_text
from musnad.surfaces.html.page import web_address
from musnad.surfaces.rest.asked import ArticleNumber, ReadArticle
from musnad.surfaces.web.disputes import disputes_of
from musnad.surfaces.web.offsets import in_browser
from musnad.surfaces.web.rendering import is_part, render

router = APIRouter()
# What can be shown on the text: the mark, the label of it, and whether it is shown at first.
# The words that claims and relations stand on are whole clauses, which would hide the rest.
_LAYERS: tuple[tuple[MarkRole, str, bool], ...] = (
    ("content", "said", True),
    ("cue", "cue", True),
    ("speaker", "speaker", True),
    ("trigger", "trigger", True),
    ("party", "party", True),
    ("time", "when", True),
    ("place", "where", True),
    ("mention", "entities", True),
    ("evidence", "evidence", False),
)


@router.get("/articles/{number}")
def article(request: Request, number: ArticleNumber, analysis: ReadArticle) -> Response:
    """One article."""
    sections = make_sections(analysis)
    return render(
        request,
        "article",
        number=number,
        document=analysis.document,
        url=web_address(analysis.document.url),
        sections=sections,
        disputes=disputes_of(analysis),
        text=mark_text(analysis, sections),
        marks=_marks(analysis, (card for section in sections for card in section.cards)),
        layers=_LAYERS,
    )


@router.get("/articles/{number}/why/{record}")
def why(request: Request, number: ArticleNumber, analysis: ReadArticle, record: str) -> Response:
    """Why a record was made: its rule, its words in their sentences, and its inputs."""
    explanation = explain_record(analysis, record)
    if explanation is None:
        raise HTTPException(404)
    return render(
        request,
        "explanation" if is_part(request) else "why",
        number=number,
        document=analysis.document,
        explanation=explanation,
        sentences=lambda card: list(sentences_of(analysis, (mark.span for mark in card.marks))),
    )


def _marks(analysis: Analysis, cards: Iterable[Card]) -> dict[str, list[tuple[int, int]]]:
    """Where the words of each record stand, as a browser counts: for the script of the page."""
    place = in_browser(analysis.document.text)
    return {
        card.id: [(place(mark.span.start), place(mark.span.end)) for mark in card.marks]
        for card in cards
    }
