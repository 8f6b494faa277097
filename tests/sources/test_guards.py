from __future__ import annotations

import pytest

from musnad.errors import SourceError
from musnad.sources.documents import make_document
from musnad.sources.guards import MAX_TEXT_BYTES, check_readable, check_size, encode_text

SENTENCE = "قال الوزير إن المحادثات مستمرة"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        (" \n\t\u00a0", "blank"),
        ("«»\"\"''", "no-letters"),
        ("2016 - 10 - 04", "no-letters"),
        ("The minister said that talks continue.", "not-arabic"),
        ("Le ministre a dit: قال", "not-arabic"),
        ("Министр заявил, что переговоры продолжаются", "not-arabic"),
        (SENTENCE.encode().decode("windows-1256"), "mojibake"),
        (SENTENCE.encode().decode("latin-1"), "mojibake"),
    ],
)
def test_texts_that_cannot_be_read_as_arabic_are_refused(text: str, error: str) -> None:
    with pytest.raises(SourceError) as caught:
        check_readable(text)
    assert caught.value.error == error


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "قال",
        f"«{SENTENCE}",
        f"{SENTENCE} (CNN, Reuters)",
        "\u202b" + SENTENCE + "\u202c",
        f"\x00{SENTENCE}\x00",
        "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ",  # presentation forms: "the minister said"
    ],
)
def test_arabic_is_let_through_as_it_is(text: str) -> None:
    assert make_document(text).text == text


def test_half_a_surrogate_pair_is_refused_and_named() -> None:
    with pytest.raises(SourceError, match=r"U\+D83D.*character 5") as caught:
        encode_text("قال \ud83d\ud83d"[:3] + "ا \ud83d")
    assert caught.value.error == "lone-surrogate"


def test_the_size_limit_is_counted_in_bytes() -> None:
    check_size(MAX_TEXT_BYTES)
    with pytest.raises(SourceError, match="10 MB") as caught:
        check_size(MAX_TEXT_BYTES + 1)
    assert caught.value.error == "too-large"
