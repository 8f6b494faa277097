"""Units of personal names."""

from __future__ import annotations

import pytest

from musnad.rules.tables import ROOT, read_rows
from musnad.text.fold import fold

GIVEN = {fold(row["token"]): row for row in read_rows(ROOT / "knowledge" / "given_names.tsv")}
SURNAMES = {fold(row["token"]): row for row in read_rows(ROOT / "knowledge" / "surnames.tsv")}


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("محمد", "m"),
        ("أحمد", "m"),
        ("عبد الله", "m"),
        ("عبدالرحمن", "m"),
        ("جون", "m"),
        ("سيرغي", "m"),
        ("فلاديمير", "m"),
        ("بنيامين", "m"),
        ("رجب", "m"),
        ("فاطمة", "f"),
        ("هيلاري", "f"),
        ("أنغيلا", "f"),
        ("تيريزا", "f"),
        ("إحسان", ""),
    ],
)
def test_a_given_name(name: str, gender: str) -> None:
    assert GIVEN[fold(name)]["gender"] == gender


@pytest.mark.parametrize("name", ["الأسد", "كيري", "لافروف", "أردوغان", "نتنياهو", "العبادي"])
def test_a_surname(name: str) -> None:
    assert fold(name) in SURNAMES


@pytest.mark.parametrize(
    "word",
    ["الحكومة", "رئيس", "وزير", "قال", "على", "كان", "مدينة", "خادم", "إيران", "لبنان", "اليوم"],
)
def test_words_are_no_names(word: str) -> None:
    assert fold(word) not in GIVEN.keys() - {fold("علي")}
    assert fold(word) not in SURNAMES.keys() - {fold("علي")}


@pytest.mark.parametrize("name", ["علي", "سعيد", "كريم", "جميل", "صالح", "عادل", "شريف"])
def test_a_name_that_is_a_word_too_is_marked(name: str) -> None:
    assert GIVEN[fold(name)]["common_word"] == "y"


@pytest.mark.parametrize("name", ["محمد", "خالد", "فلاديمير"])
def test_a_plain_name_is_not_marked(name: str) -> None:
    assert GIVEN[fold(name)]["common_word"] == ""


@pytest.mark.parametrize("table", [GIVEN, SURNAMES], ids=["given", "surnames"])
def test_cells(table: dict[str, dict[str, str]]) -> None:
    for row in table.values():
        assert row["count"].isdecimal(), row
        assert row["common_word"] in {"", "y"}, row
        assert row.get("gender", "") in {"", "m", "f"}, row
        assert row["script_note"] in {"", "folded"}, row
