"""What stands before every page: who may ask, from where, and what a page may load.

Nothing comes from another host and no script or style stands inside a page. A page of another site
can neither write here (its browser says where a request comes from) nor read here under a name of
its own that leads to this machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
MAX_BODY = 8 * 1024 * 1024  # bytes
_KEEP_LONG = "public, max-age=31536000, immutable"


class Guard:
    """Refuses what must not come in, and sends the headers of a strict page with the rest."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] | None = None) -> None:
        """Before an app.

        Args:
            app: what is guarded.
            hosts: names under which it may be asked; None for any.
        """
        self._app = app
        self._hosts = None if hosts is None else frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is not None:
            await PlainTextResponse(refused, status_code=403)(scope, receive, send)
            return
        if int(Headers(scope=scope).get("content-length") or 0) > MAX_BODY:
            await PlainTextResponse(_TOO_LARGE, status_code=413)(scope, receive, send)
            return
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MAX_BODY:
                raise HTTPException(413)
            return message

        async def send_strictly(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", _cache(scope))
            await send(message)

        await self._app(scope, receive_some, send_strictly)

    def _refusal(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._hosts is not None and urlsplit(f"//{host}").hostname not in self._hosts:
            return f"This desk is not {host!r}; ask it under the address it was started with.\n"
        if scope["method"] in _SAFE:
            return None
        site = headers.get("sec-fetch-site")
        if site is not None:
            return None if site in ("same-origin", "none") else _ELSEWHERE
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return _ELSEWHERE
        return None


_TOO_LARGE = f"At most {MAX_BODY} bytes can be sent at once.\n"
_ELSEWHERE = "Another site may not write to this desk.\n"


def _cache(scope: Scope) -> str:
    """Files of ours whose address changes with them stay; a page is asked for again."""
    lasting = scope["path"].startswith("/static/") and scope["query_string"].startswith(b"v=")
    return _KEEP_LONG if lasting else "private, no-cache"
