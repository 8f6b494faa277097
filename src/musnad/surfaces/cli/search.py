"""``musnad search``: what a project has about something."""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.surfaces.cli import filters
from musnad.surfaces.cli.exits import say
from musnad.surfaces.cli.listing import SHOWN, AsLines, Limit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from musnad.store.query import Query
    from musnad.store.snapshot import Snapshot
    from musnad.surfaces.search import Found

EXAMPLE = "Example: musnad search syria --said-by RUS --about SYR --since 2016-10-01"


class Kind(StrEnum):
    """What is counted and listed."""

    articles = "articles"
    statements = "statements"
    events = "events"


class Order(StrEnum):
    """How what is found is ordered."""

    rank = "rank"
    newest = "newest"
    oldest = "oldest"
    number = "number"


def search(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project.")],
    words: Annotated[
        str | None,
        typer.Argument(
            metavar="[WORDS]",
            help="All of them, in title or text, in every spelling and behind prefixes; "
            '«…» or "…" holds a phrase. Without words the filters alone decide.',
        ),
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            help="What is counted and listed. By default events with a filter of events, "
            "statements with one of statements, else articles."
        ),
    ] = None,
    type: filters.Types = None,
    status: filters.Statuses = None,
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
    order: Annotated[
        Order | None,
        typer.Option(help="By default rank, the best match first; without words newest."),
    ] = None,
    count: Annotated[bool, typer.Option("--count", help="Print only how many there are.")] = False,
    limit: Limit = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_lines: AsLines = False,
) -> None:
    """Find articles, statements or events of a project.

    A filter of events holds of one event, one of statements of one statement; with both, the
    statement tells the event. The count, the list and the export of the same query are one set.
    """
    from musnad.store.project import Project  # noqa: PLC0415 - slow to import

    asks_statements = bool(said_by or about or force)
    asks_events = bool(type or status or actor or recipient or contested)
    query = filters.make_query(
        statuses=status,
        kind=kind or _kind(asks_events=asks_events, asks_statements=asks_statements),
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
        order=order or (Order.rank if words else Order.newest),
    )
    if limit is None:
        limit = 0 if as_json or as_lines else SHOWN
    with Project.open(folder).snapshot() as snapshot:
        total = snapshot.count(query)
        if count:
            typer.echo(total)
        elif as_json or as_lines:
            _print_json(snapshot, query, limit, None if as_lines else total)
        else:
            _print(snapshot, query, limit, total)


def _kind(*, asks_events: bool, asks_statements: bool) -> Kind:
    if asks_events:
        return Kind.events
    return Kind.statements if asks_statements else Kind.articles


def _found(snapshot: Snapshot, query: Query, limit: int) -> Iterator[Found]:
    from musnad.surfaces.search import find  # noqa: PLC0415 - slow to import

    return find(snapshot, query, islice(snapshot.every(query), limit or None))


def _print(snapshot: Snapshot, query: Query, limit: int, total: int) -> None:
    from musnad.surfaces.search import show_found  # noqa: PLC0415 - slow to import
    from musnad.surfaces.terminal import style_for  # noqa: PLC0415

    style = style_for(sys.stdout)
    shown = 0
    for shown, found in enumerate(_found(snapshot, query, limit), start=1):
        for line in show_found(found, shown, style):
            typer.echo(line, color=True)
        typer.echo("")
    more = "" if shown == total else "; --limit 0 shows all"
    say(f"{shown} of {total} {query.kind} shown{more}")


def _print_json(snapshot: Snapshot, query: Query, limit: int, total: int | None) -> None:
    """Lines, or with a total one object; neither holds more than one hit in memory."""
    import msgspec  # noqa: PLC0415 - slow to import

    from musnad.surfaces.export.manifest import asked_fields  # noqa: PLC0415
    from musnad.surfaces.search import as_json  # noqa: PLC0415

    out = sys.stdout.buffer
    hits = (msgspec.json.encode(as_json(found)) for found in _found(snapshot, query, limit))
    if total is None:
        out.writelines(hit + b"\n" for hit in hits)
        return
    head = {"query": asked_fields(query), "count": total}
    out.write(msgspec.json.encode(head)[:-1] + b',"hits":[')
    out.writelines((b",\n" if place else b"\n") + hit for place, hit in enumerate(hits))
    out.write(b"\n]}\n")
