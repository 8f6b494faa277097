"""A table in the shape of ACLED's: 31 columns, with commas.

ACLED codes political violence, demonstrations and what bears on them: events of other types keep
their row, with the cells of the type empty. Deaths are not counted: ``fatalities`` is empty, not 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from musnad.grounding.knowledge import countries
from musnad.surfaces.export.cells import Cell, joined
from musnad.surfaces.export.delimited import Table, with_evidence, write_table
from musnad.surfaces.export.rows import Row, Side
from musnad.surfaces.export.schemes import AcledType, acled_type, country_codes, sector_codes

HEADER = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type"),
    *("sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2"),
    *("interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2"),
    *("admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale"),
    *("notes", "fatalities", "tags", "timestamp"),
)
_TIME_PRECISION = {"day": 1, "week": 2, "month": 3}  # ACLED has none for a year
_GEO_PRECISION = {"city": 1, "district": 1, "province": 3, "country": 3}
_CIVILIANS, _STATE, _FOREIGN = "Civilians", "State forces", "External/Other forces"
_AGAINST_CIVILIANS = "Violence against civilians"


def write_acled(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    """Write the rows under ACLED's headings."""
    table = Table(header=HEADER, cells=acled_cells, separator=",")
    write_table(rows, stream, with_evidence(table) if evidence else table)


def acled_cells(row: Row) -> list[Cell]:
    """The 31 cells of a row; the sentence stands in ``notes``, our ids and codes in ``tags``."""
    first, second = _two_parties(row)
    kinds = tuple(_kind(sides[0], row) if sides else "" for sides in (first, second))
    type_ = _type(row, kinds)
    targeted = _CIVILIANS in kinds[1:] and row.event.type == "ASSAULT"
    return [
        row.id,
        row.day.first if row.day is not None else None,
        row.day.first[:4] if row.day is not None else None,
        _TIME_PRECISION.get(row.day.precision) if row.day is not None else None,
        type_.disorder_type,
        type_.event_type,
        type_.sub_event_type,
        *_party_cells(first, kinds[0]),
        *_party_cells(second, kinds[1]),
        "-".join(kind for kind in kinds if kind),
        "Civilian targeting" if targeted else None,
        *_place_cells(row),
        row.document.outlet,
        None,
        row.sentence,
        None,
        _tags(row),
        None,  # when a row was last changed: no clock is read
    ]


def _two_parties(row: Row) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Both parties of a clash are actors of ours: the second of them is ACLED's other one."""
    if row.recipients:
        return row.actors, row.recipients
    return row.actors[:1], row.actors[1:]


def _kind(side: Side, row: Row) -> str:
    codes = [sector_codes()[s].acled for s in side.sectors if s in sector_codes()]
    kind = next((code for code in codes if code), "")
    place = row.event.place
    if kind == _STATE and place is not None and place.country not in (None, side.country):
        return _FOREIGN
    if kind == _CIVILIANS and row.event.type == "PROTEST":
        return "Rioters" if row.event.mode in ("riot", "vandalize") else "Protesters"
    return kind


def _type(row: Row, kinds: tuple[str, ...]) -> AcledType:
    found = acled_type(row.event.type, row.event.mode)
    if found.event_type == "Battles" and _CIVILIANS in kinds:
        return AcledType(found.disorder_type, _AGAINST_CIVILIANS, "Attack")
    return found


def _party_cells(sides: tuple[Side, ...], kind: str) -> tuple[str, str, str]:
    names = [_name(side) for side in sides]
    return (names[0] if names else "", joined(names[1:]), kind)


def _name(side: Side) -> str:
    return (side.entity.name_en if side.entity is not None else None) or side.name


def _place_cells(row: Row) -> tuple[Cell, ...]:
    """From ``iso`` to ``geo_precision``; regions and provinces are not known."""
    place = row.event.place
    if place is None:
        return (None,) * 10
    codes, country = country_codes().get(place.country or ""), countries().get(place.country or "")
    latitude, longitude = row.point or (None, None)
    return (
        codes.numeric if codes is not None else None,
        None,
        country.name_en if country is not None else None,
        place.name if place.precision == "province" else None,
        None,
        None,
        place.name,
        latitude,
        longitude,
        _GEO_PRECISION.get(place.precision or ""),
    )


def _tags(row: Row) -> str:
    event = row.event
    type_ = event.type if event.mode is None else f"{event.type}/{event.mode}"
    return f"document={row.document.id}; type={type_}; status={event.status}; trigger={row.trigger}"
