"""The text cut up: tokens, quotations and sentences."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.records.spans import Span

TokenKind = Literal["word", "number", "latin", "mark"]
Closure = Literal["closed", "unclosed", "mismatched"]


class Token(msgspec.Struct, frozen=True, gc=False):
    """One token.

    Attributes:
        index: position in the document's tokens.
        start, end: half-open span in code points.
        text: the characters as printed.
        norm: the folded form, see :func:`musnad.text.fold.fold`.
        kind: ``word`` (Arabic letters), ``number``, ``latin`` or ``mark``.
        paragraph: 0-based number of the line of text it stands in.
    """

    index: int
    start: int
    end: int
    text: str
    norm: str
    kind: TokenKind
    paragraph: int

    @property
    def span(self) -> Span:
        """The token's place in the text."""
        return Span(self.start, self.end)


class Quotation(msgspec.Struct, frozen=True):
    """Words between quotation marks.

    Attributes:
        span: the words, without the marks and without white space at the edges.
        first, last: token indices of the first and the last token inside.
        outer: the span with its marks.
        closure: ``closed``, ``unclosed`` (no closing mark before the paragraph ends) or
            ``mismatched`` (closed by a mark of another shape).
        depth: 0 for an outermost quotation, 1 inside another, and so on.
    """

    span: Span
    first: int
    last: int
    outer: Span
    closure: Closure
    depth: int


class Sentence(msgspec.Struct, frozen=True):
    """One sentence.

    Attributes:
        index: 0-based, in text order.
        span: from its first to its last token, closing marks included.
        first, last: indices of its first and last token.
        paragraph: the line of the text it stands in.
        body: index of its first token after a dateline or byline, ``first`` where it has none.
    """

    index: int
    span: Span
    first: int
    last: int
    paragraph: int
    body: int
