"""Tokens: words, numbers, Latin words and marks, with their place in the text.

Input: a text. Output: its tokens in order. White space, ``#`` and ``_`` separate tokens and are
none themselves, so that a hashtag reads as the words it joins.
"""

from __future__ import annotations

import re

from musnad.records.words import Token, TokenKind
from musnad.text.fold import fold, folding_map

_DROPPED = "".join(chr(point) for point, to in sorted(folding_map().items()) if not to)
_WORD = rf"[^\W\d_a-zA-Z\u00C0-\u024F](?:[^\W\d_a-zA-Z\u00C0-\u024F]|[{_DROPPED}])*"
_TOKEN = re.compile(
    rf"(?P<word>{_WORD})"
    r"|(?P<number>\d+(?:[.,:٫٬]\d+)*)"
    r"|(?P<latin>[a-zA-Z\u00C0-\u024F](?:[\w&'’.-]*\w)?)"
    r"|(?P<mark>\.{2,}|…|[^\s#_])"
)

_KINDS: dict[str | None, TokenKind] = {
    "word": "word",
    "number": "number",
    "latin": "latin",
    "mark": "mark",
}


def origin(token: Token, letters: int) -> int:
    """Offset in the text at which the folded form, less its first ``letters``, begins.

    ``origin(token, 1)`` of «وقال» (*and he said*) is where «قال» begins; marks that belong to a
    dropped letter are dropped with it.
    """
    if not letters:
        return token.start
    if len(token.text) == len(token.norm):
        return token.start + letters
    mapping = folding_map()
    seen = 0
    for offset, letter in enumerate(token.text):
        width = len(mapping.get(ord(letter), letter))
        if seen >= letters and width:
            return token.start + offset
        seen += width
    return token.end


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
        kind = _KINDS[match.lastgroup]
        form = match.group()
        norm = form if kind == "latin" else fold(form)
        if norm:
            tokens.append(Token(len(tokens), start, end, form, norm, kind, paragraph))
    return tuple(tokens)
