"""The forms of an answer: which one an address or a browser asks for, and its media type."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.surfaces.export.forms import FormName

Kind = Literal["articles", "statements", "events"]
JSON = "application/json"
PROBLEM = "application/problem+json"


class Form(msgspec.Struct, frozen=True):
    """How a form is sent: its media type, and the suffix of a file of it."""

    media_type: str
    suffix: str


_TEXT, _TABS = "text/csv; charset=utf-8", "text/tab-separated-values; charset=utf-8"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LINES = "application/x-ndjson"
# Of every kind of record; ``jsonl`` has all that is known of each, for programs.
EVERY: dict[str, Form] = {
    "jsonl": Form(_LINES, "jsonl"),
    "csv": Form(_TEXT, "csv"),
    "tsv": Form(_TABS, "tsv"),
    "xlsx": Form(_SHEET, "xlsx"),
}
OF_EVENTS: dict[str, Form] = {
    FormName.geojson: Form("application/geo+json", "geojson"),
    FormName.parquet: Form("application/vnd.apache.parquet", "parquet"),
    FormName.annotations: Form("application/ld+json", "jsonld"),
    FormName.plover: Form(_LINES, "plover.jsonl"),
    FormName.polecat: Form(_TABS, "polecat.tsv"),
    FormName.acled: Form(_TEXT, "acled.csv"),
    FormName.gdelt: Form(_TABS, "gdelt.tsv"),
    FormName.gdelt_mentions: Form(_TABS, "gdelt-mentions.tsv"),
}


def forms_of(kind: Kind) -> dict[str, Form]:
    """The forms that records of a kind can be sent in, by name."""
    return EVERY | OF_EVENTS if kind == "events" else EVERY


def accepted(kind: Kind, accept: str) -> str | None:
    """The form that the header Accept asks for; None for JSON, also where it says nothing of us.

    Example:
        >>> accepted("events", "text/csv, application/json;q=0.5")
        'csv'
    """
    by_type: dict[str, str] = {}
    for name, form in forms_of(kind).items():
        by_type.setdefault(form.media_type.partition(";")[0], name)
    best: tuple[float, str | None] = (0.0, None)
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        named = by_type.get(media_type)
        quality = next((_quality(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        if (named is not None or media_type == JSON) and quality > best[0]:
            best = quality, named
    return best[1]


def _quality(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return 0.0
