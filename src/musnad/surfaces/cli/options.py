"""Options that several commands share, and their checks."""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.errors import SourceError
from musnad.sources.published import parse_published

Progress = Annotated[
    bool | None, typer.Option(help="A bar on standard error; by default when that is a terminal.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error.")]


def published_day(written: str | None) -> str | None:
    """A day or moment of publication in ISO 8601."""
    try:
        return parse_published(written)
    except SourceError as error:
        raise typer.BadParameter(str(error)) from error
