from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.corpus.shingles import containment, shared_passages, shingled

FIRST = "القاهرة - قال وزير الخارجية المصري، الاثنين، إن المحادثات مستمرة في جنيف منذ أسبوع."
SECOND = "وقالَ وزير الخارجية المصري الاثنين ان المحادثات مستمرة في جنيف اليوم"
WORDS = st.lists(st.sampled_from(["قال", "الوزير", "إن", "الحل", "قريب", "في", "جنيف", "،"]))


def test_the_shorter_text_is_measured() -> None:
    short, long = shingled(FIRST), shingled(f"{FIRST} {SECOND}")
    assert containment(short, long) == containment(long, short) == 1.0
    assert containment(shingled("قال الوزير"), long) == 0.0
    assert shingled("").distinct == frozenset()


def test_shared_passages_are_whole_words_of_both_texts() -> None:
    (passage,) = shared_passages(shingled(FIRST), shingled(SECOND))
    here, there = FIRST[slice(*passage.here)], SECOND[slice(*passage.there)]
    assert here == "وزير الخارجية المصري، الاثنين، إن المحادثات مستمرة في جنيف"
    assert there == "وزير الخارجية المصري الاثنين ان المحادثات مستمرة في جنيف"


def test_a_passage_repeated_without_end_is_no_burden() -> None:
    text = shingled("لا " * 20_000)
    (passage,) = shared_passages(text, text)
    assert passage.here == passage.there


@given(WORDS, WORDS)
def test_passages_hold_the_same_words(one: list[str], other: list[str]) -> None:
    here, there = " ".join(one), " ".join(other)
    last = 0
    for passage in shared_passages(shingled(here), shingled(there)):
        assert passage.here.start >= last
        last = passage.here.end
        words = [
            text.replace("،", "").split()
            for text in (here[slice(*passage.here)], there[slice(*passage.there)])
        ]
        assert words[0] == words[1]
        assert len(words[0]) >= 6


@given(WORDS, WORDS)
def test_samples_agree_on_what_is_shared(one: list[str], other: list[str]) -> None:
    first, second = shingled(" ".join(one)), shingled(" ".join(other))
    both = set(first.sample()) & set(second.sample())
    assert both == {s for s in first.distinct & second.distinct if s in set(first.sample())}
