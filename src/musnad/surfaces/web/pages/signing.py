"""``/sign-in`` and ``/sign-out``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from musnad.store.accounts import Accounts
from musnad.surfaces.rest.limits import Limits
from musnad.surfaces.rest.people import SESSION, secret_of
from musnad.surfaces.web.fields import Fields
from musnad.surfaces.web.pages.preferences import local
from musnad.surfaces.web.rendering import render

router = APIRouter()
_MOST_TRIES, _IN_SECONDS = 10, 300.0
_FORTNIGHT = 14 * 24 * 3600


def _accounts(request: Request) -> Accounts:
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        raise HTTPException(404)
    return accounts


@router.get("/sign-in")
def form(request: Request, back: Annotated[str, Query(max_length=4000)] = "/") -> Response:
    """The form."""
    _accounts(request)
    return render(request, "sign_in", back=local(back), wrong=False)


@router.post("/sign-in")
def sign_in(request: Request, fields: Fields) -> Response:
    """A session for whoever knows the password; few tries for one name, and from one address."""
    accounts = _accounts(request)
    limits: Limits = request.app.state.limits
    name, back = fields.get("name", ""), local(fields.get("back", "/"))
    address = request.client.host if request.client else ""
    tries = (f"sign-in from {address}", f"sign-in as {name}")
    allowed = [limits.allow(key, _MOST_TRIES, _IN_SECONDS) for key in tries]  # both count
    if not all(allowed):
        raise HTTPException(429, headers={"Retry-After": str(int(_IN_SECONDS))})
    secret = accounts.sign_in(name, fields.get("password", ""))
    accounts.note(name, "sign in" if secret else "sign in refused", address)
    if secret is None:
        return render(request, "sign_in", 401, back=back, wrong=True)
    response = RedirectResponse(back, status_code=303)
    response.set_cookie(
        SESSION,
        secret,
        max_age=_FORTNIGHT,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session."""
    _accounts(request).sign_out(secret_of(request))
    response = RedirectResponse("/sign-in", status_code=303)
    response.delete_cookie(SESSION)
    return response
