"""The examples beside the rules of claims: who asserts, denies or doubts what."""

from itertools import groupby

import pytest

from musnad import read
from musnad.records import Claim
from musnad.rules.tables import read_table

Told = tuple[str, str, bool]
ROWS = list(read_table("extraction", "claim_examples"))


def examples() -> list[tuple[str, list[dict[str, str]]]]:
    rows = sorted(ROWS, key=lambda row: row["text"])
    return [(text, list(group)) for text, group in groupby(rows, key=lambda row: row["text"])]


def claims_of(text: str) -> tuple[tuple[Claim, ...], dict[str | None, str]]:
    analysis = read(text, published="2016-10-04")
    names: dict[str | None, str] = {entity.id: entity.name for entity in analysis.entities}
    return analysis.claims, names | {None: "-"}


@pytest.mark.parametrize(("text", "rows"), examples(), ids=lambda value: str(value)[:60])
def test_a_text_makes_the_claims_told_beside_the_rules(
    text: str, rows: list[dict[str, str]]
) -> None:
    claims, names = claims_of(text)
    for row in rows:
        if not row["stance"]:
            assert row["rule"] not in {claim.rule.removeprefix("claim.") for claim in claims}
            continue
        found = [
            claim
            for claim in claims
            if (names[claim.claimant], claim.stance) == (row["claimant"], row["stance"])
            and row["words"] in text[claim.span.start : claim.span.end]
        ]
        assert [claim.contested for claim in found] == [row["contested"] == "yes"]


def test_every_rule_has_two_examples_and_a_counter_example() -> None:
    for rule in {row["rule"] for row in ROWS}:
        own = [row for row in ROWS if row["rule"] == rule]
        assert sum(bool(row["stance"]) for row in own) >= 2, rule
        assert any(not row["stance"] for row in own), rule


def test_the_two_sides_of_a_contested_event_are_about_the_same_record() -> None:
    claims, _ = claims_of("قصفت الطائرات الروسية مستشفى في حلب أمس. ونفت روسيا قصف المستشفى.")
    sides = [claim for claim in claims if claim.contested]
    assert {claim.stance for claim in sides} == {"asserts", "denies"}
    assert len({claim.about for claim in sides}) == 1
