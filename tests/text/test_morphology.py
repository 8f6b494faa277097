"""Light morphology: expected readings of words as the wires write them, and what always holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.rules.tables import read_rows
from musnad.text.fold import fold
from musnad.text.morphology import Analysis, analyse, splits

WORDS = list(read_rows(Path(__file__).with_name("words.tsv")))
LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءئؤأإآىة", min_size=1, max_size=9)


def read(word: str) -> tuple[Analysis, ...]:
    return analyse(fold(word), word)


@pytest.mark.parametrize("row", WORDS, ids=[row["word"] for row in WORDS])
def test_best_reading(row: dict[str, str]) -> None:
    readings = read(row["word"])
    if not row["lemma"]:
        assert readings == () or readings[0].rank < 0.1
        return
    best = readings[0]
    wanted = dict(pair.split("=") for pair in row["features"].split())
    seen = {name: str(getattr(best, name)) for name in wanted}
    assert (best.lemma, best.pos, seen) == (row["lemma"], row["pos"], wanted)


@pytest.mark.parametrize(
    "word", ["نقل", "كشف", "حمل", "رد", "عقد", "قتل", "قصف", "شن", "بحث", "رفض", "طلب", "ذكر"]
)
def test_homographs_keep_both_readings(word: str) -> None:
    kinds = {reading.pos for reading in read(word) if reading.rank > 0.03}
    assert {"verb", "masdar"} <= kinds


@pytest.mark.parametrize(("word", "verb_first"), [("وجه", False), ("جدد", True), ("مصدر", False)])
def test_homographs_of_nouns(word: str, verb_first: bool) -> None:
    assert (read(word)[0].pos == "verb") is verb_first


def test_spelling_decides_between_that_and_indeed() -> None:
    assert read("أن")[0].pos == "conj"
    assert read("إن")[0].pos == "particle"


def test_hamza_tells_masdar_from_perfect() -> None:
    assert read("إعلان")[0].pos == "masdar"
    assert read("أعلن")[0].aspect == "perfect"


def test_ta_marbuta_is_no_pronoun() -> None:
    assert read("دورة")[0].enclitic == ""
    assert any(reading.enclitic for reading in read("دوره"))


def test_alef_maksura_is_the_preposition() -> None:
    assert read("على")[0].rank >= read("علي")[0].rank


def test_fatha_makes_a_verb_active() -> None:
    verbs = [reading for reading in read("قَتل") if reading.pos == "verb"]
    assert {reading.voice for reading in verbs} == {"active"}


def test_letters_alone_leave_the_voice_open() -> None:
    assert read("قتل")[0].voice == "either"


def test_unknown_and_empty_words_have_no_reading() -> None:
    assert analyse("") == ()
    assert analyse("غغغغ") == ()


@pytest.mark.parametrize(
    ("norm", "pair"),
    [
        ("وللوكاله", (2, "الوكاله")),
        ("والامم", (1, "الامم")),
        ("بالامم", (1, "الامم")),
        ("للامم", (1, "الامم")),
        ("للجنه", (1, "اللجنه")),
        ("وسيقول", (2, "يقول")),
        ("فبالحرب", (2, "الحرب")),
    ],
)
def test_splits(norm: str, pair: tuple[int, str]) -> None:
    assert pair in splits(norm)


@given(LETTERS)
def test_splits_leave_two_letters_and_begin_with_the_word(word: str) -> None:
    norm = fold(word)
    found = splits(norm)
    assert found[0] == (0, norm)
    assert all(len(rest) >= 2 for cut, rest in found if cut)
    assert [cut for cut, _ in found] == sorted(cut for cut, _ in found)
    assert all(rest.endswith(norm[cut + 1 :]) for cut, rest in found)


@given(LETTERS)
def test_readings_are_ranked_and_consistent(word: str) -> None:
    norm = fold(word)
    readings = analyse(norm, word)
    ranks = [reading.rank for reading in readings]
    assert ranks == sorted(ranks, reverse=True)
    assert sum(ranks) <= 1.01
    for reading in readings:
        assert norm.startswith(reading.proclitics)
        assert norm.endswith(reading.enclitic)
        assert reading.cut <= len(reading.proclitics)
        assert bool(reading.aspect) == (reading.pos == "verb")
        assert reading.lemma == fold(reading.lemma)
