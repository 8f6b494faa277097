"""Days of events: what a TIMEX3 value says, as a first day and how exact it is.

Input: the value of a time and the day of publication. Output: ISO 8601 days. A duration, a
recurrence or an unknown day has none: the day of publication stands in, and the row says so.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Literal

import msgspec

Precision = Literal["day", "week", "month", "year"]
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})(?!\d)")
_YEAR = re.compile(r"(\d{4})(?![\d-])")


class Day(msgspec.Struct, frozen=True):
    """When something happened.

    Attributes:
        first: its first day, ISO 8601.
        precision: how long a time it stands for.
        told: whether the article tells it; else it is the day of publication.
    """

    first: str
    precision: Precision
    told: bool


def event_day(value: str | None, published: str | None) -> Day | None:
    """The day of an event; None when neither the value nor the publication gives one.

    Example:
        >>> event_day("2016-10", None)
        Day(first='2016-10-01', precision='month', told=True)
    """
    told = _read(value) if value else None
    if told is not None:
        return Day(told[0], told[1], True)
    stood_in = _read(published) if published else None
    return Day(stood_in[0], stood_in[1], False) if stood_in is not None else None


def _read(value: str) -> tuple[str, Precision] | None:
    try:
        if found := _DAY.match(value):
            return date(*map(int, found.groups())).isoformat(), "day"
        if found := _WEEK.match(value):
            return date.fromisocalendar(int(found[1]), int(found[2]), 1).isoformat(), "week"
        if found := _MONTH.match(value):
            return date(int(found[1]), int(found[2]), 1).isoformat(), "month"
        if found := _YEAR.match(value):
            return date(int(found[1]), 1, 1).isoformat(), "year"
    except ValueError:  # 2016-02-30
        return None
    return None


def stamp(published: str | None) -> str:
    """A date or date-time as ``YYYYMMDDHHMMSS`` in UTC; empty when it is not one.

    Example:
        >>> stamp("2016-10-04T18:30+03:00")
        '20161004153000'
    """
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return ""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return f"{moment:%Y%m%d%H%M%S}".rjust(14, "0")
