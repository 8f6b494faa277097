from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import update
from tests.corpus.sample import ids, ingest, outcomes

from musnad.corpus.arranging import arrange, count_waiting
from musnad.corpus.stories import Story, stories, story_of
from musnad.corpus.story_features import likeness, story_features
from musnad.reader import read_documents
from musnad.records import Analysis
from musnad.sources.documents import Metadata, make_document
from musnad.store.project import Project
from musnad.store.query import Query
from musnad.store.schema import READERS, STORIES
from musnad.store.writing import queue_again, read_queued, take_in


def found(project: Project, query: Query | None = None) -> list[Story]:
    with project.engine.connect() as connection:
        return list(stories(connection, query))


def shape(project: Project) -> set[tuple[tuple[str, str | None], ...]]:
    """Every story as its articles and what each follows, by the ids of the source."""
    names = ids(project)
    return {
        tuple((r.article.id, names[r.follows] if r.follows else None) for r in story.reports)
        for story in found(project)
    }


def test_a_story_goes_over_days_and_outlets(corpus: Project) -> None:
    (talks,) = [story for story in found(corpus) if story.reports[0].article.id == "talks-1"]
    assert (talks.since, talks.until, talks.outlets) == ("2016-10-03", "2016-10-05", 3)
    assert {report.article.id for report in talks.reports} == {f"talks-{n}" for n in range(1, 7)}


def test_copies_count_as_one_report(corpus: Project) -> None:
    for story in found(corpus):
        copies = [r for r in story.reports if r.copy_of != r.article.number]
        assert story.count == len(story.reports) - len(copies)


def test_later_matters_of_the_same_parties_are_stories_of_their_own(corpus: Project) -> None:
    names = {name: number for number, name in ids(corpus).items()}
    with corpus.engine.connect() as connection:
        later = story_of(connection, names["talks-7"])
    assert later is not None
    assert "talks-1" not in {report.article.id for report in later.reports}


def test_a_query_chooses_stories_by_any_article_of_theirs(corpus: Project) -> None:
    (only,) = found(corpus, Query(words="الموصل", types=("SANCTION", "COERCE", "REQUEST")))
    assert {report.article.id for report in only.reports} >= {"mosul-1", "mosul-3"}
    assert found(corpus, Query(words="زلزال")) == []


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_stories_do_not_depend_on_order_and_batches(
    corpus: Project, tmp_path: Path, seed: int
) -> None:
    project = Project.make(tmp_path / "p")
    order = list(outcomes())
    random.Random(seed).shuffle(order)
    for first in range(0, len(order), 5):
        ingest(project, order[first : first + 5])
    assert shape(project) == shape(corpus)


def test_articles_read_anew_are_arranged_anew(corpus: Project, tmp_path: Path) -> None:
    project = Project.make(tmp_path / "p")
    ingest(project, list(outcomes()))
    before = shape(project)
    with project.engine.begin() as connection:  # as if an older reader had read some of them
        connection.execute(update(READERS).values(name="older"))
        third = STORIES.c.article % 3 == 0
        connection.execute(update(STORIES).where(third).values(parent=None, likeness=None))
    queue_again(project.engine, "newer")
    read = {o.document.sha256: o for o in outcomes().values() if isinstance(o, Analysis)}
    list(read_queued(project.engine, "newer", lambda ds: (read[d.sha256] for d in ds)))
    assert count_waiting(project.engine) == len(read)
    assert list(arrange(project.engine)) == [len(read)]
    assert count_waiting(project.engine) == 0
    assert shape(project) == before == shape(corpus)


def test_an_article_without_a_day_is_alone(tmp_path: Path) -> None:
    project = Project.make(tmp_path / "p")
    both = (outcomes()["talks-1"], outcomes()["talks-3"])
    texts = [outcome.document.text for outcome in both if isinstance(outcome, Analysis)]
    documents = [make_document(text, given=Metadata()) for text in texts]
    list(take_in(project.engine, "test", documents))
    list(read_queued(project.engine, "reader", read_documents))
    list(arrange(project.engine))
    assert found(project) == []
    with project.engine.connect() as connection:
        alone = story_of(connection, 1)
    assert alone is not None
    assert (alone.since, alone.count) == (None, 1)


def test_features_are_of_length_one_and_compare_alike_both_ways() -> None:
    analyses = [o for o in outcomes().values() if isinstance(o, Analysis)]
    features = [story_features(analysis) for analysis in analyses]
    for one in features:
        assert likeness(one, one) == pytest.approx(1.0)
        for other in features:
            assert likeness(one, other) == likeness(other, one) <= 1.0 + 1e-9
