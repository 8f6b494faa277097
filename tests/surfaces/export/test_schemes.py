"""The tables of other schemes cover what records can carry."""

from __future__ import annotations

import re

from musnad.extraction.coding import event_types
from musnad.grounding.knowledge import countries
from musnad.rules.tables import ROOT, read_rows
from musnad.surfaces.export.schemes import (
    acled_type,
    country_codes,
    goldstein_scale,
    sector_codes,
)

SECTORS = (
    "AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY "
    "UAF UNK"
)
TABLES = ROOT / "surfaces" / "export" / "tables"


def test_every_country_has_its_codes() -> None:
    assert set(country_codes()) == set(countries())
    for code, codes in country_codes().items():
        assert re.fullmatch(r"\d{3}", codes.numeric) or code == "KOS", code
        assert re.fullmatch(r"[A-Z]{2}|", codes.fips), code
    assert (country_codes()["SYR"].numeric, country_codes()["AFG"].numeric) == ("760", "004")
    assert country_codes()["IRQ"].fips == "IZ"


def test_every_sector_has_a_row() -> None:
    assert list(sector_codes()) == SECTORS.split()
    assert (sector_codes()["MED"].cameo, sector_codes()["JRN"].cameo) == ("HLH", "MED")


def test_every_code_of_an_event_has_a_row() -> None:
    used = {row["cameo"] for row in read_rows(ROOT / "codes" / "plover.tsv")} - {""}
    assert {row["code"] for row in read_rows(TABLES / "cameo.tsv")} >= used
    assert all(-10 <= value <= 10 for value in goldstein_scale().values())


def test_types_of_acled_are_of_types_of_plover() -> None:
    assert {row["type"] for row in read_rows(TABLES / "acled.tsv")} <= set(event_types())
    assert acled_type("ASSAULT", None) == acled_type("ASSAULT", "firearms")
    assert acled_type("CONSULT", "visit").event_type == ""
