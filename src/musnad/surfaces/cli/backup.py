"""``musnad backup``: all of a project in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.surfaces.cli.exits import say
from musnad.surfaces.cli.options import Quiet

EXAMPLE = "Example: musnad backup syria syria-2016-10-04.tar.gz"


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project.")],
    target: Annotated[
        Path, typer.Argument(metavar="FILE", help="Must not be there yet; .gz compresses it.")
    ],
    quiet: Quiet = False,
) -> None:
    """Write a project as it is at one moment into one file, even while an ingest is under way.

    The file is a tar with the database, the settings and raw/; restore makes a project of it.
    """
    from musnad.store.backup import back_up  # noqa: PLC0415 - slow to import
    from musnad.store.project import Project  # noqa: PLC0415

    manifest = back_up(Project.open(folder), target)
    if not quiet:
        size = target.stat().st_size / 1e6
        say(
            f"{sum(manifest.states.values())} articles, {len(manifest.sha256)} files, {size:.1f} MB"
        )
