from __future__ import annotations

import pytest

from musnad.surfaces.export.cells import guarded, joined, on_one_line, written
from musnad.surfaces.export.xlsx import MAX_CHARACTERS, _fitted


@pytest.mark.parametrize("text", ["=1", "+1", "-قال", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


def test_other_text_and_numbers_stay() -> None:
    assert guarded("قال = 1") == "قال = 1"
    assert (written(-9.5), written(-1), written(None), written("")) == ("-9.5", "-1", "", "")


def test_lists_run_parallel() -> None:
    assert joined(["USA", None, "RUS"]) == "USA; ; RUS"
    assert joined(["USA", None], missing="None") == "USA; None"
    assert joined([None, None]) == joined([]) == ""


def test_breaks_become_blanks_one_by_one() -> None:
    assert on_one_line("a\tb\r\nc\u2028d") == "a b  c d"


def test_a_cell_too_long_for_a_sheet_is_cut() -> None:
    assert _fitted("ق" * MAX_CHARACTERS) == "ق" * MAX_CHARACTERS
    assert _fitted("ق" * 40_000) == "ق" * (MAX_CHARACTERS - 1) + "…"
    assert len(_fitted("😀" * 20_000).encode("utf-16-le")) // 2 <= MAX_CHARACTERS
