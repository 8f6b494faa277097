from __future__ import annotations

import msgspec
from tests.surfaces import sample

from musnad.records import Analysis
from musnad.surfaces.explanation import explain_record, show_explanation
from musnad.surfaces.terminal import COLOURED


def test_inputs_are_explained_to_the_end() -> None:
    explanation = explain_record(sample.sample_analysis(), "ev-suspended")
    assert explanation is not None
    assert explanation.kind == "event"
    assert [made_from.card.id for made_from in explanation.inputs] == [
        "st-said",
        "en-kerry",
        "en-moscow",
    ]
    assert [made_from.card.id for made_from in explanation.inputs[0].inputs] == [
        "ti-monday",
        "en-kerry",
    ]


def test_the_words_are_shown_in_their_sentence() -> None:
    analysis = sample.sample_analysis()
    explanation = explain_record(analysis, "st-denied")
    assert explanation is not None
    shown = "\n".join(show_explanation(analysis, explanation))
    assert "rule statement.denial" in shown
    assert "ونقلت وكالة عن دبلوماسي قوله إن ⟦موسكو⟧ ⟦نفت⟧ ⟦القصف⟧." in shown
    assert "\x1b" not in shown
    assert "\x1b[1;4mنفت\x1b[0m" in "\n".join(show_explanation(analysis, explanation, COLOURED))


def test_records_that_lead_to_each_other_are_explained_once() -> None:
    one = msgspec.structs.replace(sample.SAID, inputs=("st-added",))
    other = msgspec.structs.replace(sample.ADDED, inputs=("st-said",))
    analysis = Analysis(document=sample.DOCUMENT, statements=(one, other))
    explanation = explain_record(analysis, "st-said")
    assert explanation is not None
    assert explanation.inputs[0].card.id == "st-added"
    assert explanation.inputs[0].inputs == ()


def test_an_unknown_id_has_no_explanation() -> None:
    assert explain_record(sample.sample_analysis(), "st-none") is None


def test_a_claim_leads_to_what_it_is_about_and_a_relation_to_its_events() -> None:
    analysis = sample.sample_analysis()
    claim = explain_record(analysis, "cl-kerry")
    assert claim is not None
    assert [made_from.card.id for made_from in claim.inputs] == ["ev-suspended", "en-kerry"]
    relation = explain_record(analysis, "re-talks")
    assert relation is not None
    assert [made_from.card.id for made_from in relation.inputs] == [
        "ev-suspended",
        "en-kerry",
        "en-moscow",
    ]
    shown = "\n".join(show_explanation(analysis, relation))
    assert "⟦علقت المحادثات مع روسيا⟧" in shown
