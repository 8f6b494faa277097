"""XLSX: a table as a sheet that runs from right to left, as its readers read.

Text is written as text, never as a formula, number or link, and guarded as in CSV for the day
the sheet is saved as one. The same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from musnad.errors import MusnadError
from musnad.surfaces.export.cells import Cell, guarded
from musnad.surfaces.export.plain import HEADER, plain_cells
from musnad.surfaces.export.rows import Row

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_575  # Excel's, without the line of headings
MAX_CHARACTERS = 32_767  # Excel's, of a cell; in UTF-16 units
_WIDTH, _WIDE, _WIDE_COLUMNS = 14, 60, ("sentence", "title", "said")
_NO_CLOCK = datetime(1980, 1, 1, tzinfo=UTC)


def write_xlsx(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    """Write the sheet of events; the words are in it in any case.

    Raises:
        MusnadError: more rows than a sheet holds.
    """
    write_sheet(map(plain_cells, rows), stream, name="events", header=HEADER)


def write_sheet(
    rows: Iterable[Sequence[Cell]], stream: BinaryIO, *, name: str, header: Sequence[str]
) -> None:
    """Write a sheet of that name, with a line of headings.

    Raises:
        MusnadError: more rows than a sheet holds.
    """
    import xlsxwriter  # noqa: PLC0415 - slow to import

    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        book.set_properties({"created": _NO_CLOCK, "title": "Musnad"})
        sheet = book.add_worksheet(name)
        sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(header):
            sheet.set_column(column, column, _WIDE if heading in _WIDE_COLUMNS else _WIDTH)
        _write_row(sheet, 0, header)
        for number, row in enumerate(rows, start=1):
            if number > MAX_ROWS:
                raise MusnadError(
                    f"a sheet holds {MAX_ROWS:,} rows and there are more: export csv or parquet"
                )
            _write_row(sheet, number, row)


def _write_row(sheet: Worksheet, number: int, cells: Iterable[Cell]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            if cell:
                sheet.write_string(number, column, _fitted(guarded(cell)))
        elif cell is not None:
            sheet.write_number(number, column, cell)


def _fitted(text: str) -> str:
    """The text, cut with an ellipsis where it is too long for a cell."""
    if len(text) <= MAX_CHARACTERS // 2 or _units(text) <= MAX_CHARACTERS:
        return text
    kept = text.encode("utf-16-le", "replace")[: (MAX_CHARACTERS - 1) * 2]
    return kept.decode("utf-16-le", "ignore") + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
