"""The steps of taking articles in, which ``ingest`` and ``watch`` share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import msgspec
import typer

from musnad.records.analysis import Analysis
from musnad.records.documents import Document, Failure
from musnad.sources.content import Found, Reading
from musnad.sources.documents import Metadata
from musnad.sources.manners import manners_of
from musnad.sources.raw import Archive
from musnad.sources.web import Web
from musnad.surfaces.cli.exits import ERROR, SOME_FAILED, say
from musnad.surfaces.cli.progress import bar_for

if TYPE_CHECKING:
    from musnad.reader import Outcome
    from musnad.store.project import Project
    from musnad.store.writing import Taken

_MAX_SHOWN_FAILURES = 20


@contextmanager
def reading_for(project: Project, given: Metadata, *, allow_private: bool) -> Iterator[Reading]:
    """How a project reads its sources: with its manners, and keeping what is fetched."""
    from musnad.store.origins import link_filter  # noqa: PLC0415 - slow to import

    manners = manners_of(project.settings("fetch"))
    if allow_private:
        manners = msgspec.structs.replace(manners, allow_private=True)
    archive = Archive(project.folder / "raw")
    with closing(Web(manners)) as web, closing(archive):
        wanted = link_filter(project.engine)
        yield Reading(given=given, web=web, archive=archive, wanted=wanted)


def read_waiting(project: Project, jobs: int, tally: Tally, *, shown: bool) -> None:
    """Read the articles that are queued, in so many processes."""
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


def arrange_new(project: Project, *, shown: bool) -> None:
    """Find the copies and stories of what was read."""
    from musnad.corpus.arranging import arrange, count_waiting  # noqa: PLC0415 - slow to import

    with bar_for("arranging", count_waiting(project.engine), shown=shown) as advance:
        for done in arrange(project.engine):
            advance(done)


class Tally:
    """Counts what becomes of the articles, and reports failures."""

    def __init__(self, *, quiet: bool) -> None:
        self.new = self.known = self.read = self.failed = 0
        self._quiet = quiet

    def passing(self, found: Iterable[Found]) -> Iterator[Found]:
        """The same, with its failures counted and reported."""
        for one in found:
            if isinstance(one.item, Failure):
                self._fail(one.item)
            yield one

    def take(self, taken: Taken) -> None:
        """Count what was taken in of one source."""
        self.new += taken.new
        self.known += taken.known

    def count(self, outcome: Outcome) -> None:
        """Count what became of an article, and report a failure."""
        if isinstance(outcome, Analysis):
            self.read += 1
        else:
            self._fail(outcome)

    def _fail(self, failure: Failure) -> None:
        self.failed += 1
        if not self._quiet and self.failed <= _MAX_SHOWN_FAILURES:
            say(f"{failure.message} [{failure.stage}: {failure.error}]")

    def report(self) -> None:
        """Say the counts."""
        if not self._quiet:
            say(f"{self.new} new, {self.known} known; {self.read} read, {self.failed} failed")

    def finish(self) -> None:
        """Say the counts and end the command by them.

        Raises:
            typer.Exit: something failed.
        """
        self.report()
        if self.failed:
            raise typer.Exit(SOME_FAILED if self.read or self.known else ERROR)
