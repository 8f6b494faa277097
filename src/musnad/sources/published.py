"""Dates of publication as users and pages write them.

Input: a string or None. Output: ISO 8601, or an error that says what is accepted.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from musnad.errors import SourceError

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s?(Z|[+-]\d{2}:?\d{2})?"
)


def parse_published(written: str | None) -> str | None:
    """The date or date-time in ISO 8601; None for None and for blank strings.

    A date-time keeps its zone; fractions of a second are dropped.

    Raises:
        SourceError: class ``published``: no such day, or not ISO 8601.

    Example:
        >>> parse_published("2016-10-04 18:30:00Z")
        '2016-10-04T18:30:00+00:00'
    """
    written = (written or "").strip()
    if not written:
        return None
    try:
        return _parse(written)
    except ValueError as error:
        raise SourceError(
            f"published {written!r} is not a date: {error}; "
            "write it as 2016-10-04 or 2016-10-04T18:30+03:00",
            error="published",
        ) from error


def _parse(written: str) -> str:
    if _DATE.fullmatch(written):
        return date.fromisoformat(written).isoformat()
    match = _DATE_TIME.fullmatch(written)
    if match is None:
        raise ValueError("not ISO 8601")
    day, minutes, seconds, zone = match.groups(default="")
    return datetime.fromisoformat(f"{day}T{minutes}{seconds}{zone}").isoformat()
