from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from tests.sources.server import page, serving

from musnad.records import Document, Failure
from musnad.sources import reading
from musnad.sources.documents import NOTHING_KNOWN, Metadata
from musnad.sources.locations import is_collection, read_location
from musnad.sources.manners import Manners
from musnad.sources.web import Web

TEXT = "قال الوزير إن المحادثات مستمرة وإن بلاده ترحب بها."
PAGE = f"<!doctype html><html><body><article>{f'<p>{TEXT}</p>' * 5}</article></body></html>"
LINE = json.dumps({"id": "a1", "text": TEXT})


def read(location: object, given: Metadata = NOTHING_KNOWN) -> list[Document | Failure]:
    return list(read_location(str(location), given=given))


def text_of(found: Document | Failure) -> str:
    assert isinstance(found, Document), found
    return found.text


def error_of(found: Document | Failure) -> str:
    assert isinstance(found, Failure)
    assert found.stage == "source"
    return found.error


@pytest.mark.parametrize("name", ["a.txt", "a", "a.md"])
def test_a_file_is_a_plain_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, encoding="windows-1256")
    (found,) = read(tmp_path / name)
    assert text_of(found) == TEXT


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a"])
def test_a_page_is_told_by_its_name_or_its_beginning(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (found,) = read(tmp_path / name)
    assert "<p>" not in text_of(found)


def test_json_lines_are_told_by_their_name(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{LINE}\n{LINE}\n", encoding="utf-8")
    assert [text_of(found) for found in read(tmp_path / "a.jsonl")] == [TEXT, TEXT]


@pytest.mark.parametrize("content", [TEXT, LINE, PAGE])
def test_standard_input_is_told_by_its_beginning(
    monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(content.encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    (found,) = read("-")
    assert text_of(found).startswith("قال الوزير")


def test_a_folder_gives_its_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(LINE, encoding="utf-8")
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    first, second, third = read(tmp_path)
    assert error_of(first) == "empty"
    assert isinstance(first, Failure)
    assert first.document.endswith("a.txt")
    assert text_of(second) == text_of(third) == TEXT


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "empty"),
        (b" \n ", "blank"),
        (b"%PDF-1.4", "pdf"),
        (b"GIF89a", "binary"),
        ("قال الوزير إن".encode()[:-1], "encoding"),
        (b"Plain English.", "not-arabic"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_failure(
    tmp_path: Path, content: bytes, error: str
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    (found,) = read(tmp_path / "a.txt")
    assert error_of(found) == error


def test_a_text_over_the_limit_is_not_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_TEXT_BYTES", 10)
    monkeypatch.setattr("musnad.sources.guards.MAX_TEXT_BYTES", 10)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (found,) = read(tmp_path / "a.txt")
    assert error_of(found) == "too-large"


def test_a_missing_file_and_an_empty_folder_are_failures(tmp_path: Path) -> None:
    (missing,) = read(tmp_path / "none.txt")
    assert error_of(missing) == "file"
    (tmp_path / "empty").mkdir()
    (empty,) = read(tmp_path / "empty")
    assert error_of(empty) == "empty"


@pytest.mark.parametrize(
    ("media_type", "content", "error"),
    [
        ("text/html", PAGE, None),
        ("text/plain", TEXT, None),
        ("application/x-ndjson", LINE, None),
        ("image/png", "x", "media-type"),
    ],
)
def test_an_address_is_read_by_what_the_server_sends(
    media_type: str, content: str, error: str | None
) -> None:
    with serving() as server:
        server.answers["/start"] = page("", status=302, Location="/final")
        server.answers["/final"] = page(content, media_type)
        web = Web(Manners(allow_private=True, delay=0))
        (found,) = read_location(f"{server.url}/start", given=NOTHING_KNOWN, web=web)
        if error is not None:
            assert error_of(found) == error
            return
        assert text_of(found).startswith("قال")
        if media_type != "application/x-ndjson":
            assert isinstance(found, Document)
            assert found.url == f"{server.url}/final"


def test_an_address_of_another_kind_is_a_failure() -> None:
    (found,) = read("ftp://example.org/a.txt")
    assert error_of(found) == "address"


def test_what_may_hold_many_articles(tmp_path: Path) -> None:
    assert is_collection("news.jsonl")
    assert is_collection(str(tmp_path))
    assert not is_collection("article.txt")
    assert not is_collection("-")
