from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from musnad.corpus.actors import (
    Decision,
    Verdict,
    actor,
    actors,
    decide,
    decisions,
    same_as,
    undecide,
    undecided,
)
from musnad.errors import StoreError
from musnad.store.project import Project


@pytest.fixture
def connection(corpus: Project) -> Iterator[Connection]:
    """What is written is taken back after the test."""
    with corpus.engine.connect() as connection:
        yield connection
        connection.rollback()


def decision(one: str, other: str, verdict: Verdict = "same") -> Decision:
    moment = "2026-11-25T10:00:00"
    return Decision(one=one, other=other, verdict=verdict, who="ليلى", moment=moment)


def test_an_actor_is_one_in_all_articles(connection: Connection) -> None:
    (lavrov,) = actors(connection, name="لافروف")
    assert (lavrov.wikidata, lavrov.country, lavrov.articles) == ("Q58217", "RUS", 5)
    assert actors(connection, name="lavrov") == [lavrov]
    assert actors(connection, name="لافروف", country="USA") == []
    assert actor(connection, "Q1") is None


def test_those_in_most_articles_come_first(connection: Connection) -> None:
    found = actors(connection, limit=5)
    counts = [one.articles for one in found]
    assert counts == sorted(counts, reverse=True)
    assert len(found) == 5


def test_decisions_join_and_can_be_taken_back(connection: Connection) -> None:
    (envoy,) = actors(connection, name="كوبلر")
    (spokesman,) = actors(connection, name="كيربي")
    decide(connection, decision(envoy.id, spokesman.id))
    both = actor(connection, envoy.id)
    assert both is not None
    assert set(both.ids) == {envoy.id, spokesman.id}
    assert both.articles == envoy.articles + spokesman.articles
    undecide(connection, spokesman.id, envoy.id)
    assert actor(connection, envoy.id) == envoy


def test_the_newest_decision_on_two_counts(connection: Connection) -> None:
    decide(connection, decision("Q1", "ac-0000000000", "different"))
    decide(connection, decision("ac-0000000000", "Q1", "same"))
    assert [d.verdict for d in decisions(connection)] == ["same"]
    assert same_as(connection, "ac-0000000000") == {"Q1", "ac-0000000000"}


def test_a_decision_that_contradicts_others_is_refused(connection: Connection) -> None:
    decide(connection, decision("Q1", "Q2"))
    decide(connection, decision("Q2", "Q3", "different"))
    with pytest.raises(StoreError, match="different by other decisions"):
        decide(connection, decision("Q1", "Q3"))
    with pytest.raises(StoreError, match="no id of an actor"):
        decide(connection, decision("Q1", "لافروف"))
    with pytest.raises(StoreError, match="one actor"):
        decide(connection, decision("Q1", "Q1"))


def test_what_is_decided_is_not_asked_again(connection: Connection) -> None:
    for one, other in list(undecided(connection)):
        decide(connection, decision(one.id, other.id, "different"))
    assert list(undecided(connection)) == []
