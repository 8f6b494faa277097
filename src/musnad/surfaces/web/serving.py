"""Runs the desk on this machine until it is interrupted."""

from __future__ import annotations

import socket
import sys
import webbrowser

import uvicorn

from musnad.errors import MusnadError
from musnad.store.accounts import Accounts
from musnad.store.project import Project
from musnad.surfaces.web.app import make_app
from musnad.surfaces.web.guard import LOOPBACK


def serve_desk(
    project: Project, *, host: str, port: int, show: bool, sign_in: bool = False
) -> None:
    """Serve until interrupted; the address is printed on standard error once it answers.

    Args:
        project: that is open.
        host: other than of this machine needs accounts.
        port: 0 for a free one.
        show: open a browser.
        sign_in: whether people have to sign in on this machine too.

    Raises:
        MusnadError: the address cannot be listened on, or others could reach it.
    """
    others = host not in LOOPBACK
    if others and not any(active for _, active in Accounts(project.engine).users()):
        raise MusnadError(
            f"{host}: others could reach this desk and nobody could sign in; "
            f"`musnad user {project.folder} NAME --role admin` makes an account"
        )
    listener = _listen(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
    app = make_app(project, hosts=None if others else LOOPBACK, accounts=others or sign_in)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
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
