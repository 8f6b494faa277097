"""``/``: the articles of the project, newest first, and what state they are in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from musnad.surfaces.rest.asked import MAX_NUMBER, OpenProject
from musnad.surfaces.web.rendering import render

router = APIRouter()
_A_PAGE = 50


@router.get("/")
def home(
    request: Request,
    project: OpenProject,
    after: Annotated[int, Query(ge=0, le=MAX_NUMBER)] = 0,
) -> Response:
    """A page of articles in the order taken in."""
    articles = project.articles(after=after, limit=_A_PAGE + 1)
    return render(
        request,
        "home",
        articles=articles[:_A_PAGE],
        next=articles[_A_PAGE - 1].number if len(articles) > _A_PAGE else None,
        states=project.states(),
    )
