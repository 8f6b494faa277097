"""Tokens: words, numbers, Latin words and marks, with their place in the text.

Input: a text. Output: its tokens in order. White space, ``#`` and ``_`` separate tokens and are
none themselves, so that a hashtag reads as the words it joins.
"""

from __future__ import annotations

import re

import msgspec

from musnad.records.spans import Span
from musnad.text.fold import fold, folding_map

_DROPPED = "".join(chr(point) for point, to in sorted(folding_map().items()) if not to)
_WORD = rf"[^\W\d_a-zA-Z\u00C0-\u024F](?:[^\W\d_a-zA-Z\u00C0-\u024F]|[{_DROPPED}])*"
_TOKEN = re.compile(
    rf"(?P<word>{_WORD})"
    r"|(?P<number>\d+(?:[.,:٫٬]\d+)*)"
    r"|(?P<latin>[a-zA-Z\u00C0-\u024F](?:[\w&'’.-]*\w)?)"
    r"|(?P<mark>\.{2,}|…|[^\s#_])"
)


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
    kind: str
    paragraph: int

    @property
    def span(self) -> Span:
        """The token's place in the text."""
        return Span(self.start, self.end)

    def origin(self, letters: int) -> int:
        """Offset in the text at which the folded form, less its first ``letters``, begins.

        ``origin(1)`` of «وقال» (*and he said*) is where «قال» begins; marks that belong to a
        dropped letter are dropped with it.
        """
        if not letters:
            return self.start
        if len(self.text) == len(self.norm):
            return self.start + letters
        mapping = folding_map()
        seen = 0
        for offset, letter in enumerate(self.text):
            width = len(mapping.get(ord(letter), letter))
            if seen >= letters and width:
                return self.start + offset
            seen += width
        return self.end

    def head_end(self, letters: int) -> int:
        """Offset at which the first ``letters`` folded letters end, marks on them included."""
        return self.origin(letters) if letters < len(self.norm) else self.end


def find_tokens(text: str) -> tuple[Token, ...]:
    """Tokens of ``text`` in order; empty for blank text.

    Example:
        >>> [t.text for t in find_tokens("قال #كيري: «لن نتخلى»")]  # "Kerry said: «we won't ...»"
        ['قال', 'كيري', ':', '«', 'لن', 'نتخلى', '»']
    """
    tokens: list[Token] = []
    line_end = -1
    paragraph = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while start > line_end and line_end < len(text):
            paragraph += 1
            line_end = text.find("\n", line_end + 1)
            if line_end < 0:
                line_end = len(text)
        kind = match.lastgroup or "mark"
        form = match.group()
        norm = form if kind == "latin" else fold(form)
        if norm:
            tokens.append(Token(len(tokens), start, end, form, norm, kind, paragraph))
    return tuple(tokens)
