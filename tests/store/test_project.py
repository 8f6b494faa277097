from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from tests.conftest import MakeProject
from tests.store.sample import QUERIES, TEXTS, content, documents, ingest
from typer.testing import CliRunner

import musnad
from musnad.errors import StoreError
from musnad.reader import read_documents
from musnad.records import Analysis, Document
from musnad.store.project import Project
from musnad.store.query import Query
from musnad.store.readers import reader_name
from musnad.store.schema import METADATA
from musnad.store.writing import Outcome, count_queued, queue_again, read_queued, take_in
from musnad.surfaces.cli import app


@pytest.fixture(scope="module")
def project(make_project: MakeProject) -> Project:
    project = make_project()
    ingest(project)
    return project


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_migrations_make_the_tables(project: Project) -> None:
    with project.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, METADATA)
    ours = [difference for difference in found if not difference[1].name.startswith("words")]
    assert ours == []  # the index of words is made by hand


def test_a_reading_comes_back_as_it_was(project: Project) -> None:
    (first, *_) = documents()
    assert project.article(1) == musnad.read_document(first)
    with pytest.raises(StoreError, match="99"):
        project.article(99)


def test_taking_in_twice_changes_nothing(project: Project) -> None:
    before = content(project.engine)
    ingest(project)
    assert content(project.engine) == before
    assert project.states() == {"queued": 0, "read": 15, "failed": 0, "removed": 0, "refused": 0}


def test_what_was_cut_off_goes_on_to_the_same_rows(
    project: Project, make_project: MakeProject
) -> None:
    cut = make_project()

    def dies(given: Iterable[Document]) -> Iterable[Outcome]:
        yield from islice(read_documents(given), 2)
        raise KeyboardInterrupt

    for _ in take_in(cut.engine, "test", documents()):
        pass
    with pytest.raises(KeyboardInterrupt):
        list(read_queued(cut.engine, reader_name(), dies))
    assert count_queued(cut.engine) == 15
    ingest(Project.open(cut.folder))
    assert content(cut.engine) == content(project.engine)


def test_another_reader_reads_anew_and_the_old_reading_stays(make_project: MakeProject) -> None:
    project = make_project()
    ingest(project)
    rows = content(project.engine)["parties"]
    assert queue_again(project.engine, reader_name()) == 0
    assert queue_again(project.engine, "another") == 15
    assert len(list(read_queued(project.engine, "another", read_documents))) == 15
    after = content(project.engine)
    assert (len(after["readings"]), after["parties"]) == (30, rows)


@pytest.mark.parametrize(
    ("words", "exact", "found"),
    [
        ("محادثات", False, 6),  # المحادثات، محادثاته
        ("المحادثات", True, 3),
        ("محادثات", True, 0),
        ('"الخارجية الروسي"', False, 3),
        ('"الروسي الخارجية"', False, 0),
        ("لافروف حلب", False, 0),
    ],
)
def test_words_are_found(project: Project, words: str, exact: bool, found: int) -> None:
    assert project.count(Query(words=words, exact=exact)) == found


def test_signs_of_the_index_are_no_language(project: Project) -> None:
    for words in ("لافروف) OR (حلب", "لافروف* NEAR", "'لافروف' & x", "printed:لافروف", '"لافروف'):
        assert project.count(Query(words=words)) in (0, 3)
    with pytest.raises(StoreError, match="no word"):
        project.count(Query(words="«»"))


def test_statements_and_events_are_found(project: Project) -> None:
    said = Query(kind="statements", said_by=("لافروف",))
    assert project.count(said) == 3
    for hit in project.every(said):
        assert hit.record in {s.id for s in project.article(hit.article).statements}
    attacks = Query(kind="events", types=("ASSAULT",), actors=("RUS",))
    assert project.count(attacks) > 0
    assert {
        TEXTS.index(project.article(h.article).document.text) for h in project.every(attacks)
    } == {1}


@settings(max_examples=150, deadline=None)
@given(query=QUERIES)
def test_count_and_pages_are_one_set(project: Project, query: Query) -> None:
    if query.order == "rank" and not query.words:
        with pytest.raises(StoreError, match="best match"):
            project.rows(query)
        return
    page = project.rows(query)
    paged = list(page.hits)
    while page.next is not None:
        page = project.rows(msgspec.structs.replace(query, after=page.next))
        paged.extend(page.hits)
    assert len({hit.number for hit in paged}) == len(paged) == project.count(query)
    assert paged == list(project.every(query))
    days = [hit.day or "" for hit in paged]
    if query.order in ("newest", "oldest"):
        assert days == sorted(days, reverse=query.order == "newest")
    if query.order == "rank":
        ranks = [hit.rank for hit in paged]
        assert ranks == sorted(ranks)


def test_the_command_line_makes_and_fills_a_project(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXTS[0], encoding="utf-8")
    folder = str(tmp_path / "p")
    assert CliRunner().invoke(app, ["init", folder]).exit_code == 0
    done = CliRunner().invoke(app, ["ingest", folder, str(article), "--published", "2016-10-04"])
    assert (done.exit_code, "1 new, 0 known; 1 read, 0 failed" in done.stderr) == (0, True)
    again = CliRunner().invoke(app, ["ingest", folder, str(article), str(tmp_path / "none.txt")])
    assert again.exit_code == 3
    assert isinstance(Project.open(folder).article(1), Analysis)
    with pytest.raises(StoreError, match="already"):
        Project.make(folder)
