"""The table of event codes: every type, every mode, numbers within bounds."""

from musnad.extraction.coding import event_code
from musnad.rules.tables import ROOT, read_rows, read_table

ROWS = list(read_rows(ROOT / "codes" / "plover.tsv"))
QUADS = {
    "1": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "2": {"COOPERATE", "AID", "RETREAT"},
    "3": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "4": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


def test_every_type_stands_in_its_quad() -> None:
    assert {q: {row["type"] for row in ROWS if row["quad"] == q} for q in QUADS} == QUADS


def test_every_type_has_a_row_of_its_own_and_modes_stand_once() -> None:
    keys = [(row["type"], row["mode"]) for row in ROWS]
    assert keys == sorted(set(keys))
    assert {kind for kind, _ in keys} == {kind for kind, mode in keys if not mode}


def test_scores_follow_the_quads() -> None:
    for row in ROWS:
        score = float(row["score"])
        assert -10 <= score <= 10
        if row["quad"] in "12":
            assert score > 0, row
        elif row["type"] != "REQUEST":
            assert score < 0, row


def test_cameo_codes_keep_their_leading_zero() -> None:
    for row in ROWS:
        assert 3 <= len(row["cameo"]) <= 4, row
        assert row["cameo"].isdigit()
        assert 1 <= int(row["cameo"][:2]) <= 20


def test_every_trigger_has_a_code() -> None:
    keys = {(row["type"], row["mode"]) for row in ROWS}
    for row in (*read_table("extraction", "triggers"), *read_table("extraction", "event_modes")):
        assert (row["type"], row["mode"]) in keys, row


def test_a_mode_without_a_code_of_its_own_takes_that_of_its_type() -> None:
    assert event_code("AGREE", "visit") == event_code("AGREE", "")
    assert event_code("CONSULT", "visit").score == 4.0
