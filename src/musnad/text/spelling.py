"""What the printed spelling of a word says for or against a reading.

Input: a reading and the word as printed. Output: a factor for its score, and the voice the marks
show. Print drops hamzas and writes ya for alef maksura often, and the other way seldom: a sign
that is written counts for more than one that is missing.
"""

from __future__ import annotations

from functools import lru_cache

from musnad.rules.tables import read_table
from musnad.text.fold import folding_map
from musnad.text.readings import Reading

_DAMMA = "\u064f"
_FATHA = "\u064e"
_SHADDA = "\u0651"
_TANWIN = "\u064b\u064c\u064d"
_DAMMA_IN_ACTIVE_IMPERFECT = ("II", "III", "IV", "Iq")


@lru_cache(maxsize=1)
def _factors() -> dict[tuple[str, str], float]:
    """(printed letter, letter the reading calls for) → factor."""
    return {
        (row["printed"], row["expected"]): float(row["factor"])
        for row in read_table("text", "spelling_evidence")
    }


@lru_cache(maxsize=200_000)
def letters_of(text: str) -> str:
    """The printed letters without marks and controls; a letter may still be unfolded."""
    mapping = folding_map()
    return "".join(letter for letter in text if mapping.get(ord(letter), letter))


def agreement(reading: Reading, letters: str, text: str) -> float:
    """How much the printed letters favour a reading: 1 for full agreement, down to near 0.

    Example: «علي» printed so speaks for the name or «*on me*» more than for على (*on*).
    """
    printed = letters[reading.start :]
    expected = reading.spelling
    factor = _tanwin(reading, text)
    if not expected or printed == expected or len(printed) != len(expected):
        return factor
    table = _factors()
    for is_letter, should_be in zip(printed, expected, strict=True):
        if is_letter != should_be:
            factor *= table.get((is_letter, should_be), 1.0)
    return factor


def _tanwin(reading: Reading, text: str) -> float:
    """Nunation is for nouns alone; a doubled last letter after a function word tells أنّ apart."""
    if reading.kind == "verb" and any(mark in text for mark in _TANWIN):
        return 0.02
    return 1.0


def voice_shown(reading: Reading, text: str) -> tuple[str, float]:
    """The voice of a verb as the vowel after its first letter shows it, and how well it fits.

    Example: «قُتل» (*was killed*) is passive, «قَتل» (*killed*) active.
    """
    if reading.kind != "verb" or reading.aspect == "imperative":
        return reading.voice, 1.0
    vowel = _first_vowel(text, reading.cut)
    if vowel == _FATHA:
        active = reading.voice != "passive"
        return ("active", 1.0) if active else (reading.voice, 0.05)
    if vowel != _DAMMA:
        return reading.voice, 1.0
    if reading.aspect == "imperfect" and reading.form in _DAMMA_IN_ACTIVE_IMPERFECT:
        return reading.voice, 1.0
    if reading.voice == "active":
        return reading.voice, 0.05
    return "passive", 1.0


def _first_vowel(text: str, cut: int) -> str:
    """The vowel sign on the first letter after ``cut`` letters, or an empty string."""
    if _FATHA not in text and _DAMMA not in text:
        return ""
    mapping = folding_map()
    seen = 0
    for letter in text:
        if mapping.get(ord(letter), letter):
            seen += 1
            if seen > cut + 1:
                return ""
        elif seen == cut + 1 and letter in (_DAMMA, _FATHA):
            return letter
    return ""
