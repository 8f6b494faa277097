from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.corpus.sample import ids, ingest, outcomes

from musnad.corpus.articles import article_number
from musnad.corpus.copies import copies_of, copy_groups
from musnad.corpus.differences import group_differences
from musnad.errors import StoreError
from musnad.store.project import Project
from musnad.store.query import Query
from musnad.store.schema import COPIES, COPY_PAIRS

GROUPS = {
    ("talks-1", "talks-2"),
    ("talks-5", "talks-4"),
    ("hospital-1", "hospital-2"),
    ("sanctions-2", "sanctions-3"),
    ("visit-1", "visit-2"),
    ("yemen-1", "yemen-2"),
}


def groups(project: Project, query: Query | None = None) -> set[tuple[str, ...]]:
    with project.engine.connect() as connection:
        found = copy_groups(connection, query)
        return {tuple(copy.article.id for copy in group.copies) for group in found}


def test_copies_are_found_and_the_first_and_fullest_stands_for_them(corpus: Project) -> None:
    assert groups(corpus) == GROUPS


def test_a_query_chooses_groups_by_any_article_of_theirs(corpus: Project) -> None:
    assert groups(corpus, Query(words="الفيتو")) == set()
    assert groups(corpus, Query(words="أميركا توقف")) == {("talks-1", "talks-2")}
    assert groups(corpus, Query(outlets=("موقع الميدان",))) == {
        ("hospital-1", "hospital-2"),
        ("sanctions-2", "sanctions-3"),
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_groups_do_not_depend_on_order_and_batches(tmp_path: Path, seed: int) -> None:
    project = Project.make(tmp_path / "p")
    order = list(outcomes())
    random.Random(seed).shuffle(order)
    for first in range(0, len(order), 7):
        ingest(project, order[first : first + 7])
    assert groups(project) == GROUPS


def test_arranging_again_changes_nothing(corpus: Project) -> None:
    def rows() -> list[object]:
        with corpus.engine.connect() as connection:
            return [connection.execute(select(t)).all() for t in (COPIES, COPY_PAIRS)]

    before = rows()
    ingest(corpus, list(outcomes()))
    assert rows() == before


def test_an_article_alone_is_its_own_head(corpus: Project) -> None:
    numbers = {name: number for number, name in ids(corpus).items()}
    with corpus.engine.connect() as connection:
        alone = copies_of(connection, numbers["talks-7"])
        assert copies_of(connection, 99) is None
        assert article_number(connection, "talks-7") == numbers["talks-7"]
        assert article_number(connection, "7") == 7
        with pytest.raises(StoreError, match="nothing"):
            article_number(connection, "nothing")
    assert alone is not None
    assert [copy.containment for copy in alone.copies] == [1.0]


def test_who_dropped_the_denial(corpus: Project) -> None:
    dropped = {}
    with corpus.engine.connect() as connection:
        for group in copy_groups(connection):
            for difference in group_differences(connection, group):
                denials = [d for d in difference.comparison.only_here if d.code == "deny"]
                dropped[difference.copy.id] = [denial.words for denial in denials]
    assert {name for name, words in dropped.items() if words} == {"talks-2", "hospital-2"}
    assert dropped["hospital-2"] == ["نفت وزارة الدفاع الروسية أن تكون طائراتها قد قصفت المستشفى"]
