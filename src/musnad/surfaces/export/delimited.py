"""Writes tables as delimited text, line by line: UTF-8, LF, one line of headings or none.

Two dialects: with commas, where quotation marks hold what has a comma or a line end; with tabs,
where every tab and line end inside a cell becomes a blank, since many readers of tabs know no
marks. Those that know them look for one at the beginning of a cell: there it is doubled, in marks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, Generic, Literal, TypeVar

import msgspec

from musnad.surfaces.export.cells import Cell, on_one_line, written
from musnad.surfaces.export.rows import Row

_MARK = '"'
Item = TypeVar("Item")


class Table(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """How rows, of events or of something else, become lines.

    Attributes:
        header: the headings.
        cells: the cells of a row, as many.
        separator: between cells.
        headed: whether the headings are written.
    """

    header: Sequence[str]
    cells: Callable[[Item], Sequence[Cell]]
    separator: Literal[",", "\t"]
    headed: bool = True


EVIDENCE_HEADER = ("musnad_id", "musnad_document", "musnad_status", "trigger", "sentence")


def with_evidence(table: Table[Row]) -> Table[Row]:
    """The table with the columns of evidence after its own, for schemes that have none."""

    def cells(row: Row) -> Sequence[Cell]:
        return (*table.cells(row), *_evidence(row))

    return msgspec.structs.replace(table, header=(*table.header, *EVIDENCE_HEADER), cells=cells)


def _evidence(row: Row) -> tuple[Cell, ...]:
    return row.id, row.document.id, row.event.status, row.trigger, row.sentence


def write_table(rows: Iterable[Item], stream: BinaryIO, table: Table[Item]) -> None:
    """Write the rows; memory does not grow with them."""
    line = _commas if table.separator == "," else _tabs
    if table.headed:
        stream.write(line(table.header))
    for row in rows:
        stream.write(line([written(cell) for cell in table.cells(row)]))


def _tabs(cells: Sequence[str]) -> bytes:
    return ("\t".join(map(_tab_cell, cells)) + "\n").encode("utf-8", "replace")


def _tab_cell(cell: str) -> str:
    """The cell on one line, such that readers with quotation marks and without see one cell."""
    line = on_one_line(cell)
    if not line.startswith(_MARK):
        return line
    return f"{_MARK}{line.replace(_MARK, _MARK * 2)}{_MARK}"


def _commas(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")
