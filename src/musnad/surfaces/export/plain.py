"""The plain table, one column a fact: for CSV, TSV, XLSX, Parquet and the properties of GeoJSON.

Input: rows. Output: cells by column, in a fixed order; lists of parties run parallel.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from musnad.grounding.days import Day
from musnad.records.assertions import Place
from musnad.surfaces.export.cells import Cell, joined
from musnad.surfaces.export.rows import Row, Side

Value = str | int | float | bool | None | list[str | None]
Kind = Literal["text", "integer", "number", "boolean", "list"]


class Column(msgspec.Struct, frozen=True):
    """A column: its heading, what its values are, and where they come from."""

    name: str
    kind: Kind
    value: Callable[[Row], Value]


def _of_sides(which: Literal["actor", "recipient"]) -> tuple[Column, ...]:
    def column(name: str, of_side: Callable[[Side], str | None]) -> Column:
        def values(row: Row) -> Value:
            sides = row.actors if which == "actor" else row.recipients
            return [of_side(side) for side in sides]

        return Column(f"{which}_{name}", "list", values)

    return (
        column("names", lambda side: side.name),
        column("names_en", lambda side: side.entity.name_en if side.entity else None),
        column("countries", lambda side: side.country),
        column("sectors", lambda side: "|".join(side.sectors) or None),
        column("wikidata", lambda side: side.entity.wikidata if side.entity else None),
        column("words", lambda side: side.words),
    )


def _of_place(of_place: Callable[[Place], str | None]) -> Callable[[Row], Value]:
    return lambda row: of_place(row.event.place) if row.event.place is not None else None


def _of_day(of_day: Callable[[Day], str | bool]) -> Callable[[Row], Value]:
    return lambda row: of_day(row.day) if row.day is not None else None


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


COLUMNS: tuple[Column, ...] = (
    Column("id", "text", lambda row: row.id),
    Column("event_id", "text", lambda row: row.event_id),
    Column("document_id", "text", lambda row: row.document.id),
    Column("url", "text", lambda row: row.document.url),
    Column("outlet", "text", lambda row: row.document.outlet),
    Column("title", "text", lambda row: row.document.title),
    Column("published", "text", lambda row: row.document.published),
    Column("type", "text", lambda row: row.event.type),
    Column("mode", "text", lambda row: row.event.mode),
    Column("contexts", "list", lambda row: list(row.event.contexts)),
    Column("status", "text", lambda row: row.event.status),
    Column("quad", "integer", lambda row: row.event.quad),
    Column("score", "number", lambda row: row.event.score),
    Column("cameo", "text", lambda row: row.event.cameo),
    Column("confidence", "number", lambda row: row.event.confidence),
    Column("date", "text", _of_day(lambda day: day.first)),
    Column("date_precision", "text", _of_day(lambda day: day.precision)),
    Column("date_told", "boolean", _of_day(lambda day: day.told)),
    Column("time_value", "text", lambda row: row.event.time.value if row.event.time else None),
    *_of_sides("actor"),
    *_of_sides("recipient"),
    Column("place", "text", _of_place(lambda place: place.name)),
    Column("place_country", "text", _of_place(lambda place: place.country)),
    Column("place_precision", "text", _of_place(lambda place: place.precision)),
    Column("lat", "number", lambda row: row.point[0] if row.point else None),
    Column("lon", "number", lambda row: row.point[1] if row.point else None),
    Column("geonames", "text", _of_place(lambda place: _text(place.geonames))),
    Column("said_in", "text", lambda row: row.event.said_in),
    Column("speaker", "text", lambda row: row.speaker or None),
    Column("trigger", "text", lambda row: row.trigger),
    Column("trigger_start", "integer", lambda row: row.event.trigger.start),
    Column("trigger_end", "integer", lambda row: row.event.trigger.end),
    Column("sentence", "text", lambda row: row.sentence),
    Column("sentence_number", "integer", lambda row: row.sentence_number or None),
    Column("tellings", "integer", lambda row: row.tellings),
    Column("rule", "text", lambda row: row.event.rule),
)
HEADER = tuple(column.name for column in COLUMNS)


def plain_values(row: Row) -> dict[str, Value]:
    """Heading → value, lists as lists."""
    return {column.name: column.value(row) for column in COLUMNS}


def plain_cells(row: Row) -> list[Cell]:
    """The cells of a row, lists joined with ``; ``."""
    return [_cell(column.value(row)) for column in COLUMNS]


def _cell(value: Value) -> Cell:
    if isinstance(value, list):
        return joined(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
