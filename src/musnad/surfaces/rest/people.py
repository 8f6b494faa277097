"""Who asks: on this machine its user, who may do everything; elsewhere whoever is signed in."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, HTTPException
from starlette.requests import Request

from musnad.store.accounts import Accounts, Role, User
from musnad.surfaces.rest.limits import Limits

SESSION = "session"
OPEN = ("/sign-in", "/preferences")  # to everybody
_MOST_REQUESTS, _IN_SECONDS = 600, 60.0  # of one user


def admit(request: Request) -> None:
    """Let in who may come in; sets ``request.state.user``.

    Raises:
        HTTPException: 401 for nobody known, 429 for too many requests.
    """
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        request.state.user = User(_local_user(), "admin")
        return
    request.state.user = accounts.user_of(secret_of(request))
    if request.state.user is None:
        if request.url.path in OPEN:
            return
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    limits: Limits = request.app.state.limits
    if not limits.allow(request.state.user.name, _MOST_REQUESTS, _IN_SECONDS):
        raise HTTPException(429, headers={"Retry-After": str(int(_IN_SECONDS))})


def secret_of(request: Request) -> str:
    """The token of a program or the session of a browser; empty for neither."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.cookies.get(SESSION, "")


def needs(role: Role) -> Callable[[Request], User]:
    """A dependency: the user, who has this role or a higher one; else 403."""

    def user(request: Request) -> User:
        known: User = request.state.user
        if not known.may(role):
            raise HTTPException(403)
        return known

    return user


Reader = Annotated[User, Depends(needs("reader"))]
Coder = Annotated[User, Depends(needs("coder"))]
Curator = Annotated[User, Depends(needs("curator"))]
Admin = Annotated[User, Depends(needs("admin"))]


def note(request: Request, action: str, subject: str) -> None:
    """Write in the audit what the asker did, where people sign in."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is not None:
        accounts.note(request.state.user.name, action, subject)


def _local_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name is known for the number of the user
        return "local"
