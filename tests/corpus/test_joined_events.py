from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from tests.corpus.sample import ingest, outcomes

from musnad.corpus.event_joining import Telling, are_same, joined
from musnad.corpus.joined_events import JoinedEvent, joined_events
from musnad.store.project import Project
from musnad.store.query import Query

STRIKE = Telling(
    event=1,
    article=1,
    kind=("ASSAULT", "happened"),
    mode="aerial",
    day=100,
    place="حلب",
    place_country="SYR",
    actors=frozenset({"RUS"}),
    recipients=frozenset(),
)


def other(**changes: object) -> Telling:
    return msgspec.structs.replace(STRIKE, **({"event": 2, "article": 2} | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"day": 101},
        {"place": None, "place_country": None},
        {"mode": None},
        {"recipients": frozenset({"SYR"})},
        {"actors": frozenset({"RUS", "SYR"})},
    ],
)
def test_tellings_that_agree_are_one_event(changes: dict[str, object]) -> None:
    assert are_same(STRIKE, other(**changes))
    assert are_same(other(**changes), STRIKE)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": ("ASSAULT", "future")},
        {"day": 102},
        {"day": None},
        {"mode": "heavy-weapons"},
        {"place_country": "YEM"},
        {"actors": frozenset({"USA"})},
        {"actors": frozenset()},
    ],
)
def test_tellings_that_disagree_are_two(changes: dict[str, object]) -> None:
    assert not are_same(STRIKE, other(**changes))


def test_an_article_that_tells_two_strikes_means_two() -> None:
    again = other(article=1, place=None, place_country=None, mode=None)
    assert not are_same(STRIKE, again)


def test_joining_does_not_depend_on_order() -> None:
    tellings = [other(event=n, article=n, day=100 + n, recipients=frozenset()) for n in range(6)]
    expected = joined(tellings)
    assert [len(group) for group in expected] == [6]
    for seed in range(5):
        random.Random(seed).shuffle(tellings)
        assert joined(tellings) == expected


def events(project: Project, query: Query) -> list[JoinedEvent]:
    with project.engine.connect() as connection:
        return list(joined_events(connection, query))


def test_one_event_has_many_reports(corpus: Project) -> None:
    (cut, *_) = events(corpus, Query(types=("SANCTION",), actors=("USA",), recipients=("RUS",)))
    assert [told.article.id for told in cut.told] == [f"talks-{n}" for n in range(1, 7)]
    assert (cut.mode, cut.reports, cut.day) == ("discontinue", 4, "2016-10-03")


def test_who_asserts_and_who_denies(corpus: Project) -> None:
    strikes = events(corpus, Query(types=("ASSAULT",), words="الصاخور"))
    (strike,) = [event for event in strikes if event.contested]
    assert {told.article.id for told in strike.told} == {"hospital-1", "hospital-2"}
    assert strike.reports == 1
    against = {stand.claimant for stand in strike.stands if stand.stance == "denies"}
    assert against == {"وزارة الدفاع الروسية"}


def test_a_query_gives_each_event_whole_and_once(corpus: Project) -> None:
    found = events(corpus, Query(types=("SANCTION",), outlets=("موقع الميدان",)))
    numbers = [event.number for event in found]
    assert len(set(numbers)) == len(numbers)
    assert {told.article.outlet for event in found for told in event.told} > {"موقع الميدان"}


@pytest.mark.parametrize("seed", [1, 2])
def test_events_do_not_depend_on_order_and_batches(
    corpus: Project, tmp_path: Path, seed: int
) -> None:
    project = Project.make(tmp_path / "p")
    order = list(outcomes())
    random.Random(seed).shuffle(order)
    for first in range(0, len(order), 5):
        ingest(project, order[first : first + 5])

    def shape(of: Project) -> set[frozenset[tuple[str, str]]]:
        return {
            frozenset((told.article.id, told.event) for told in event.told)
            for event in events(of, Query())
        }

    assert shape(project) == shape(corpus)
