"""The examples beside the rules: every text gives exactly the statements its rows tell."""

from collections.abc import Sequence
from itertools import groupby

import pytest

from musnad.pipeline import run
from musnad.records import Document, Statement
from musnad.records.layers import Layers
from musnad.rules.tables import read_table

Told = tuple[str, str, str, str, str]


def examples() -> list[tuple[str, list[dict[str, str]]]]:
    rows = sorted(read_table("extraction", "statement_examples"), key=lambda row: row["text"])
    return [(text, list(group)) for text, group in groupby(rows, key=lambda row: row["text"])]


def read(text: str) -> tuple[Layers, Sequence[Statement]]:
    document = Document(id="x", text=text, sha256="x", published="2016-10-04")
    layers = run(Layers(document=document))
    return layers, layers.statements


def told(layers: Layers, statement: Statement) -> Told:
    text = layers.document.text
    names = {entity.id: entity.name for entity in layers.entities}
    span = statement.speaker_span
    speaker = text[span.start : span.end] if span else names.get(statement.speaker or "", "-")
    cue = statement.cue
    return (
        text[cue.start : cue.end] if cue else "-",
        speaker,
        statement.form,
        statement.force,
        "|".join(text[piece.start : piece.end] for piece in statement.content),
    )


@pytest.mark.parametrize(("text", "rows"), examples(), ids=lambda value: str(value)[:60])
def test_a_text_gives_the_statements_told_beside_the_rules(
    text: str, rows: list[dict[str, str]]
) -> None:
    layers, statements = read(text.replace("\\n", "\n"))
    expected = [
        (row["cue"], row["speaker"], row["form"], row["force"], row["content"])
        for row in rows
        if row["content"]
    ]
    actual = [told(layers, statement) for statement in statements]
    for statement in expected:
        assert statement in actual
    if not expected:
        assert actual == []


def test_every_rule_has_two_examples_and_a_counter_example() -> None:
    rows = list(read_table("extraction", "statement_examples"))
    for rule in {row["rule"] for row in rows}:
        own = [row for row in rows if row["rule"] == rule]
        assert sum(bool(row["content"]) for row in own) >= 2, rule
        assert any(not row["content"] for row in own), rule


def test_the_examples_name_rules_that_fire() -> None:
    fired = {
        statement.rule for text, _ in examples() for statement in read(text.replace("\\n", "\n"))[1]
    }
    named = {f"statement.{row['rule']}" for row in read_table("extraction", "statement_examples")}
    assert named <= fired
