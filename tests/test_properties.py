"""Whatever the text: records quote it, stay inside it, and come out the same every time."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import musnad
from musnad.pipeline import run
from musnad.records import Document
from musnad.records.layers import Layers
from musnad.rules.tables import read_table
from musnad.sources.guards import MAX_TEXT_BYTES

SENTENCE = "قال الوزير إن المحادثات مستمرة"

# Sentences that give records, cut into words and sewn together anew: more happens than in noise.
_EXAMPLES = [row["text"] for row in read_table("extraction", "event_examples")]
_EXAMPLES += [row["text"] for row in read_table("extraction", "statement_examples")]
_WORDS = sorted({word for text in _EXAMPLES for word in text.split()})
_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_NOISE = ("«", "»", '"', "(", ")", ":", "،", ".", "؟", "\n", "\u200f", "ـ", "٢٠١٦", "3", "أ ف ب")
MIXTURES = st.lists(
    st.sampled_from(_WORDS)
    | st.sampled_from(_EXAMPLES)
    | st.sampled_from(_NOISE)
    | st.text(alphabet=_LETTERS, min_size=1, max_size=7),
    min_size=1,
    max_size=30,
).map(" ".join)


def read(text: str) -> musnad.Analysis:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id="x", text=text, sha256=sha256, published="2016-10-04")
    return run(Layers(document=document)).to_analysis()


def spans(value: Any) -> list[tuple[int, int]]:
    """Every pair of whole numbers in a JSON value."""
    if isinstance(value, dict):
        return [span for part in value.values() for span in spans(part)]
    if isinstance(value, list):
        if len(value) == 2 and all(type(part) is int for part in value):
            return [(value[0], value[1])]
        return [span for part in value for span in spans(part)]
    return []


@settings(max_examples=150, deadline=None)
@given(MIXTURES)
def test_every_span_is_words_of_the_text(text: str) -> None:
    record = json.loads(read(text).to_json())
    for start, end in spans(record):
        assert 0 <= start < end <= len(text)
        words = text[start:end]
        assert words == words.strip()


@settings(max_examples=150, deadline=None)
@given(MIXTURES)
def test_what_a_record_quotes_stands_in_its_span(text: str) -> None:
    analysis = read(text)
    for entity in analysis.entities:
        names = {analysis.words(mention.span) for mention in entity.mentions}
        assert names
        assert any(entity.name in name for name in names)
        for office in entity.roles:
            assert analysis.words(office.span) == office.title
    for event in analysis.events:
        if event.place is not None:
            assert event.place.name in analysis.words(event.place.span)


@settings(max_examples=100, deadline=None)
@given(MIXTURES)
def test_what_records_point_at_is_there(text: str) -> None:
    analysis = read(text)
    entities = {entity.id for entity in analysis.entities}
    statements = {statement.id for statement in analysis.statements}
    for statement in analysis.statements:
        addressee = statement.addressee.entity if statement.addressee else None
        assert {statement.speaker, addressee, *statement.co_speakers} <= {None, *entities}
        assert statement.within in {None, *(statements - {statement.id})}
    told: set[str] = set()
    for event in analysis.events:
        assert {party.entity for party in (*event.actors, *event.recipients)} <= {None, *entities}
        assert event.said_in in {None, *statements}
        assert event.same_as in {None, *told}
        assert 0 <= event.confidence <= 1
        told.add(event.id)
    for claim in analysis.claims:
        assert claim.about in told | statements
        assert claim.claimant in {None, *entities}
    for relation in analysis.relations:
        assert set(relation.parties) <= entities
        assert set(relation.events) <= told
    everything = [
        *analysis.entities,
        *analysis.times,
        *analysis.statements,
        *analysis.events,
        *analysis.claims,
        *analysis.relations,
    ]
    ids = [record.id for record in everything]
    assert len(ids) == len(set(ids))


@settings(max_examples=100, deadline=None)
@given(MIXTURES)
def test_reading_twice_gives_the_same_bytes(text: str) -> None:
    assert read(text).to_json() == read(text).to_json()


@settings(max_examples=60, deadline=None)
@given(MIXTURES)
def test_events_stand_in_text_order_inside_a_sentence(text: str) -> None:
    analysis = read(text)
    starts = [event.trigger.start for event in analysis.events]
    assert starts == sorted(starts)
    for event in analysis.events:
        assert any(s.covers(event.trigger) for s in analysis.document.sentences)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"\x00{SENTENCE}\x00\x00", id="NULs"),
        pytest.param(f"\u202b\u2067{SENTENCE}\u2069\u202c\u200f", id="bidi controls"),
        pytest.param("\u200f\u202e".join(SENTENCE), id="a bidi control after every letter"),
        pytest.param(SENTENCE * 3, id="no sentence end"),
        pytest.param("«" * 50 + SENTENCE, id="marks that never close"),
        pytest.param(SENTENCE + "»" * 50, id="marks that were never opened"),
        pytest.param("".join(f"{letter}\u0651\u064e" for letter in SENTENCE), id="marked"),
        pytest.param("\n\n".join([SENTENCE, "«»", "...", "—", SENTENCE]), id="empty paragraphs"),
        pytest.param("و" * 500, id="one letter"),
        pytest.param("(" * 200 + SENTENCE + ")" * 200, id="brackets in brackets"),
    ],
)
def test_strange_arabic_is_read_and_kept_as_it_is(text: str) -> None:
    analysis = musnad.read(text, published="2016-10-04")
    assert analysis.document.text == text
    for start, end in spans(json.loads(analysis.to_json())):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" \n\t\u00a0", "blank", id="blank"),
        pytest.param("«»\"\"''“”", "no-letters", id="only quotation marks"),
        pytest.param("\u202b\u2067\u200f\u202c", "no-letters", id="only bidi controls"),
        pytest.param("\x00\x01\x02\x03", "no-letters", id="only control characters"),
        pytest.param(f"{SENTENCE} \ud83d", "lone-surrogate", id="half a surrogate pair"),
        pytest.param("ق" * (MAX_TEXT_BYTES // 2 + 1), "too-large", id="more than 10 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(text: str, error: str) -> None:
    with pytest.raises(musnad.SourceError) as caught:
        musnad.read(text)
    assert caught.value.error == error
    (outcome,) = musnad.read_documents([{"id": "a", "text": text}])
    assert isinstance(outcome, musnad.Failure)
    assert (outcome.document, outcome.error) == ("a", error)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{SENTENCE}. " * 1_500, id="sentences"),
        pytest.param(f"{SENTENCE} و" * 1_500, id="one sentence without end"),
        pytest.param(f"«{SENTENCE} " * 1_500, id="quotations that never close"),
    ],
)
def test_long_texts_are_read(text: str) -> None:
    analysis = musnad.read(text, published="2016-10-04")
    assert analysis.statements
