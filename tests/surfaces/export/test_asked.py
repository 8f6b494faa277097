"""One query has one set: counted, listed, exported, and picked from lines of records."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest
from hypothesis import given, settings
from tests.conftest import MakeProject
from tests.store.sample import QUERIES, ingest

from musnad.records import Analysis
from musnad.store.picking import events_of
from musnad.store.project import Project
from musnad.store.query import Query
from musnad.surfaces.export.asked import asked_of_project
from musnad.surfaces.export.exporting import Export
from musnad.surfaces.export.forms import FormName
from musnad.surfaces.search import find


@pytest.fixture(scope="module")
def project(make_project: MakeProject) -> Project:
    project = make_project()
    ingest(project)
    return project


@pytest.fixture(scope="module")
def analyses(project: Project) -> dict[str, Analysis]:
    return {article.key: project.article(article.number) for article in project.articles()}


@settings(max_examples=150, deadline=None)
@given(query=QUERIES)
def test_the_count_the_list_the_export_and_the_pick_are_one_set(
    project: Project, analyses: dict[str, Analysis], query: Query
) -> None:
    query = msgspec.structs.replace(query, kind="events", order="newest")
    stream = io.BytesIO()
    with project.snapshot() as snapshot:
        listed = [found.id for found in find(snapshot, query, snapshot.every(query))]
        task = Export(asked_of_project(snapshot, query), FormName.csv)
        task.write(stream)
        assert len(listed) == snapshot.count(query) == task.selected == task.written
    rows = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    picked = [f"{key}:{e}" for key, article in analyses.items() for e in events_of(query, article)]
    assert sorted(listed) == sorted(row["id"] for row in rows) == sorted(picked)
