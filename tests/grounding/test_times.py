"""The examples beside the time words: every text gives exactly the expressions its rows tell."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.grounding.times import resolve_times
from musnad.mentions.time_lexicon import time_phrases
from musnad.pipeline import run
from musnad.records import Document, Time
from musnad.records.layers import Layers
from musnad.rules.tables import read_table

Key = tuple[str, str]


def examples() -> list[tuple[Key, list[dict[str, str]]]]:
    def key(row: dict[str, str]) -> Key:
        return row["text"], row["published"]

    rows = sorted(read_table("mentions", "time_examples"), key=key)
    return [(text, list(group)) for text, group in groupby(rows, key=key)]


def times(text: str, published: str | None = "2016-10-04") -> tuple[Time, ...]:
    return run(Layers(document=Document(id="x", text=text, sha256="x", published=published))).times


@pytest.mark.parametrize(("key", "rows"), examples(), ids=lambda value: str(value)[:60])
def test_a_text_gives_the_times_told_beside_the_words(key: Key, rows: list[dict[str, str]]) -> None:
    text, published = key
    actual = [(text[t.span.start : t.span.end], t.value) for t in times(text, published)]
    assert actual == [(row["span"], row["value"]) for row in rows if row["span"]]


def test_every_pattern_has_examples_and_a_counter_example() -> None:
    rows = list(read_table("mentions", "time_examples"))
    for rule in {row["rule"] for row in rows}:
        own = [row for row in rows if row["rule"] == rule]
        assert sum(bool(row["span"]) for row in own) >= 2, rule
        assert any(not row["span"] for row in own), rule


def test_relative_times_stay_without_a_value_when_the_publication_day_is_unknown() -> None:
    told = times("وقع أمس والاثنين ومطلع العام وقبل يومين وفي 3 مايو وليلا", None)
    assert len(told) == 6
    assert {time.value for time in told} == {None}


def test_absolute_times_need_no_publication_day() -> None:
    assert [t.value for t in times("منذ مارس 2011 وحتى 30 سبتمبر 2015", None)] == [
        "2011-03",
        "2015-09-30",
    ]


def test_hijri_dates_say_so_and_are_converted() -> None:
    (hijri, gregorian) = times("26 شوال 1436 هـ الموافق 11 أغسطس 2015 م")
    assert (hijri.value, hijri.calendar) == ("2015-08-11", "hijri")
    assert (gregorian.value, gregorian.calendar) == ("2015-08-11", "gregorian")


def test_every_month_of_every_tradition_is_read() -> None:
    for row in read_table("mentions", "time_words"):
        if row["class"] == "month":
            (time,) = times(f"في شهر {row['form']} 2012")
            assert time.value == f"2012-{int(row['value']):02d}", row["form"]


WORDS = sorted({row["form"] for row in read_table("mentions", "time_words")})


@given(st.lists(st.sampled_from([*WORDS, "و", "12", "2016", "/", "(", ")", "كتاب"]), max_size=12))
def test_any_run_of_time_words_gives_spans_in_order(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for time in times(text):
        assert end <= time.span.start < time.span.end <= len(text)
        end = time.span.end


def test_the_tables_load() -> None:
    assert "امس" in time_phrases()
    assert resolve_times(Layers(document=Document(id="x", text="", sha256="x"))) == ()
