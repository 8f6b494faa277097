"""``musnad verify``, ``doctor``, ``backup`` and ``restore``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from tests.store.sample import documents, ingest
from typer.testing import CliRunner, Result

from musnad.store.project import Project
from musnad.store.schema import EVENTS, READINGS
from musnad.store.writing import take_in
from musnad.surfaces.cli import app


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "400"})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project.make(tmp_path / "p")
    ingest(project)
    return project


def test_verify_tells_and_repairs(project: Project) -> None:
    whole = run("verify", project.folder)
    assert (whole.exit_code, whole.stdout) == (0, "")
    assert whole.stderr == "musnad: 15 articles verified, 0 problems\n"
    with project.engine.begin() as connection:
        connection.execute(update(EVENTS).where(EVENTS.c.article == 2).values(type="AID"))
    told = run("verify", project.folder)
    assert told.stdout == "2\trows\tevents do not agree with the reading\n"
    assert told.exit_code == 1
    mended = run("verify", project.folder, "--repair")
    assert mended.stderr == "musnad: 15 articles verified, 1 problems, 1 repaired\n"
    assert mended.exit_code == 0
    assert run("verify", project.folder).exit_code == 0
    with project.engine.begin() as connection:
        connection.execute(delete(READINGS).where(READINGS.c.article == 2))
    assert run("verify", project.folder, "--repair").exit_code == 1


def findings(*arguments: object) -> dict[str, dict[str, str]]:
    return {
        found["name"]: found for found in json.loads(run("doctor", *arguments, "--json").stdout)
    }


def test_the_doctor_looks_at_the_installation_and_a_project(project: Project) -> None:
    assert findings()["sqlite"]["verdict"] == "ok"
    assert findings()["extra postgresql"]["found"].startswith("psycopg ")
    found = findings(project.folder)
    assert {one["verdict"] for one in found.values()} <= {"ok", "note"}
    assert found["database"]["found"].startswith("SQLite, wal")
    assert found["articles"]["found"] == "15 read"
    assert run("doctor", project.folder).exit_code == 0


def test_the_doctor_says_what_to_do(project: Project, tmp_path: Path) -> None:
    for _ in take_in(project.engine, "more", (d for d in documents() if d.id == "d0")):
        pass
    with project.writing():
        assert findings(project.folder)["writer"]["verdict"] == "note"
    missing = run("doctor", tmp_path / "none")
    assert missing.exit_code == 1
    assert f"musnad init {tmp_path / 'none'}" in missing.stdout
    (project.folder / "musnad.toml").write_text("[database]\nurl = 3\n", "utf-8")
    assert run("doctor", project.folder).exit_code == 1


def test_a_project_goes_into_a_file_and_back(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "b.tar.gz"
    written = run("backup", project.folder, target)
    assert written.stderr.startswith("musnad: 15 articles, 2 files, ")
    restored = run("restore", target, tmp_path / "again")
    assert restored.stderr.startswith("musnad: 15 articles as of ")
    assert run("search", tmp_path / "again", "--count").stdout == "15\n"
