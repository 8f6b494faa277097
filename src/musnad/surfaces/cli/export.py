"""``musnad export``: records in, events in the form of another tool out."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from musnad.errors import MusnadError
from musnad.surfaces.cli.exits import ERROR, SOME_FAILED, say
from musnad.surfaces.export.forms import FORMS, FormName, form_of_file

if TYPE_CHECKING:
    from musnad.surfaces.export.exporting import Export
    from musnad.surfaces.export.lines import Lines

EXAMPLE = "Example: musnad export records.jsonl -o events.csv --type ASSAULT --since 2016-10-01"
_STANDARD = Path("-")
_MAX_SHOWN = 20


class Status(StrEnum):
    """Statuses of events, and all of them."""

    actual = "actual"
    future = "future"
    requested = "requested"
    hypothetical = "hypothetical"
    negated = "negated"
    all = "all"


def _day(written: str | None) -> str | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{written} is no day; write it as 2016-10-04") from None


def _types(written: list[str] | None) -> list[str]:
    from musnad.extraction.coding import event_types  # noqa: PLC0415 - slow to import

    known = event_types()
    asked = [type_.upper() for type_ in written or ()]
    for type_ in asked:
        if type_ not in known:
            raise typer.BadParameter(f"{type_} is no type of event; types: {', '.join(known)}")
    return asked


def export(
    records: Annotated[Path, typer.Argument(help="What read wrote as jsonl; - reads a pipe.")],
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
    type: Annotated[
        list[str] | None,
        typer.Option(callback=_types, help="Only events of this PLOVER type; may be repeated."),
    ] = None,
    status: Annotated[
        list[Status] | None,
        typer.Option(
            help="Only events of this status; may be repeated. By default all, but for acled, "
            "gdelt, gdelt-mentions and polecat, which cannot say it: actual."
        ),
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            help="Only events with this actor; may be repeated. A country code (RUS), codes of "
            "country and sector ('SYR REB'), a Wikidata id, or words of a name."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(callback=_day, metavar="DATE", help="Only events of this day and later."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(callback=_day, metavar="DATE", help="Only events of this day and earlier."),
    ] = None,
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
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing on standard error.")
    ] = False,
) -> None:
    """Write the events of records as a table or in the form of another tool.

    Exit codes: 0 done, 1 nothing could be read, 2 wrong usage, 3 some lines were no records.
    """
    # Slow to import.
    from musnad.surfaces.export.exporting import Export  # noqa: PLC0415
    from musnad.surfaces.export.lines import Lines  # noqa: PLC0415
    from musnad.surfaces.export.selection import Selection  # noqa: PLC0415

    chosen = _choose(form, output)
    selection = Selection(
        types=frozenset(type or ()),
        statuses=_statuses(status),
        actors=tuple(actor or ()),
        since=since,
        until=until,
        once=once,
    )
    with ExitStack() as stack:
        source = stack.enter_context(_open_input(records, output))
        target = stack.enter_context(_open_output(output))
        name = "standard input" if records == _STANDARD else str(records)
        lines = Lines(source, name, _Teller(quiet=quiet))
        task = Export(lines, chosen, selection)
        try:
            task.write(target, evidence=evidence)
        except BaseException:
            if output != _STANDARD and output.is_file():  # half a file would pass for a whole one
                output.unlink()
            raise
    _finish(task, lines, chosen, quiet=quiet)


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


def _statuses(asked: list[Status] | None) -> frozenset[str]:
    """What is asked for, word for word; all of them when ``all`` is among it."""
    if asked and Status.all in asked:
        return frozenset(Status)
    return frozenset(asked or ())


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


def _finish(task: Export, lines: Lines, form: FormName, *, quiet: bool) -> None:
    if task.unhappened and not quiet:
        say(
            f"{task.unhappened} events that are not told as happened were left out, "
            f"since {form} cannot say so; --status all exports them too"
        )
    if not lines.bad:
        return
    if not quiet:
        say(f"{lines.bad} lines were no records, {lines.read} read")
    raise typer.Exit(SOME_FAILED if lines.read else ERROR)
