"""Runs an export: articles in, the rows of their events out, counted.

Input: articles with the events that a query asks for. Output: the rows in one form. Nothing is
kept but the article at hand, apart from what the form itself needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from musnad.records.analysis import Analysis
from musnad.surfaces.export.forms import FORMS, FormName
from musnad.surfaces.export.rows import Row, rows_of
from musnad.surfaces.export.writers import WRITERS


class Asked(msgspec.Struct, frozen=True):
    """An article and the ids of the events in it that are asked for; its key begins their ids."""

    key: str
    analysis: Analysis
    events: frozenset[str]


class Export:
    """One export.

    Attributes:
        articles: with at least one row, so far.
        selected: records of events that were asked for.
        written: rows.
        unhappened: events left out because the form cannot say that they did not happen.
    """

    def __init__(
        self,
        articles: Iterable[Asked],
        form: FormName,
        *,
        once: bool = False,
        statuses: bool = True,
    ) -> None:
        """Of articles, in a form.

        Args:
            articles: what is asked for.
            form: of the output.
            once: one row an event, not one for each time the article tells it.
            statuses: whether they are asked for; else forms that cannot say them get what
                happened only.
        """
        self.articles = self.selected = self.written = self.unhappened = 0
        self._asked = articles
        self._write = WRITERS[form]
        self._once = once
        self._only_actual = not statuses and not FORMS[form].has_status

    def write(self, stream: BinaryIO, *, evidence: bool = False) -> None:
        """Write all that is asked for."""
        self._write(self._rows(), stream, evidence=evidence)
        stream.flush()

    def _rows(self) -> Iterator[Row]:
        for asked in self._asked:
            rows = list(selected_rows(asked))
            self.selected += len(rows)
            if self._only_actual:
                actual = [row for row in rows if row.event.status == "actual"]
                self.unhappened += len(rows) - len(actual)
                rows = actual
            before = self.written
            for row in once(rows) if self._once else rows:
                self.written += 1
                yield row
            self.articles += self.written > before


def selected_rows(asked: Asked) -> Iterator[Row]:
    """The rows of one article that are asked for, in their order."""
    rows = rows_of(asked.analysis, document_key=asked.key)
    return (row for row in rows if row.event.id in asked.events)


def once(rows: Iterable[Row]) -> Iterator[Row]:
    """The first of the rows of each event, with the number of them."""
    tellings: dict[str, list[Row]] = {}
    for row in rows:
        tellings.setdefault(row.event_id, []).append(row)
    for told in tellings.values():
        yield msgspec.structs.replace(told[0], tellings=len(told), of_event=True)
