from __future__ import annotations

import msgspec
from tests.surfaces.export import made

from musnad.surfaces.export.exporting import Asked, once, selected_rows
from musnad.surfaces.export.rows import rows_of


def test_events_count_their_tellings_once() -> None:
    rows = list(once(rows_of(made.article())))
    assert [(row.event.id, row.tellings) for row in rows] == [
        ("ev-visit", 2),
        ("ev-raid", 1),
        ("ev-no-raid", 1),
        ("ev-meeting", 1),
    ]


def test_the_first_telling_asked_for_stands_for_the_event() -> None:
    asked = Asked("a/1~2", made.article(), frozenset(("ev-visit-again",)))
    (row,) = once(selected_rows(asked))
    assert (row.event.id, row.event_id) == ("ev-visit-again", "a/1~2:ev-visit")


def test_a_ring_of_tellings_ends() -> None:
    first = msgspec.structs.replace(made.VISIT, same_as="ev-visit-again")
    analysis = msgspec.structs.replace(made.article(), events=(first, made.VISIT_AGAIN))
    assert len(list(rows_of(analysis))) == 2
