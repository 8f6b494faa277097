"""The gazetteer: populated places and the hand-written rows beside them."""

from __future__ import annotations

import pytest

from musnad.rules.tables import ROOT, cell_list, read_rows
from musnad.text.fold import fold

Row = dict[str, str]

BUILT = list(read_rows(ROOT / "knowledge" / "places.tsv"))
PATCHES = list(read_rows(ROOT / "knowledge" / "place_patches.tsv"))
COUNTRIES = list(read_rows(ROOT / "knowledge" / "countries.tsv"))
FEATURES = {
    *("capital", "city", "town", "village", "province", "region", "country-part"),
    *("region-of-world", "sea", "strait", "river", "lake", "island", "mountain"),
    *("crossing", "camp", "base", "airport", "dam", "district", "site"),
}


def forms(row: Row) -> list[str]:
    return [row["name_ar"], *cell_list(row["variants"])]


BY_FORM: dict[str, list[Row]] = {}
for _row in [*BUILT, *PATCHES]:
    for _form in forms(_row):
        BY_FORM.setdefault(fold(_form), []).append(_row)


@pytest.mark.parametrize(
    ("form", "country", "latitude", "longitude"),
    [
        ("دمشق", "SYR", 33.5, 36.3),
        ("واشنطن", "USA", 38.9, -77.0),
        ("الخرطوم", "SDN", 15.6, 32.5),
        ("موسكو", "RUS", 55.8, 37.6),
        ("كوباني", "SYR", 36.9, 38.4),
        ("الفلوجة", "IRQ", 33.3, 43.8),
        ("الحديدة", "YEM", 14.8, 43.0),
        ("مصراته", "LBY", 32.4, 15.1),
        ("خان يونس", "PSE", 31.3, 34.3),
        ("القدس", "PSE", 31.8, 35.2),
        ("شمال سيناء", "EGY", 30.5, 33.7),
        ("هلمند", "AFG", 31.5, 64.3),
        ("ريف حلب", "SYR", 36.2, 37.6),
        ("كييف", "UKR", 50.5, 30.5),
        ("لندن", "GBR", 51.5, -0.1),
        ("نيويورك", "USA", 40.7, -74.0),
    ],
)
def test_where_a_place_is(form: str, country: str, latitude: float, longitude: float) -> None:
    row = max(BY_FORM[fold(form)], key=lambda row: int(row["population"] or 0))
    assert row["country"] == country
    assert float(row["lat"]) == pytest.approx(latitude, abs=0.7)
    assert float(row["lon"]) == pytest.approx(longitude, abs=0.7)


@pytest.mark.parametrize(
    "form",
    [
        *("الغوطة الشرقية", "القلمون", "دارفور", "الضفة الغربية", "الجولان", "ناغورني قره باغ"),
        *("البحر الأحمر", "مضيق هرمز", "معبر رفح", "الشرق الأوسط", "أوروبا", "الأنبار", "نينوى"),
    ],
)
def test_what_geonames_lacks_is_patched(form: str) -> None:
    assert [row for row in PATCHES if fold(form) in map(fold, forms(row))]


@pytest.mark.parametrize(
    "form",
    [
        *("الحكومة", "الجمعة", "البلاد", "المدينة", "التحالف", "جديدة", "كان", "أمن", "الثورة"),
        *("السلام", "الوحدة", "علي", "المركز", "العربية", "ناصر", "سالم", "الشهداء", "كيف"),
    ],
)
def test_words_and_personal_names_are_no_places(form: str) -> None:
    assert fold(form) not in BY_FORM


@pytest.mark.parametrize(("form", "kind"), [("الباب", "word"), ("صلاح الدين", "person")])
def test_a_clash_that_stays_is_marked(form: str, kind: str) -> None:
    assert {row["ambiguous"] for row in BY_FORM[fold(form)]} == {kind}


def test_no_country_is_a_city() -> None:
    countries = {fold(form) for row in COUNTRIES for form in forms(row)}
    assert not [row for row in [*BUILT, *PATCHES] if fold(row["name_ar"]) in countries - {"عمان"}]


def test_cells() -> None:
    known = {row["iso3"] for row in COUNTRIES}
    for row in [*BUILT, *PATCHES]:
        assert row["country"] in known | {""}, row
        assert row["feature"] in FEATURES, row
        assert row["ambiguous"] in {"", "word", "person", "place"}, row
        assert bool(row["lat"]) == bool(row["lon"]), row
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90
            assert -180 <= float(row["lon"]) <= 180
        assert row["population"].isdecimal() or not row["population"], row


def test_ids_are_distinct_over_both_tables() -> None:
    ids = [row["geonames_id"] for row in [*BUILT, *PATCHES] if row["geonames_id"]]
    assert len(ids) == len(set(ids))


def test_built_rows_have_a_point() -> None:
    assert [row for row in BUILT if not (row["lat"] and row["country"])] == []


def test_a_row_lists_a_spelling_once() -> None:
    for row in [*BUILT, *PATCHES]:
        assert len({fold(form) for form in forms(row)}) == len(forms(row)), row
