from __future__ import annotations

import codecs

import pytest

from musnad.errors import SourceError
from musnad.sources.encodings import decode, likeness, misread_as

TEXT = "قال وزير الخارجية إن المحادثات مستمرة، وأضاف أن بلاده لن تتخلى عنها.\n(CNN)"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6"],
)
@pytest.mark.parametrize("text", [TEXT, "قال الوزير", TEXT * 100])
def test_encodings_are_recognised(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_big_endian_utf16_with_a_mark_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


def test_line_ends_and_controls_stay() -> None:
    assert decode("قال\r\nالوزير\x00 نعم إن المحادثات مستمرة اليوم وغدا في جنيف".encode()) == (
        "قال\r\nالوزير\x00 نعم إن المحادثات مستمرة اليوم وغدا في جنيف"
    )


def test_no_bytes_are_an_empty_text() -> None:
    assert decode(b"") == ""


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        b"PK\x03\x04\x14\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x1f\x8b\x08\x00",
        b"\x00\x01\x02\x03\x04" * 100,
    ],
)
def test_binary_files_are_refused(content: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(content)
    assert caught.value.error == "binary"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode()[:21] + TEXT.encode()[22:],  # a byte lost in the middle
        TEXT.encode()[:-30],  # cut in the middle of a letter
        codecs.BOM_UTF8 + b"\xff\xfe\xfd",
        bytes(range(128, 256)) * 4,
    ],
)
def test_damaged_text_is_refused_not_guessed(content: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(content)
    assert caught.value.error == "encoding"


def test_likeness_tells_arabic_from_its_misreadings() -> None:
    assert likeness(TEXT) > -4 > -6 > likeness(TEXT.encode().decode("windows-1256"))
    assert likeness("plain ASCII") == 0.0


def test_a_text_that_reads_well_was_not_misread() -> None:
    assert misread_as(TEXT) is None
    assert misread_as("") is None
