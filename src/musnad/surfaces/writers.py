"""Writes analyses in the forms a user can ask for.

Input: analyses and a binary stream. Output: UTF-8. JSON lines, JSON and the terminal view are
written as the articles come; the page needs all of them first.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import msgspec

from musnad.records.analysis import Analysis
from musnad.surfaces.terminal import PLAIN, Style, show_analysis


class Format(StrEnum):
    """How records are written."""

    jsonl = "jsonl"
    json = "json"
    table = "table"
    html = "html"


_BY_SUFFIX = {".html": Format.html, ".htm": Format.html, ".json": Format.json, ".txt": Format.table}


def choose_format(asked: Format | None, output: Path | None, *, on_terminal: bool) -> Format:
    """What was asked for; else what the name of the file tells; else for a person or a program."""
    if asked is not None:
        return asked
    if output is not None:
        return _BY_SUFFIX.get(output.suffix.lower(), Format.jsonl)
    return Format.table if on_terminal else Format.jsonl


def write(
    analyses: Iterable[Analysis], stream: BinaryIO, form: Format, *, style: Style = PLAIN
) -> None:
    """Write all analyses in one form."""
    if form is Format.jsonl:
        _write_json_lines(analyses, stream)
    elif form is Format.json:
        _write_json(analyses, stream)
    elif form is Format.table:
        _write_table(analyses, stream, style)
    else:
        # Jinja2 is slow to import and needed here only.
        from musnad.surfaces.html.page import render_page  # noqa: PLC0415

        stream.write(render_page(tuple(analyses)).encode())
    stream.flush()


def _write_json_lines(analyses: Iterable[Analysis], stream: BinaryIO) -> None:
    for analysis in analyses:
        stream.write(analysis.to_json() + b"\n")


def _write_json(analyses: Iterable[Analysis], stream: BinaryIO) -> None:
    """One array, indented, however many articles there are."""
    separator = b"[\n"
    for analysis in analyses:
        stream.write(separator + msgspec.json.format(analysis.to_json(), indent=2))
        separator = b",\n"
    stream.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def _write_table(analyses: Iterable[Analysis], stream: BinaryIO, style: Style) -> None:
    for analysis in analyses:
        lines = show_analysis(analysis, style)
        stream.write("".join(f"{line}\n" for line in lines).encode())
        stream.flush()
