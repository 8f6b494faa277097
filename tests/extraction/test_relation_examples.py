"""The examples beside the rules: every text leaves exactly the relations its rows tell."""

from itertools import groupby

import pytest

from musnad import read
from musnad.rules.tables import read_table

Told = tuple[str, str, str, str, str]
ROWS = list(read_table("extraction", "relation_examples"))


def examples() -> list[tuple[str, list[dict[str, str]]]]:
    rows = sorted(ROWS, key=lambda row: row["text"])
    return [(text, list(group)) for text, group in groupby(rows, key=lambda row: row["text"])]


def left_by(text: str) -> list[Told]:
    analysis = read(text, published="2016-10-04")
    names = {entity.id: entity.name for entity in analysis.entities}
    return [
        (
            relation.rule.removeprefix("relation."),
            "|".join(names[party] for party in relation.parties),
            relation.state,
            relation.since or "",
            "|".join(names[entity] for entity in relation.concerns),
        )
        for relation in analysis.relations
    ]


@pytest.mark.parametrize(("text", "rows"), examples(), ids=lambda value: str(value)[:60])
def test_a_text_leaves_the_relations_told_beside_the_rules(
    text: str, rows: list[dict[str, str]]
) -> None:
    expected = [
        (row["rule"], row["parties"], row["state"], row["since"], row["concerns"])
        for row in rows
        if row["state"]
    ]
    assert left_by(text) == expected


def test_every_rule_has_two_examples_and_a_counter_example() -> None:
    for rule in {row["rule"] for row in ROWS}:
        own = [row for row in ROWS if row["rule"] == rule]
        assert sum(bool(row["state"]) for row in own) >= 2, rule
        assert any(not row["state"] for row in own), rule


def test_every_kind_of_the_table_has_its_rule() -> None:
    kinds = {row["kind"] for row in read_table("extraction", "relation_kinds")}
    assert kinds == {row["rule"] for row in ROWS}
