from __future__ import annotations

import pytest

from musnad.sources.dates import day_in_address, printed_day, read_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016-10-04", "2016-10-04"),
        ("2016-10-04T00:30:00+03:00", "2016-10-04T00:30:00+03:00"),
        ("Tue, 04 Oct 2016 00:30:00 +0300", "2016-10-04T00:30:00+03:00"),  # its own day, not UTC's
        ("Tue, 04 Oct 2016 10:00:00 GMT", "2016-10-04T10:00:00+00:00"),
        ("2016/10/04", "2016-10-04"),
        ("الثلاثاء 4 تشرين الأول 2016", "2016-10-04"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00", None),
        ("2016", None),
        ("2016-10", None),
        ("October 2016", None),
        ("yesterday", None),
        ("", None),
        ("Tue, 99 Oct 2016 99:00:00 GMT", None),
    ],
)
def test_a_declared_date_is_read_or_none(written: str, expected: str | None) -> None:
    assert read_date(written) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("نشر في: ٤ تشرين الأول/أكتوبر ٢٠١٦", "2016-10-04"),
        ("04 اكتوبر، 2016 - 10:30 ص", "2016-10-04"),
        ("الثلاثاء، 4 أُكتوبر 2016", "2016-10-04"),
        ("الأحد 31 كانون الأول (ديسمبر) 2017", "2017-12-31"),
        ("4 غشت 2016", "2016-08-04"),
        ("4 October 2016", "2016-10-04"),
        ("آخر تحديث: 25/10/2016 18:00", "2016-10-25"),
        ("5/5/2016", "2016-05-05"),
        ("04/10/2016", None),  # April or October
        ("31 شباط 2016", None),
        ("4 أكتوبر / نيسان 2016", None),  # two names that are not of one month
        ("4 أكتوبر 2016 - 5 أكتوبر 2016", None),
        ("تشرين الأول 2016", None),
        ("2016", None),
        ("1/1/1970", None),
        ("14:30 رقم 20161004", None),
    ],
)
def test_a_printed_day_is_read_only_beyond_doubt(line: str, expected: str | None) -> None:
    assert printed_day(line) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2016/10/04/talks", "2016-10-04"),
        ("https://example.org/news/2016-10-4-talks.html", "2016-10-04"),
        ("https://example.org/20161004/talks", "2016-10-04"),
        ("https://example.org/2016/10/talks", None),
        ("https://example.org/2016/13/45/talks", None),
        ("https://example.org/story/20161004123", None),
        ("https://2016-10-04.example.org/", None),
        ("https://example.org/?d=2016-10-04", None),
        ("https://example.org/2016/10/04/on-2016-10-05", None),
        ("https://example.org", None),
    ],
)
def test_the_day_in_an_address(url: str, expected: str | None) -> None:
    assert day_in_address(url) == expected
