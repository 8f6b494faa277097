"""POLECAT's table: 40 columns, tab-separated, as its yearly files have them.

Several parties stand in one cell, ``; `` between them and ``|`` between the sectors of one; what
is missing is ``None``. POLECAT has no text and no status: see the columns of evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from musnad.grounding.knowledge import countries
from musnad.records.assertions import EntityKind
from musnad.surfaces.export.cells import Cell, joined
from musnad.surfaces.export.delimited import Table, with_evidence, write_table
from musnad.surfaces.export.rows import Row, Side
from musnad.version import __version__

_SIDE = ("Name", "Country", "COW", "Primary {} Sector", "Sectors", "Title", "Name Raw")
_QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
_MISSING = "None"


def _side_header(which: str) -> tuple[str, ...]:
    names = [name.format(which) if "{}" in name else f"{which} {name}" for name in _SIDE]
    return (*names, f"Wikipedia {which} ID")


HEADER = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *_side_header("Actor"),
    *_side_header("Recipient"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)


def write_polecat(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    """Write the rows under POLECAT's headings."""
    table = Table(header=HEADER, cells=polecat_cells, separator="\t")
    write_table(rows, stream, with_evidence(table) if evidence else table)


def polecat_cells(row: Row) -> list[Cell]:
    """The 40 cells of a row."""
    event = row.event
    cells: list[Cell] = [
        row.id,
        row.day.first if row.day is not None else None,
        event.type,
        event.mode,
        event.score,
        _QUADS[event.quad - 1] if 1 <= event.quad <= 4 else None,
        joined(event.contexts),
        *_side_cells(row.actors),
        *_side_cells(row.recipients),
        *_place_cells(row),
        row.document.outlet,
        (row.document.published or "")[:10],
        *(_story(row, kinds) for kinds in (("person",), ("organisation", "group"), ("place",))),
        row.document.language,
        f"Musnad {__version__}",
    ]
    return [_MISSING if cell is None or cell == "" else cell for cell in cells]


def _side_cells(sides: tuple[Side, ...]) -> tuple[str, ...]:
    return (
        _each(side.name for side in sides),
        _each(side.country for side in sides),
        "",  # COW: no table of it may be shipped yet
        _each(side.sectors[0] if side.sectors else None for side in sides),
        _each("|".join(side.sectors) for side in sides),
        _each(_office(side) for side in sides),
        _each(side.words for side in sides),
        "",  # Wikipedia titles are not Wikidata ids
    )


def _each(parts: Iterable[str | None]) -> str:
    return joined(parts, missing=_MISSING)


def _office(side: Side) -> str | None:
    return side.entity.roles[0].title if side.entity is not None and side.entity.roles else None


def _place_cells(row: Row) -> tuple[Cell, ...]:
    place = row.event.place
    if place is None:
        return (None,) * 10
    latitude, longitude = row.point or (None, None)
    return (
        place.name,
        *(place.name if place.precision == kind else None for kind in ("city", "district")),
        place.name if place.precision == "province" else None,
        place.country if place.country in countries() else None,
        latitude,
        longitude,
        str(place.geonames) if place.geonames is not None else None,
        row.place_words,
        place.precision,
    )


def _story(row: Row, kinds: tuple[EntityKind, ...]) -> str:
    return joined(name for kind, name in row.story if kind in kinds)
