"""``musnad ingest``: articles into a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.sources.documents import Metadata
from musnad.surfaces.cli.intake import Tally, arrange_new, read_waiting, reading_for
from musnad.surfaces.cli.options import Progress, Quiet, published_day
from musnad.surfaces.cli.progress import bar_for, bar_wanted

EXAMPLE = "Example: musnad ingest syria news.jsonl feeds.opml cc-news.warc.gz -j 2"


def ingest(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project that init made.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...",
            help="Files, folders, http(s) addresses, or - for standard input, as for read; "
            "what feeds link to is fetched. Without any, an interrupted ingest goes on.",
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            callback=published_day,
            metavar="DATE",
            help="Day of publication of all of them; wins over what the input says.",
        ),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read.")] = 1,
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="Read anew what failed and what another version of Musnad read."
        ),
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private networks too.")
    ] = False,
    progress: Progress = None,
    quiet: Quiet = False,
) -> None:
    """Take articles into a project, read them, find their copies and stories.

    An article that is there already is not taken in again. Interrupted, even killed, the same
    command goes on where it was.

    Exit codes: 0 all were read, 1 nothing could be read, 2 wrong usage, 3 some articles failed.
    """
    # Slow to import.
    from musnad.sources.locations import find  # noqa: PLC0415
    from musnad.store.origins import take_in_found  # noqa: PLC0415
    from musnad.store.project import Project  # noqa: PLC0415
    from musnad.store.readers import reader_name  # noqa: PLC0415
    from musnad.store.writing import queue_again  # noqa: PLC0415

    shown = not quiet and bar_wanted(progress)
    given = Metadata(outlet=outlet, published=published)
    tally = Tally(quiet=quiet)
    project = Project.open(folder)
    with project.writing(), reading_for(project, given, allow_private=allow_private) as reading:
        for location in inputs or []:
            found = tally.passing(find(location, reading))
            taken = None
            with bar_for("taking in", None, shown=shown) as advance:
                for taken in take_in_found(project.engine, location, found):
                    advance(taken.new + taken.known + taken.failed)
            if taken is not None:
                tally.take(taken)
        if again:
            queue_again(project.engine, reader_name())
        read_waiting(project, jobs, tally, shown=shown)
        arrange_new(project, shown=shown)
    tally.finish()
