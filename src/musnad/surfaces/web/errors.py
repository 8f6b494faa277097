"""Errors as pages: what is wrong and what to do, in the reader's language."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from musnad.errors import StoreError
from musnad.surfaces.web.rendering import render

_KNOWN = (400, 401, 403, 404, 405, 422, 429, 500)


def show_errors(app: FastAPI) -> None:
    """Let the app answer its errors with pages."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _wrong)
    app.add_exception_handler(StoreError, _no_sense)
    app.add_exception_handler(Exception, _failed)


def _page(request: Request, status: int, detail: str = "") -> Response:
    return render(
        request, "error", status, error=status if status in _KNOWN else 500, detail=detail
    )


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _page(request, error.status_code)


def _wrong(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = (f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
    return _page(request, 422, "\n".join(said))


def _no_sense(request: Request, error: Exception) -> Response:
    return _page(request, 422, str(error))


def _failed(request: Request, _error: Exception) -> Response:
    """The error itself is in the server's log; the reader is not shown our insides."""
    return _page(request, 500)
