"""``musnad sources``: which feeds a project watches, and how they fare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.errors import MusnadError, SourceError

if TYPE_CHECKING:
    from musnad.store.fetches import Health

EXAMPLE = "Example: musnad sources syria --add https://example.org/feed.xml"
_HEADINGS = ("source", "last fetch", "status", "articles", "a day", "failed", "undated")


def sources(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project that init made.")],
    add: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="Watch this feed, or those of an OPML file; repeatable."),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="Watch it no more; its articles stay; repeatable."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """Show how each source fares: last fetch, status, articles a day, failures, missing days.

    A star marks sources that are watched. «a day» is of the last seven days; «failed» counts
    articles that could not be read, «undated» those without a day of publication.
    """
    # Slow to import.
    import msgspec  # noqa: PLC0415

    from musnad.store import fetches  # noqa: PLC0415
    from musnad.store.project import Project  # noqa: PLC0415
    from musnad.surfaces.watching import watch_settings  # noqa: PLC0415

    project = Project.open(folder)
    settings = watch_settings(project.settings("watch"))
    if add or remove:
        with project.writing():
            fetches.watch(project.engine, [a for named in add or () for a in _addresses(named)])
            if remove and fetches.unwatch(project.engine, remove) < len(set(remove)):
                named = set(remove) & set(settings.feeds)
                where = "it stands in musnad.toml" if named else "not all of these were watched"
                raise MusnadError(f"{project.folder}: {where}")
    found = fetches.health(project.engine, settings.feeds)
    if as_json:
        typer.echo(msgspec.json.encode(found).decode())
        return
    for line in _table(found):
        typer.echo(line)


def _addresses(named: str) -> list[str]:
    """The addresses that are meant: one, or those in an OPML file."""
    from musnad.sources.feeds import read_outlines  # noqa: PLC0415
    from musnad.sources.fetch import parse_address  # noqa: PLC0415
    from musnad.sources.locations import is_address  # noqa: PLC0415

    try:
        if is_address(named):
            return [str(parse_address(named))]
        return read_outlines(Path(named).read_bytes())
    except SourceError as error:
        raise MusnadError(f"{named}: {error}") from error


def _table(found: list[Health]) -> list[str]:
    rows = [_HEADINGS, *map(_row, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _row(health: Health) -> tuple[str, ...]:
    status = health.status or ""
    if health.failing > 1:
        status += f" ({health.failing} times)"
    return (
        f"{'*' if health.watched else ' '} {health.source}",
        (health.fetched or "never")[:16].replace("T", " "),
        status,
        str(health.articles),
        "" if health.per_day is None else f"{health.per_day:g}",
        str(health.failed),
        str(health.undated),
    )
