"""Sentences, aware of quotations.

Input: tokens and quotations. Output: sentences as token ranges. A line end ends a sentence; so do
a full stop, a question or exclamation mark, unless they stand inside a quotation, in a number, in
an acronym or after an initial. A stop glued to the next word («بالإجماع.ولم») ends one too, and so
does a length that no writer of sentences reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from musnad.records.spans import Span
from musnad.records.words import Quotation, Sentence, Token
from musnad.rules.tables import read_table
from musnad.text.datelines import report_start
from musnad.text.fold import fold

_STOPS = frozenset(".؟!?")
_ELLIPSES = frozenset(("..", "...", "…"))
_LONGEST = 1500  # tokens: text without full stops is cut, so that reading stays linear
_MIN_GLUED = 3  # letters a word needs before a glued stop, or «سي.إن.إن» would be three sentences


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    return {fold(row["form"]): row["after"] for row in read_table("text", "abbreviations")}


def find_sentences(
    tokens: Sequence[Token], quotations: Sequence[Quotation]
) -> tuple[Sentence, ...]:
    """Cut tokens into sentences; every token belongs to exactly one.

    Example:
        >>> from musnad.text.tokens import find_tokens
        >>> text = "وصل د. سالم. قال «تعبت. سأعود»."  # "Dr Salem arrived. He said «…»."
        >>> [text[s.span.start:s.span.end] for s in find_sentences(find_tokens(text), ())][0]
        'وصل د. سالم.'
    """
    inside = _quoted_tokens(tokens, quotations)
    sentences: list[Sentence] = []
    first = 0
    for token in tokens:
        at_end = token.index + 1 == len(tokens)
        too_long = token.index - first >= _LONGEST
        if at_end or too_long or _ends(token, tokens, inside):
            span = Span(tokens[first].start, token.end)
            body = first
            if not sentences or sentences[-1].paragraph != token.paragraph:
                body = report_start(tokens, first, token.index)
            sentences.append(
                Sentence(len(sentences), span, first, token.index, token.paragraph, body)
            )
            first = token.index + 1
    return tuple(sentences)


def _quoted_tokens(tokens: Sequence[Token], quotations: Sequence[Quotation]) -> bytearray:
    """For every token: 1 inside an outermost quotation, 2 on its closing mark, else 0."""
    inside = bytearray(len(tokens) + 1)
    for quotation in quotations:
        if quotation.depth:
            continue
        for index in range(quotation.first, quotation.last + 1):
            inside[index] = 1
        if quotation.closure == "unclosed":
            inside[quotation.last] = 0
        else:
            inside[quotation.last + 1] = 2
    return inside


def _ends(token: Token, tokens: Sequence[Token], inside: bytearray) -> bool:
    """Whether a sentence ends with this token, which is not the last."""
    following = tokens[token.index + 1]
    if following.paragraph != token.paragraph:
        return True
    if token.kind != "mark" or inside[token.index] == 1 or inside[following.index] == 2:
        return False
    if inside[token.index] == 2:
        # «…السلام.» وأضاف: the stop inside closes the sentence that carried the quotation.
        return tokens[token.index - 1].text in _STOPS and following.kind == "word"
    if token.text not in _STOPS or following.text in _STOPS or following.text in _ELLIPSES:
        return False
    return _stop_ends(token, tokens, glued=following.start == token.end)


def _stop_ends(token: Token, tokens: Sequence[Token], *, glued: bool) -> bool:
    """Whether this stop ends a sentence rather than an abbreviation, a name or a number."""
    if token.index == 0 or token.text != ".":
        return True
    previous, following = tokens[token.index - 1], tokens[token.index + 1]
    kind = _abbreviations()
    if kind.get(previous.norm) == "stop" and previous.end == token.start:
        return False
    if not glued:
        return True
    if previous.kind != "word" or following.kind not in ("word", "mark"):
        return False
    if following.kind == "word" and kind.get(following.norm) == "glued":
        return False
    return len(previous.norm) >= _MIN_GLUED
