from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.surfaces.sample import sample_analysis

import musnad
from musnad import pipeline
from musnad.errors import LanguageDataError, PipelineError
from musnad.pipeline import STAGES, Stage
from musnad.records.layers import Layers
from musnad.records.schema import record_schema

TEXT = (
    "أعلن وزير الخارجية الأمريكي جون كيري، الاثنين، أن بلاده علقت المحادثات مع روسيا، وأضاف: "
    "«لن نتخلى عن السلام».\nونفى المتحدث باسم الكرملين ذلك في 3 تشرين الأول/أكتوبر 2016."
)
VALIDATOR = Draft202012Validator(record_schema())


def spans_of(value: object) -> list[tuple[int, int]]:
    """Every pair of whole numbers in a JSON value: the spans of all records."""
    if isinstance(value, list | tuple):
        if len(value) == 2 and all(type(part) is int for part in value):
            return [(value[0], value[1])]
        return [span for part in value for span in spans_of(part)]
    if isinstance(value, dict):
        return [span for part in value.values() for span in spans_of(part)]
    return []


def test_public_names_are_these() -> None:
    assert musnad.__all__ == sorted(musnad.__all__, key=lambda n: (n.islower(), n))
    assert all(hasattr(musnad, name) for name in musnad.__all__)


def test_read_gives_an_analysis() -> None:
    analysis = musnad.read(TEXT, published="2016-10-04", title="عنوان", outlet="وكالة")
    assert analysis.document.text == TEXT
    assert analysis.document.sentences
    assert json.loads(analysis.to_json()) == json.loads(json.dumps(analysis.to_dict()))


def test_read_refuses_what_cannot_be_read() -> None:
    for text in ("", "  ", "English", "«»", "\ud83d قال"):
        with pytest.raises(musnad.SourceError):
            musnad.read(text)
    with pytest.raises(musnad.SourceError):
        musnad.read(TEXT, published="yesterday")


def test_read_documents_takes_texts_mappings_and_documents() -> None:
    document = musnad.read(TEXT).document
    plain = msgspec.structs.replace(document, sentences=())
    outcomes = list(
        musnad.read_documents(
            [TEXT, {"text": TEXT, "id": "a", "ignored": "x"}, plain, {"id": "b"}, ""]
        )
    )
    assert [type(o).__name__ for o in outcomes] == ["Analysis"] * 3 + ["Failure"] * 2
    failures = [o for o in outcomes if isinstance(o, musnad.Failure)]
    assert [(f.document, f.error) for f in failures] == [("b", "no-text"), ("document 5", "empty")]


def test_a_defect_in_a_stage_is_a_failure_of_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(layers: Layers) -> Layers:
        raise ValueError("too bad")

    monkeypatch.setattr(pipeline, "STAGES", (*STAGES, Stage("broken", ("document",), (), fail)))
    (outcome,) = musnad.read_documents([{"text": TEXT, "id": "a"}])
    assert isinstance(outcome, musnad.Failure)
    assert (outcome.document, outcome.stage, outcome.error) == ("a", "broken", "ValueError")
    assert "too bad" in outcome.message
    with pytest.raises(PipelineError, match="too bad"):
        musnad.read(TEXT)


def test_a_broken_installation_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(layers: Layers) -> Layers:
        raise LanguageDataError("no table")

    monkeypatch.setattr(pipeline, "STAGES", (Stage("broken", ("document",), (), fail),))
    with pytest.raises(LanguageDataError):
        list(musnad.read_documents([TEXT]))


@pytest.mark.slow
def test_many_workers_give_the_same_in_the_same_order() -> None:
    inputs = [{"text": f"{TEXT} {n}", "id": str(n)} if n % 7 else {"id": str(n)} for n in range(50)]
    alone = list(musnad.read_documents(inputs))
    assert list(musnad.read_documents(inputs, workers=2)) == alone


@pytest.mark.parametrize(
    "analysis", [sample_analysis(), musnad.read(TEXT, published="2016-10-04"), musnad.read("قال")]
)
def test_records_follow_the_schema(analysis: musnad.Analysis) -> None:
    VALIDATOR.validate(json.loads(analysis.to_json()))


def test_the_schema_refuses_what_is_no_record() -> None:
    record = json.loads(sample_analysis().to_json())
    record["statements"][0]["form"] = "whispered"
    assert not VALIDATOR.is_valid(record)
    del record["statements"]
    assert not VALIDATOR.is_valid(record)


def test_every_field_is_described() -> None:
    for name, definition in record_schema()["$defs"].items():
        for field, value in definition.get("properties", {}).items():
            assert value.get("description"), f"{name}.{field}"


# What print really contains, and what breaks offsets: marks, quotation marks in disorder, controls.
PIECES = st.sampled_from(
    [
        *("قال", "وأضاف", "الوزير", "جون كيري", "موسكو", "أن", "إن", "نفى", "المتحدث", "الاثنين"),
        *("قَالَ", "كـــيري", "ﻗﺎﻝ", "٣ أكتوبر", "3 تشرين الأول/أكتوبر 2016", "(CNN)", "بحسب"),
        *("«", "»", '"', "“", "”", "'", ":", "،", ".", "؟", "...", "-", "/", "#", "_"),
        *(" ", " ", " ", "\n", "\r\n", "\t", "\u00a0", "\u2028"),
        *("\u200f", "\u202b", "\u202c", "\u2067", "\u2069", "\u200c", "\x00", "\u0651", "😀", "ﷺ"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([None, "2016-10-04", "2016-10-04T18:30:00+03:00"]))
def test_any_text_gives_one_record_or_one_refusal(text: str, published: str | None) -> None:
    try:
        analysis = musnad.read(text, published=published)
    except musnad.SourceError:
        return
    assert analysis.document.text == text
    line = analysis.to_json()
    assert b"\n" not in line
    assert line == musnad.read(text, published=published).to_json()
    record = json.loads(line.decode())
    VALIDATOR.validate(record)
    for start, end in spans_of(record):
        assert 0 <= start <= end <= len(text)
    for entity in analysis.entities:
        for mention in entity.mentions:
            assert analysis.words(mention.span).strip()
    for statement in analysis.statements:
        assert all(analysis.words(span).strip() for span in statement.content)
