"""``musnad init``: a folder becomes a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: musnad init syria"


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Made when it does not exist.")],
    database: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Keep the records there, e.g. postgresql+psycopg://host/name, and not in the "
            "folder's musnad.db.",
        ),
    ] = None,
) -> None:
    """Make a project: a folder that keeps articles and their records."""
    from musnad.store.project import Project  # noqa: PLC0415 - slow to import

    Project.make(folder, url=database)
