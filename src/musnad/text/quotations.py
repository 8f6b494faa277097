"""Quotations: which opening mark belongs to which closing mark, in print that is often careless.

Input: a text and its tokens. Output: quotations in order of their opening mark. Marks are read by
where they stand (a mark glued to the word after it opens, one glued to the word before it closes)
before they are read by their shape, so swapped, doubled and missing marks still pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from musnad.records.spans import Span
from musnad.records.words import Closure, Quotation, Token
from musnad.rules.tables import read_table

Side = Literal["open", "close", "either"]
_OPENERS_BEFORE = frozenset("([{:-–—/،,؛;")
_GLUED_AFTER = frozenset("([{…«“\"'#")
_SENTENCE_ENDS = frozenset(".؟!?")
_MAX_OPEN = 2  # quotations of one shape that may stand open at once


@lru_cache(maxsize=1)
def quotation_marks() -> dict[str, tuple[Side, str]]:
    """Mark → the side it is made for, and its family of shapes."""
    marks: dict[str, tuple[Side, str]] = {}
    for row in read_table("text", "quotation_marks"):
        side = row["side"]
        marks[row["mark"]] = (
            "open" if side == "open" else "close" if side == "close" else "either",
            row["family"],
        )
    return marks


def find_quotations(text: str, tokens: Sequence[Token]) -> tuple[Quotation, ...]:
    """Pair the quotation marks of a text; empty where it has none.

    A quotation that nothing closes ends with its first sentence, or where a quotation inside it
    took the closing mark. A closing mark that nothing opened is passed over.

    Example:
        >>> from musnad.text.tokens import find_tokens
        >>> text = "قال «لن نتخلى عن السلام«."  # "He said «we won't abandon peace«."
        >>> [(text[q.span.start:q.span.end], q.closure) for q in find_quotations(
        ...     text, find_tokens(text))]
        [('لن نتخلى عن السلام', 'mismatched')]
    """
    return _Pairing(text, tokens).run()


class _Pairing:
    """The marks of one text that stand open, and the quotations found so far."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.open: list[tuple[Token, str]] = []
        self.found: list[Quotation] = []

    def run(self) -> tuple[Quotation, ...]:
        marks = quotation_marks()
        paragraph = 0
        for token in self.tokens:
            if token.paragraph != paragraph:
                self.end_paragraph(token.index - 1)
                paragraph = token.paragraph
            if token.kind == "mark" and token.text in marks:
                self.place(token, *marks[token.text])
        self.end_paragraph(len(self.tokens) - 1)
        return tuple(sorted(self.found, key=lambda q: (q.outer.start, -q.outer.end)))

    def is_open(self, family: str) -> bool:
        return any(family == other for _, other in self.open)

    def place(self, token: Token, made_for: Side, family: str) -> None:
        """Read one mark as opening or closing and act on it."""
        lone = family == "single" and not self.is_open(family)
        if lone and _position(token, self.text) != "open":
            return  # an apostrophe
        if self.side(token, made_for, family) == "open":
            self.start(token, family)
        else:
            self.close(token, made_for, family)

    def side(self, token: Token, made_for: Side, family: str) -> Literal["open", "close"]:
        position = _position(token, self.text)
        if position != "either":
            return position
        if made_for != "either":
            return made_for
        return "close" if self.is_open(family) else "open"

    def start(self, token: Token, family: str) -> None:
        same = [depth for depth, (_, other) in enumerate(self.open) if other == family]
        if len(same) == _MAX_OPEN:
            del self.open[same[-1]]  # it never closed: the mark was a slip
        self.open.append((token, family))

    def close(self, token: Token, made_for: Side, family: str) -> None:
        """Close the innermost quotation of this shape, else the innermost of any."""
        depths = [depth for depth, (_, other) in enumerate(self.open) if other == family]
        if not depths and (family == "single" or not self.open):
            return
        depth = depths[-1] if depths else len(self.open) - 1
        for inner in range(len(self.open) - 1, depth, -1):
            self.add(self.open[inner][0], token.index - 1, "unclosed", inner)
        same_shape = bool(depths) and made_for != "open"
        self.add(
            self.open[depth][0], token.index - 1, "closed" if same_shape else "mismatched", depth
        )
        del self.open[depth:]

    def end_paragraph(self, last: int) -> None:
        """End what a paragraph left open, innermost first."""
        while self.open:
            opener, _ = self.open.pop()
            self.add(opener, self.unclosed_end(opener, last), "unclosed", len(self.open))

    def unclosed_end(self, opener: Token, last: int) -> int:
        """Index of the last token of a quotation that no mark closes."""
        for quotation in sorted(self.found, key=lambda q: q.first):
            inside = quotation.first > opener.index + 1 and quotation.last + 2 <= last
            if inside and self.tokens[quotation.last + 2].kind == "mark":
                return quotation.last
        for index in range(opener.index + 1, last + 1):
            if self.tokens[index].text in _SENTENCE_ENDS:
                return index
        return last

    def add(self, opener: Token, last: int, closure: Closure, depth: int) -> None:
        """Record the quotation from its opening mark to its last token, if it holds any."""
        first = opener.index + 1
        if first > last:
            return
        span = Span(self.tokens[first].start, self.tokens[last].end)
        end = span.end if closure == "unclosed" else self.tokens[last + 1].end
        self.found.append(Quotation(span, first, last, Span(opener.start, end), closure, depth))


def _position(token: Token, text: str) -> Literal["open", "close", "either"]:
    """What the neighbours of a mark say: glued to the next word, to the last one, or neither."""
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    free_before = before.isspace() or before in _OPENERS_BEFORE
    dots = text[token.end : token.end + 2] == ".."
    free_after = not (dots or after.isalnum() or after in _GLUED_AFTER)
    if free_before and not free_after:
        return "open"
    if free_after and not free_before:
        return "close"
    return "either"
