"""Calendars: days of the Gregorian and the Hijri reckoning, weeks, months and their neighbours."""

from __future__ import annotations

from datetime import date, timedelta

_DAYS_IN_WEEK = 7


def parse_day(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None when it is unknown or malformed."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri one (Umm al-Qura); None outside the tables (1343–1500 AH)."""
    from hijridate import Hijri  # noqa: PLC0415 - few articles need it, and it slows the start

    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """First and last Gregorian day of a Hijri month; None outside the tables."""
    first = hijri_day(year, month, 1)
    following = hijri_day(year + month // 12, month % 12 + 1, 1)
    if first is None or following is None:
        return None
    return first, following - timedelta(days=1)


def weekday_near(anchor: date, weekday: int, *, shift: int | None, future: bool) -> date:
    """The day of a weekday (1 Monday – 7 Sunday) that a text of ``anchor`` means.

    ``shift`` -1: strictly before, 1: strictly after; None: the anchor itself or the latest before
    it, or in a ``future`` clause the next after it.
    """
    back = (anchor.isoweekday() - weekday) % _DAYS_IN_WEEK
    if shift == 1 or (shift is None and future and back):
        return anchor + timedelta(days=_DAYS_IN_WEEK - back if back else _DAYS_IN_WEEK)
    if shift == -1:
        return anchor - timedelta(days=back or _DAYS_IN_WEEK)
    return anchor - timedelta(days=back)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month ``count`` months later (earlier when negative)."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def iso_week(day: date) -> str:
    """``2016-W40``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def valid_day(year: int, month: int, day: int) -> date | None:
    """A Gregorian day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
