"""The examples beside the triggers: a text gives the events its rows tell, not those they bar."""

from itertools import groupby
from typing import get_args

import pytest

from musnad.pipeline import run
from musnad.records import Document, Event
from musnad.records.assertions import EventStatus, Party
from musnad.records.layers import Layers
from musnad.rules.tables import ROOT, read_rows, read_table

Told = tuple[str, str, str, str, str, str]
Row = dict[str, str]

CODES = {(row["type"], row["mode"]) for row in read_rows(ROOT / "codes" / "plover.tsv")}
TYPES = sorted({kind for kind, _ in CODES})
EXAMPLES = list(read_table("extraction", "event_examples"))


def examples() -> list[tuple[str, list[Row]]]:
    rows = sorted(EXAMPLES, key=lambda row: row["text"])
    return [(text, list(group)) for text, group in groupby(rows, key=lambda row: row["text"])]


def read(text: str) -> Layers:
    document = Document(id="x", text=text, sha256="x", published="2016-10-04")
    return run(Layers(document=document))


def code(party: Party) -> str:
    """Country and first sector: ``SYR REB``; empty when the words lead to neither."""
    return " ".join(part for part in (party.country, *party.sectors[:1]) if part)


def codes(parties: tuple[Party, ...]) -> str:
    return "|".join(sorted({code(party) for party in parties} - {""}))


def told(text: str, event: Event) -> Told:
    return (
        event.type,
        text[event.trigger.start : event.trigger.end],
        event.mode or "",
        codes(event.actors),
        codes(event.recipients),
        event.status,
    )


@pytest.mark.parametrize(("text", "rows"), examples(), ids=lambda value: str(value)[:60])
def test_a_text_gives_the_events_told_beside_the_triggers(text: str, rows: list[Row]) -> None:
    events = [told(text, event) for event in read(text).events]
    for row in rows:
        if row["trigger"]:
            columns = ("type", "trigger", "mode", "actors", "recipients", "status")
            assert tuple(row[column] for column in columns) in events
        else:
            assert row["type"] not in {event[0] for event in events}


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_two_examples_and_a_counter_example(kind: str) -> None:
    own = [row for row in EXAMPLES if row["type"] == kind]
    assert sum(bool(row["trigger"]) for row in own) >= 2
    assert any(not row["trigger"] for row in own)


def test_the_examples_use_codes_that_exist_and_every_status() -> None:
    told_rows = [row for row in EXAMPLES if row["trigger"]]
    assert {(row["type"], row["mode"]) for row in told_rows} <= CODES
    assert {row["status"] for row in told_rows} == set(get_args(EventStatus))
    assert all(row["trigger"] in row["text"] for row in told_rows)


def test_every_trigger_says_how_its_parties_are_found() -> None:
    rows = list(read_table("extraction", "triggers"))
    assert not [row["lemma"] for row in rows if not row["frame"]]
    assert {(row["type"], row["mode"]) for row in rows} <= CODES
