"""The words of time, by class, and the numbers beside them.

Input: a token of a page. Output: what time words begin there. The words are in
``lang/ar/mentions/time_words.tsv`` and ``time_numbers.tsv``.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from musnad.records.words import Token
from musnad.rules.tables import read_table
from musnad.rules.tries import PhraseTable
from musnad.text.fold import fold
from musnad.text.morphology import splits

Classes = tuple[tuple[str, str], ...]
_Found = tuple[dict[str, tuple[str, int, int]], dict[str, tuple[str, int, int]]]
_NOTHING: _Found = ({}, {})
DIGITS = "digits"  # the class of a number in digits
_NUMBER, _NONE = frozenset({DIGITS}), frozenset[str]()


@lru_cache(maxsize=1)
def time_phrases() -> PhraseTable[Classes]:
    """Folded phrase → its (class, value) pairs."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for table in ("time_words", "time_numbers"):
        for row in read_table("mentions", table):
            words = tuple(fold(word) for word in row["form"].split())
            found.setdefault(words, []).append((row["class"], row["value"]))
    return PhraseTable((words, tuple(pairs)) for words, pairs in found.items())


@lru_cache(maxsize=100_000)
def entry_points(norm: str) -> tuple[tuple[int, str], ...]:
    """Ways to take proclitics off a word so that a time word remains: (letters cut, rest)."""
    table = time_phrases()
    return tuple((cut, rest) for cut, rest in splits(norm) if rest in table)


class TimeWords:
    """Time words of one document, by token."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        """Remember the tokens; nothing is looked up before it is asked for."""
        self.tokens = tokens
        self._found: dict[int, _Found] = {}

    def norm(self, index: int) -> str:
        """Folded form of a token; empty outside the text."""
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""

    def begins(self, index: int) -> Set[str]:
        """Classes of the phrases that begin at a token, numbers in digits included; maybe none."""
        token = self.tokens[index]
        if token.kind == "word":
            return self._at(index)[False].keys()
        return _NUMBER if token.kind == "number" else _NONE

    def read(self, index: int, kind: str, *, bare: bool = False) -> tuple[str, int, int] | None:
        """A phrase of a class at a token.

        Args:
            index: the token.
            kind: the class.
            bare: no proclitics may be taken off.

        Returns:
            Value, index after the phrase, and letters of proclitics; None where there is none.
        """
        return self._at(index)[bare].get(kind)

    def _at(self, index: int) -> _Found:
        """The longest phrase of every class here: with proclitics taken off, and without."""
        found = self._found.get(index)
        if found is None:
            found = self._found[index] = self._look_up(index)
        return found

    def _look_up(self, index: int) -> _Found:
        if not 0 <= index < len(self.tokens) or self.tokens[index].kind not in ("word", "latin"):
            return _NOTHING
        entries = entry_points(self.tokens[index].norm)
        if not entries:
            return _NOTHING
        loose: dict[str, tuple[str, int, int]] = {}
        bare: dict[str, tuple[str, int, int]] = {}
        for cut, rest in entries:
            for after, classes in self._matches(rest, index):
                for kind, value in classes:
                    for table in (loose,) if cut else (loose, bare):
                        if kind not in table or after > table[kind][1]:
                            table[kind] = value, after, cut
        return loose, bare

    def _matches(self, rest: str, index: int) -> list[tuple[int, Classes]]:
        paragraph = self.tokens[index].paragraph

        def word_at(place: int) -> str:
            later = index + place
            if later >= len(self.tokens) or self.tokens[later].paragraph != paragraph:
                return ""
            return self.tokens[later].norm

        return [
            (index + length + 1, classes)
            for length, classes in time_phrases().matches(rest, word_at)
        ]

    def number(self, index: int) -> tuple[int, int, int] | None:
        """A whole number in digits or words: value, index after it, proclitic letters."""
        token = self.tokens[index] if 0 <= index < len(self.tokens) else None
        if token is None:
            return None
        if token.kind == "number":
            digits = token.norm
            return (int(digits), index + 1, 0) if digits.isdigit() and len(digits) < 5 else None
        found = self.read(index, "cardinal")
        return self._compound(int(found[0]), found[1], found[2], "cardinal") if found else None

    def ordinal(self, index: int) -> tuple[int, int, int] | None:
        """An ordinal in words: «الخامس عشر», «الحادي والعشرين»."""
        found = self.read(index, "ordinal")
        return self._compound(int(found[0]), found[1], found[2], "ordinal") if found else None

    def _compound(self, value: int, after: int, cut: int, kind: str) -> tuple[int, int, int]:
        teen = self.read(after, "teen", bare=True)
        if teen is not None and value < 10:
            return value + 10, teen[1], cut
        tens = self.read(after, kind)
        if tens is not None and tens[2] == 1 and value < 10 and int(tens[0]) % 10 == 0:
            return value + int(tens[0]), tens[1], cut
        return value, after, cut
