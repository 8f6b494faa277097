from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.surfaces.export import made

from musnad.surfaces.export.rows import rows_of
from musnad.surfaces.export.selection import Selection, select


def selected(**asked: Any) -> list[str]:
    rows = rows_of(made.article())
    return [row.event.id for row in select(rows, Selection(**asked))]


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
    rows = list(rows_of(undated))
    kept = [row.event.id for row in select(rows, Selection(since="0001-01-01"))]
    assert kept == ["ev-visit"]


def test_types_and_statuses() -> None:
    assert selected(types=frozenset(("ASSAULT",)), statuses=frozenset(("actual",))) == ["ev-raid"]


def test_events_count_their_tellings_once() -> None:
    rows = list(select(rows_of(made.article()), Selection(once=True)))
    assert [(row.event.id, row.tellings) for row in rows] == [
        ("ev-visit", 2),
        ("ev-raid", 1),
        ("ev-no-raid", 1),
        ("ev-meeting", 1),
    ]
    late = Selection(once=True, since="2016-10-04", types=frozenset(("CONSULT",)))
    (row,) = select(rows_of(made.article()), late)
    assert (row.event.id, row.event_id) == ("ev-visit-again", "a/1:ev-visit")


def test_a_ring_of_tellings_ends() -> None:
    first = msgspec.structs.replace(made.VISIT, same_as="ev-visit-again")
    analysis = msgspec.structs.replace(made.article(), events=(first, made.VISIT_AGAIN))
    assert len(list(rows_of(analysis))) == 2
