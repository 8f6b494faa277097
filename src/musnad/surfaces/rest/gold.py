"""``/api/gold.jsonl``: reviewed records in the form of annotated articles."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, BinaryIO

import msgspec
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import StreamingResponse

from musnad.store.decisions import decisions_of
from musnad.surfaces.export.gold import gold_line
from musnad.surfaces.rest.asked import OpenProject
from musnad.surfaces.rest.forms import EVERY
from musnad.surfaces.rest.people import Curator, note
from musnad.surfaces.rest.streaming import stream

router = APIRouter(prefix="/api", tags=["review"])


@router.get("/gold.jsonl", summary="Reviewed articles as gold")
def gold(
    request: Request,
    project: OpenProject,
    _user: Curator,
    partial: Annotated[
        bool, Query(description="Articles of which some records still wait, too.")
    ] = False,
) -> StreamingResponse:
    """A line an article, as ``musnad evaluate`` takes it; by default only whole articles."""
    note(request, "export", "gold")

    def write(out: BinaryIO) -> None:
        with project.engine.connect() as connection:
            made = sorted(decisions_of(connection), key=lambda decision: decision.article)
        for number, decisions in groupby(made, key=lambda decision: decision.article):
            line = gold_line(project.article(number), decisions)
            if partial or line["reviewed"]["complete"]:
                out.write(msgspec.json.encode(line) + b"\n")

    headers = {"Content-Disposition": 'attachment; filename="gold.jsonl"'}
    return StreamingResponse(stream(write), media_type=EVERY["jsonl"].media_type, headers=headers)
