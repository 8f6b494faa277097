"""``musnad watch``: feeds into a project, on a schedule."""

from __future__ import annotations

import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.errors import MusnadError, StoreError
from musnad.sources.documents import NOTHING_KNOWN
from musnad.surfaces.cli.exits import say
from musnad.surfaces.cli.intake import Tally, arrange_new, read_waiting, reading_for
from musnad.surfaces.cli.options import Quiet

if TYPE_CHECKING:
    from musnad.store.project import Project
    from musnad.surfaces.watching import WatchSettings

EXAMPLE = "Example: musnad watch syria --once"
_INTERRUPTED = 130
_LONGEST_NAP = 60.0  # a feed that is added meanwhile waits no longer


def watch(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project that init made.")],
    once: Annotated[
        bool, typer.Option("--once", help="Fetch every feed once and end, e.g. from cron.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read.")] = 1,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private networks too.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Fetch feeds politely, again and again, and read what is new in them.

    The feeds are those under [watch] in musnad.toml and those that `musnad sources --add` added.
    Ctrl-C ends it; what was fetched is kept, and the next watch goes on from there.

    Exit codes: 0 done, 1 nothing could be read, 3 some articles failed (with --once); 130
    interrupted.
    """
    # Slow to import.
    from musnad.store.project import Project  # noqa: PLC0415
    from musnad.surfaces.watching import watch_settings  # noqa: PLC0415

    project = Project.open(folder)
    settings = watch_settings(project.settings("watch"))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service ends like Ctrl-C
    try:
        if once:
            tally = Tally(quiet=quiet)
            _round(project, settings, tally, jobs=jobs, only_due=False, allow_private=allow_private)
            tally.finish()
            return
        while True:
            tally = Tally(quiet=quiet)
            try:
                _round(
                    project, settings, tally, jobs=jobs, only_due=True, allow_private=allow_private
                )
            except StoreError as error:  # another process writes just now
                say(str(error))
            time.sleep(_nap(project, settings))
    except KeyboardInterrupt:
        if not quiet:
            say("stopped; what was fetched is kept")
        raise typer.Exit(_INTERRUPTED) from None


def _round(
    project: Project,
    settings: WatchSettings,
    tally: Tally,
    *,
    jobs: int,
    only_due: bool,
    allow_private: bool,
) -> None:
    """Fetch the feeds, read what is new, arrange it."""
    from musnad.surfaces.watching import due_at, feeds_of, fetch_feed  # noqa: PLC0415

    feeds = feeds_of(project.engine, settings)
    if not feeds:
        raise MusnadError(
            f"{project.folder}: no feed is watched; add one with "
            f"`musnad sources {project.folder} --add https://…`"
        )
    now = datetime.now(UTC)
    due = [f for f in feeds if not only_due or due_at(project.engine, f, settings) <= now]
    if not due:
        return
    with (
        project.writing(),
        reading_for(project, NOTHING_KNOWN, allow_private=allow_private) as reading,
    ):
        for feed in due:
            tally.take(fetch_feed(project.engine, feed, reading, tally.passing))
        read_waiting(project, jobs, tally, shown=False)
        arrange_new(project, shown=False)
        # What is to happen with what a round brought in, happens here: it is read and arranged.
    if only_due:
        tally.report()


def _nap(project: Project, settings: WatchSettings) -> float:
    """Seconds until the next feed is due."""
    from musnad.surfaces.watching import due_at, feeds_of  # noqa: PLC0415

    next_due = min(due_at(project.engine, f, settings) for f in feeds_of(project.engine, settings))
    seconds = (next_due - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 1.0), _LONGEST_NAP)
