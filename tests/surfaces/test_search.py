"""``musnad search`` and what it shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.store.sample import ingest
from typer.testing import CliRunner, Result

from musnad.store.project import Project
from musnad.surfaces.cli import app


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project") / "p"
    ingest(Project.make(folder))
    return folder


def search(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["search", str(folder), *arguments], env={"COLUMNS": "400"})


def test_arabic_stands_on_lines_of_its_own_and_who_vouches_comes_first(folder: Path) -> None:
    result = search(folder, "--said-by", "لافروف", "--limit", "1")
    assert result.stderr == "musnad: 1 of 3 statements shown; --limit 0 shows all\n"
    lines = result.stdout.splitlines()
    assert lines[1:3] == ["   speaker", "      سيرغي لافروف"]
    for line in lines:
        arabic = any("\u0600" <= character <= "\u06ff" for character in line)
        latin = any(character.isascii() and character.isalpha() for character in line)
        assert not (arabic and latin), line


def test_the_words_found_are_shown(folder: Path) -> None:
    result = search(folder, "محادثات", "--limit", "0")
    assert result.stderr == "musnad: 6 of 6 articles shown\n"
    assert "      المحادثات\n" in result.stdout
    assert "      محادثاته\n" in result.stdout
    assert result.stdout.index("words found") > result.stdout.index("in the text")


def test_lines_have_the_record_and_the_words_behind_every_span(folder: Path) -> None:
    result = search(folder, "حلب", "--type", "assault", "--jsonl")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(found) == int(search(folder, "حلب", "--type", "assault", "--count").stdout)
    for hit in found:
        assert hit["record"]["type"] == "ASSAULT"
        assert hit["id"] == f"{hit['article']['key']}:{hit['record']['id']}"
        assert {match["words"] for match in hit["matches"]} == {"حلب"}
        (trigger,) = (e for e in hit["evidence"] if e["role"] == "trigger")
        assert trigger["span"] == hit["record"]["trigger"]
        assert trigger["words"] in ("قصفت", "قصف")


def test_one_object_tells_the_query_and_the_count(folder: Path) -> None:
    found = json.loads(search(folder, "--actor", "RUS", "--json", "--limit", "2").stdout)
    assert found["query"] == {"kind": "events", "actors": ["RUS"]}
    assert (found["count"], len(found["hits"])) == (6, 2)
    assert json.loads(search(folder, "الرياض", "--json").stdout)["hits"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--force", "shout"], "shout is no force of a statement; forces: assert, deny"),
        (["--type", "WAR"], "WAR is no type of event"),
        (["--since", "October"], "October is no day"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], message: str) -> None:
    result = search(folder, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_best_match_needs_words(folder: Path) -> None:
    assert "only a query with words" in str(search(folder, "--order", "rank").exception)


def test_a_project_is_exported_with_a_manifest(folder: Path, tmp_path: Path) -> None:
    output, manifest = tmp_path / "events.tsv", tmp_path / "events.json"
    arguments = ["--actor", "RUS", "-o", str(output), "--manifest", str(manifest)]
    done = CliRunner().invoke(app, ["export", str(folder), *arguments])
    assert done.exit_code == 0
    described = json.loads(manifest.read_bytes())
    rows = output.read_text("utf-8").splitlines()[1:]
    assert described["selected"] == described["rows"] == len(rows) == 6
    assert described["query"] == {"kind": "events", "actors": ["RUS"]}
    assert described["articles"] == 3
