from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from musnad.errors import MusnadError
from musnad.surfaces.evaluation.files import evaluate_files
from musnad.surfaces.evaluation.matching import (
    Agreement,
    Json,
    Scored,
    agreement,
    contains_words,
    overlap,
    pair_off,
    shared_part,
    words_of,
)
from musnad.surfaces.evaluation.scoring import (
    Figures,
    Scoreboard,
    pair_events,
    pair_statements,
    party_codes,
    party_countries,
)

TEXT = "قال جون كيري إن الحل قريب. التقى الوزير نظيره."


def statement(content: list[list[int]], **keys: Any) -> dict[str, Any]:
    return {"content": content, "cue": [0, 3], "form": "indirect", "force": "assert", **keys}


def event(trigger: list[int], **keys: Any) -> dict[str, Any]:
    sides = {"actors": ["USA GOV"], "recipients": ["RUS GOV"]}
    return {"type": "CONSULT", "trigger": trigger, "status": "actual", **sides, **keys}


def gold(**keys: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"statements": [], "events": [], "times": []}
    return {"id": "a", "text": TEXT, "sentences": [[0, 26], [27, 46]], **empty, **keys}


def predicted(**keys: Any) -> dict[str, Any]:
    return {"document": {"id": "a", "text": TEXT}, **keys}


def figures(annotated: dict[str, Any], read: dict[str, Any]) -> Figures:
    board = Scoreboard()
    board.add(annotated, read)
    return board.figures()


def test_agreement_of_nothing_is_0() -> None:
    assert agreement(0, 0, 0) == Agreement(0.0, 0.0, 0.0)
    assert agreement(1, 2, 1) == Agreement(0.5, 1.0, 2 / 3)


def test_spans_overlap_when_they_share_a_character() -> None:
    assert overlap([0, 2], [1, 3])
    assert not overlap([0, 2], [2, 3])
    assert not overlap(None, [0, 1])


def test_the_shared_part_counts_characters_of_all_pieces() -> None:
    assert shared_part([[0, 4], [6, 8]], [[2, 8]]) == pytest.approx(4 / 8)
    assert shared_part([], [[0, 1]]) == 0.0


def test_pairs_are_one_to_one_and_best_first() -> None:
    found = pair_off([Scored(0.5, 0, 0), Scored(0.9, 0, 1), Scored(0.6, 1, 1), Scored(0.5, 1, 0)])
    assert [(p.gold, p.predicted) for p in found] == [(0, 1), (1, 0)]


def test_words_are_compared_without_spelling() -> None:
    assert words_of("الأُمم المتّحدة") == words_of("الامم المتحده") != []
    assert words_of(None) == []
    assert contains_words(["جون", "كيري"], ["كيري"])
    assert not contains_words(["جون", "كيري"], ["جون", "قال"])
    assert not contains_words(["جون"], [])


def test_statements_need_half_of_their_words_or_the_cue_and_a_quarter() -> None:
    one = statement([[0, 10]])
    assert pair_statements([one], [statement([[0, 5]], cue=None)])
    assert not pair_statements([one], [statement([[0, 4]], cue=None)])
    assert pair_statements([one], [statement([[0, 4]])])
    assert not pair_statements([one], [statement([[0, 2]])])


@pytest.mark.parametrize(
    ("speaker", "right"),
    [
        ({"speaker": "e1", "speaker_span": None}, 1.0),
        ({"speaker": None, "speaker_span": [4, 12]}, 1.0),
        ({"speaker": "e2", "speaker_span": None}, 0.0),
        ({"speaker": None, "speaker_span": None}, 0.0),
    ],
)
def test_the_speaker_is_right_when_a_name_of_his_is_found(
    speaker: dict[str, Any], right: float
) -> None:
    entities = [
        {"id": "e1", "name": "جون كيري", "mentions": [{"span": [4, 12], "form": "name"}]},
        {"id": "e2", "name": "الوزير", "mentions": [{"span": [4, 12], "form": "pronoun"}]},
    ]
    found = figures(
        gold(statements=[statement([[16, 25]], speaker_names=["كيري"])]),
        predicted(statements=[statement([[16, 25]], **speaker)], entities=entities),
    )
    assert found["speaker_accuracy"] == found["attributed_statement_f1"] == right
    assert found["statement_f1"] == found["statement_form_accuracy"] == 1.0


def test_no_annotated_speaker_wants_none() -> None:
    for speaker, right in ((None, 1.0), ("e1", 0.0)):
        found = figures(
            gold(statements=[statement([[16, 25]])]),
            predicted(statements=[statement([[16, 25]], speaker=speaker)]),
        )
        assert (found["attributed_statement_f1"], found["speaker_accuracy"]) == (right, 0.0)


def test_events_pair_by_trigger_then_by_sentence() -> None:
    sentences = [[0, 26], [27, 46]]
    first, second = event([27, 31]), event([40, 44])
    pairs = pair_events([first], [second, first], sentences)
    assert [(p.score, p.predicted) for p in pairs] == [(2.0, 1)]
    assert pair_events([first], [second], sentences)
    assert not pair_events([first], [event([0, 3])], sentences)
    assert not pair_events([first], [event([27, 31], type="AID")], sentences)
    assert not pair_events([event([60, 64])], [event([70, 74])], sentences)


def test_sides_are_compared_as_sets_of_codes() -> None:
    as_annotated: list[Json | str] = ["USA GOV", "-"]
    parties: list[Json | str] = [
        {"country": "USA", "sectors": ["GOV", "MIL"]},
        {"country": None, "sectors": []},
    ]
    assert party_codes(parties) == {("USA", "GOV"), (None, None)}
    assert party_codes(as_annotated) == party_codes(parties)
    assert party_countries(["USA GOV", "USA MIL"]) == {"USA"}
    assert party_codes(None) == frozenset()


def test_parts_of_events_are_counted_apart() -> None:
    read = event([27, 31], status="future", recipients=[{"country": "RUS", "sectors": ["MIL"]}])
    found = figures(gold(events=[event([27, 31], date="2016-10-04")]), predicted(events=[read]))
    assert found["event_f1"] == found["event_trigger_f1"] == found["event_dyad_f1"] == 1.0
    assert found["event_CONSULT_f1"] == 1.0
    assert found["event_full_f1"] == found["event_status_accuracy"] == 0.0
    assert found["event_code_accuracy"] == found["event_date_accuracy"] == 0.0
    assert found["event_recipient_accuracy"] == 1.0


def test_durations_count_only_where_all_times_are_annotated() -> None:
    times = [
        {"span": [0, 3], "kind": "date", "value": "2016-10-04"},
        {"span": [4, 6], "kind": "duration", "value": "P3D"},
        {"span": [7, 9], "kind": "date", "value": None},
    ]
    annotated = [{"span": [0, 2], "value": "2016-10-05", "also": ["2016-10-04"]}]
    part = figures(gold(times=annotated), predicted(times=times))
    assert part["time_value_f1"] == part["time_p"] == 1.0
    whole = figures(gold(times=annotated, times_complete=True), predicted(times=times))
    assert whole["time_p"] == pytest.approx(1 / 3)


def test_files_are_paired_by_id(tmp_path: Path) -> None:
    lines = [gold(statements=[statement([[16, 25]])]), gold(id="b", times=[])]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    read = predicted(statements=[statement([[16, 25]])])
    (tmp_path / "read.jsonl").write_text(json.dumps(read) + "\n\n", encoding="utf-8")
    found = evaluate_files(tmp_path / "gold.jsonl", tmp_path / "read.jsonl")
    assert (found["articles"], found["articles_missing"]) == (2, 1)
    assert found["statement_f1"] == 1.0


def test_another_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold()), encoding="utf-8")
    other = {"document": {"id": "a", "text": "نص آخر"}}
    (tmp_path / "read.jsonl").write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(MusnadError, match="its text is not that of"):
        evaluate_files(tmp_path / "gold.jsonl", tmp_path / "read.jsonl")


@pytest.mark.parametrize("content", ["{broken", "[1]"])
def test_a_file_that_is_no_json_lines_is_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MusnadError, match=r"gold\.jsonl:1"):
        evaluate_files(path, path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MusnadError, match="cannot be read"):
        evaluate_files(tmp_path / "none.jsonl", tmp_path / "none.jsonl")
