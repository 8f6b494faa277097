"""A small project, and queries to ask it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Engine, Select, Table, select

from musnad.reader import read_documents
from musnad.records import Document
from musnad.sources.documents import Metadata, make_document
from musnad.store.project import Project
from musnad.store.query import Query
from musnad.store.readers import reader_name
from musnad.store.schema import METADATA
from musnad.store.writing import read_queued, take_in

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
        outlet = ("مثال", "آخر")[number % 2]
        yield make_document(text, given=Metadata(id=f"d{number}", published=day, outlet=outlet))


def ingest(project: Project) -> None:
    for _ in take_in(project.engine, "test", documents()):
        pass
    for _ in read_queued(project.engine, reader_name(), read_documents):
        pass


def _all_of(table: Table) -> Select[Any]:
    """All rows, without the moment in which they were written."""
    return select(*(column for column in table.columns if column.name != "at"))


def content(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(_all_of(table))), key=repr)
            for name, table in METADATA.tables.items()
        }


QUERIES = st.builds(
    Query,
    kind=st.sampled_from(("articles", "statements", "events")),
    words=st.sampled_from(("", "محادثات", "حلب", "قصف", "وزير الخارجية")),
    exact=st.booleans(),
    said_by=st.sampled_from(((), ("RUS",), ("لافروف",), ("موسكو", "TUR"))),
    about=st.sampled_from(((), ("SYR",), ("المحادثات", "موسكو"))),
    forces=st.sampled_from(((), ("assert",), ("accuse", "deny"))),
    types=st.sampled_from(((), ("ASSAULT",), ("CONSULT", "ACCUSE"))),
    statuses=st.sampled_from(((), ("actual",), ("negated", "future"))),
    actors=st.sampled_from(((), ("RUS",), ("USA GOV",))),
    recipients=st.sampled_from(((), ("SYR",), ("ISR", "غزة"))),
    contested=st.booleans(),
    since=st.sampled_from((None, "2016-10-04")),
    until=st.sampled_from((None, "2016-10-10")),
    outlets=st.sampled_from(((), ("مثال",), ("آخر", "مثال"))),
    order=st.sampled_from(("number", "newest", "oldest", "rank")),
    limit=st.integers(1, 7),
)
