from __future__ import annotations

from musnad.surfaces.web.charts import HEIGHT, WIDTH, bars


def test_bars_stay_in_the_picture_and_keep_their_proportion() -> None:
    drawn = bars([0.0, 0.25, 0.5])
    assert [round(bar.height, 2) for bar in drawn] == [0.0, HEIGHT / 2, HEIGHT]
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawn)
    assert all(round(bar.y + bar.height, 2) == HEIGHT for bar in drawn)


def test_nothing_and_zeros_are_no_error() -> None:
    assert bars([]) == []
    assert [bar.height for bar in bars([0.0, 0.0])] == [0.0, 0.0]
