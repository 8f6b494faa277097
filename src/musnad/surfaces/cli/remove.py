"""``musnad remove``: take articles out of a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.surfaces.cli.exits import say
from musnad.surfaces.cli.options import Quiet

EXAMPLE = "Example: musnad remove syria talks-1"


def remove(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project.")],
    articles: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Articles, by their id or their number."),
    ],
    quiet: Quiet = False,
) -> None:
    """Remove articles, their text and all that was read in them.

    A tombstone stays: the id, the number and the digest, so that changes tells what is gone and
    ingest does not take the article in again. Pages as they were fetched stay in raw/.
    """
    from musnad.corpus.articles import article_number  # noqa: PLC0415 - slow to import
    from musnad.store.project import Project  # noqa: PLC0415

    project = Project.open(folder)
    with project.engine.connect() as connection:
        numbers = [article_number(connection, article) for article in articles]
    removed = project.remove(numbers)
    if not quiet:
        again = len(set(numbers)) - removed
        say(f"{removed} removed" + (f", {again} had been removed before" if again else ""))
