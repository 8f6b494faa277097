"""Runs the desk on this machine until it is interrupted."""

from __future__ import annotations

import socket
import sys
import webbrowser

import uvicorn

from musnad.errors import MusnadError
from musnad.store.project import Project
from musnad.surfaces.web.app import make_app
from musnad.surfaces.web.guard import LOOPBACK


def serve_desk(project: Project, *, host: str, port: int, show: bool) -> None:
    """Serve until interrupted; the address is printed on standard error once it answers.

    Raises:
        MusnadError: the address cannot be listened on, or others could reach it.
    """
    if host not in LOOPBACK:
        raise MusnadError(
            f"{host}: others could reach this desk and nobody would have to sign in; "
            "leave --host out to serve this machine alone"
        )
    listener = _listen(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
    server = uvicorn.Server(
        uvicorn.Config(make_app(project), log_level="warning", access_log=False)
    )
    print(f"musnad: the desk is at {address} (Ctrl-C ends it)", file=sys.stderr, flush=True)
    if show:
        webbrowser.open(address)
    server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that a browser opened now waits for its answer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise MusnadError(
            f"{host}:{port}: cannot be listened on ({error.strerror}); choose another --port"
        ) from error
