from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from tests.sources import samples

from musnad.records import Document, Failure
from musnad.sources import zips
from musnad.sources.documents import NOTHING_KNOWN
from musnad.sources.locations import read_location


def packed(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(tmp_path: Path, content: bytes) -> list[Document | Failure]:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    return list(read_location(str(path), given=NOTHING_KNOWN))


def error_of(tmp_path: Path, content: bytes) -> str:
    (found,) = read(tmp_path, content)
    assert isinstance(found, Failure)
    return found.error


def test_members_are_read_by_their_form_in_order(tmp_path: Path) -> None:
    line = json.dumps({"id": "c", "text": samples.SENTENCE}).encode()
    feed = samples.rss(samples.item("https://example.org/1", content=samples.ARTICLE))
    found = read(
        tmp_path,
        packed(
            {
                "z.txt": samples.SENTENCE.encode("windows-1256"),
                "sub/": b"",
                "sub/a.html": samples.page().encode(),
                "b.jsonl": line + b"\n" + line,
                "feed.xml": feed.encode(),
                "picture.png": b"\x89PNG",
                "__MACOSX/._z.txt": b"\x00",
                ".hidden.txt": b"\x00",
            }
        ),
    )
    assert [type(f) for f in found] == [Document] * 5
    assert all(samples.SENTENCE in f.text for f in found if isinstance(f, Document))


def test_a_member_that_fails_is_named_and_costs_only_itself(tmp_path: Path) -> None:
    bad, good = read(tmp_path, packed({"../../a.txt": b"", "b.txt": samples.SENTENCE.encode()}))
    assert isinstance(bad, Failure)
    assert bad.document == f"{tmp_path}/a.zip!../../a.txt"
    assert isinstance(good, Document)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = samples.SENTENCE.encode()
    bomb, fine = read(tmp_path, packed({"a.txt": b"\x00" * 5_000_000, "b.txt": good}))
    assert isinstance(bomb, Failure)
    assert bomb.error == "bomb"
    assert isinstance(fine, Document)
    monkeypatch.setattr(zips, "MAX_BYTES", 10)
    assert error_of(tmp_path, packed({"a.txt": good})) == "bomb"
    monkeypatch.setattr(zips, "MAX_BYTES", 10**9)
    monkeypatch.setattr(zips, "MAX_MEMBERS", 1)
    assert error_of(tmp_path, packed({"a.txt": good, "b.txt": good})) == "bomb"


def test_a_zip_in_a_zip_is_one_failure(tmp_path: Path) -> None:
    inner = packed({"a.txt": samples.SENTENCE.encode()})
    assert error_of(tmp_path, packed({"inner.zip": inner})) == "nested"


def test_damage_is_one_failure(tmp_path: Path) -> None:
    content = packed({"a.txt": samples.SENTENCE.encode()}, zipfile.ZIP_STORED)
    assert error_of(tmp_path, content[:-30]) == "zip"
    at = content.index("قال".encode())
    assert error_of(tmp_path, content[:at] + b"x" + content[at + 1 :]) == "damaged"
    assert error_of(tmp_path, packed({"a.png": b"x"})) == "empty"
    assert error_of(tmp_path, packed({})) == "empty"


def test_an_encrypted_member_is_one_failure(tmp_path: Path) -> None:
    content = bytearray(packed({"a.txt": samples.SENTENCE.encode()}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert error_of(tmp_path, bytes(content)) == "zip"
