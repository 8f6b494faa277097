"""``musnad doctor``: whether the installation and a project are well."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.surfaces.cli.exits import ERROR

EXAMPLE = "Example: musnad doctor syria"


def doctor(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A project to look at too.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """Look at versions, extras, and the database, disk and rights of a project; say what to do.

    Exit codes: 0 all is well, 1 something is wrong. What is only missing or waiting is no wrong.
    """
    import msgspec  # noqa: PLC0415 - slow to import

    from musnad.surfaces.doctor import examine  # noqa: PLC0415

    findings = list(examine(folder))
    if as_json:
        typer.echo(msgspec.json.encode(findings))
    else:
        for finding in findings:
            typer.echo(f"{finding.verdict:4}  {finding.name}: {finding.found}")
            if finding.advice:
                typer.echo(f"      {finding.advice}")
    if any(finding.verdict == "bad" for finding in findings):
        raise typer.Exit(ERROR)
