"""``/preferences``: language, light or dark, single keys; kept in cookies of this desk."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from musnad.surfaces.web.languages import COOKIE
from musnad.surfaces.web.rendering import KEYS_COOKIE, THEME_COOKIE

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.get("/preferences")
def preferences(
    back: Annotated[str, Query(max_length=4000)] = "/",
    language: Annotated[Literal["ar", "en"] | None, Query()] = None,
    theme: Annotated[Literal["auto", "light", "dark"] | None, Query()] = None,
    keys: Annotated[Literal["on", "off"] | None, Query()] = None,
) -> Response:
    """Keep what is chosen and go back to the page it was chosen on."""
    response = RedirectResponse(local(back), status_code=303)
    for name, value in ((COOKIE, language), (THEME_COOKIE, theme), (KEYS_COOKIE, keys)):
        if value is not None:
            response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def local(address: str) -> str:
    """An address on this desk; the first page in place of one that leads elsewhere.

    Example:
        >>> local("//evil.example/"), local("/articles/1")
        ('/', '/articles/1')
    """
    leads_away = not address.startswith("/") or address[1:2] in ("/", "\\")
    return "/" if leads_away or any(ord(c) < 32 for c in address) else address
