from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import SQLAlchemyError
from tests.postgresql import Cluster
from tests.surfaces.web.desk import TALKS, make_project

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.records.spans import Span
from musnad.store.accounts import Accounts
from musnad.store.decisions import Reviewed, corrected, decide, decisions_of, undo
from musnad.store.project import Project
from musnad.store.queues import waiting
from musnad.store.schema import AUDIT, DECISIONS


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p", [TALKS])


def holding(project: Project) -> list[tuple[str, str, str]]:
    with project.engine.connect() as connection:
        return [(d.reviewer, d.record, d.verdict) for d in decisions_of(connection)]


def test_the_last_decision_of_each_reviewer_holds(project: Project) -> None:
    analysis = project.article(1)
    event, statement = analysis.events[0], analysis.statements[0]
    decide(project.engine, "layla", event, "accept", article=1)
    decide(project.engine, "omar", event, "reject", article=1)
    decide(project.engine, "layla", statement, "accept", article=1)
    decide(project.engine, "layla", event, "reject", article=1)
    assert set(holding(project)) == {
        ("layla", event.id, "reject"),
        ("omar", event.id, "reject"),
        ("layla", statement.id, "accept"),
    }


def test_undoing_goes_back_one_decision_at_a_time(project: Project) -> None:
    event = project.article(1).events[0]
    decide(project.engine, "layla", event, "accept", article=1)
    decide(project.engine, "layla", event, "reject", article=1)
    decide(project.engine, "omar", event, "accept", article=1)
    assert undo(project.engine, "layla") == (1, event.id)
    assert ("layla", event.id, "accept") in holding(project)
    assert undo(project.engine, "layla") == (1, event.id)
    assert undo(project.engine, "layla") is None
    assert holding(project) == [("omar", event.id, "accept")]
    with project.engine.connect() as connection:  # and nothing was forgotten
        assert connection.scalar(select(func.count()).select_from(DECISIONS)) == 5


def test_a_correction_changes_what_it_names_and_nothing_else(project: Project) -> None:
    analysis = project.article(1)
    statement = analysis.statements[0]
    after = corrected(analysis, statement, {"force": "deny", "content": [[0, 3]]})
    decide(project.engine, "layla", statement, "correct", article=1, after=after)
    with project.engine.connect() as connection:
        [decision] = decisions_of(connection, 1)
    assert decision.before == statement
    assert decision.result == after
    assert after.id == statement.id
    assert getattr(after, "content", None) == (Span(0, 3),)


@pytest.mark.parametrize(
    "changes",
    [
        {"force": "shout"},
        {"id": "st-other"},
        {"content": [[0, 10_000]]},
        {"cue": [5, 5]},
        {"content": "words"},
        {"trigger": [0, 3]},
    ],
)
def test_what_has_no_sense_is_no_correction(project: Project, changes: dict[str, object]) -> None:
    analysis: Analysis = project.article(1)
    with pytest.raises(StoreError):
        corrected(analysis, analysis.statements[0], changes)


def test_a_correction_of_nothing_is_refused(project: Project) -> None:
    event = project.article(1).events[0]
    with pytest.raises(StoreError):
        decide(project.engine, "layla", event, "correct", article=1, after=event)
    with pytest.raises(StoreError):
        decide(project.engine, "layla", event, "correct", article=1)


def check_that_nothing_can_be_changed(project: Project) -> None:
    decide(project.engine, "layla", project.article(1).events[0], "accept", article=1)
    Accounts(project.engine).note("layla", "export", "events")
    for table in (DECISIONS, AUDIT):
        column = table.c.verdict if table is DECISIONS else table.c.action
        for statement in (update(table).values({column: "x"}), delete(table)):
            try:
                with project.engine.begin() as connection:
                    connection.execute(statement)
            except SQLAlchemyError:
                pass  # SQLite refuses; PostgreSQL does nothing
        with project.engine.connect() as connection:
            assert connection.scalar(select(column)) in ("accept", "export")


def test_the_database_keeps_what_was_written(project: Project) -> None:
    check_that_nothing_can_be_changed(project)


@pytest.mark.slow
def test_postgresql_keeps_it_too_and_queues_alike(cluster: Cluster, tmp_path: Path) -> None:
    other = Project.make(tmp_path / "pg", url=cluster.new_database())
    project = make_project(tmp_path / "p", [TALKS], project=other)
    with project.engine.connect() as connection:
        total, first = waiting(connection, "article", "layla", article=1)
        sample = waiting(connection, "sample", "layla")
        uncertain = waiting(connection, "uncertain", "layla")
    assert first is not None
    lite = make_project(tmp_path / "lite", [TALKS])
    with lite.engine.connect() as connection:
        assert (total, first) == waiting(connection, "article", "layla", article=1)
        assert sample == waiting(connection, "sample", "layla")
        assert uncertain == waiting(connection, "uncertain", "layla")
    check_that_nothing_can_be_changed(project)
    accounts = Accounts(project.engine)
    accounts.put("layla", "coder", password="a long password")
    secret = accounts.sign_in("layla", "a long password")
    assert secret is not None
    assert accounts.user_of(secret) is not None


def test_a_queue_ends_when_all_is_decided_and_each_has_their_own(project: Project) -> None:
    analysis = project.article(1)
    records = {r.id for r in (*analysis.statements, *analysis.events)}
    seen = set()
    after = None
    for left in range(len(records), 0, -1):
        with project.engine.connect() as connection:
            total, first = waiting(connection, "article", "layla", article=1, after=after)
        assert total == left
        assert first is not None
        seen.add(first.record)
        after = first.place
        every: tuple[Reviewed, ...] = (*analysis.statements, *analysis.events)
        record = next(r for r in every if r.id == first.record)
        decide(project.engine, "layla", record, "accept", article=1)
    assert seen == records
    with project.engine.connect() as connection:
        assert waiting(connection, "article", "layla", article=1) == (0, None)
        assert waiting(connection, "article", "omar", article=1)[0] == len(records)
    undo(project.engine, "layla")
    with project.engine.connect() as connection:
        assert waiting(connection, "article", "layla", article=1)[0] == 1


def test_skipping_goes_on_and_begins_again_at_the_end(project: Project) -> None:
    places = []
    after = None
    with project.engine.connect() as connection:
        total, _ = waiting(connection, "article", "layla", article=1)
        for _ in range(total + 1):
            _, one = waiting(connection, "article", "layla", article=1, after=after)
            assert one is not None
            after = one.place
            places.append((one.kind, one.record))
        assert waiting(connection, "article", "layla", article=1, after="nonsense")[1] is not None
    assert len(set(places)) == total
    assert places[-1] == places[0]
