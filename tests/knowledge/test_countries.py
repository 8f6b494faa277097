"""Names of countries and nationality adjectives."""

from __future__ import annotations

import re

import pytest

from musnad.rules.tables import ROOT, cell_list, read_rows
from musnad.text.fold import fold

COUNTRIES = list(read_rows(ROOT / "knowledge" / "countries.tsv"))
NATIONALITIES = {row["base"]: row for row in read_rows(ROOT / "knowledge" / "nationalities.tsv")}
BY_FORM = {
    fold(form): row["iso3"]
    for row in COUNTRIES
    for form in [row["name_ar"], *cell_list(row["variants"])]
}
BEYOND_STATES = {"", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
SECTORS = {"", "REB", "MIL", "GOV", "PTY", "PRM"}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("سوريا", "SYR"),
        ("سورية", "SYR"),
        ("الولايات المتحدة الأميركية", "USA"),
        ("أمريكا", "USA"),
        ("روسيا الاتحادية", "RUS"),
        ("الاتحاد السوفياتي", "RUS"),
        ("انكلترا", "GBR"),
        ("كوريا الشمالية", "PRK"),
        ("هولندا", "NLD"),
        ("الأراضي الفلسطينية", "PSE"),
        ("كوسوفا", "KOS"),
        ("هونغ كونغ", "HKG"),
        ("الصحراء الغربية", "ESH"),
        ("الدنمارك", "DNK"),
        ("الإمارات", "ARE"),
        ("بلجيكا", "BEL"),
    ],
)
def test_a_country_by_its_press_name(form: str, code: str) -> None:
    assert BY_FORM[fold(form)] == code


@pytest.mark.parametrize("form", ["المملكة", "السلطنة", "الجمهورية", "سورا", "أمريكي", "الدولة"])
def test_what_names_no_country_by_itself(form: str) -> None:
    assert fold(form) not in BY_FORM


def test_the_kingdom_is_a_country_only_by_the_outlet() -> None:
    users = {row["iso3"] for row in COUNTRIES if "المملكة" in cell_list(row["context"])}
    assert users == {"SAU", "JOR", "BHR", "MAR"}


def test_no_form_names_two_countries() -> None:
    forms = [fold(f) for row in COUNTRIES for f in [row["name_ar"], *cell_list(row["variants"])]]
    assert len(forms) == len(set(forms))


def test_ambiguous_forms_are_forms_of_their_row() -> None:
    for row in COUNTRIES:
        forms = [row["name_ar"], *cell_list(row["variants"]), *cell_list(row["context"])]
        assert set(cell_list(row["ambiguous"])) <= set(forms), row


def test_codes() -> None:
    for row in COUNTRIES:
        assert re.fullmatch("[A-Z]{3}", row["iso3"])
        assert re.fullmatch("[A-Z]{2}", row["iso2"])
        assert re.fullmatch("(Q[0-9]+)?", row["qid"])
        assert row["name_en"]


@pytest.mark.parametrize(
    ("base", "code", "sector"),
    [
        ("سوري", "SYR", ""),
        ("أميركي", "USA", ""),
        ("أمريكي", "USA", ""),
        ("كوري شمالي", "PRK", ""),
        ("جنوب أفريقي", "ZAF", ""),
        ("حوثي", "YEM", "REB"),
        ("أممي", "UNO", ""),
        ("أوروبي", "EUR", ""),
        ("أطلسي", "IGO", "MIL"),
        ("صهيوني", "ISR", ""),
        ("عربي", "", ""),
    ],
)
def test_a_nationality(base: str, code: str, sector: str) -> None:
    assert (NATIONALITIES[base]["code"], NATIONALITIES[base]["sector"]) == (code, sector)


@pytest.mark.parametrize(
    ("base", "plural"), [("روسي", "روس"), ("تركي", "أتراك"), ("كردي", "أكراد"), ("ألماني", "ألمان")]
)
def test_an_irregular_plural(base: str, plural: str) -> None:
    assert plural in cell_list(NATIONALITIES[base]["plurals"])


def test_codes_of_nationalities_are_countries() -> None:
    known = {row["iso3"] for row in COUNTRIES} | BEYOND_STATES
    kinds = {"country", "region", "ethnic", "religious", "organisation"}
    for row in NATIONALITIES.values():
        assert row["code"] in known, row
        assert row["sector"] in SECTORS, row
        assert row["kind"] in kinds, row


def test_regular_forms_are_left_to_the_reader() -> None:
    folded = {fold(base) for base in NATIONALITIES}
    assert len(folded) == len(NATIONALITIES)
    assert not [
        base for base in NATIONALITIES if base.startswith("ال") and base[2:] in NATIONALITIES
    ]
    assert not [base for base in NATIONALITIES if base.endswith("ية")]
