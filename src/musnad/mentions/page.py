"""The tokens of one document as the phrase readers look at them."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.mentions.gazetteer import Name, known_names
from musnad.mentions.heads import Head, compound_heads, read_head
from musnad.mentions.words import Word, is_strange, read_word, small_words
from musnad.records.layers import Layers
from musnad.records.spans import Span
from musnad.records.words import Quotation, Token
from musnad.rules.tries import PhraseTable, Value
from musnad.text.morphology import analyse, splits
from musnad.text.tokens import origin

Known = tuple[int, int, Name]
"""Last token, folded letters of proclitics, and the name."""

_ALEF_MAKSURA = "\u0649"


class Page:
    """Tokens with their words, quotations and times, indexed by token.

    Attributes:
        tells_finals: the text writes final ya and alef maksura apart, as not all print does.
    """

    def __init__(self, layers: Layers) -> None:
        """Index the quotations and times of a document by token."""
        self.layers = layers
        self.tokens = layers.tokens
        self.opening: dict[int, Quotation] = {}
        for quotation in layers.quotations:
            self.opening.setdefault(quotation.first - 1, quotation)
        self.timed = _timed_tokens(layers)
        self.tells_finals = _ALEF_MAKSURA in layers.document.text
        self._words = [read_word(t.norm, t.text) if t.kind == "word" else None for t in self.tokens]
        self._known: dict[int, Known | None] = {}
        self._heads: dict[int, Head | None] = {}

    def norm(self, index: int) -> str:
        """Folded form of a token; empty outside the text."""
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""

    def token(self, index: int) -> Token | None:
        """A token, or None outside the text."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def word(self, index: int) -> Word | None:
        """The word at a token; None for marks, numbers, Latin words and outside the text."""
        return self._words[index] if 0 <= index < len(self._words) else None

    def head(self, index: int) -> Head | None:
        """The head noun at a token, if it is one."""
        token = self.tokens[index] if 0 <= index < len(self.tokens) else None
        if token is None or token.kind != "word":
            return None
        if index not in self._heads:
            self._heads[index] = self._read_head(index)
        return self._heads[index]

    def _read_head(self, index: int) -> Head | None:
        token = self.tokens[index]
        if self.is_small(index + 1, "teen") and self.is_small(index, "one-of"):
            return None  # «أحد عشر», *eleven*
        for cut, rest in splits(token.norm):
            if rest in compound_heads():
                found = self.longest(compound_heads(), rest, index)
                if found is not None:
                    return msgspec.structs.replace(found[1], cut=cut)
        return read_head(token.norm, token.text)

    def known(self, index: int, *, bare: bool = False) -> Known | None:
        """The longest known name that begins at a token.

        Args:
            index: its first token.
            bare: no proclitics may be taken off.

        Returns:
            Last token, folded letters of proclitics, and the name; or None.
        """
        if index not in self._known:
            self._known[index] = self._find_known(index)
        found = self._known[index]
        return None if found is not None and bare and found[1] else found

    def _find_known(self, index: int) -> Known | None:
        token = self.tokens[index]
        if token.kind == "latin":
            starts: tuple[tuple[int, str], ...] = ((0, token.text),)
        else:
            starts = _name_starts(token.norm) if token.kind == "word" else ()
        for cut, first in starts:
            found = self.longest(known_names(), first, index)
            if found is not None:
                return index + found[0], cut, found[1]
        return None

    def longest(
        self, table: PhraseTable[Value], first: str, index: int
    ) -> tuple[int, Value] | None:
        """The longest phrase of a table whose first word, at ``index``, is ``first``."""
        return table.longest(first, lambda place: self._after(index, place))

    def _after(self, index: int, place: int) -> str:
        """The word ``place`` after a token, of the same paragraph; empty where it breaks off."""
        later = index + place
        if later >= len(self.tokens):
            return ""
        token = self.tokens[later]
        return token.norm if token.paragraph == self.tokens[index].paragraph else ""

    def breaks(self, index: int) -> bool:
        """Whether a phrase cannot go on into this token: text end, new line, time, mark."""
        if not 0 < index < len(self.tokens):
            return True
        token = self.tokens[index]
        return (
            token.paragraph != self.tokens[index - 1].paragraph
            or index in self.timed
            or token.kind == "mark"
        )

    def span(self, first: int, last: int, cut: int = 0) -> Span:
        """The span from one token, less its proclitics, to another.

        Where the preposition has swallowed the article («للصحافيين») the word stays whole: what is
        left without it is no word.
        """
        token = self.tokens[first]
        if cut and _swallows_article(token.norm, token.text):
            cut -= 1
        return Span(origin(token, cut), self.tokens[last].end)

    def is_strange(self, index: int) -> bool:
        """Whether the word at a token is unknown, or hardly ever what it can be read as."""
        token = self.token(index)
        return token is not None and token.kind == "word" and is_strange(token.norm, token.text)

    def is_letter(self, letter: str, kind: str) -> bool:
        """Whether a proclitic letter is of a kind of ``small_words.tsv``."""
        return letter in small_words()[kind]

    def is_small(self, index: int, kind: str) -> bool:
        """Whether the token is a function word of a kind of ``small_words.tsv``."""
        return self.norm(index) in small_words()[kind]


@lru_cache(maxsize=100_000)
def _name_starts(norm: str) -> tuple[tuple[int, str], ...]:
    """The splits of a word of which some known name begins with the rest."""
    names = known_names()
    return tuple((cut, rest) for cut, rest in splits(norm) if rest in names)


@lru_cache(maxsize=50_000)
def _swallows_article(norm: str, text: str) -> bool:
    best = next(iter(analyse(norm, text)), None)
    swallowed = small_words()["swallowed-article"]
    return best is not None and best.definite and best.proclitics[-2:] in swallowed


def _timed_tokens(layers: Layers) -> frozenset[int]:
    """Indices of the tokens that time expressions cover."""
    found: set[int] = set()
    index = 0
    for time in layers.times:
        while index < len(layers.tokens) and layers.tokens[index].end <= time.span.start:
            index += 1
        inner = index
        while inner < len(layers.tokens) and layers.tokens[inner].start < time.span.end:
            found.add(inner)
            inner += 1
    return frozenset(found)
