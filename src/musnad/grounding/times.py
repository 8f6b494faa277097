"""Times: the value of every time expression, reckoned from the publication date.

Input: the layers of tokens and sentences. Output: times with TIMEX3 values over ISO 8601. Without a
publication date whatever is relative stays without a value rather than being guessed.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from musnad.grounding.calendars import (
    add_months,
    hijri_day,
    hijri_month,
    iso_week,
    parse_day,
    valid_day,
    weekday_near,
)
from musnad.grounding.tense import Tense, tense_at
from musnad.mentions.time_lexicon import TimeWords
from musnad.mentions.time_parts import Parts
from musnad.mentions.timexes import Timex, find_timexes
from musnad.records.assertions import Time, TimeAnchor, TimeKind
from musnad.records.ids import record_id
from musnad.records.layers import Layers
from musnad.records.spans import Span
from musnad.text.tokens import origin

_HOURS = {"TH": "H", "TM": "M", "TS": "S"}
_NEAR_FUTURE = 120  # days within which a bare day and month may lie ahead
_NOON = 12


class Value(msgspec.Struct, frozen=True):
    """What an expression means: TIMEX3 value, its kind, and the day it falls on, if one."""

    value: str | None
    kind: TimeKind
    anchor: TimeAnchor
    day: date | None = None
    edtf: str | None = None


class Reckoning(msgspec.Struct):
    """What values are reckoned from: the publication day and the day last spoken of."""

    published: date | None
    last: date | None = None


def resolve_times(layers: Layers) -> tuple[Time, ...]:
    """The time expressions of a document with their values, in text order.

    Example: published on Tuesday 2016-10-04, «دمر الاثنين» (*destroyed on Monday*) is 2016-10-03.
    """
    reckoning = Reckoning(parse_day(layers.document.published))
    paragraph = -1
    times: list[Time] = []
    words = TimeWords(layers.tokens)
    for timex in find_timexes(words, layers.quotations):
        token = layers.tokens[timex.first]
        if token.paragraph != paragraph:
            paragraph, reckoning.last = token.paragraph, None
        value = _resolve(timex, reckoning, tense_at(layers, words, timex))
        if value.day is not None:
            reckoning.last = value.day
        times.append(_time(layers, timex, value))
    return tuple(times)


def _time(layers: Layers, timex: Timex, value: Value) -> Time:
    first = layers.tokens[timex.first]
    span = Span(origin(first, timex.cut), layers.tokens[timex.last].end)
    return Time(
        id=record_id("ti", layers.document.sha256, span),
        rule=f"time.{timex.rule}",
        span=span,
        value=value.value,
        kind=value.kind,
        anchor=value.anchor,
        edtf=value.edtf,
        calendar="hijri" if timex.parts.hijri else "gregorian",
    )


def _resolve(timex: Timex, reckoning: Reckoning, tense: Tense) -> Value:
    parts = timex.parts
    if timex.rule == "set":
        return Value(parts.every or _duration(parts), "set", "absolute")
    if timex.rule == "duration":
        return Value(_duration(parts), "duration", "absolute")
    if timex.rule == "ago":
        return _ago(parts, reckoning.published)
    day = _day(parts, reckoning, tense)
    if day is not None:
        return _day_value(parts, day)
    if parts.hour is not None or timex.rule in ("part-alone", "anaphor", "night"):
        return Value(None, "time" if parts.part or parts.hour is not None else "date", "published")
    return _period(parts, reckoning, tense)


def _duration(parts: Parts) -> str:
    """``P3D``, ``PT48H``, ``P2DE``, ``PXM``."""
    count = "X" if parts.count is None else str(parts.count)
    if parts.unit in _HOURS:
        return f"PT{count}{_HOURS[parts.unit]}"
    return f"P{count}{parts.unit}"


def _ago(parts: Parts, published: date | None) -> Value:
    if parts.count is None:
        return Value("PAST_REF", "date", "published")
    if published is None:
        return Value(None, "date", "published")
    count, edtf = parts.count, None
    if parts.unit in ("D", "W"):
        day = published - timedelta(days=count * (7 if parts.unit == "W" else 1))
        return Value(day.isoformat(), "date", "published", day)
    if parts.unit == "M":
        year, month = add_months(published.year, published.month, -count)
        value = f"{year:04d}-{month:02d}"
    elif parts.unit in ("Y", "DE", "CE"):
        years = count * {"Y": 1, "DE": 10, "CE": 100}[parts.unit]
        value = f"{published.year - years:04d}"
    else:
        return Value(published.isoformat(), "date", "published", published)
    if parts.edge == "APPROX":
        edtf = f"{value}~"
    return Value(value, "date", "published", edtf=edtf)


def _day(parts: Parts, reckoning: Reckoning, tense: Tense) -> date | None:
    """The day an expression names, when it names one."""
    published = reckoning.published
    if parts.same is not None and parts.unit is None:
        shift = {"same": 0, "next": 1, "before": -1}[parts.same]
        anchor = reckoning.last or published
        return anchor + timedelta(days=shift) if anchor is not None else None
    if parts.month is not None and parts.day is not None:
        return _calendar_day(parts, published, tense)
    if parts.weekday is not None:
        if published is None:
            return None
        future = tense == "future" and parts.offset is None
        return weekday_near(published, parts.weekday, shift=parts.shift, future=future)
    if parts.offset is not None:
        return published + timedelta(days=parts.offset) if published is not None else None
    only_part = parts.part is not None or parts.hour is not None
    if only_part and parts.month is None and parts.unit is None and parts.year is None:
        return reckoning.last or published
    return None


def _calendar_day(parts: Parts, published: date | None, tense: Tense) -> date | None:
    """A day and month, with its year said, shifted, or reckoned from publication."""
    month, day = parts.month or 1, parts.day or 1
    if parts.hijri:
        year = parts.year if parts.year is not None else None
        return hijri_day(year, month, day) if year is not None else None
    if parts.year is not None:
        return valid_day(parts.year, month, day)
    if published is None:
        return None
    if parts.year_shift is not None:
        return valid_day(published.year + parts.year_shift, month, day)
    years = (published.year - 1, published.year, published.year + 1)
    days = [d for d in (valid_day(year, month, day) for year in years) if d is not None]
    return _fitting_day(days, published, parts.shift, tense)


def _fitting_day(days: list[date], published: date, shift: int | None, tense: Tense) -> date | None:
    if shift == 0:
        same = [d for d in days if d.year == published.year]
        return same[0] if same else None
    earlier = [d for d in days if d <= published and not (shift == -1 and d == published)]
    later = [d for d in days if d >= published and not (shift == 1 and d == published)]
    if shift == -1 or not later:
        return earlier[-1] if earlier else None
    if shift == 1 or not earlier or tense == "future":
        return later[0]
    ahead, back = (later[0] - published).days, (published - earlier[-1]).days
    return later[0] if ahead < back and ahead <= _NEAR_FUTURE else earlier[-1]


def _day_value(parts: Parts, day: date) -> Value:
    anchor: TimeAnchor = "absolute" if parts.year is not None else "published"
    if parts.same is not None:
        anchor = "text"
    iso = day.isoformat()
    if parts.hour is not None:
        hour = parts.hour
        if parts.part in ("AF", "EV", "NI") and 0 < hour < _NOON:
            hour += _NOON
        return Value(f"{iso}T{hour:02d}:{parts.minute or 0:02d}", "time", anchor, day)
    if parts.part is not None:
        return Value(f"{iso}T{parts.part}", "time", anchor, day)
    if parts.day_to is not None:
        until = day + timedelta(days=parts.day_to - (parts.day or 0))
        return Value(f"{iso}/{until.isoformat()}", "date", anchor, day)
    return Value(iso, "date", anchor, day)


def _period(parts: Parts, reckoning: Reckoning, tense: Tense) -> Value:
    """Months, weeks, years and longer."""
    published = reckoning.published
    if parts.month is not None:
        return _month(parts, published, tense)
    if parts.decade is not None:
        century = "19" if parts.decade > 1 else "20"
        return Value(f"{century}{parts.decade}", "date", "absolute")
    if parts.century is not None:
        return Value(f"{parts.century - 1:02d}", "date", "absolute")
    if parts.year is not None:
        return _year(parts)
    anchor = reckoning.last if parts.same is not None else published
    if anchor is None:
        return Value(None, "date", "published")
    return _unit(parts, anchor)


def _month(parts: Parts, published: date | None, tense: Tense) -> Value:
    month = parts.month or 1
    if parts.hijri:
        return _hijri_month(parts)
    if parts.year is not None:
        return Value(f"{parts.year:04d}-{month:02d}", "date", "absolute")
    if published is None:
        return Value(None, "date", "published")
    year = published.year
    if parts.year_shift is not None:
        year += parts.year_shift
    elif parts.shift == -1:
        year -= month >= published.month
    elif parts.shift == 1:
        year += month <= published.month
    elif parts.shift != 0:
        year += _bare_month_shift(month, published, tense)
    return Value(f"{year:04d}-{month:02d}", "date", "published")


def _bare_month_shift(month: int, published: date, tense: Tense) -> int:
    """Years to add for a month named alone: the latest in a past clause, else the nearest."""
    if tense == "future":
        return int(month < published.month)
    if tense == "past":
        return -int(month > published.month)
    return -int(month - published.month > 6) + int(published.month - month > 9)


def _hijri_month(parts: Parts) -> Value:
    days = hijri_month(parts.year, parts.month or 1) if parts.year is not None else None
    if days is None:
        return Value(None, "date", "published")
    return Value(f"{days[0].isoformat()}/{days[1].isoformat()}", "date", "absolute")


def _year(parts: Parts) -> Value:
    year = parts.year or 0
    if parts.hijri:
        first, last = hijri_day(year, 1, 1), hijri_month(year, 12)
        value = f"{first.isoformat()}/{last[1].isoformat()}" if first and last else None
        return Value(value, "date", "absolute")
    if parts.year_to is not None:
        return Value(f"{year:04d}/{parts.year_to:04d}", "date", "absolute")
    return _within_year(parts, year, "absolute")


def _within_year(parts: Parts, year: int, anchor: TimeAnchor) -> Value:
    seasons = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
    if parts.season is not None:
        value, edtf = f"{year:04d}-{parts.season}", f"{year:04d}-{seasons[parts.season]}"
        return Value(value, "date", anchor, edtf=edtf)
    if parts.quarter is not None:
        return Value(f"{year:04d}-Q{parts.quarter}", "date", anchor)
    if parts.half is not None:
        return Value(f"{year:04d}-H{parts.half}", "date", anchor)
    return Value(f"{year:04d}", "date", anchor)


def _unit(parts: Parts, anchor: date) -> Value:
    shift = parts.shift or 0
    said: TimeAnchor = "text" if parts.same is not None else "published"
    if parts.unit == "W":
        return Value(iso_week(anchor + timedelta(weeks=shift)), "date", said)
    if parts.unit == "WE":
        return Value(f"{iso_week(anchor + timedelta(weeks=shift))}-WE", "date", said)
    if parts.unit == "M":
        year, month = add_months(anchor.year, anchor.month, shift)
        return Value(f"{year:04d}-{month:02d}", "date", said)
    if parts.unit == "DE":
        return Value(f"{anchor.year // 10 + shift:03d}", "date", said)
    if parts.unit == "CE":
        return Value(f"{anchor.year // 100 + shift:02d}", "date", said)
    return _within_year(parts, anchor.year + shift, said)
