from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.corpus.sample import CORPUS
from typer.testing import CliRunner, Result

from musnad.surfaces.cli import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example corpus, made by the commands themselves."""
    folder = str(tmp_path_factory.mktemp("commands") / "p")
    assert run("init", folder).exit_code == 0
    assert run("ingest", folder, str(CORPUS)).exit_code == 0
    return folder


def test_copies_are_listed(folder: str) -> None:
    shown = run("copies", folder, "--limit", "2")
    assert shown.stdout.count("2 copies") == 2
    assert "2 groups of copies shown; --limit 0 shows all" in shown.stderr
    lines = run("copies", folder, "--jsonl").stdout.splitlines()
    assert len(lines) == len(json.loads(run("copies", folder, "--json").stdout)) == 6
    assert [copy["article"]["id"] for copy in json.loads(lines[0])["copies"]] == [
        "talks-1",
        "talks-2",
    ]


def test_what_a_copy_drops_is_shown_on_lines_of_its_own(folder: str) -> None:
    shown = run("copies", folder, "--article", "hospital-2").stdout.splitlines()
    place = shown.index("   only in the first: statement · deny")
    assert shown[place + 1].strip().startswith("نفت وزارة الدفاع الروسية")
    missing = run("copies", folder, "--article", "none")
    assert (missing.exit_code, str(missing.exception)) == (
        1,
        "none: no article has this id or number",
    )


def test_stories_are_listed_with_the_filters_of_search(folder: str) -> None:
    shown = run("stories", folder, "الصاخور", "--type", "ASSAULT").stdout.splitlines()
    assert shown[0].startswith("2016-10-05")
    whole = run("stories", folder, "--article", "talks-3", "--json").stdout
    (story,) = json.loads(whole)
    assert story["reports"][0]["article"]["id"] == "talks-1"
    none = run("stories", folder, "--outlet", "nobody")
    assert (none.stdout, "0 stories shown" in none.stderr) == ("", True)
    assert run("stories", folder, "--type", "NONE").exit_code == 2


def test_a_folder_without_a_project_is_refused(tmp_path: Path) -> None:
    assert "no project" in str(run("copies", str(tmp_path)).exception)
