"""The filters that search and export share, as options, and the query they make."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from musnad.records.assertions import Force

if TYPE_CHECKING:
    from musnad.store.query import Query


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

    asked = [type_.upper() for type_ in written or ()]
    return _known(asked, tuple(event_types()), "type of event", "types")


def _forces(written: list[str] | None) -> list[str]:
    return _known(list(written or ()), get_args(Force), "force of a statement", "forces")


def _known(asked: list[str], known: tuple[str, ...], what: str, all_of_them: str) -> list[str]:
    for value in asked:
        if value not in known:
            raise typer.BadParameter(f"{value} is no {what}; {all_of_them}: {', '.join(known)}")
    return asked


_PARTY = (
    "may be repeated. A country code (RUS), codes of country and sector ('SYR REB'), a Wikidata "
    "id, or words of a name."
)
Exact = Annotated[
    bool, typer.Option("--exact", help="The words letter for letter, in one spelling, whole.")
]
SaidBy = Annotated[
    list[str] | None,
    typer.Option(metavar="PARTY", help=f"Only what this party says, or what it tells; {_PARTY}"),
]
About = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PARTY", help="Only statements that speak of this party; as for --said-by."
    ),
]
Forces = Annotated[
    list[str] | None,
    typer.Option(
        "--force",
        callback=_forces,
        help=f"Only statements of this force: {', '.join(get_args(Force))}; may be repeated.",
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type", callback=_types, help="Only events of this PLOVER type; may be repeated."
    ),
]
Actors = Annotated[
    list[str] | None, typer.Option("--actor", help=f"Only events with this actor; {_PARTY}")
]
Recipients = Annotated[
    list[str] | None,
    typer.Option("--recipient", help="Only events done to this party; as for --actor."),
]
Since = Annotated[
    str | None,
    typer.Option(callback=_day, metavar="DATE", help="Only what is of this day and later."),
]
Until = Annotated[
    str | None,
    typer.Option(callback=_day, metavar="DATE", help="Only what is of this day and earlier."),
]
Outlets = Annotated[
    list[str] | None,
    typer.Option("--outlet", help="Only articles of this outlet, named in full; may be repeated."),
]
Contested = Annotated[
    bool, typer.Option("--contested", help="Only what one party asserts and another denies.")
]


Statuses = Annotated[
    list[Status] | None,
    typer.Option("--status", help="Only events of this status; may be repeated. By default all."),
]


def make_query(*, statuses: list[Status] | None, **given: object) -> Query:
    """The query of a command's options; those that are None are not asked for.

    Args:
        statuses: of events; ``all`` among them lets all pass.
        given: the other fields of the query by name.
    """
    import msgspec  # noqa: PLC0415 - slow to import

    from musnad.store.query import Query  # noqa: PLC0415

    fields = {name: value for name, value in given.items() if value is not None}
    if statuses is not None and Status.all not in statuses:
        fields["statuses"] = statuses
    return msgspec.convert(fields, Query)
