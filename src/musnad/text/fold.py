"""Folding: one spelling for what Arabic print writes in several, with the way back.

Input: text as received. Output: its folded view. Folding drops marks, tatweel and direction
controls; writes one alef, one ya, ha for ta marbuta; presentation forms as letters; all digits
as 0-9. What folds to what is in ``lang/ar/text/folding.tsv``. The text itself never changes.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import msgspec

from musnad.rules.tables import read_table

_PRESENTATION_FORMS = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC))


def _code_points(cell: str) -> range:
    first, _, last = cell.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


@lru_cache(maxsize=1)
def folding_map() -> dict[int, str]:
    """Code point → folded letters (empty: dropped), for ``str.translate``."""
    mapping: dict[int, str] = {}
    for first, last in _PRESENTATION_FORMS:
        for point in range(first, last + 1):
            letters = unicodedata.normalize("NFKC", chr(point))
            if letters != chr(point):
                mapping[point] = letters
    for row in read_table("text", "folding"):
        points = _code_points(row["codepoints"])
        digits = row["to"] == "0-9"
        for index, point in enumerate(points):
            mapping[point] = str(index) if digits else row["to"]
    for point, letters in mapping.items():
        mapping[point] = letters.translate({p: m for p, m in mapping.items() if p != point})
    return mapping


@lru_cache(maxsize=400_000)
def fold(text: str) -> str:
    """The folded form of a word or phrase.

    Args:
        text: any string; meant for words and short phrases, since results are cached.

    Returns:
        The folded string, possibly shorter or longer than the input; empty for empty input.

    Example:
        >>> fold("الأَميركيّة") == fold("الاميركية")  # "the American (f.)", two spellings
        True
    """
    return text.translate(folding_map())


class Folded(msgspec.Struct, frozen=True):
    """A folded text with its alignment to the text it came from.

    Attributes:
        text: the folded characters.
        offsets: for every folded character, the code-point offset of its origin; one more entry
            closes the list, so ``offsets[len(text)]`` is the end of the last origin.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind ``text[start:end]``; half-open, in code points."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def fold_aligned(text: str) -> Folded:
    """Fold a text of any length and keep the way back.

    Example:
        >>> view = fold_aligned("قَالَ إنّه")  # "he said that he"
        >>> view.text, view.span(4, 7)
        ('قال انه', (6, 10))
    """
    mapping = folding_map()
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        folded = mapping.get(ord(letter), letter)
        letters.append(folded)
        offsets.extend([offset] * len(folded))
    offsets.append(len(text))
    return Folded("".join(letters), tuple(offsets))
