"""``musnad serve``: the desk of a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: musnad serve syria --open"
PORT = 8470


def serve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project that init made.")],
    host: Annotated[
        str, typer.Option(help="Where to listen; only this machine can reach the default.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes a free one.")
    ] = PORT,
    sign_in: Annotated[
        bool, typer.Option("--sign-in", help="People have to sign in on this machine too.")
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Open the desk in the browser.")] = False,
) -> None:
    """Serve the desk: pages to read, search and check the articles of a project.

    Everything stays on this machine and nothing is fetched from elsewhere. On this machine alone
    nobody signs in; with another --host everybody must, with an account that musnad user made.
    """
    from musnad.store.project import Project  # noqa: PLC0415 - slow to import
    from musnad.surfaces.web.serving import serve_desk  # noqa: PLC0415 - slow to import

    serve_desk(Project.open(folder), host=host, port=port, show=show, sign_in=sign_in)
