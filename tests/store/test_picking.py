from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.surfaces.export import made

from musnad.errors import StoreError
from musnad.records import Analysis
from musnad.store.picking import events_of
from musnad.store.query import Query


def selected(analysis: Analysis | None = None, **asked: Any) -> list[str]:
    analysis = analysis or made.article()
    picked = events_of(Query(kind="events", **asked), analysis)
    return [event.id for event in analysis.events if event.id in picked]


def test_nothing_asked_selects_all() -> None:
    assert selected() == [event.id for event in made.EVENTS]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("USA", ["ev-visit", "ev-visit-again"]),
        ("USA GOV", ["ev-visit", "ev-visit-again"]),
        ("USA MIL", []),
        ("MIL", ["ev-raid", "ev-no-raid"]),
        ("Q22316", ["ev-visit", "ev-visit-again"]),
        ("Q2231", []),
        ("john kerry", ["ev-visit", "ev-visit-again"]),
        ("كيري", ["ev-visit", "ev-visit-again"]),
        ("كير", []),
        ("لافروف", []),  # he is a recipient
        ("الطائرات", ["ev-raid", "ev-no-raid"]),
    ],
)
def test_actors(asked: str, found: list[str]) -> None:
    assert selected(actors=(asked,)) == found


def test_spellings_of_a_name_are_one() -> None:
    assert selected(actors=("الطآئرات الروسيه",)) == ["ev-raid", "ev-no-raid"]


def test_days_are_included() -> None:
    assert selected(until="2016-10-03") == ["ev-visit"]
    assert selected(since="2016-10-03", until="2016-10-03") == ["ev-visit"]
    assert "ev-visit" not in selected(since="2016-10-04")
    assert selected(since="2016-10-05") == []


def test_an_event_without_a_day_is_in_no_time() -> None:
    analysis = made.article()
    document = msgspec.structs.replace(analysis.document, published=None)
    undated = msgspec.structs.replace(analysis, document=document)
    assert selected(undated, since="0001-01-01") == ["ev-visit"]
    assert selected(undated, until="9999-12-31") == ["ev-visit"]


def test_types_and_statuses() -> None:
    assert selected(types=("ASSAULT",), statuses=("actual",)) == ["ev-raid"]


def test_recipients_outlets_and_words() -> None:
    assert selected(recipients=("لافروف",)) == ["ev-visit"]
    assert selected(outlets=("مثال",)) == []
    assert len(selected(words="عاجل الطائرات")) == len(made.EVENTS)  # in title and text
    assert selected(words="الرياض") == []
    assert selected(said_by=("RUS",)) == []  # nobody says anything in it
    with pytest.raises(StoreError, match="no word"):
        selected(words="«»")
    with pytest.raises(StoreError, match="no name"):
        selected(actors=("|",))
