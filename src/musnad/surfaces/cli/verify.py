"""``musnad verify``: whether a project is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.surfaces.cli.exits import ERROR, say
from musnad.surfaces.cli.options import Progress, Quiet
from musnad.surfaces.cli.progress import bar_for, bar_wanted

EXAMPLE = "Example: musnad verify syria --repair"


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project.")],
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Make the rows and the index anew where they do not agree with the readings.",
        ),
    ] = False,
    progress: Progress = None,
    quiet: Quiet = False,
) -> None:
    """Check texts and readings against their digests, words against their places in the text, and
    rows and index against the readings.

    Prints a line for each problem: article, part, what is wrong. What was received and read is
    kept with digests and can only come back from a backup; rows and index can be made anew.

    Exit codes: 0 all is whole, 1 there are problems that were not repaired.
    """
    from musnad.store import verification  # noqa: PLC0415 - slow to import
    from musnad.store.project import Project  # noqa: PLC0415

    project = Project.open(folder)
    problems, articles = [], 0
    shown = not quiet and bar_wanted(progress)
    with project.snapshot() as snapshot, bar_for("verifying", None, shown=shown) as advance:
        for number, found in verification.verify(snapshot.connection):
            articles += number > 0
            advance(articles)
            problems.extend(found)
            for problem in found:
                typer.echo(f"{problem.article}\t{problem.part}\t{problem.message}")
    lost = [problem for problem in problems if problem.part in verification.LOST]
    if repair and len(problems) > len(lost):
        with project.writing(), project.engine.begin() as connection:
            verification.repair(connection, problems)
    if not quiet:
        mended = f", {len(problems) - len(lost)} repaired" if repair else ""
        say(f"{articles} articles verified, {len(problems)} problems{mended}")
    if lost or (problems and not repair):
        raise typer.Exit(ERROR)
