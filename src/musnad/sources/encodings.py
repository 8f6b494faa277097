"""Which encoding bytes are in, told by how much the decoded text looks like Arabic.

Input: bytes. Output: text, with any byte-order mark taken off. UTF-8 and UTF-16 are recognised by
their form; windows-1256 and ISO-8859-6 by the frequencies of the letters they give, which are in
``lang/ar/sources/letter_frequencies.tsv``. Damaged UTF-8 is refused rather than guessed at.
"""

from __future__ import annotations

import codecs
import math
from functools import lru_cache

from musnad.errors import SourceError
from musnad.rules.tables import read_table

# Mean log probability of a character beyond ASCII. Of 400 pieces of news of 400 characters each,
# Arabic lay between -5.0 and -2.9 (median -3.1), UTF-8 read as windows-1256 below -7.1.
MIN_LIKENESS = -6.0
_UNLIKELY = math.log(1e-4)
_SAMPLE_CHARACTERS = 4_000
_GLANCE_CHARACTERS = 400  # of every text, so few
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MISREADINGS = ("windows-1256", "windows-1252", "latin-1")
_BINARY_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"GIF8")
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b\x85")
_MAX_CONTROL_SHARE = 0.02
_UTF16_HIGH_BYTES = (b"\x00", b"\x06")  # of Latin and Arabic letters
_MIN_UTF16_SHARE = 0.3  # half of the bytes of Arabic in UTF-16 are its high bytes


def decode(content: bytes) -> str:
    """The text that bytes encode; empty for no bytes.

    Raises:
        SourceError: class ``binary`` for what is no text at all, ``encoding`` for text in an
            encoding that is not recognised or is damaged.

    Example:
        >>> decode("قال الوزير إن المحادثات مستمرة".encode("windows-1256"))  # "the minister said"
        'قال الوزير إن المحادثات مستمرة'
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_strictly(content[len(mark) :], encoding)
    if content.startswith(_BINARY_MAGIC):
        raise SourceError("these are the bytes of a binary file, not of a text", error="binary")
    text = _decode_utf16(content) or _decode_utf8(content) or _decode_single_byte(content)
    return _checked(text)


def decode_declared(content: bytes, declared: str | None) -> str:
    """The text that bytes encode, by what is declared of them unless they say otherwise.

    A declaration gives way when the bytes do not fit it, or when they fit it only as no Arabic:
    much windows-1256 is served as windows-1252.

    Raises:
        SourceError: see :func:`decode`.
    """
    try:
        text = content.decode(declared or "")
    except (LookupError, ValueError):
        return decode(content)
    if likeness(text) > MIN_LIKENESS:
        return text
    try:
        recognised = decode(content)
    except SourceError:
        return text
    return recognised if likeness(recognised) > MIN_LIKENESS else text


def likeness(text: str) -> float:
    """How much the characters beyond ASCII look like Arabic: their mean log probability.

    Around -3 for Arabic; -9.2 at worst; 0.0 where there are none.
    """
    frequencies = _log_frequencies()
    scores = [frequencies.get(c, _UNLIKELY) for c in text[:_SAMPLE_CHARACTERS] if c > "\x7f"]
    return sum(scores) / len(scores) if scores else 0.0


def misread_as(text: str) -> str | None:
    """The encoding UTF-8 was once mistaken for to give this text; None when it reads well.

    Example:
        >>> misread_as("قال الوزير".encode().decode("windows-1256"))
        'windows-1256'
    """
    if likeness(text[:_GLANCE_CHARACTERS]) > MIN_LIKENESS:
        return None
    for encoding in _MISREADINGS:
        try:
            restored = text.encode(encoding).decode()
        except UnicodeError:
            continue
        if likeness(restored) > MIN_LIKENESS:
            return encoding
    return None


@lru_cache(maxsize=1)
def _log_frequencies() -> dict[str, float]:
    rows = read_table("sources", "letter_frequencies")
    return {row["letter"]: math.log(int(row["per_10000"]) / 10_000) for row in rows}


def _decode_strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"marked as {encoding} but damaged at byte {error.start}; save it again as UTF-8",
            error="encoding",
        ) from error


def _decode_utf16(content: bytes) -> str | None:
    sample = content[: 2 * _SAMPLE_CHARACTERS]
    if sum(map(sample.count, _UTF16_HIGH_BYTES)) < _MIN_UTF16_SHARE * len(sample):
        return None
    return _most_like_arabic(content, ("utf-16-le", "utf-16-be"))


def _decode_utf8(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _decode_single_byte(content: bytes) -> str | None:
    return _most_like_arabic(content, ("iso-8859-6", "windows-1256"))


def _most_like_arabic(content: bytes, encodings: tuple[str, ...]) -> str | None:
    texts = []
    for encoding in encodings:
        try:
            texts.append(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    best = max(texts, key=likeness, default=None)
    return best if best is not None and likeness(best) > MIN_LIKENESS else None


def _checked(text: str | None) -> str:
    """The decoded text, unless it is full of control characters or was decoded wrongly before."""
    if text is None:
        raise SourceError(
            "not UTF-8, and not Arabic in UTF-16, windows-1256 or ISO-8859-6: "
            "the file is damaged or in another encoding; save it as UTF-8",
            error="encoding",
        )
    sample = text[:_SAMPLE_CHARACTERS]
    controls = sum(c < " " and c not in _TEXT_CONTROLS for c in sample)
    if controls > _MAX_CONTROL_SHARE * len(sample):
        raise SourceError("these are the bytes of a binary file, not of a text", error="binary")
    return text
