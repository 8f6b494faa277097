"""``POST /api/read``: reads a text that is sent; nothing of it is kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from musnad.reader import read
from musnad.surfaces.rest.answers import answer

router = APIRouter(prefix="/api", tags=["reading"])
_Short = Annotated[str | None, Field(max_length=4000)]


class Text(BaseModel):
    """An article, as a line of ``musnad read``'s input."""

    model_config = ConfigDict(extra="forbid")

    text: str
    published: _Short = None
    title: _Short = None
    outlet: _Short = None
    url: _Short = None
    id: _Short = None


@router.post("/read", summary="Read a text")
def read_text(request: Request, text: Text) -> Response:
    """The text's records, as ``musnad read`` prints them; without ``published`` no "today"."""
    given = text.model_dump(exclude={"text"}, exclude_none=True)
    return answer(request, read(text.text, **given).to_json())
