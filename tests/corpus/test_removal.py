"""What becomes of copies and stories when an article is removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Column, select
from tests.corpus.sample import ids, ingest, outcomes

from musnad.corpus.arranging import arrange
from musnad.corpus.articles import article_number
from musnad.store.project import Project
from musnad.store.schema import COPIES, STORIES


def groups(project: Project, group: Column[int]) -> dict[str, str]:
    """Id of each article → id of the article that its group is named by."""
    names = ids(project)
    with project.engine.connect() as connection:
        rows = connection.execute(select(group.table.c.article, group))
        return {names[int(article)]: names[int(first)] for article, first in rows}


@pytest.mark.parametrize("gone", ["talks-1", "yemen-2"])
def test_the_others_are_grouped_as_if_it_had_never_been_there(tmp_path: Path, gone: str) -> None:
    kept, never = Project.make(tmp_path / "kept"), Project.make(tmp_path / "never")
    ingest(kept, list(outcomes()))
    with kept.engine.connect() as connection:
        number = article_number(connection, gone)
    assert kept.remove([number]) == 1
    assert list(arrange(kept.engine))
    ingest(never, [name for name in outcomes() if name != gone])
    for group in (COPIES.c.head, STORIES.c.story):
        assert gone not in groups(kept, group)
        assert groups(kept, group) == groups(never, group)
