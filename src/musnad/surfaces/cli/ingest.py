"""``musnad ingest``: articles into a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from musnad.records.analysis import Analysis
from musnad.records.documents import Document, Failure
from musnad.sources.documents import Metadata
from musnad.surfaces.cli.exits import ERROR, SOME_FAILED, say
from musnad.surfaces.cli.options import published_day
from musnad.surfaces.cli.progress import bar_for, bar_wanted

if TYPE_CHECKING:
    from musnad.reader import Outcome
    from musnad.store.project import Project

EXAMPLE = "Example: musnad ingest syria news.jsonl feeds.opml cc-news.warc.gz -j 2"
_MAX_SHOWN_FAILURES = 20


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
    progress: Annotated[
        bool | None,
        typer.Option(help="A bar on standard error; by default when that is a terminal."),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing on standard error.")
    ] = False,
) -> None:
    """Take articles into a project, read them, find their copies and stories.

    An article that is there already is not taken in again. Interrupted, even killed, the same
    command goes on where it was.

    Exit codes: 0 all were read, 1 nothing could be read, 2 wrong usage, 3 some articles failed.
    """
    # Slow to import.
    from musnad.sources.locations import read_location  # noqa: PLC0415
    from musnad.sources.manners import manners_of  # noqa: PLC0415
    from musnad.sources.web import Web  # noqa: PLC0415
    from musnad.store import project as projects  # noqa: PLC0415
    from musnad.store.readers import reader_name  # noqa: PLC0415
    from musnad.store.writing import queue_again, take_in  # noqa: PLC0415

    shown = not quiet and bar_wanted(progress)
    given = Metadata(outlet=outlet, published=published)
    tally = _Tally(quiet=quiet)
    project = projects.Project.open(folder)
    manners = manners_of(project.settings("fetch"))
    if allow_private:
        manners = msgspec.structs.replace(manners, allow_private=True)
    with project.writing(), closing(Web(manners)) as web:
        for location in inputs or []:
            found = read_location(location, given=given, web=web)
            done = None
            with bar_for("taking in", None, shown=shown) as advance:
                for done in take_in(project.engine, location, tally.failing(found)):
                    advance(done.new + done.known + done.failed)
            if done is not None:
                tally.new += done.new
                tally.known += done.known
        if again:
            queue_again(project.engine, reader_name())
        _read_queued(project, jobs, tally, shown=shown)
        _arrange(project, shown=shown)
    tally.finish()


def _read_queued(project: Project, jobs: int, tally: _Tally, *, shown: bool) -> None:
    from musnad.reader import read_documents  # noqa: PLC0415 - slow to import
    from musnad.store.readers import reader_name  # noqa: PLC0415
    from musnad.store.writing import count_queued, read_queued  # noqa: PLC0415

    total = count_queued(project.engine)

    def read(documents: Iterable[Document]) -> Iterator[Outcome]:
        return read_documents(documents, workers=min(jobs, max(total, 1)))

    with bar_for("reading", total, shown=shown) as advance:
        outcomes = read_queued(project.engine, reader_name(), read)
        for done, outcome in enumerate(outcomes, start=1):
            tally.count(outcome)
            advance(done)


def _arrange(project: Project, *, shown: bool) -> None:
    from musnad.corpus.arranging import arrange, count_waiting  # noqa: PLC0415 - slow to import

    with bar_for("arranging", count_waiting(project.engine), shown=shown) as advance:
        for done in arrange(project.engine):
            advance(done)


class _Tally:
    """Counts what becomes of the articles, and reports failures."""

    def __init__(self, *, quiet: bool) -> None:
        self.new = self.known = self.read = self.failed = 0
        self._quiet = quiet

    def failing(self, found: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
        for item in found:
            if isinstance(item, Failure):
                self._fail(item)
            yield item

    def count(self, outcome: Outcome) -> None:
        if isinstance(outcome, Analysis):
            self.read += 1
        else:
            self._fail(outcome)

    def _fail(self, failure: Failure) -> None:
        self.failed += 1
        if not self._quiet and self.failed <= _MAX_SHOWN_FAILURES:
            say(f"{failure.message} [{failure.stage}: {failure.error}]")

    def finish(self) -> None:
        if not self._quiet:
            say(f"{self.new} new, {self.known} known; {self.read} read, {self.failed} failed")
        if self.failed:
            raise typer.Exit(SOME_FAILED if self.read or self.known else ERROR)
