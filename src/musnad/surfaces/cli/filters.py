"""The filters that search and export share, as options, and the query they make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

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


Words = Annotated[
    str | None,
    typer.Argument(
        metavar="[WORDS]",
        help="All of them, in title or text, in every spelling and behind prefixes; "
        '«…» or "…" holds a phrase.',
    ),
]


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameter ``query`` becomes the words and all filters, where it stands."""

    def run(**given: Any) -> None:
        asked = {field: given.pop(name) for name, field in _FIELDS.items()}
        command(query=make_query(**asked), **given)

    hints = get_type_hints(command, localns={"Query": object}, include_extras=True)
    parameters: list[Parameter] = []
    for parameter in signature(command).parameters.values():
        if parameter.name == "query":
            parameters.extend(signature(_filters).parameters.values())
        else:
            parameters.append(parameter)
    hints |= get_type_hints(_filters, include_extras=True)
    typed = [p.replace(annotation=hints[p.name]) for p in parameters]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {p.name: p.annotation for p in typed}
    run.__signature__ = Signature(typed)  # type: ignore[attr-defined]
    return run


def _filters(
    words: Words = None,
    type: Types = None,
    status: Statuses = None,
    actor: Actors = None,
    recipient: Recipients = None,
    said_by: SaidBy = None,
    about: About = None,
    force: Forces = None,
    contested: Contested = False,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    exact: Exact = False,
) -> None:
    """The options of :func:`asking`; only their signature is used."""


_FIELDS = {  # option → field of the query
    "words": "words",
    "type": "types",
    "status": "statuses",
    "actor": "actors",
    "recipient": "recipients",
    "said_by": "said_by",
    "about": "about",
    "force": "forces",
    "contested": "contested",
    "outlet": "outlets",
    "since": "since",
    "until": "until",
    "exact": "exact",
}
