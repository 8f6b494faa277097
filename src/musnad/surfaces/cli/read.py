"""``musnad read``: articles in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
import typer

from musnad.errors import MusnadError
from musnad.reader import Outcome, read_documents
from musnad.records.analysis import Analysis
from musnad.records.documents import Document, Failure
from musnad.sources.documents import Metadata
from musnad.sources.locations import is_collection, read_location
from musnad.sources.manners import Manners
from musnad.sources.web import Web
from musnad.surfaces.cli.exits import ERROR, SOME_FAILED, say
from musnad.surfaces.cli.options import Progress, Quiet, published_day
from musnad.surfaces.cli.progress import watched
from musnad.surfaces.terminal import style_for
from musnad.surfaces.writers import Format, choose_format, write

EXAMPLE = "Example: musnad read news.jsonl --format jsonl > records.jsonl"
_MAX_SHOWN_FAILURES = 20


def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files (.txt, .html, .jsonl, .xml and .opml of feeds, .warc.gz, .zip, .pdf), "
            "folders, http(s) addresses of pages and feeds, or - for standard input. JSON lines "
            "hold one article a line: text and any of id, title, url, outlet, published, "
            "language.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(
            callback=published_day,
            metavar="DATE",
            help="Day of publication, 2016-10-04 or 2016-10-04T18:30+03:00; what the text calls "
            "today is reckoned from it. Wins over what the input says.",
        ),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the article.")] = None,
    id: Annotated[
        str | None, typer.Option(help="Id of the article; only for a single one.")
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            help="How to write the records. By default as the name of the output file tells; "
            "else table on a terminal and jsonl elsewhere."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here, not to standard output.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read.")] = 1,
    failures: Annotated[
        Path | None,
        typer.Option(help="Write one JSON line here for each article that could not be read."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private networks too.")
    ] = False,
    progress: Progress = None,
    quiet: Quiet = False,
) -> None:
    """Read articles and write who said what, who is meant, and when.

    Exit codes: 0 all were read, 1 nothing could be read, 2 wrong usage, 3 some articles failed.
    """
    if id is not None and (len(inputs) > 1 or is_collection(inputs[0])):
        raise typer.BadParameter("one id cannot serve many articles", param_hint="--id")
    given = Metadata(id=id, outlet=outlet, title=title, published=published)
    documents = _documents(inputs, given, allow_private)
    tally = _Tally()
    with ExitStack() as stack:
        stream: BinaryIO = sys.stdout.buffer
        failed: BinaryIO | None = None
        if output is not None:
            stream = stack.enter_context(_open(output))
        if failures is not None:
            failed = stack.enter_context(_open(failures))
        outcomes: Iterable[Outcome] = read_documents(documents, workers=jobs)
        if not quiet:
            outcomes = watched(outcomes, inputs, wanted=progress)
        form = choose_format(format, output, on_terminal=sys.stdout.isatty())
        analyses = tally.analyses(outcomes, failed, quiet=quiet)
        write(analyses, stream, form, style=style_for(sys.stdout))
    tally.finish(quiet=quiet)


def _documents(
    inputs: list[str], given: Metadata, allow_private: bool
) -> Iterator[Document | Failure]:
    with closing(Web(Manners(allow_private=allow_private))) as web:
        for location in inputs:
            yield from read_location(location, given=given, web=web)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise MusnadError(f"{path}: cannot be written: {error.strerror}") from error


class _Tally:
    """Counts what was read and what failed, and reports the failures."""

    def __init__(self) -> None:
        self.read = 0
        self.failed = 0

    def analyses(
        self, outcomes: Iterable[Outcome], failed: BinaryIO | None, *, quiet: bool
    ) -> Iterator[Analysis]:
        for outcome in outcomes:
            if isinstance(outcome, Analysis):
                self.read += 1
                yield outcome
                continue
            self.failed += 1
            if failed is not None:
                failed.write(msgspec.json.encode(outcome) + b"\n")
            if not quiet and self.failed <= _MAX_SHOWN_FAILURES:
                say(f"{outcome.message} [{outcome.stage}: {outcome.error}]")

    def finish(self, *, quiet: bool) -> None:
        if not self.failed:
            return
        if not quiet and self.failed + self.read > 1:
            say(f"{self.failed} failed, {self.read} read")
        raise typer.Exit(SOME_FAILED if self.read else ERROR)
