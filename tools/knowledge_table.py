"""Writes the tables of ``src/musnad/knowledge``; shared by the build scripts beside it.

Curated inputs, edited by hand, are in ``tools/curated``; everything else comes from the packages
of the ``build`` extra. The same inputs give the same bytes.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from musnad.rules.tables import read_rows
from musnad.text.fold import fold

TOOLS = Path(__file__).resolve().parent
KNOWLEDGE = TOOLS.parent / "src" / "musnad" / "knowledge"
CURATED = TOOLS / "curated"

Row = dict[str, str]


def curated(name: str) -> Iterator[Row]:
    """Rows of ``tools/curated/<name>.tsv``."""
    return read_rows(CURATED / f"{name}.tsv")


def package_folder(package: str) -> Path:
    """The folder of an installed package, found without importing it.

    Raises:
        ModuleNotFoundError: it is not installed (``pip install musnad[build]``).
    """
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package}: install the build extra (musnad[build])")
    return Path(spec.origin).parent


def package_json(package: str, path: str) -> Any:
    """A JSON file inside an installed package."""
    return json.loads((package_folder(package) / path).read_text(encoding="utf-8"))


def distinct_by_fold(forms: Iterable[str]) -> list[str]:
    """The forms without those that fold like an earlier one, blanks left out, order kept."""
    kept: dict[str, str] = {}
    for form in forms:
        if form:
            kept.setdefault(fold(form), form)
    return list(kept.values())


def write_table(path: Path, header: list[str], rows: Iterable[Row]) -> int:
    """Write rows under a header as NFC UTF-8 with LF; gives the number of rows."""
    lines = ["\t".join(header)]
    for row in rows:
        cells = [unicodedata.normalize("NFC", row.get(name, "")) for name in header]
        if any("\t" in cell or "\n" in cell for cell in cells):
            raise ValueError(f"{path.name}: a tab or line break in {cells}")
        lines.append("\t".join(cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return len(lines) - 1
