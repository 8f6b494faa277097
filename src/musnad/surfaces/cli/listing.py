"""Printing what a command lists: for people, as one JSON object, or a JSON object a line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Annotated, Any

import typer

from musnad.surfaces.cli.exits import say

SHOWN = 20  # on a terminal, unless asked otherwise
Limit = Annotated[
    int | None,
    typer.Option(min=0, help=f"Most to show; 0 is all. By default {SHOWN}, and all as JSON."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON array.")]
AsLines = Annotated[bool, typer.Option("--jsonl", help="Print a JSON object a line.")]


class Listing:
    """How a command prints what it found.

    Attributes:
        limit: most that is printed; None for all.
    """

    def __init__(self, limit: int | None, *, as_json: bool, as_lines: bool) -> None:
        """From the options of the command."""
        self._as_json, self._as_lines = as_json, as_lines
        wanted = (0 if as_json or as_lines else SHOWN) if limit is None else limit
        self.limit = wanted or None

    def show(self, found: Iterable[Any], lines: Callable[[Any], Iterable[str]], what: str) -> None:
        """Print what is found.

        Args:
            found: structures that msgspec can write.
            lines: of one of them, for people.
            what: what they are called, in the plural.
        """
        some = islice(found, self.limit)
        if self._as_json or self._as_lines:
            _print_json(some, as_lines=self._as_lines)
            return
        shown = 0
        for one in some:
            shown += 1
            for line in lines(one):
                typer.echo(line, color=True)
            typer.echo("")
        cut = shown == self.limit and next(iter(found), None) is not None
        say(f"{shown} {what} shown{'; --limit 0 shows all' if cut else ''}")


def _print_json(found: Iterable[Any], *, as_lines: bool) -> None:
    import msgspec  # noqa: PLC0415 - slow to import

    out = sys.stdout.buffer
    encoded = (msgspec.json.encode(one) for one in found)
    if as_lines:
        out.writelines(one + b"\n" for one in encoded)
        return
    out.write(b"[")
    out.writelines((b",\n" if place else b"\n") + one for place, one in enumerate(encoded))
    out.write(b"\n]\n")
