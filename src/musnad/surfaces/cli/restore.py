"""``musnad restore``: a project of a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.surfaces.cli.exits import say
from musnad.surfaces.cli.options import Quiet

EXAMPLE = "Example: musnad restore syria-2016-10-04.tar.gz syria-again"


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What backup wrote.")],
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Made; must be empty if it is there.")
    ],
    database: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Keep the records there, e.g. postgresql+psycopg://host/name, and not in the "
            "folder's musnad.db.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Make a project of a backup, in either database; every file is checked against its digest."""
    from musnad.store.backup import restore as restore_backup  # noqa: PLC0415 - slow to import

    manifest = restore_backup(source, folder, url=database)
    if not quiet:
        say(f"{sum(manifest.states.values())} articles as of {manifest.made}")
