"""Days of publication as pages, feeds and their addresses write them.

Input: a string. Output: ISO 8601, or None where it does not say one day beyond doubt: a wrong day
is worse than none. «04/10/2016» may be April and is not read; a month or a year alone is no day.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import month_abbr, month_name
from datetime import date
from email.utils import parsedate_to_datetime
from functools import lru_cache

from musnad.errors import SourceError
from musnad.rules.tables import read_table
from musnad.sources.published import parse_published

FIRST_YEAR = 1990  # no page of the web is older; 1970 is a clock that was never set
_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/-])(\d\d?)\2(\d\d?)(?!\d)|/(20\d\d)(\d\d)(\d\d)/"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)")
_LAST_MONTH = 12


def read_date(written: str) -> str | None:
    """The date or date-time that a declaration says.

    Args:
        written: ISO 8601, a date of e-mail («Tue, 04 Oct 2016 10:00:00 +0300»), or as printed.

    Example:
        >>> read_date("Tue, 04 Oct 2016 00:30:00 +0300")
        '2016-10-04T00:30:00+03:00'
    """
    written = written.strip()
    for parse in (parse_published, _parse_mail_date, printed_day):
        try:
            found = parse(written)
        except (SourceError, ValueError, TypeError, OverflowError):
            continue
        if found is not None:
            return found if int(found[:4]) >= FIRST_YEAR else None
    return None


def _parse_mail_date(written: str) -> str:
    return parsedate_to_datetime(written).isoformat()


def printed_day(text: str) -> str | None:
    """The one day that a line prints, in figures or with the name of its month.

    Example:
        >>> printed_day("الثلاثاء ٤ تشرين الأول/أكتوبر ٢٠١٦")  # "Tuesday 4 October 2016"
        '2016-10-04'
    """
    days = {day for day in _printed_days(text) if day is not None}
    return days.pop() if len(days) == 1 else None


def day_in_address(url: str) -> str | None:
    """The day in the path of an address, e.g. of ``https://example.org/2016/10/04/talks``."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    days = set()
    for match in _IN_ADDRESS.finditer(f"/{path}"):
        groups = match.groups()
        year, month, day = groups[4:] if groups[4] else (groups[0], groups[2], groups[3])
        days.add(_day(year, month, day))
    return days.pop() if len(days) == 1 else None


def _printed_days(text: str) -> list[str | None]:
    text = _folded(text)
    found = [_day(*match.groups()) for match in _YEAR_FIRST.finditer(text)]
    for match in _DAY_FIRST.finditer(text):
        day, month, year = match.groups()
        if int(day) > _LAST_MONTH or int(day) == int(month):  # else it may be either
            found.append(_day(year, month, day))
    pattern, months = _month_names()
    for match in pattern.finditer(text):
        numbers = {months[name] for name in (match["month"], match["other"]) if name}
        if len(numbers) == 1:
            found.append(_day(match["year"], str(numbers.pop()), match["day"]))
    return found


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if found.year >= FIRST_YEAR else None


@lru_cache(maxsize=1)
def _month_names() -> tuple[re.Pattern[str], dict[str, int]]:
    """A day, a month by its name (perhaps a second name of it) and a year."""
    rows = [row for row in read_table("mentions", "time_words") if row["class"] == "month"]
    months = {_folded(row["form"]): int(row["value"]) for row in rows}
    for names in (month_name, month_abbr):
        months |= {name.lower(): number for number, name in enumerate(names) if name}
    month = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    pattern = (
        rf"(?<!\d)(?P<day>\d{{1,2}})[\s,،-]*(?P<month>{month})\.?"
        rf"\s*(?:[/(]\s*(?P<other>{month})\s*\)?)?[\s,،-]*(?P<year>\d{{4}})(?!\d)"
    )
    return re.compile(pattern), months


def _folded(text: str) -> str:
    """Small letters without marks and hamzas, single blanks: many print «اكتوبر» for «أكتوبر»."""
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join("".join(letters).lower().split())
