"""SQLite and PostgreSQL keep the same and answer the same, byte for byte."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from tests.postgresql import Cluster
from tests.store.sample import QUERIES, content, ingest

from musnad.store.project import Project
from musnad.store.query import Query

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def both(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    folder: Path = tmp_path_factory.mktemp("both")
    projects = (
        Project.make(folder / "sqlite"),
        Project.make(folder / "postgresql", url=cluster.new_database()),
    )
    for project in projects:
        ingest(project)
    return projects


def test_every_row_is_the_same(both: tuple[Project, Project]) -> None:
    of_sqlite, of_postgresql = (content(project.engine) for project in both)
    assert of_sqlite == of_postgresql
    assert len(of_sqlite["readings"]) == 15
    numbers = [article.number for article in both[0].articles()]
    json = [[project.article(number).to_json() for number in numbers] for project in both]
    assert json[0] == json[1]


@settings(max_examples=150, deadline=None)
@given(query=QUERIES)
def test_every_query_has_the_same_answer(both: tuple[Project, Project], query: Query) -> None:
    if query.order == "rank":  # each reckons it in its own way
        query = msgspec.structs.replace(query, order="newest")
    of_sqlite, of_postgresql = (project.rows(query) for project in both)
    assert of_sqlite == of_postgresql
    assert both[0].count(query) == both[1].count(query)
