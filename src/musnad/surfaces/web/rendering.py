"""Makes a page: a template, what it shows, and what every page needs."""

from __future__ import annotations

import hashlib
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from musnad.surfaces.html.environment import make_environment
from musnad.surfaces.web.languages import LANGUAGES, count_of, language_of, say
from musnad.version import __version__

STATIC = Path(__file__).parent / "static"
THEME_COOKIE = "theme"
KEYS_COOKIE = "keys"  # whether single keys do something: some people press them unawares
THEMES = ("auto", "light", "dark")
_TEMPLATES = Path(__file__).parent / "templates"
_VARY = "Cookie, Accept-Language, HX-Request-Type"


def render(request: Request, name: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """The page ``templates/<name>.html.j2`` in the reader's language.

    A template is given, beside what it shows: ``t(key, **values)`` for messages, ``n(key, number)``
    for what is counted, ``lang``, ``dir``, ``theme``, ``here`` (this address without its host),
    ``static(path)`` for a file of ours, ``user``, and the filters of
    :mod:`musnad.surfaces.html.environment`.
    """
    language = language_of(request)
    theme = request.cookies.get(THEME_COOKIE, "auto")
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    context = {
        "t": partial(_say, language),
        "n": lambda key, number: count_of(key, number, language),
        "words": language.words,
        "lang": language.code,
        "dir": language.direction,
        "languages": LANGUAGES,
        "theme": theme if theme in THEMES else "auto",
        "keys": "off" if request.cookies.get(KEYS_COOKIE) == "off" else "on",
        "here": here,
        "path": request.url.path,
        "version": __version__,
        "static": static_address,
        "navigation": request.app.state.navigation,
        "user": getattr(request.state, "user", None),
        "accounts": request.app.state.accounts is not None,
        "project_name": request.app.state.project.folder.resolve().name,
    }
    page = environment().get_template(f"{name}.html.j2").render(context | shown)
    return HTMLResponse(page, status_code=status, headers={"Vary": _VARY})


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the desk."""
    return make_environment(_TEMPLATES)


@lru_cache(maxsize=256)
def static_address(path: str) -> str:
    """The address of a file under ``static/``; it changes with the file, so it can be kept long."""
    digest = hashlib.blake2b((STATIC / path).read_bytes(), digest_size=5).hexdigest()
    return f"/static/{path}?v={digest}"


def _say(language: Any, key: str, **values: object) -> str:
    return say(key, language, **values)


def is_part(request: Request) -> bool:
    """Whether a script asks for a part to put into a page, not a reader for a whole one."""
    return request.headers.get("hx-request-type") == "partial"
