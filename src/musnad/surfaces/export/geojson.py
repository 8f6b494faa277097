"""GeoJSON (RFC 7946): one feature an event, the plain table as its properties.

An event without a place, or with a whole country for a place, has no geometry: a pin in the middle
of a country says what nobody reported. ``place_precision`` tells what a pin stands for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from musnad.surfaces.export.plain import plain_values
from musnad.surfaces.export.rows import Row


def write_geojson(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    """Write one collection, a feature a line; the words are in it in any case."""
    encoder = msgspec.json.Encoder()
    stream.write(b'{"type":"FeatureCollection","features":[')
    separator = b"\n"
    for row in rows:
        stream.write(separator + encoder.encode(feature(row)))
        separator = b",\n"
    stream.write(b"\n]}\n")


def feature(row: Row) -> dict[str, Any]:
    """The feature of a row; positions are longitude, latitude, in degrees WGS 84."""
    geometry = None
    if row.point is not None:
        latitude, longitude = row.point
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": geometry,
        "properties": plain_values(row),
    }
