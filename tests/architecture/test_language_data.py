"""Arabic is data: none in logic, and every table is one a linguist can trust."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from musnad.rules.tables import read_rows

SOURCE = Path(__file__).resolve().parents[2] / "src" / "musnad"
# Letters; Arabic punctuation and digits are characters like others.
ARABIC = re.compile(
    r"[\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
)
PRESENTATION_FORMS = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
MODULES = sorted(SOURCE.rglob("*.py"))
TABLES = sorted((SOURCE / "lang").rglob("*.tsv"))
ALL_TABLES = sorted(SOURCE.rglob("*.tsv"))
# The table of foldings and that of letter frequencies are about characters as such.
ABOUT_CHARACTERS = frozenset(("folding.tsv", "letter_frequencies.tsv"))


def strings_of_logic(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of everything but docstrings and comments."""
    source = path.read_text(encoding="utf-8")
    docstrings = {
        node.body[0].value.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        docstring = token.type == tokenize.STRING and token.start[0] in docstrings
        if not docstring and token.type != tokenize.COMMENT:
            yield token.start[0], token.string


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_arabic_letter_stands_in_logic(path: Path) -> None:
    found = [line for line, text in strings_of_logic(path) if ARABIC.search(text)]
    assert not found, f"{path}: lines {found}"


@pytest.mark.parametrize("path", ALL_TABLES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_table_is_well_formed(path: Path) -> None:
    content = path.read_bytes()
    text = content.decode()
    assert b"\r" not in content
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    lines = text.splitlines()
    header = lines[0].split("\t")
    assert len(header) == len(set(header)) > 0
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in header), header
    for number, line in enumerate(lines[1:], start=2):
        assert line, f"{path}:{number}: blank line"
        cells = line.split("\t")
        assert len(cells) <= len(header), f"{path}:{number}: too many cells"
        assert all(cell == cell.strip() for cell in cells), f"{path}:{number}: blanks at an edge"


@pytest.mark.parametrize("path", TABLES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_table_of_the_language_is_in_plain_arabic_letters(path: Path) -> None:
    if path.name in ABOUT_CHARACTERS:
        return
    for number, row in enumerate(read_rows(path), start=2):
        line = "\t".join(cell for name, cell in row.items() if name != "note")
        place = f"{path}:{number}"
        assert line == unicodedata.normalize("NFC", line), f"{place}: not NFC"
        assert not PRESENTATION_FORMS.search(line), f"{place}: presentation form"
        assert "\u06cc" not in line, f"{place}: Farsi ya"
        assert "\u06a9" not in line, f"{place}: Farsi kaf"
        if not path.stem.endswith("_examples"):  # examples are print: «1436 هـ»
            assert "\u0640" not in line, f"{place}: tatweel"


@pytest.mark.parametrize("path", ALL_TABLES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_row_stands_twice(path: Path) -> None:
    counts = Counter(path.read_text(encoding="utf-8").splitlines()[1:])
    assert not [line for line, count in counts.items() if count > 1]


def test_the_check_would_find_arabic_in_logic(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text('"""قال"""\n# قال\nX = "قال"\n', encoding="utf-8")
    assert [line for line, text in strings_of_logic(path) if ARABIC.search(text)] == [3]
