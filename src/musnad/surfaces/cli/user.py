"""``musnad user``: the people who may sign in to the desk of a project."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from musnad.surfaces.cli.exits import say

EXAMPLE = "Example: musnad user syria layla --role coder"


class Role(StrEnum):
    """What a user may do; each may do what those before it may."""

    reader = "reader"
    coder = "coder"
    curator = "curator"
    admin = "admin"


def user(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project.")],
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Without a name all are listed.")
    ] = None,
    role: Annotated[
        Role,
        typer.Option(
            help="reader reads and exports, coder reviews too, curator exports gold too, admin "
            "sees the audit too."
        ),
    ] = Role.reader,
    token: Annotated[
        bool,
        typer.Option("--token", help="Print a new token for programs, and ask for no password."),
    ] = False,
    close: Annotated[bool, typer.Option("--close", help="The user may not sign in.")] = False,
) -> None:
    """Add or change a user of the desk; the password is asked for, or read from a pipe.

    A program sends its token as Authorization: Bearer TOKEN.
    """
    # Slow to import.
    from musnad.store.accounts import Accounts  # noqa: PLC0415
    from musnad.store.project import Project  # noqa: PLC0415

    accounts = Accounts(Project.open(folder).engine)
    if name is None:
        for known, active in accounts.users():
            typer.echo(f"{known.name}\t{known.role}\t{'' if active else 'closed'}".rstrip())
        return
    password = None if token or close else _password(name)
    accounts.put(name, role.value, password=password, active=not close)
    if token:
        typer.echo(accounts.make_token(name))
    say(f"{name}: {'closed' if close else role.value}")


def _password(name: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    given: str = typer.prompt(
        f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True
    )
    return given
