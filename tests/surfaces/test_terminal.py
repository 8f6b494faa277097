from __future__ import annotations

import io
import re

import pytest
from tests.surfaces import sample

from musnad.records import Analysis
from musnad.surfaces.terminal import (
    COLOURED,
    PLAIN,
    one_line_each,
    show_analysis,
    style_for,
)

ARABIC = re.compile(r"[\u0600-\u06ff]")
LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9]")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_arabic_stands_on_lines_of_its_own() -> None:
    for line in show_analysis(sample.sample_analysis()):
        assert not (ARABIC.search(line) and LATIN_OR_DIGIT.search(line)), line


def test_everything_a_person_wants_is_shown() -> None:
    shown = "\n".join(show_analysis(sample.sample_analysis()))
    for words in ("تعليق المحادثات", "2016-10-04", "لن نتخلى عن السلام", "direct · promise"):
        assert words in shown
    assert shown.index("Statements") < shown.index("Times") < shown.index("Entities")


def test_an_article_without_records_says_so() -> None:
    assert "No records." in "\n".join(show_analysis(Analysis(document=sample.DOCUMENT)))


def test_colour_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert style_for(io.StringIO()) == PLAIN
    assert style_for(Terminal()) == COLOURED
    monkeypatch.setenv("NO_COLOR", "1")
    assert style_for(Terminal()) == PLAIN
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert style_for(Terminal()) == PLAIN


def test_escape_sequences_of_a_text_do_not_reach_the_terminal() -> None:
    assert one_line_each("\x1b]0;title\x07قال\r\nنعم\x00") == ["]0;titleقال", "نعم"]
    assert one_line_each("") == [""]
