"""Answers to programs: JSON with a tag of its content, so that what has not changed is not sent."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from musnad.surfaces.rest.forms import JSON

_ENCODER = msgspec.json.Encoder()


def answer(request: Request, content: Any, *, links: dict[str, str] | None = None) -> Response:
    """JSON; 304 without content when the asker has the same already.

    Args:
        request: what is answered.
        content: what msgspec can write, or JSON as bytes.
        links: relation → address (RFC 8288).
    """
    body = content if isinstance(content, bytes) else _ENCODER.encode(content)
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Vary": "Accept"}
    if links:
        headers["Link"] = ", ".join(f'<{to}>; rel="{name}"' for name, to in links.items())
    known = [one.strip().removeprefix("W/") for one in
             request.headers.get("if-none-match", "").split(",")]  # fmt: skip
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=JSON, headers=headers)
