"""Datelines and bylines: where the report begins after «بغداد (أ ف ب) –» (Baghdad, AFP).

Input: the tokens of the first sentence of a paragraph. Output: the index of the first token of
the report. The agencies are in ``lang/ar/text/datelines.tsv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from musnad.records.words import Token
from musnad.rules.tables import read_table
from musnad.text.fold import fold

_REACH = 16  # tokens from the start of a paragraph within which a bracketed agency closes it
_SHORT = 5  # tokens a dateline without brackets takes at most: «واس - عمان:»
_DASHES = frozenset("-–—:") | {"--"}
_BRACKETS = {"(": ")", "[": "]"}


@lru_cache(maxsize=1)
def _agencies() -> frozenset[str]:
    return frozenset(
        "".join(fold(row["form"]).replace(".", "").split())
        for row in read_table("text", "datelines")
    )


def report_start(tokens: Sequence[Token], first: int, last: int) -> int:
    """Index of the first token after a dateline; ``first`` where there is none.

    Example:
        >>> from musnad.text.tokens import find_tokens
        >>> tokens = find_tokens("عمان (أ ف ب) - أعلن الأردن")  # "Amman (AFP) - Jordan announced"
        >>> tokens[report_start(tokens, 0, len(tokens) - 1)].text
        'أعلن'
    """
    end = min(last, first + _REACH)
    for index in range(first, end):
        closer = _BRACKETS.get(tokens[index].text)
        if closer:
            after = _after_agency_in_brackets(tokens, index, end, closer)
            if after:
                return after if after <= last else first
        elif index > first + _SHORT:
            continue
        elif tokens[index].text in _DASHES and _names_agency(tokens, first, index):
            return _skip_dashes(tokens, index, last) if index < last else first
    return first


def _after_agency_in_brackets(
    tokens: Sequence[Token], opening: int, end: int, closer: str
) -> int | None:
    for index in range(opening + 1, end + 1):
        if tokens[index].text == closer:
            inside = "".join(token.norm for token in tokens[opening + 1 : index])
            if inside.replace(".", "") not in _agencies():
                return None
            after = _skip_dashes(tokens, index + 1, end + 1)
            return after if after > index + 1 or opening == 0 else None
    return None


def _skip_dashes(tokens: Sequence[Token], index: int, last: int) -> int:
    while index < last and tokens[index].text in _DASHES:
        index += 1
    return index


def _names_agency(tokens: Sequence[Token], first: int, end: int) -> bool:
    return any(
        tokens[index].norm in _agencies() and tokens[index].kind != "mark"
        for index in range(first, end)
    )
