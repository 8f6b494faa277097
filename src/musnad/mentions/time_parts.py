"""What a time expression is made of, before it is resolved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """The parts an expression names; None for those it does not.

    Attributes:
        year, month, day: of the calendar; ``hijri`` says which. Two-digit years as printed.
        day_to, month_to, year_to: the far end of a range.
        weekday, weekday_to: 1 (Monday) to 7; the second for «ليل السبت الأحد».
        part: of the day: MO AF EV NI.
        edge: START, MID or END of what is named.
        shift: -1 last, 1 next, 0 this, -2 the one before last.
        year_shift: the same of the year: «مارس من العام الماضي».
        offset: days from the publication day.
        unit: D W M Y DE CE TH TM TS Q WE.
        count: how many units; None with a unit: an unsaid number.
        ago: the duration is reckoned back from publication.
        season: SP SU FA WI; ``quarter``, ``half``: of the year.
        decade: tens digit of a decade named alone; ``century``: its ordinal.
        hour, minute: of the clock.
        same: ``same``, ``next`` or ``before`` the day last spoken of.
        every: TIMEX3 value of a set.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_to: int | None = None
    month_to: int | None = None
    year_to: int | None = None
    hijri: bool = False
    weekday: int | None = None
    weekday_to: int | None = None
    part: str | None = None
    edge: str | None = None
    shift: int | None = None
    year_shift: int | None = None
    offset: int | None = None
    unit: str | None = None
    count: int | None = None
    ago: bool = False
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    hour: int | None = None
    minute: int | None = None
    same: str | None = None
    every: str | None = None


Core = tuple[str, dict[str, Any], int, int]
"""Rule, parts, index after the expression, letters of proclitics before it."""

Pattern = tuple[frozenset[str], Callable[[int], Core | None]]
"""Classes one of which must begin where the pattern does, and what reads it at a token."""
