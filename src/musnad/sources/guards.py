"""What is refused before it is read, so that nothing is read wrongly in silence.

Input: a text. Output: nothing, or an error with a short class. Kept as received: NUL, direction
controls, presentation forms, carriage returns. Refused: what cannot be written as UTF-8, and what
is not Arabic.
"""

from __future__ import annotations

import re

from musnad.errors import SourceError
from musnad.sources.encodings import misread_as

MAX_TEXT_BYTES = 10 * 1024 * 1024  # of UTF-8; some 900,000 words of Arabic
MIN_ARABIC_SHARE = 0.3  # of the letters; wire copy full of Latin names stays above 0.8

# Languages that are written in letters of Arabic; what a page says of itself.
OTHER_LANGUAGES = frozenset(("fa", "ur", "ps", "ckb", "ku", "ug", "sd", "pa", "prs"))

_SCRIPT = r"\u0620-\u064A\u066E-\u06D3\u06FA-\u06FF\u0750-\u077F\uFB50-\uFDFB\uFE70-\uFEFC"
_ARABIC = re.compile(rf"[{_SCRIPT}]+")
_OTHER_LETTERS = re.compile(rf"[^\W\d_{_SCRIPT}]+")


def encode_text(text: str) -> bytes:
    """The UTF-8 of a text.

    Raises:
        SourceError: class ``lone-surrogate``: half of a surrogate pair stands alone.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise SourceError(
            f"half a surrogate pair (U+{ord(text[error.start]):04X}) stands at character "
            f"{error.start}: the text was cut or decoded wrongly; decode it anew",
            error="lone-surrogate",
        ) from error


def check_size(size: int) -> None:
    """Raise SourceError, class ``too-large``, when a text has more bytes than the limit."""
    if size > MAX_TEXT_BYTES:
        raise SourceError(
            f"{size / 1e6:.1f} MB is more than one article: the limit is "
            f"{MAX_TEXT_BYTES // 1024 // 1024} MB; give a collection as JSON lines",
            error="too-large",
        )


def check_readable(text: str) -> None:
    """Raise SourceError unless the text holds words, most of them Arabic.

    Classes: ``empty`` (no characters), ``blank`` (white space only), ``no-letters``,
    ``mojibake`` (UTF-8 once decoded as something else), ``not-arabic``.
    """
    if not text:
        raise SourceError("the text is empty", error="empty")
    if text.isspace():
        raise SourceError("the text is white space only", error="blank")
    if encoding := misread_as(text):
        raise SourceError(
            f"the text is UTF-8 that was decoded as {encoding}; decode the original anew",
            error="mojibake",
        )
    arabic = sum(map(len, _ARABIC.findall(text)))
    other = sum(map(len, _OTHER_LETTERS.findall(text)))
    if not arabic + other:
        raise SourceError("the text has no letters", error="no-letters")
    share = arabic / (arabic + other)
    if share < MIN_ARABIC_SHARE:
        raise SourceError(
            f"{share:.0%} of the letters are Arabic, fewer than {MIN_ARABIC_SHARE:.0%}: "
            "Musnad reads Arabic only",
            error="not-arabic",
        )
