"""``musnad changes``, ``remove`` and ``diff``."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from tests.store.sample import ingest
from tests.store.test_changes import read_again
from tests.surfaces.export import made
from typer.testing import CliRunner, Result

from musnad.store.project import Project
from musnad.surfaces.cli import app


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "400"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "p"
    project = Project.make(folder)
    ingest(project)
    read_again(project, "another")
    return folder


def test_the_feed_goes_on_after_a_number_and_from_a_moment(folder: Path) -> None:
    lines = run("changes", folder, "--jsonl").stdout.splitlines()
    feed = [json.loads(line) for line in lines]
    assert [change["number"] for change in feed] == list(range(1, len(feed) + 1))
    assert run("changes", folder, "--since", "15", "--jsonl").stdout.splitlines() == lines[15:]
    assert run("changes", folder, "--since", "2000-01-01", "--jsonl").stdout.splitlines() == lines
    assert run("changes", folder, "--since", "2999-01-01", "--jsonl").stdout == ""
    assert "1  " in run("changes", folder, "--limit", "1").stdout
    assert run("changes", folder, "--since", "now").exit_code == 2


def test_articles_are_removed_by_id_or_number(folder: Path) -> None:
    assert run("remove", folder, "d1", "3").stderr == "musnad: 2 removed\n"
    again = run("remove", folder, "d1")
    assert again.stderr == "musnad: 0 removed, 1 had been removed before\n"
    assert "no article has this id" in str(run("remove", folder, "nothing").exception)
    last = json.loads(run("changes", folder, "--jsonl").stdout.splitlines()[-1])
    assert (last["kind"], last["id"]) == ("retracted", "d2")


def test_two_readers_differ(folder: Path) -> None:
    listed = run("diff", folder).stdout.splitlines()
    first = listed[0].partition("\t")[0]
    assert listed[1] == "another\t15 articles"
    found = [json.loads(line) for line in run("diff", folder, first, "--jsonl").stdout.splitlines()]
    assert {one["article"] for one in found} <= {f"d{number}" for number in range(15)}
    by_article = {one["article"]: one for one in found}
    kinds = [lost["rule"].partition(".")[0] for lost in by_article["d0"]["lost"]]
    assert kinds == ["statement", "claim"]
    changed = by_article["d1"]["changed"][0]
    assert (changed["before"]["status"], changed["after"]["status"]) == ("actual", "future")
    shown = run("diff", folder, first, "another", "--limit", "1")
    assert "- " in shown.stdout
    assert shown.stderr == "musnad: 1 articles that differ shown; --limit 0 shows all\n"
    assert "no reader is called so" in str(run("diff", folder, "nobody").exception)


def test_two_files_differ(tmp_path: Path) -> None:
    raid = msgspec.structs.replace(made.RAID, status="negated")
    here = msgspec.structs.replace(made.article("b"), events=(made.VISIT, raid))
    there = msgspec.structs.replace(made.article("b"), events=(made.RAID, made.MEETING))
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_bytes(made.lines(made.article("a"), here, made.article("gone")))
    new.write_bytes(made.lines(there, made.article("a"), made.article("new")))
    found = [json.loads(line) for line in run("diff", old, new, "--jsonl").stdout.splitlines()]
    assert [one["article"] for one in found] == ["b", "gone", "new"]
    first, gone, come = found
    assert [record["id"] for record in first["lost"]] == ["ev-visit"]
    assert [record["id"] for record in first["added"]] == ["ev-meeting"]
    assert first["changed"] == [
        {"id": "ev-raid", "before": {"status": "negated"}, "after": {"status": "actual"}}
    ]
    assert (len(gone["lost"]), len(come["added"])) == (7, 7)
    assert "~ ev-raid  status" in run("diff", old, new).stdout
    assert "no such file" in str(run("diff", old, tmp_path / "none.jsonl").exception)
