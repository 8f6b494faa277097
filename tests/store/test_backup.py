"""Backups: whole, of one moment, into either database, and nothing else is taken for one."""

from __future__ import annotations

import tarfile
import threading
from io import BytesIO
from pathlib import Path

import pytest
from tests.conftest import MakeProject
from tests.postgresql import Cluster
from tests.store.sample import content, documents, ingest

from musnad.errors import StoreError
from musnad.store.backup import back_up, restore
from musnad.store.decisions import decide, decisions_of
from musnad.store.project import Project
from musnad.store.query import Query
from musnad.store.writing import take_in


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project()
    ingest(project)
    (project.folder / "raw" / "2016").mkdir()
    (project.folder / "raw" / "2016" / "a.warc").write_bytes(b"as fetched")
    settings = project.folder / "musnad.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[feeds]\nurls = ["http://a/"]\n', "utf-8")
    return project


@pytest.mark.parametrize("name", ["b.tar", "b.tar.gz"])
def test_a_restored_project_is_the_same(project: Project, tmp_path: Path, name: str) -> None:
    made = back_up(project, tmp_path / name)
    assert made.states["read"] == 15
    assert set(made.sha256) == {"musnad.db", "musnad.toml", "raw/2016/a.warc"}
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert restore(tmp_path / name, tmp_path / "again") == made
    again = Project.open(tmp_path / "again")
    assert content(again.engine) == content(project.engine)
    assert (again.folder / "raw" / "2016" / "a.warc").read_bytes() == b"as fetched"
    assert '[feeds]\nurls = ["http://a/"]' in (again.folder / "musnad.toml").read_text("utf-8")
    for query in (Query(words="محادثات"), Query(kind="events", actors=("RUS",))):
        assert list(again.every(query)) == list(project.every(query))
    ingest(again)  # it goes on where it was
    assert content(again.engine) == content(project.engine)


@pytest.mark.slow
def test_a_backup_is_restored_into_the_other_database(
    project: Project, tmp_path: Path, cluster: Cluster
) -> None:
    decide(project.engine, "reviewer", project.article(2).events[0], "reject", article=2)
    back_up(project, tmp_path / "b.tar")
    url = cluster.new_database()
    restore(tmp_path / "b.tar", tmp_path / "again", url=url)
    again = Project.open(tmp_path / "again")
    assert again.engine.dialect.name == "postgresql"
    assert not (again.folder / "musnad.db").exists()
    assert content(again.engine) == content(project.engine)
    assert again.count(Query(words="محادثات")) == 6
    decide(again.engine, "reviewer", again.article(2).events[0], "accept", article=2)
    with again.engine.connect() as connection:
        assert [decision.verdict for decision in decisions_of(connection)] == ["accept"]
    with pytest.raises(StoreError, match="already"):
        restore(tmp_path / "b.tar", tmp_path / "third", url=url)
    assert not (tmp_path / "third").exists()


def test_a_backup_made_while_articles_come_in_is_of_one_moment(
    project: Project, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            for _ in take_in(project.engine, f"more {number}", documents()):
                pass

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            back_up(project, tmp_path / f"{number}.tar")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        restore(tmp_path / f"{number}.tar", tmp_path / str(number))
        assert Project.open(tmp_path / str(number)).states()["read"] == 15


def test_nothing_is_written_over(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "b.tar"
    back_up(project, target)
    with pytest.raises(StoreError, match="writes over nothing"):
        back_up(project, target)
    with pytest.raises(StoreError, match="is not empty"):
        restore(target, project.folder)
    with pytest.raises(StoreError, match="cannot be written"):
        back_up(project, tmp_path / "none" / "b.tar")


def test_what_is_damaged_or_no_backup_makes_no_project(project: Project, tmp_path: Path) -> None:
    back_up(project, tmp_path / "b.tar")
    whole = (tmp_path / "b.tar").read_bytes()
    place = whole.index(b"as fetched")
    damaged = {
        "changed": whole[:place] + b"otherwise!" + whole[place + 10 :],
        "cut": whole[: len(whole) // 2],
        "text": b"no archive",
        "empty": b"",
    }
    for name, content_ in damaged.items():
        (tmp_path / f"{name}.tar").write_bytes(content_)
        with pytest.raises(StoreError, match=f"{name}.tar: is"):
            restore(tmp_path / f"{name}.tar", tmp_path / name)
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "raw/../../out", "elsewhere/a"])
def test_paths_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = 1
        archive.addfile(entry, BytesIO(b"x"))
    with pytest.raises(StoreError, match="is no file of a project"):
        restore(tmp_path / "b.tar", tmp_path / "p" / "q")
    assert not list(tmp_path.glob("**/out"))
