"""``musnad diff``: what one reading says otherwise than another."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.surfaces.cli.exits import say
from musnad.surfaces.cli.listing import AsJson, AsLines, Limit, Listing

if TYPE_CHECKING:
    from musnad.surfaces.reading_differences import Both, ReadingDifference

EXAMPLE = "Example: musnad diff syria 0.1.0+3f9a 0.2.0 --limit 0"


def diff(
    first: Annotated[
        Path, typer.Argument(metavar="DIR|FILE", help="A project; or what read wrote as jsonl.")
    ],
    before: Annotated[
        str | None,
        typer.Argument(
            metavar="[READER_A|FILE]",
            help="The earlier reader, or the beginning of its name; or the later file.",
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Argument(metavar="[READER_B]", help="The later reader; by default the last one."),
    ] = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
) -> None:
    """Show the records that a later reading adds, loses or changes.

    A project keeps the readings of every version of Musnad that read it (ingest --again); without
    readers they are listed. Two files are joined by the ids of their articles.
    """
    from musnad.surfaces.reading_differences import (  # noqa: PLC0415 - slow to import
        show_reading_difference,
    )
    from musnad.surfaces.terminal import style_for  # noqa: PLC0415

    if before is None:
        _list_readers(first)
        return
    listing = Listing(limit, as_json=as_json, as_lines=as_lines)
    style = style_for(sys.stdout)
    with _differences(first, before, after) as found:
        if as_json or as_lines:
            listing.show((differs for _, differs in found), lambda _: (), "articles that differ")
        else:
            listing.show(
                found, lambda one: show_reading_difference(one, style), "articles that differ"
            )


def _list_readers(folder: Path) -> None:
    from musnad.store.project import Project  # noqa: PLC0415 - slow to import
    from musnad.store.reading_pairs import readers  # noqa: PLC0415

    with Project.open(folder).snapshot() as snapshot:
        for name, count in readers(snapshot.connection).items():
            typer.echo(f"{name}\t{count} articles")


@contextmanager
def _differences(
    first: Path, before: str, after: str | None
) -> Iterator[Iterable[tuple[Both, ReadingDifference]]]:
    from musnad.errors import MusnadError  # noqa: PLC0415 - slow to import
    from musnad.store.project import Project  # noqa: PLC0415
    from musnad.store.reading_pairs import find_reader, readers  # noqa: PLC0415
    from musnad.surfaces.reading_differences import (  # noqa: PLC0415
        differences_of_files,
        differences_of_readers,
    )

    if not first.is_dir():
        for path in (first, Path(before)):
            if not path.is_file():
                raise MusnadError(f"{path}: cannot be read: no such file")
        yield differences_of_files(first, Path(before), say)
        return
    with Project.open(first).snapshot() as snapshot:
        later = after if after is not None else list(readers(snapshot.connection))[-1]
        names = [find_reader(snapshot.connection, name) for name in (before, later)]
        yield differences_of_readers(snapshot, names[0], names[1])
