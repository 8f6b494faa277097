"""Additions, corrections and retractions; re-reading; tombstones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import pytest
from sqlalchemy import func, select
from tests.conftest import MakeProject
from tests.store.sample import TEXTS, content, documents, ingest

from musnad.errors import StoreError
from musnad.reader import read_documents
from musnad.records import Analysis, Document
from musnad.store.changes import Change, Difference, difference, records_of
from musnad.store.decisions import decide, decisions_of
from musnad.store.project import Project
from musnad.store.query import Query
from musnad.store.reading_pairs import find_reader, readers, unlike_readings
from musnad.store.schema import ARTICLES, CHANGES, METADATA
from musnad.store.writing import Outcome, queue_again, read_queued, take_in


def otherwise(given: Iterable[Document]) -> Iterator[Outcome]:
    """A reader that overlooks statements, and takes every event for a thing to come."""
    for outcome in read_documents(given):
        assert isinstance(outcome, Analysis)
        events = tuple(msgspec.structs.replace(e, status="future") for e in outcome.events)
        yield msgspec.structs.replace(outcome, statements=(), claims=(), events=events)


def read_again(project: Project, name: str) -> None:
    queue_again(project.engine, name)
    assert list(read_queued(project.engine, name, otherwise))


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project()
    ingest(project)
    return project


def test_what_comes_in_is_added_in_order_with_all_its_records(project: Project) -> None:
    feed = list(project.changes())
    assert [change.number for change in feed] == list(range(1, 16))
    assert {change.kind for change in feed} == {"added"}
    for change in feed:
        ids = tuple(records_of(project.article(change.article)))
        assert (change.records, change.id) == (Difference(added=ids), f"d{change.article - 1}")


def test_a_newer_reading_is_a_correction_and_the_old_one_stays(project: Project) -> None:
    before = {number: project.article(number) for number in range(1, 16)}
    said = Query(kind="statements", said_by=("لافروف",))
    assert project.count(said) == 3
    read_again(project, "another")
    corrected = list(project.changes(after=15))
    assert {change.kind for change in corrected} == {"corrected"}
    for change in corrected:
        assert change.reader == "another"
        after = project.article(change.article)
        assert change.records == difference(before[change.article], after)
        assert set(change.records.lost) >= {s.id for s in before[change.article].statements}
        assert set(change.records.changed) == {
            e.id for e in before[change.article].events if e.status != "future"
        }
    assert project.count(said) == 0
    assert project.count(Query(words="محادثات")) == 6  # the index is made anew
    with project.snapshot() as snapshot:
        first, second = readers(snapshot.connection).items()
        assert (first[1], second) == (15, ("another", 15))
        pairs = list(unlike_readings(snapshot.connection, first[0], "another"))
        assert [pair.article for pair in pairs] == [change.article for change in corrected]
        assert all(pair.before == before[pair.article] for pair in pairs)
        assert find_reader(snapshot.connection, "anoth") == "another"
        with pytest.raises(StoreError, match="no reader is called so"):
            find_reader(snapshot.connection, "nobody")


def test_the_same_words_read_anew_are_no_change(project: Project) -> None:
    read_again(project, "another")
    before = len(list(project.changes()))
    read_again(project, "a third")
    assert len(list(project.changes())) == before


def test_reading_anew_gives_the_rows_of_reading_once(
    project: Project, make_project: MakeProject
) -> None:
    read_again(project, "another")
    once = make_project()
    for _ in take_in(once.engine, "test", documents()):
        pass
    assert list(read_queued(once.engine, "another", otherwise))
    anew, fresh = content(project.engine), content(once.engine)
    for table in ("parties", "events", "statements", "entities", "times", "indexed"):
        assert anew[table] == fresh[table], table
    for words in ("محادثات", "حلب", '"الخارجية الروسي"'):
        query = Query(words=words)
        assert list(project.every(query)) == list(once.every(query))


def test_a_removed_article_leaves_a_tombstone_and_nothing_else(project: Project) -> None:
    lost = tuple(records_of(project.article(2)))
    assert project.remove([2, 7]) == 2
    assert project.remove([2]) == 0
    retracted: list[Change] = list(project.changes(after=15))
    assert [(c.kind, c.article, c.id) for c in retracted] == [
        ("retracted", 2, "d1"),
        ("retracted", 7, "d6"),
    ]
    assert retracted[0].records == Difference(lost=lost)
    assert next(iter(project.changes())).records.added  # those of others are still told
    assert list(project.changes())[1].records == Difference()
    with pytest.raises(StoreError, match="article 2"):
        project.article(2)
    assert project.count(Query(words="قصفت")) == 1
    assert project.count(Query()) == 13
    with project.engine.connect() as connection:
        for table in METADATA.tables.values():
            if "article" in table.c and table is not CHANGES:
                mine = select(func.count()).where(table.c.article.in_((2, 7)))
                assert connection.scalar(mine) == 0, table.name
        row = connection.execute(select(ARTICLES).where(ARTICLES.c.number == 2)).mappings().one()
    assert (row["state"], bytes(row["document"]), row["title"]) == ("removed", b"", None)
    ingest(project)  # it is known, and not taken in again
    assert project.states()["removed"] == 2


def test_what_people_decided_stays_when_the_article_goes(project: Project) -> None:
    event = project.article(2).events[0]
    decide(project.engine, "reviewer", event, "reject", article=2)
    project.remove([2])
    with project.engine.connect() as connection:
        (decision,) = decisions_of(connection, 2)
    assert (decision.article, decision.before) == (2, event)


def test_all_that_is_removed_takes_its_names_along(project: Project) -> None:
    project.remove(range(1, 16))
    kept = content(project.engine)
    names = ("articles", "changes", "sources", "readers")
    assert {name for name, rows in kept.items() if rows} == set(names)
    assert all(project.count(Query(words=text.split()[0])) == 0 for text in TEXTS)
