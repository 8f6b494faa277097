"""Cells of tables: lists joined, and nothing that a spreadsheet would run as a formula.

A cell of text that begins with ``= + - @``, their wide forms, a tab or a line end gets an
apostrophe in front, as OWASP advises against formulas in CSV. Numbers are written as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Cell = str | int | float | None

_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# What ends a cell or a line for readers that know no quotation marks.
_BREAKS = {ord(character): " " for character in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}


def guarded(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet could take it for a formula.

    Example:
        >>> guarded("=1+1"), guarded("1+1")
        ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(_RUN_AS_FORMULA) else text


def on_one_line(text: str) -> str:
    """The text with a blank for every tab and line end; as long as before."""
    return text.translate(_BREAKS)


def written(cell: Cell) -> str:
    """A cell as text: guarded if it is text, plain if a number, empty for None."""
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else str(cell)


def joined(parts: Iterable[str | None], separator: str = "; ", missing: str = "") -> str:
    """The parts in one cell, each in its place; empty when all are missing."""
    listed: Sequence[str | None] = tuple(parts)
    if not any(listed):
        return ""
    return separator.join(part or missing for part in listed)
