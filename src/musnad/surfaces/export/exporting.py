"""Runs an export: lines of records in, the selected events out, counted.

Input: a stream of records and what is asked for. Output: the events in one form. Nothing is kept
but the article at hand, apart from what the form itself needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from musnad.surfaces.export.forms import FORMS, FormName
from musnad.surfaces.export.lines import Lines
from musnad.surfaces.export.rows import Row, rows_of
from musnad.surfaces.export.selection import Selection, passes, select
from musnad.surfaces.export.writers import WRITERS

ACTUAL = frozenset(("actual",))


class Export:
    """One export.

    Attributes:
        written: rows so far.
        unhappened: events left out because the form cannot say that they did not happen.
    """

    def __init__(self, lines: Lines, form: FormName, selection: Selection) -> None:
        """Of lines; without statuses asked for, those that the form can tell apart."""
        self.written = 0
        self.unhappened = 0
        self._lines = lines
        self._write = WRITERS[form]
        self._asked = selection
        self._selection = selection
        if not selection.statuses and not FORMS[form].has_status:
            self._selection = msgspec.structs.replace(selection, statuses=ACTUAL)

    def write(self, stream: BinaryIO, *, evidence: bool = False) -> None:
        """Write all selected events."""
        self._write(self._rows(), stream, evidence=evidence)
        stream.flush()

    def _rows(self) -> Iterator[Row]:
        for key, analysis in self._lines.analyses():
            rows = tuple(rows_of(analysis, document_key=key))
            for row in select(rows, self._selection):
                self.written += 1
                yield row
            if self._selection is not self._asked:
                self.unhappened += sum(
                    row.event.status not in ACTUAL and passes(row, self._asked) for row in rows
                )
