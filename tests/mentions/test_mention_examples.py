"""The examples beside the name tables: every text gives the entities its rows tell."""

from itertools import groupby

import pytest

from musnad.pipeline import run
from musnad.records import Document, Entity
from musnad.records.layers import Layers
from musnad.rules.tables import cell_list, read_table

Row = dict[str, str]
Told = tuple[str, str, str, str, list[str]]
EXAMPLES = list(read_table("mentions", "mention_examples"))


def examples() -> list[tuple[str, list[Row]]]:
    rows = sorted(EXAMPLES, key=lambda row: row["text"])
    return [(text, list(group)) for text, group in groupby(rows, key=lambda row: row["text"])]


def entities(text: str) -> tuple[Entity, ...]:
    document = Document(id="x", text=text, sha256="x", published="2016-10-04")
    return run(Layers(document=document)).entities


def told(text: str, entity: Entity) -> Told:
    return (
        entity.name,
        entity.kind,
        entity.country or "",
        next(iter(entity.sectors), ""),
        [text[mention.span.start : mention.span.end] for mention in entity.mentions],
    )


@pytest.mark.parametrize(("text", "rows"), examples(), ids=lambda value: str(value)[:60])
def test_a_text_gives_the_entities_told_beside_the_names(text: str, rows: list[Row]) -> None:
    found = entities(text)
    actual: dict[str, list[Told]] = {
        mention.form: [told(text, e) for e in found if mention.form in {m.form for m in e.mentions}]
        for entity in found
        for mention in entity.mentions
    }
    for row in rows:
        if row["entity"]:
            columns = ("entity", "kind", "country", "sector")
            expected = (*(row[column] for column in columns), cell_list(row["mentions"]))
            assert expected in actual[row["form"]]
        else:
            assert row["form"] not in actual


@pytest.mark.parametrize("form", sorted({row["form"] for row in EXAMPLES}))
def test_every_form_has_two_examples_and_a_counter_example(form: str) -> None:
    own = [row for row in EXAMPLES if row["form"] == form]
    assert sum(bool(row["entity"]) for row in own) >= 2
    assert any(not row["entity"] for row in own)
