"""``musnad changes``: what came into a project, was corrected, was removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.surfaces.cli.listing import AsJson, AsLines, Limit, Listing

if TYPE_CHECKING:
    from musnad.store.changes import Change

EXAMPLE = "Example: musnad changes syria --since 2016-10-01 --jsonl"


def _moment(written: str | None) -> str | None:
    """A day or moment as the feed has it, in UTC."""
    if written is None or (written.isascii() and written.isdigit()):
        return written
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(
            f"{written} is neither a day or moment like 2016-10-04T18:30 nor a number"
        ) from None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def changes(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project.")],
    since: Annotated[
        str | None,
        typer.Option(
            callback=_moment,
            metavar="SINCE",
            help="Only what was written then or later: a day or moment (UTC unless it says "
            "otherwise); or the number of the last change already known.",
        ),
    ] = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
) -> None:
    """List additions, corrections and retractions in the order in which they happened.

    A correction is made when another version of Musnad reads an article anew and says something
    else. Each change has the ids of the records that came, went, or say something else.
    """
    from musnad.store.project import Project  # noqa: PLC0415 - slow to import

    by_number = since is not None and since.isdigit()
    with Project.open(folder).snapshot() as snapshot:
        found = snapshot.changes(
            after=int(since or 0) if by_number else 0, since=None if by_number else since
        )
        Listing(limit, as_json=as_json, as_lines=as_lines).show(found, _lines, "changes")


def _lines(change: Change) -> Iterator[str]:
    yield f"{change.number}  {change.at}  {change.kind}  {change.id}"
    yield f"   reader  {change.reader or 'none'}"
    if change.before is not None:
        yield f"   before  {change.before}"
    for name in ("added", "lost", "changed"):
        records = getattr(change.records, name)
        if records:
            yield f"   {name} {len(records)}  {' '.join(records)}"
