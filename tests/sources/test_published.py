from __future__ import annotations

import pytest

from musnad.errors import SourceError
from musnad.sources.published import parse_published


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, None),
        ("", None),
        ("  ", None),
        ("2016-10-04", "2016-10-04"),
        (" 2016-10-04\n", "2016-10-04"),
        ("2016-10-04T18:30", "2016-10-04T18:30:00"),
        ("2016-10-04 18:30:05", "2016-10-04T18:30:05"),
        ("2016-10-04T18:30:05.123Z", "2016-10-04T18:30:05+00:00"),
        ("2016-10-04T18:30+03:00", "2016-10-04T18:30:00+03:00"),
        ("2016-10-04T18:30:00+0300", "2016-10-04T18:30:00+03:00"),
    ],
)
def test_iso_dates_are_read(written: str | None, expected: str | None) -> None:
    assert parse_published(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        *("2016-02-30", "2016-13-01", "4/10/2016", "2016", "2016-10", "20161004", "2016-W40-2"),
        *("2016-10-04T25:00", "2016-10-04T18:30+99:00", "٢٠١٦-١٠-٠٤", "أمس"),
    ],
)
def test_anything_else_is_refused_with_advice(written: str) -> None:
    with pytest.raises(SourceError, match="2016-10-04") as caught:
        parse_published(written)
    assert caught.value.error == "published"
