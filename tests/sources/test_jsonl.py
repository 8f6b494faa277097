from __future__ import annotations

import io
import json

import pytest

from musnad.errors import SourceError
from musnad.records import Document, Failure
from musnad.sources import jsonl
from musnad.sources.documents import NOTHING_KNOWN
from musnad.sources.jsonl import read_json_lines

TEXT = "قال الوزير إن المحادثات مستمرة."


def read(content: bytes) -> list[Document | Failure]:
    return list(read_json_lines(io.BytesIO(content), place="n.jsonl", given=NOTHING_KNOWN))


def line(**keys: object) -> bytes:
    return json.dumps(keys).encode() + b"\n"


def failure(content: bytes) -> Failure:
    (found,) = read(content)
    assert isinstance(found, Failure)
    assert found.stage == "source"
    return found


def test_known_keys_are_read_and_others_ignored() -> None:
    (document,) = read(
        line(
            id="a1",
            text=TEXT,
            title="عنوان",
            url="https://example.org/1",
            outlet="وكالة",
            published="2016-10-04",
            language="ar",
            statements=[1],
            extra={"deep": True},
        )
    )
    assert isinstance(document, Document)
    assert (document.id, document.text, document.title) == ("a1", TEXT, "عنوان")
    assert (document.url, document.outlet) == ("https://example.org/1", "وكالة")
    assert (document.published, document.published_from) == ("2016-10-04", "metadata")


def test_a_bad_line_fails_and_the_rest_goes_on() -> None:
    found = read(line(text=TEXT) + b"{broken\n" + b"\n" + line(text=TEXT, id=7))
    assert [type(f) for f in found] == [Document, Failure, Document]
    assert isinstance(found[1], Failure)
    assert (found[1].document, found[1].error) == ("n.jsonl:2", "json")
    assert isinstance(found[2], Document)
    assert found[2].id == "7"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"[1, 2]\n", "json"),
        (b'"text"\n', "json"),
        (b'{"text": 5}\n', "json"),
        (b'{"text": "\xff"}\n', "json"),
        (b'{"text": "\\ud83d"}\n', "json"),
        (line(title="x"), "no-text"),
        (line(text=None), "no-text"),
        (line(text=""), "empty"),
        (line(text="  "), "blank"),
        (line(text="English only"), "not-arabic"),
        (line(text=TEXT, published="yesterday"), "published"),
    ],
)
def test_each_bad_line_is_one_failure(content: bytes, error: str) -> None:
    assert failure(content).error == error


def test_a_failure_names_the_article_and_the_line() -> None:
    found = failure(line(id="a1", text=""))
    assert found.document == "a1"
    assert found.message.startswith("n.jsonl:1: ")


def test_a_byte_order_mark_and_a_missing_line_end_are_fine() -> None:
    (document,) = read(b"\xef\xbb\xbf" + line(text=TEXT).rstrip())
    assert isinstance(document, Document)


@pytest.mark.parametrize(("content", "error"), [(b"", "empty"), (b" \n\n", "empty")])
def test_a_file_without_lines_is_refused(content: bytes, error: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(content)
    assert caught.value.error == error


def test_utf16_is_refused_as_a_whole() -> None:
    with pytest.raises(SourceError) as caught:
        read(line(text=TEXT).decode().encode("utf-16"))
    assert caught.value.error == "encoding"


def test_a_line_over_the_limit_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 300)
    found = read(line(text=TEXT * 50) + line(text="قال"))
    assert isinstance(found[0], Failure)
    assert (found[0].document, found[0].error) == ("n.jsonl:1", "too-large")
    assert isinstance(found[1], Document)
