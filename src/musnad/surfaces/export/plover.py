"""PLOVER's own records as JSON lines, with the fields of its manual.

Where the manual has no field, ours stand under our names: ``document_id``, ``event_id``,
``status``, ``said_in``, ``speaker``, ``confidence``. What did not happen also carries PLOVER's
auxiliary mode, so that a reader who knows only PLOVER is not misled.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from musnad.surfaces.export.rows import Row, Side
from musnad.version import __version__

_AUXILIARY = {
    "future": "future",
    "requested": "hypothetical",
    "hypothetical": "hypothetical",
    "negated": "negation",
}
# 5 a place below a city, 4 a city, 3 a district, 2 a province, 1 a country.
_RESOLUTION = {"district": 5, "city": 4, "province": 2, "country": 1}


def write_plover(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    """Write one JSON object a line; the words are in it, whether or not they are asked for."""
    encoder = msgspec.json.Encoder()
    for row in rows:
        stream.write(encoder.encode(plover_record(row)) + b"\n")


def plover_record(row: Row) -> dict[str, Any]:
    """The record of a row; a field that nothing is known of is null or empty."""
    event, document = row.event, row.document
    return {
        "id": row.id,
        "document_id": document.id,
        "event_id": row.event_id,
        "has_event": True,
        "date": row.day.first if row.day is not None else None,
        "date_precision": row.day.precision if row.day is not None else None,
        "date_told": row.day.told if row.day is not None else None,
        "actor": [_entity(side) for side in row.actors],
        "recipient": [_entity(side) for side in row.recipients],
        "event": [event.type],
        "mode": [mode for mode in (event.mode, _AUXILIARY.get(event.status)) if mode],
        "context": list(event.contexts),
        "status": event.status,
        "said_in": event.said_in,
        "speaker": row.speaker or None,
        "confidence": event.confidence,
        "event_loc": _location(row),
        "event_text": [row.trigger],
        "quad_code": event.quad,
        "event_scale": event.score,
        "cameo": event.cameo,
        "link": document.url,
        "text": row.sentence,
        "text_info": {
            "sequence": row.sentence_number,
            "start": event.trigger.start,
            "end": event.trigger.end,
            "text_story": document.id,
        },
        "cite_info": {
            "url": document.url,
            "title": document.title,
            "language": document.language,
            "publication": document.outlet,
            "date": document.published,
        },
        "coder": f"Musnad {__version__}",
        "comment": f"rule {event.rule}",
    }


def _entity(side: Side) -> dict[str, Any]:
    entity = side.entity
    return {
        "code": side.country,
        "sector": list(side.sectors),
        "entity_text": side.words,
        "start": side.span.start,
        "end": side.span.end,
        "identifier_id": entity.wikidata if entity is not None else None,
        "identifier_text": side.name,
        "identifier_text_en": entity.name_en if entity is not None else None,
        "office": entity.roles[0].title if entity is not None and entity.roles else None,
    }


def _location(row: Row) -> dict[str, Any] | None:
    place = row.event.place
    if place is None:
        return None
    latitude, longitude = row.point or (None, None)
    return {
        "extracted_place": row.place_words,
        "resolved_place": place.name,
        "geonameid": str(place.geonames) if place.geonames is not None else None,
        "lat": latitude,
        "lon": longitude,
        "country_code": place.country,
        "resolution": _RESOLUTION.get(place.precision or ""),
    }
