from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from typer.testing import CliRunner

import musnad
from musnad.errors import StoreError
from musnad.reader import read_documents
from musnad.records import Analysis, Document
from musnad.sources.documents import Metadata, make_document
from musnad.store.project import Project
from musnad.store.query import Query
from musnad.store.readers import reader_name
from musnad.store.schema import METADATA
from musnad.store.writing import Outcome, count_queued, queue_again, read_queued, take_in
from musnad.surfaces.cli import app

TEXTS = (
    "قال وزير الخارجية الروسي سيرغي لافروف إن المحادثات مستمرة في جنيف.",
    "قصفت طائرات روسية مدينة حلب أمس، ونفت موسكو قصف المدينة.",
    "اتهم الرئيس التركي رجب طيب أردوغان إسرائيل بقصف غزة.",
    "وصل الوزير المصري إلى بغداد وبحث محادثاته المقبلة مع نظيره العراقي.",
    "أعلنت وزارة الدفاع الأميركية أنها ستسحب قواتها من سوريا.",
)


def documents() -> Iterator[Document]:
    for number, text in enumerate(TEXTS * 3):
        day = f"2016-10-{number + 1:02}"
        yield make_document(text, given=Metadata(id=f"d{number}", published=day, outlet="مثال"))


def ingest(project: Project) -> None:
    for _ in take_in(project.engine, "test", documents()):
        pass
    for _ in read_queued(project.engine, reader_name(), read_documents):
        pass


def content(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in METADATA.tables.items()
        }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.make(tmp_path_factory.mktemp("project") / "p")
    ingest(project)
    return project


def test_the_migrations_make_the_tables(project: Project) -> None:
    with project.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, METADATA)
    assert [
        d for d in found if not (d[0] == "remove_table" and d[1].name.startswith("words"))
    ] == []


def test_a_reading_comes_back_as_it_was(project: Project) -> None:
    (first, *_) = documents()
    assert project.article(1) == musnad.read_document(first)
    with pytest.raises(StoreError, match="99"):
        project.article(99)


def test_taking_in_twice_changes_nothing(project: Project) -> None:
    before = content(project.engine)
    ingest(project)
    assert content(project.engine) == before
    assert project.states() == {"queued": 0, "read": 15, "failed": 0, "refused": 0}


def test_what_was_cut_off_goes_on_to_the_same_rows(project: Project, tmp_path: Path) -> None:
    cut = Project.make(tmp_path / "cut")

    def dies(given: Iterable[Document]) -> Iterable[Outcome]:
        yield from islice(read_documents(given), 2)
        raise KeyboardInterrupt

    for _ in take_in(cut.engine, "test", documents()):
        pass
    with pytest.raises(KeyboardInterrupt):
        list(read_queued(cut.engine, reader_name(), dies))
    assert count_queued(cut.engine) == 15
    ingest(Project.open(tmp_path / "cut"))
    assert content(cut.engine) == content(project.engine)


def test_another_reader_reads_anew_and_the_old_reading_stays(tmp_path: Path) -> None:
    project = Project.make(tmp_path / "p")
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


QUERIES = st.builds(
    Query,
    kind=st.sampled_from(("articles", "statements", "events")),
    words=st.sampled_from(("", "محادثات", "حلب", "قصف", "وزير الخارجية")),
    said_by=st.sampled_from(((), ("RUS",), ("لافروف",), ("موسكو", "TUR"))),
    types=st.sampled_from(((), ("ASSAULT",), ("CONSULT", "ACCUSE"))),
    statuses=st.sampled_from(((), ("actual",), ("negated", "future"))),
    actors=st.sampled_from(((), ("RUS",), ("USA GOV",))),
    contested=st.booleans(),
    since=st.sampled_from((None, "2016-10-04")),
    until=st.sampled_from((None, "2016-10-10")),
    order=st.sampled_from(("number", "newest")),
    limit=st.integers(1, 7),
)


@settings(max_examples=150, deadline=None)
@given(query=QUERIES)
def test_count_and_pages_are_one_set(project: Project, query: Query) -> None:
    page = project.rows(query)
    paged = list(page.hits)
    while page.next is not None:
        page = project.rows(msgspec.structs.replace(query, after=page.next))
        paged.extend(page.hits)
    numbers = [hit.number for hit in paged]
    assert len(set(numbers)) == len(numbers) == project.count(query)
    assert sorted(numbers) == [hit.number for hit in project.every(query)]
    if query.words and query.kind == "articles":
        ranked = msgspec.structs.replace(query, order="rank", limit=1000)
        assert {hit.number for hit in project.rows(ranked).hits} == set(numbers)


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
