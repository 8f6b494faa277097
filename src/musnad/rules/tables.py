"""Reads the tables a linguist edits: tab-separated, one header line, UTF-8.

Input: a package and a table name. Output: rows as dictionaries, in file order. The tables live
under ``lang/ar/<package>/``, ``knowledge/`` and ``codes/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from musnad.errors import LanguageDataError

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = ROOT / "lang" / "ar"


def read_table(package: str, name: str) -> Iterator[dict[str, str]]:
    """Rows of ``lang/ar/<package>/<name>.tsv``; an empty cell is an empty string.

    Raises:
        LanguageDataError: the file is missing or a row is longer than its header.
    """
    return read_rows(LANGUAGE / package / f"{name}.tsv")


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of one tab-separated file with a header line. See :func:`read_table`."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise LanguageDataError(f"{path}: cannot be read ({error.strerror})") from error
    header = lines[0].split("\t")
    width = len(header)
    padding = [""] * width
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) > width:
            raise LanguageDataError(f"{path}:{number}: {len(cells)} cells under {width} headings")
        yield dict(zip(header, cells + padding[len(cells) :], strict=True))


def cell_list(cell: str) -> list[str]:
    """The values of a cell that holds a list, separated by ``|``; empty for an empty cell."""
    return [value for value in cell.split("|") if value]
