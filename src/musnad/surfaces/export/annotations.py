"""W3C Web Annotations (JSON-LD): each event a note on the words that name it.

The target has two selectors for the same words: a quotation, whose prefix and suffix are the rest
of the sentence, and a position in code points of the text as received.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from musnad.surfaces.export.gdelt import source_of
from musnad.surfaces.export.rows import Row, Side
from musnad.version import __version__

# The second part gives our own names a meaning in JSON-LD; the first is the standard's.
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"musnad": "urn:musnad:field:"}]


def write_annotations(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    """Write one collection with one page, an annotation a line; the words are in any case."""
    encoder = msgspec.json.Encoder()
    head = {"@context": CONTEXT, "id": "urn:musnad:annotations", "type": "AnnotationCollection"}
    stream.write(encoder.encode(head)[:-1])
    stream.write(b',"first":{"id":"urn:musnad:annotations:1","type":"AnnotationPage",')
    stream.write(b'"startIndex":0,"items":[')
    count = 0
    for row in rows:
        stream.write((b",\n" if count else b"\n") + encoder.encode(annotation(row)))
        count += 1
    stream.write(b'\n]},"total":%d}\n' % count)


def annotation(row: Row) -> dict[str, Any]:
    """The annotation of a row."""
    event = row.event
    label = event.type if event.mode is None else f"{event.type} {event.mode}"
    parties = [("actor", side) for side in row.actors]
    parties += [("recipient", side) for side in row.recipients]
    return {
        "id": f"urn:musnad:event:{quote(row.id, safe=':')}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"type": "Software", "name": f"Musnad {__version__}"},
        "body": [
            {
                "type": "TextualBody",
                "purpose": "classifying",
                "value": label,
                "musnad:event": row.event_id,
                "musnad:status": event.status,
                "musnad:cameo": event.cameo,
                "musnad:date": row.day.first if row.day is not None else None,
                "musnad:speaker": row.speaker or None,
                "musnad:rule": event.rule,
            },
            *(_party(role, side) for role, side in parties),
        ],
        "target": {
            "source": source_of(row),
            "selector": _selectors(row),
            "musnad:document": row.document.id,
            "musnad:sentence": row.sentence,
        },
    }


def _party(role: str, side: Side) -> dict[str, Any]:
    entity = side.entity
    codes = [code for code in (side.country, *side.sectors) if code]
    named = {"musnad:role": role, "musnad:codes": codes, "musnad:words": side.words}
    if entity is not None and entity.wikidata:
        source = f"http://www.wikidata.org/entity/{entity.wikidata}"
        return {"type": "SpecificResource", "purpose": "identifying", "source": source, **named}
    return {"type": "TextualBody", "purpose": "tagging", "value": side.name, **named}


def _selectors(row: Row) -> list[dict[str, Any]]:
    text, start, end = row.document.text, row.event.trigger.start, row.event.trigger.end
    sentence = row.sentence_span
    return [
        {
            "type": "TextQuoteSelector",
            "exact": row.trigger,
            "prefix": text[sentence.start : start],
            "suffix": text[end : max(sentence.end, end)],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
