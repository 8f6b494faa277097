"""Checks of options that several commands share."""

from __future__ import annotations

import typer

from musnad.errors import SourceError
from musnad.sources.published import parse_published


def published_day(written: str | None) -> str | None:
    """A day or moment of publication in ISO 8601."""
    try:
        return parse_published(written)
    except SourceError as error:
        raise typer.BadParameter(str(error)) from error
