"""Phrases looked up by their words, longest first.

Input: folded phrases with what they stand for. Output: at a token, the longest phrase that begins
there. The first word may carry proclitics, which the caller takes off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

Value = TypeVar("Value")
_Rests = tuple[tuple[tuple[str, ...], Value], ...]


class PhraseTable(Generic[Value]):
    """Phrases of one or more words, each with a value; the first value of a phrase stays."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], Value]]) -> None:
        """Index ``phrases`` by their first two words."""
        self._words: dict[str, Value] = {}
        longer: dict[str, dict[str, dict[tuple[str, ...], Value]]] = {}
        for words, value in phrases:
            if len(words) == 1:
                self._words.setdefault(words[0], value)
            else:
                rests = longer.setdefault(words[0], {}).setdefault(words[1], {})
                rests.setdefault(words[2:], value)
        self._longer: dict[str, dict[str, _Rests[Value]]] = {
            first: {
                second: tuple(sorted(rests.items(), key=lambda item: -len(item[0])))
                for second, rests in seconds.items()
            }
            for first, seconds in longer.items()
        }

    def matches(self, first: str, word_at: Callable[[int], str]) -> Iterator[tuple[int, Value]]:
        """Every phrase that begins with ``first`` here, longest first. See :meth:`longest`."""
        seconds = self._longer.get(first)
        if seconds is not None:
            for rest, value in seconds.get(word_at(1), ()):
                if all(word_at(place) == word for place, word in enumerate(rest, start=2)):
                    yield len(rest) + 1, value
        if first in self._words:
            yield 0, self._words[first]

    def longest(self, first: str, word_at: Callable[[int], str]) -> tuple[int, Value] | None:
        """The longest phrase whose first word is ``first``.

        Args:
            first: folded first word, proclitics taken off.
            word_at: folded word ``k`` places after the first; empty beyond the text.

        Returns:
            Number of words after the first, and the value; None where no phrase begins.
        """
        return next(self.matches(first, word_at), None)

    def __contains__(self, first: str) -> bool:
        """Whether some phrase begins with this word."""
        return first in self._words or first in self._longer
