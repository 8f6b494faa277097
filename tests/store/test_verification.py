"""What verify finds when something was damaged by hand, and what it can mend."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, text, update
from tests.conftest import MakeProject
from tests.store.sample import content, ingest

from musnad.store.packing import pack, unpack
from musnad.store.project import Project
from musnad.store.schema import ARTICLES, EVENTS, INDEXED, PARTIES, READINGS
from musnad.store.verification import Problem, repair, verify


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project()
    ingest(project)
    return project


def problems(project: Project) -> list[Problem]:
    with project.snapshot() as snapshot:
        return [problem for _, found in verify(snapshot.connection) for problem in found]


def damage(project: Project, column: str, old: bytes, new: bytes) -> None:
    """Change bytes inside a packed column of article 2."""
    table, number = (
        (ARTICLES, ARTICLES.c.number)
        if column == "document"
        else (
            READINGS,
            READINGS.c.article,
        )
    )
    with project.engine.begin() as connection:
        json = unpack(connection.scalar(select(table.c[column]).where(number == 2)) or b"")
        assert old in json
        packed = pack(json.replace(old, new, 1))
        connection.execute(update(table).where(number == 2).values({column: packed}))


def test_a_whole_project_has_no_problem(project: Project) -> None:
    assert problems(project) == []
    project.remove([3])
    assert problems(project) == []


@pytest.mark.parametrize(
    ("column", "change", "part", "message"),
    [
        (
            "document",
            ("حلب".encode(), "حلت".encode()),
            "document",
            "the text is not what was taken",
        ),
        ("document", (b'"d1"', b'"d7"'), "document", "the article is not what was taken in"),
        ("analysis", (b'"ASSAULT"', b'"CONSULT"'), "reading", "a reading is not what was kept"),
        ("analysis", ("حلب".encode(), "حلت".encode()), "reading", "a reading is of another text"),
        ("analysis", (b'"trigger":[', b'"trigger":[9'), "reading", "is outside the text"),
    ],
)
def test_what_was_received_and_read_is_known_by_its_digest(
    project: Project, column: str, change: tuple[bytes, bytes], part: str, message: str
) -> None:
    damage(project, column, *change)
    found = problems(project)
    assert {problem.article for problem in found} == {2}
    assert any(p.part == part and message in p.message for p in found), found


def test_bytes_that_are_no_record_are_a_problem_and_not_the_end(project: Project) -> None:
    with project.engine.begin() as connection:
        connection.execute(update(ARTICLES).where(ARTICLES.c.number == 1).values(document=b"x"))
        connection.execute(update(READINGS).where(READINGS.c.article == 2).values(analysis=b"x"))
    found = [(problem.article, problem.part) for problem in problems(project)]
    assert (1, "document") in found
    assert (2, "reading") in found


def test_rows_and_index_are_made_anew(project: Project) -> None:
    before = content(project.engine)
    with project.engine.begin() as connection:
        connection.execute(update(EVENTS).values(status="negated"))
        connection.execute(delete(PARTIES).where(PARTIES.c.article == 4))
        connection.execute(delete(INDEXED).where(INDEXED.c.article == 5))
        if project.engine.dialect.name == "postgresql":
            connection.execute(text("DELETE FROM words WHERE article = 6"))
    found = problems(project)
    assert {problem.part for problem in found} == {"rows", "index"}
    assert (5, "index") in {(problem.article, problem.part) for problem in found}
    with project.engine.begin() as connection:
        repair(connection, found)
    assert problems(project) == []
    assert content(project.engine) == before
