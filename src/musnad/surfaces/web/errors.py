"""Errors: for people a page, for programs a problem (RFC 9457), in both languages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from musnad.errors import SourceError, StoreError
from musnad.surfaces.rest.forms import PROBLEM
from musnad.surfaces.web.languages import LANGUAGES, say
from musnad.surfaces.web.rendering import render

_KNOWN = (400, 401, 403, 404, 405, 413, 422, 429, 500)


def show_errors(app: FastAPI) -> None:
    """Let the app answer its errors so."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _wrong)
    app.add_exception_handler(StoreError, _no_sense)
    app.add_exception_handler(SourceError, _no_sense)
    app.add_exception_handler(Exception, _failed)


def _answer(request: Request, status: int, wrong: list[dict[str, str]]) -> Response:
    known = status if status in _KNOWN else 500
    if not request.url.path.startswith("/api/"):
        return render(request, "error", status, error=known, wrong=wrong)
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": say(f"error.{known}", LANGUAGES["en"]),
        "title_ar": say(f"error.{known}", LANGUAGES["ar"]),
        "status": status,
        "instance": request.url.path,
    }
    if wrong:
        problem["detail"] = "; ".join(f"{w['where']}: {w['what']}".strip(": ") for w in wrong)
        problem["errors"] = wrong
    return Response(msgspec.json.encode(problem), status_code=status, media_type=PROBLEM)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 401 and not request.url.path.startswith("/api/"):
        back = urlencode({"back": request.url.path})
        return RedirectResponse(f"/sign-in?{back}", status_code=303)
    response = _answer(request, error.status_code, [])
    response.headers.update(error.headers or {})
    return response


def _wrong(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [
        {"where": ".".join(map(str, e["loc"][1:])), "what": _printable(e["msg"])}
        for e in error.errors()
    ]
    return _answer(request, 422, wrong)


def _no_sense(request: Request, error: Exception) -> Response:
    return _answer(request, 422, [{"where": "", "what": _printable(str(error))}])


def _failed(request: Request, _error: Exception) -> Response:
    """The error itself is in the server's log; the asker is not shown our insides."""
    return _answer(request, 500, [])


def _printable(text: str) -> str:
    """Without half characters, which UTF-8 has not."""
    return text.encode("utf-8", "replace").decode()
