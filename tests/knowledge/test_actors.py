"""People and their offices, organisations, metonyms: what the tables say and must not say."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise

import pytest

from musnad.rules.tables import ROOT, cell_list, read_rows
from musnad.text.fold import fold

KNOWLEDGE = ROOT / "knowledge"
TOOLS = ROOT.parent.parent / "tools"


def rows(name: str) -> list[dict[str, str]]:
    return list(read_rows(KNOWLEDGE / f"{name}.tsv"))


PEOPLE = {row["key"]: row for row in rows("people")}
OFFICES = rows("offices_held")
ORGANISATIONS = rows("organisations")
METONYMS = rows("metonyms")
STATES = {row["iso3"] for row in rows("countries")}
CODES = STATES | {"", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
SECTORS = set(
    re.findall(
        r"\w+",
        """
    COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK
    AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC
""",
    )
)
KINDS_OF_OFFICE = set(
    re.findall(
        r"\w+",
        """
    head_of_state head_of_government foreign_minister defence_minister interior_minister
    vice_president spokesperson un_official io_head envoy ambassador party_leader
    armed_group_leader opposition_leader military_commander legislator religious_leader minister
    other
""",
    )
)
DATE = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?")
ARABIC_NAME = re.compile(r"[\u0621-\u064a][\u0621-\u064a\u0651 ]*")


def forms(row: dict[str, str], *lists: str) -> list[str]:
    return [row["name_ar"], *(form for cell in lists for form in cell_list(row[cell]))]


def holders(office: str, country: str, date: str) -> set[str]:
    return {
        row["person"]
        for row in OFFICES
        if row["office"] == office
        and row["country"] == country
        and row["from"] <= date
        and (not row["to"] or date <= row["to"])
    }


@pytest.mark.parametrize(
    ("office", "country", "date", "person"),
    [
        ("foreign_minister", "USA", "2016-10-04", "kerry-john"),
        ("foreign_minister", "USA", "2009-12-19", "clinton-hillary"),
        ("foreign_minister", "RUS", "2016-10-04", "lavrov-sergey"),
        ("head_of_state", "RUS", "2010-06-01", "medvedev-dmitry"),
        ("head_of_government", "RUS", "2010-06-01", "putin-vladimir"),
        ("head_of_state", "IRN", "2015-07-14", "rouhani-hassan"),
        ("head_of_state", "SYR", "2024-11-01", "assad-bashar"),
        ("head_of_state", "SYR", "2025-06-01", "sharaa-ahmed"),
        ("head_of_government", "IRQ", "2015-09-01", "abadi-haider"),
        ("head_of_government", "LBN", "2018-06-28", "hariri-saad"),
        ("foreign_minister", "SAU", "2018-06-01", "jubeir-adel"),
        ("defence_minister", "USA", "2018-06-01", "mattis-james"),
        ("foreign_minister", "TUR", "2018-01-20", "cavusoglu-mevlut"),
        ("head_of_state", "EGY", "2013-03-01", "morsi-mohamed"),
        ("head_of_state", "EGY", "2018-03-01", "sisi-abdel-fattah"),
        ("head_of_government", "DEU", "2015-08-31", "merkel-angela"),
        ("foreign_minister", "YEM", "2016-06-01", "mekhlafi-abdulmalik"),
    ],
)
def test_who_held_the_office_on_the_day(office: str, country: str, date: str, person: str) -> None:
    assert holders(office, country, date) == {person}


@pytest.mark.parametrize(
    ("office", "country", "date", "person"),
    [
        ("foreign_minister", "USA", "2018-06-01", "kerry-john"),
        ("head_of_state", "USA", "2022-01-01", "trump-donald"),
        ("head_of_state", "SYR", "2025-01-01", "assad-bashar"),
        ("head_of_state", "YEM", "2016-01-01", "saleh-ali-abdullah"),
    ],
)
def test_who_did_not_hold_it(office: str, country: str, date: str, person: str) -> None:
    assert person not in holders(office, country, date)


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("جون كيري", "kerry-john"),
        ("دونالد ترمب", "trump-donald"),
        ("بنيامين نتانياهو", "netanyahu-benjamin"),
        ("انطونيو جوتيريش", "guterres-antonio"),
        ("ديمتري بيسكوف", "peskov-dmitry"),
        ("ستافان دي ميستورا", "mistura-staffan-de"),
        ("رامي عبد الرحمن", "abdulrahman-rami"),
        ("أبو محمد الجولاني", "sharaa-ahmed"),
    ],
)
def test_a_person_by_a_press_spelling(form: str, key: str) -> None:
    assert fold(form) in {fold(name) for name in forms(PEOPLE[key], "variants")}


def test_people_are_well_formed() -> None:
    keys = [row["key"] for row in rows("people")]
    assert keys == sorted(set(keys))
    for row in PEOPLE.values():
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row["key"])
        assert re.fullmatch(r"(?:Q[1-9]\d*)?", row["qid"]), row["key"]
        assert not row["qid"] or row["source"] != "own", row["key"]
        assert row["gender"] in {"m", "f"}
        assert row["name_en"].isascii()
        assert row["country"] in CODES | {"ESH"}, row["key"]
        assert set(cell_list(row["default_sectors"])) <= SECTORS, row["key"]
        assert row["default_sectors"], row["key"]
        for form in forms(row, "variants", "surnames"):
            assert ARABIC_NAME.fullmatch(form) or "-" in form, (row["key"], form)


def test_no_form_of_a_person_is_listed_twice_after_folding() -> None:
    for row in PEOPLE.values():
        names = [fold(form) for form in forms(row, "variants")]
        surnames = [fold(form) for form in cell_list(row["surnames"])]
        assert len(names) == len(set(names)), row["key"]
        assert len(surnames) == len(set(surnames)), row["key"]


def test_offices_are_well_formed() -> None:
    for row in OFFICES:
        assert row["person"] in PEOPLE
        assert row["office"] in KINDS_OF_OFFICE
        assert row["title_ar"]
        assert row["country"] in CODES, row
        assert set(cell_list(row["sectors"])) <= SECTORS, row
        assert row["from"]
        assert DATE.fullmatch(row["from"])
        assert DATE.fullmatch(row["to"])
        assert row["to"] or "in office" in row["note"], row
    order = [(row["person"], row["from"]) for row in OFFICES]
    assert order == sorted(order)


def test_offices_of_a_state_carry_a_sector() -> None:
    assert [row for row in OFFICES if row["country"] in STATES and not row["sectors"]] == []


def test_a_spokesperson_is_titled_by_gender() -> None:
    for row in OFFICES:
        if row["office"] == "spokesperson" and row["title_ar"].startswith("المتحدث"):
            woman = row["title_ar"].startswith("المتحدثة")
            assert woman == (PEOPLE[row["person"]]["gender"] == "f"), row


@pytest.mark.parametrize(
    ("form", "key", "country", "sectors"),
    [
        ("داعش", "islamic-state", "IMG", ["REB"]),
        ("تنظيم الدولة الإسلامية", "islamic-state", "IMG", ["REB"]),
        ("جبهة النصرة", "nusra", "SYR", ["REB"]),
        ("الحوثيون", "houthis", "YEM", ["REB"]),
        ("الحشد الشعبي", "popular-mobilization", "IRQ", ["PRM"]),
        ("الأمم المتحدة", "united-nations", "UNO", []),
        ("الإتحاد الأوربي", "european-union", "EUR", []),
        ("حلف الناتو", "nato", "IGO", ["MIL"]),
        ("البنتاجون", "pentagon", "USA", ["MIL"]),
        ("الحرس الثوري", "irgc", "IRN", ["MIL"]),
        ("الكنيست", "knesset", "ISR", ["LEG"]),
        ("CNN", "cnn", "USA", ["JRN"]),
        ("سانا", "sana", "SYR", ["JRN", "GOV"]),
        ("هيومن رايتس ووتش", "hrw", "NGO", []),
    ],
)
def test_an_organisation_by_a_form(form: str, key: str, country: str, sectors: list[str]) -> None:
    found = {
        (row["key"], row["country"], tuple(cell_list(row["sectors"])))
        for row in ORGANISATIONS
        if fold(form) in {fold(name) for name in forms(row, "variants", "acronyms")}
    }
    assert found == {(key, country, tuple(sectors))}


@pytest.mark.parametrize(
    ("bare", "head", "key"),
    [
        ("فتح", "حركة", "fatah"),
        ("الحياة", "صحيفة", "al-hayat"),
        ("العربية", "قناة", "al-arabiya"),
        ("فارس", "وكالة", "fars"),
        ("القاعدة", "تنظيم", "al-qaeda"),
    ],
)
def test_an_ordinary_word_is_a_name_only_after_its_head(bare: str, head: str, key: str) -> None:
    free = {fold(form) for row in ORGANISATIONS for form in forms(row, "variants", "acronyms")}
    assert fold(bare) not in free
    row = next(row for row in ORGANISATIONS if row["key"] == key)
    assert row["needs_head"] == "y"
    assert bare in cell_list(row["bare"])
    assert head in cell_list(row["heads"])


@pytest.mark.parametrize("form", ["الوكالة", "المنظمة", "الجيش", "المجلس", "التنظيم", "المعارضة"])
def test_a_common_noun_names_no_organisation(form: str) -> None:
    free = {fold(name) for row in ORGANISATIONS for name in forms(row, "variants", "acronyms")}
    assert fold(form) not in free


def test_organisations_are_well_formed() -> None:
    order = [(row["key"], row["from"]) for row in ORGANISATIONS]
    assert order == sorted(set(order))
    owner: dict[str, str] = {}
    for row in ORGANISATIONS:
        assert row["kind"] in {"organisation", "group"}
        assert row["country"] in CODES, row["key"]
        assert set(cell_list(row["sectors"])) <= SECTORS, row["key"]
        assert DATE.fullmatch(row["from"])
        assert DATE.fullmatch(row["to"])
        assert (row["needs_head"] == "y") == bool(row["bare"]) == bool(row["heads"]), row["key"]
        names = [fold(form) for form in forms(row, "variants", "acronyms")]
        assert len(names) == len(set(names)), row["key"]
        for name in names:
            assert owner.setdefault(name, row["key"]) == row["key"], name


def test_rows_of_one_organisation_follow_each_other_in_time() -> None:
    for one, other in pairwise(ORGANISATIONS):
        if one["key"] == other["key"]:
            assert one["to"]
            assert one["to"] <= other["from"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("موسكو", "RUS"),
        ("واشنطن", "USA"),
        ("تل أبيب", "ISR"),
        ("رام الله", "PSE"),
        ("الكرملين", "RUS"),
        ("البيت الأبيض", "USA"),
        ("داونينغ ستريت", "GBR"),
        ("الإليزيه", "FRA"),
        ("بروكسل", "EUR"),
    ],
)
def test_a_seat_stands_for_a_government(form: str, code: str) -> None:
    assert [row["code"] for row in METONYMS if fold(row["form"]) == fold(form)] == [code]


@pytest.mark.parametrize("form", ["حلب", "إسطنبول", "نيويورك", "جدة", "البصرة", "القدس", "غزة"])
def test_a_city_that_is_no_seat_stands_for_nobody(form: str) -> None:
    assert fold(form) not in {fold(row["form"]) for row in METONYMS}


def test_metonyms_are_well_formed() -> None:
    keys = {row["key"] for row in ORGANISATIONS} | {"government"}
    found = [row["form"] for row in METONYMS]
    assert found == sorted(found)
    assert len({fold(form) for form in found}) == len(found)
    for row in METONYMS:
        assert row["code"] in CODES - {""}, row
        assert set(cell_list(row["sectors"])) <= SECTORS, row
        assert row["stands_for"] in keys, row
        assert row["also_place"] in {"", "y"}


def test_no_office_of_one_holder_has_two_and_no_id_is_given_twice() -> None:
    command = [sys.executable, str(TOOLS / "check_actors.py"), "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("offices held by two at a time: 0\n")
