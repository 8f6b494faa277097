"""``/audit``: what people did, for admins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from musnad.store.accounts import Accounts
from musnad.surfaces.rest.asked import MAX_NUMBER, OpenProject
from musnad.surfaces.rest.people import Admin
from musnad.surfaces.web.rendering import render

router = APIRouter()
_A_PAGE = 100


@router.get("/audit")
def audit(
    request: Request,
    project: OpenProject,
    _user: Admin,
    before: Annotated[int | None, Query(ge=1, le=MAX_NUMBER)] = None,
) -> Response:
    """A page of the audit, the newest first."""
    entries = Accounts(project.engine).audit(before=before, limit=_A_PAGE)
    return render(
        request,
        "audit",
        entries=entries,
        next=entries[-1][0] if len(entries) == _A_PAGE else None,
    )
