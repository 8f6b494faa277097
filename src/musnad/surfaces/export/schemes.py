"""The codes of other schemes, from the tables beside this module; see ``tables/README.md``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from musnad.rules.tables import read_rows

_TABLES = Path(__file__).parent / "tables"


class CountryCodes(msgspec.Struct, frozen=True):
    """A country in ISO 3166-1 numeric (three digits) and FIPS 10-4; empty where it has none."""

    numeric: str
    fips: str


class AcledType(msgspec.Struct, frozen=True):
    """What ACLED calls a type and mode; empty for what it does not code."""

    disorder_type: str = ""
    event_type: str = ""
    sub_event_type: str = ""


class SectorCodes(msgspec.Struct, frozen=True):
    """A sector as CAMEO's type of actor and ACLED's kind of actor; empty where there is none."""

    cameo: str = ""
    acled: str = ""


@lru_cache(maxsize=1)
def country_codes() -> dict[str, CountryCodes]:
    """ISO 3166-1 alpha-3 → the other codes."""
    return {
        row["iso3"]: CountryCodes(row["numeric"], row["fips"])
        for row in read_rows(_TABLES / "countries.tsv")
    }


@lru_cache(maxsize=1)
def goldstein_scale() -> dict[str, float]:
    """CAMEO code → its value from -10 to 10; a code without one is missing."""
    rows = read_rows(_TABLES / "cameo.tsv")
    return {row["code"]: float(row["goldstein"]) for row in rows if row["goldstein"]}


@lru_cache(maxsize=1)
def sector_codes() -> dict[str, SectorCodes]:
    """PLOVER sector → the other codes."""
    return {
        row["plover"]: SectorCodes(row["cameo"], row["acled"])
        for row in read_rows(_TABLES / "sectors.tsv")
    }


@lru_cache(maxsize=1)
def _acled_types() -> dict[tuple[str, str], AcledType]:
    return {
        (row["type"], row["mode"]): AcledType(
            row["disorder_type"], row["event_type"], row["sub_event_type"]
        )
        for row in read_rows(_TABLES / "acled.tsv")
    }


def acled_type(event_type: str, mode: str | None) -> AcledType:
    """ACLED's names for a PLOVER type and mode."""
    types = _acled_types()
    return types.get((event_type, mode or "")) or types.get((event_type, "")) or AcledType()
