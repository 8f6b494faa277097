"""``musnad export``: events of a project or of records in the form of another tool."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from musnad.errors import MusnadError
from musnad.surfaces.cli import filters
from musnad.surfaces.cli.exits import ERROR, SOME_FAILED, say
from musnad.surfaces.cli.options import Quiet
from musnad.surfaces.export.forms import FORMS, FormName, form_of_file

if TYPE_CHECKING:
    from musnad.store.query import Query
    from musnad.surfaces.export.exporting import Asked, Export
    from musnad.surfaces.export.lines import Lines

EXAMPLE = "Example: musnad export syria -o events.csv --type ASSAULT --since 2016-10-01"
_STANDARD = Path("-")
_MAX_SHOWN = 20


def export(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE", help="A project, or what read wrote as jsonl; - reads a pipe."
        ),
    ],
    words: Annotated[
        str | None,
        typer.Argument(
            metavar="[WORDS]", help="Only events of articles with all these words; as for search."
        ),
    ] = None,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="Write here; - is standard output, for forms that are text."
        ),
    ] = _STANDARD,
    form: Annotated[
        FormName | None,
        typer.Option(
            "--as",
            help="Form. By default as the suffix of the output file tells: .csv, .tsv, .xlsx, "
            ".parquet, .geojson, .jsonl (plover), .jsonld (annotations).",
        ),
    ] = None,
    type: filters.Types = None,
    status: Annotated[
        list[filters.Status] | None,
        typer.Option(
            help="Only events of this status; may be repeated. By default all, but for acled, "
            "gdelt, gdelt-mentions and polecat, which cannot say it: actual."
        ),
    ] = None,
    actor: filters.Actors = None,
    recipient: filters.Recipients = None,
    said_by: filters.SaidBy = None,
    about: filters.About = None,
    force: filters.Forces = None,
    contested: filters.Contested = False,
    outlet: filters.Outlets = None,
    since: filters.Since = None,
    until: filters.Until = None,
    exact: filters.Exact = False,
    once: Annotated[
        bool,
        typer.Option(
            "--events/--mentions",
            help="A row for each event of an article, or for each time the article tells it.",
        ),
    ] = False,
    evidence: Annotated[
        bool,
        typer.Option(
            "--evidence",
            help="After the columns of acled, gdelt, gdelt-mentions, polecat: our id, document, "
            "status, trigger, sentence. The other forms have them in any case.",
        ),
    ] = False,
    manifest: Annotated[
        Path | None,
        typer.Option(help="Write the query, the counts, the version and the digest here, as JSON."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write the events of a project, or of records, as a table or in the form of another tool.

    What search counts and lists with the same filters is what is written.

    Exit codes: 0 done, 1 nothing could be read, 2 wrong usage, 3 some lines were no records.
    """
    # Slow to import.
    from musnad.surfaces.export.exporting import Export  # noqa: PLC0415
    from musnad.surfaces.export.manifest import describe_export  # noqa: PLC0415

    chosen = _choose(form, output)
    query = filters.make_query(
        statuses=status,
        kind="events",
        words=words,
        exact=exact,
        types=type,
        actors=actor,
        recipients=recipient,
        said_by=said_by,
        about=about,
        forces=force,
        contested=contested,
        outlets=outlet,
        since=since,
        until=until,
    )
    with ExitStack() as stack:
        asked, lines = stack.enter_context(_asked(source, output, query, quiet=quiet))
        task = Export(asked, chosen, once=once, statuses=bool(status))
        target = stack.enter_context(_open_output(output))
        _write(task, target, output, evidence=evidence)
    if manifest is not None:
        manifest.write_bytes(
            describe_export(task, query, chosen, source=str(source), output=output, once=once)
        )
    _finish(task, lines, chosen, quiet=quiet)


@contextmanager
def _asked(
    source: Path, output: Path, query: Query, *, quiet: bool
) -> Iterator[tuple[Iterable[Asked], Lines | None]]:
    """What the query asks of a project or of lines; the lines too, for their counts."""
    # Slow to import.
    from musnad.store.project import Project  # noqa: PLC0415
    from musnad.surfaces.export.asked import asked_of_lines, asked_of_project  # noqa: PLC0415
    from musnad.surfaces.export.lines import Lines  # noqa: PLC0415

    if source.is_dir():
        with Project.open(source).snapshot() as snapshot:
            yield asked_of_project(snapshot, query), None
        return
    with _open_input(source, output) as stream:
        name = "standard input" if source == _STANDARD else str(source)
        lines = Lines(stream, name, _Teller(quiet=quiet))
        yield asked_of_lines(lines, query), lines


def _write(task: Export, target: BinaryIO, output: Path, *, evidence: bool) -> None:
    try:
        task.write(target, evidence=evidence)
    except BaseException:
        if output != _STANDARD and output.is_file():  # half a file would pass for a whole one
            output.unlink()
        raise


def _choose(form: FormName | None, output: Path) -> FormName:
    names = ", ".join(FormName)
    chosen = form if form is not None else form_of_file(output)
    if chosen is None and output == _STANDARD:
        raise typer.BadParameter(f"standard output needs a form: {names}", param_hint="--as")
    if chosen is None:
        suffix = f"the suffix {output.suffix}" if output.suffix else "a name without a suffix"
        raise typer.BadParameter(
            f"{output}: no form goes with {suffix}; name one with --as: {names}",
            param_hint="--output",
        )
    if output == _STANDARD and not FORMS[chosen].is_text:
        raise typer.BadParameter(
            f"{chosen} is not text: name a file with -o", param_hint="--output"
        )
    return chosen


def _open_input(records: Path, output: Path) -> AbstractContextManager[BinaryIO]:
    if records == _STANDARD:
        return nullcontext(sys.stdin.buffer)
    try:
        stream = records.open("rb")
        if output.exists() and output.samefile(records):
            raise MusnadError(f"{output}: is the input; write to another file")
    except OSError as error:
        raise MusnadError(f"{records}: cannot be read: {error.strerror}") from error
    return stream


def _open_output(output: Path) -> AbstractContextManager[BinaryIO]:
    if output == _STANDARD:
        return nullcontext(sys.stdout.buffer)
    try:
        return output.open("wb")
    except OSError as error:
        raise MusnadError(f"{output}: cannot be written: {error.strerror}") from error


class _Teller:
    """Says the first messages of an export on standard error."""

    def __init__(self, *, quiet: bool) -> None:
        self._left = 0 if quiet else _MAX_SHOWN

    def __call__(self, message: str) -> None:
        if self._left:
            self._left -= 1
            say(message)


def _finish(task: Export, lines: Lines | None, form: FormName, *, quiet: bool) -> None:
    if task.unhappened and not quiet:
        say(
            f"{task.unhappened} events that are not told as happened were left out, "
            f"since {form} cannot say so; --status all exports them too"
        )
    if lines is None or not lines.bad:
        return
    if not quiet:
        say(f"{lines.bad} lines were no records, {lines.read} read")
    raise typer.Exit(SOME_FAILED if lines.read else ERROR)
