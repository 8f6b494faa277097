"""``/articles/N``: the text with its records on it, and their cards beside it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from musnad.surfaces.cards import make_sections
from musnad.surfaces.html.marking import mark_text
from musnad.surfaces.html.page import LEGEND, web_address
from musnad.surfaces.rest.asked import ArticleNumber, ReadArticle
from musnad.surfaces.web.rendering import render

router = APIRouter()


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
        text=mark_text(analysis, sections),
        legend=LEGEND,
    )
