from __future__ import annotations

import pytest

from musnad.grounding.days import Day, event_day, stamp


@pytest.mark.parametrize(
    ("value", "first", "precision"),
    [
        ("2016-10-03", "2016-10-03", "day"),
        ("2016-10-03T18:00", "2016-10-03", "day"),
        ("2016-10-03TMO", "2016-10-03", "day"),
        ("2018-06-28/2018-06-29", "2018-06-28", "day"),
        ("2016-W40", "2016-10-03", "week"),
        ("2015-12", "2015-12-01", "month"),
        ("2015", "2015-01-01", "year"),
    ],
)
def test_days_that_are_told(value: str, first: str, precision: str) -> None:
    day = event_day(value, "2016-10-04")
    assert day is not None
    assert (day.first, day.precision, day.told) == (first, precision, True)


@pytest.mark.parametrize("value", [None, "P3D", "PXD", "2016-02-30", "201", "2018-21"])
def test_the_day_of_publication_stands_in(value: str | None) -> None:
    assert event_day(value, "2016-10-04T18:30+03:00") == Day("2016-10-04", "day", False)
    assert event_day(value, None) is None


def test_stamps_are_in_utc() -> None:
    assert stamp("2016-10-04T01:30+03:00") == "20161003223000"
    assert stamp("2016-10-04") == "20161004000000"
    assert stamp("unknown") == stamp(None) == ""
