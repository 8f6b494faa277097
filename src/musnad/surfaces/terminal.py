"""Records on a terminal, for a person.

Input: an Analysis. Output: lines of text. Arabic stands on lines of its own, without labels,
numbers or columns beside it, because terminals order mixed lines differently; nothing is cut or
padded.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from typing import TextIO

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.documents import Document
from musnad.surfaces.cards import Card, Section, extent, make_sections
from musnad.surfaces.labels import label

_RULE = "─" * 60


class Style(msgspec.Struct, frozen=True):
    """Escape sequences for emphasis; all empty where colour is not wanted."""

    strong: str = ""
    faint: str = ""
    marked: str = ""
    off: str = ""


PLAIN = Style()
COLOURED = Style(strong="\x1b[1m", faint="\x1b[2m", marked="\x1b[1;4m", off="\x1b[0m")


def style_for(stream: TextIO) -> Style:
    """Colour on a terminal, none elsewhere or where ``NO_COLOR`` is set or the terminal is dumb."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return COLOURED if wanted and stream.isatty() else PLAIN


def show_analysis(analysis: Analysis, style: Style = PLAIN) -> Iterator[str]:
    """The lines that show one article, without line ends."""
    yield from _head(analysis.document, style)
    sections = make_sections(analysis)
    for section in sections:
        yield from _section(section, style)
    if not sections:
        yield ""
        yield label("no_records", "english")
    yield ""


def show_card(card: Card, style: Style = PLAIN) -> Iterator[str]:
    """The labelled lines of one record, indented; a Latin value stands beside its label."""
    previous = None
    for line in card.lines:
        name = f"   {style.faint}{label(line.label, 'english')}{style.off}"
        if not line.arabic:
            yield f"{name}  {label(line.text, 'english')}"
        elif line.label != previous:
            yield name
        previous = line.label
        if line.arabic:
            for piece in one_line_each(line.text):
                yield f"      {piece}"


def one_line_each(text: str) -> list[str]:
    """The lines of a text, without control characters, which a terminal would obey.

    Example:
        >>> one_line_each("line\\none\\x1b[2J")
        ['line', 'one[2J']
    """
    lines = text.splitlines() or [""]
    return ["".join(c for c in line if not _is_control(c)) for line in lines]


def _is_control(character: str) -> bool:
    """Whether a terminal would act on it; direction marks are part of how Arabic is printed."""
    return unicodedata.category(character) == "Cc"


def _head(document: Document, style: Style) -> Iterator[str]:
    yield f"{style.faint}{_RULE}{style.off}"
    for text in filter(None, (document.title, document.outlet)):
        yield f"{style.strong}{' '.join(one_line_each(text))}{style.off}"
    published = document.published or label("unknown_date", "english")
    yield f"{style.faint}{document.id} · {published}{style.off}"


def _section(section: Section, style: Style) -> Iterator[str]:
    yield ""
    name = label(section.name, "english")
    yield f"{style.strong}{name}{style.off} {style.faint}{len(section.cards)}{style.off}"
    for number, card in enumerate(section.cards, start=1):
        facts = " · ".join(label(fact, "english") for fact in card.facts)
        place = extent(card)
        yield ""
        where = f"{card.id}  {place.start}-{place.end}"
        yield f"{number:2} {facts}  {style.faint}{where}{style.off}"
        yield from show_card(card, style)
