from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from tests.surfaces import sample

from musnad.surfaces.writers import Format, choose_format, write


def written(form: Format, count: int = 2) -> str:
    stream = io.BytesIO()
    write([sample.sample_analysis()] * count, stream, form)
    return stream.getvalue().decode()


def test_json_lines_are_one_object_a_line() -> None:
    lines = written(Format.jsonl).splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == ["sample", "sample"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_json_is_one_array(count: int) -> None:
    assert len(json.loads(written(Format.json, count))) == count


def test_all_forms_hold_the_same_words() -> None:
    for form in Format:
        assert "لن نتخلى عن السلام" in written(form)


@pytest.mark.parametrize(
    ("asked", "output", "on_terminal", "chosen"),
    [
        (Format.json, "a.html", True, Format.json),
        (None, "a.html", True, Format.html),
        (None, "a.json", False, Format.json),
        (None, "a.out", True, Format.jsonl),
        (None, None, True, Format.table),
        (None, None, False, Format.jsonl),
    ],
)
def test_the_form_is_chosen(
    asked: Format | None, output: str | None, on_terminal: bool, chosen: Format
) -> None:
    path = Path(output) if output else None
    assert choose_format(asked, path, on_terminal=on_terminal) is chosen
