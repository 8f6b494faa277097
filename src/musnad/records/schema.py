"""The JSON Schema of what ``musnad read`` prints, made from the records themselves.

Input: the record classes, their types and the ``Attributes`` of their docstrings. Output: JSON
Schema 2020-12. Published as ``schema/musnad-record.schema.json``.
"""

from __future__ import annotations

import inspect
import re
from typing import Any

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.assertions import (
    Claim,
    Entity,
    Event,
    Mention,
    Office,
    Party,
    Place,
    Relation,
    Statement,
    Time,
    TimeReference,
)
from musnad.records.documents import Document, Failure
from musnad.records.spans import Span

SCHEMA_ID = "urn:musnad:record"
RECORD_TYPES: tuple[type, ...] = (
    Analysis,
    Document,
    Entity,
    Mention,
    Office,
    Time,
    Statement,
    Party,
    TimeReference,
    Event,
    Place,
    Claim,
    Relation,
    Failure,
    Span,
)
_ATTRIBUTE = re.compile(r"^ {4}(?! )(?P<names>[a-z_0-9, ]+): (?P<text>.+(?:\n {8}.+)*)", re.M)


def record_schema() -> dict[str, Any]:
    """The schema of one line of records, with those of its parts and of failures in ``$defs``."""
    (reference,), definitions = msgspec.json.schema_components(
        [Analysis], ref_template="#/$defs/{name}"
    )
    definitions = dict(definitions)
    _, with_failures = msgspec.json.schema_components([Failure], ref_template="#/$defs/{name}")
    definitions.update(with_failures)
    by_name = {record.__name__: record for record in RECORD_TYPES}
    for name, definition in definitions.items():
        _describe(definition, by_name[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Musnad's records of one article",
        **reference,
        "$defs": dict(sorted(definitions.items())),
    }


def describe_fields(record: type) -> dict[str, str]:
    """Field → its description in the docstring of the record or of what it extends.

    Fields that the docstrings leave out, because their names say it all, are missing here too.
    """
    described: dict[str, str] = {}
    for base in reversed(record.__mro__):
        text = inspect.cleandoc(base.__doc__ or "") if base.__module__.startswith("musnad") else ""
        _, _, attributes = text.partition("Attributes:\n")
        for match in _ATTRIBUTE.finditer(attributes):
            for field in match["names"].split(", "):
                described[field] = _in_json_terms(match["text"])
    return described


def summarise(record: type) -> str:
    """What a record is: its docstring up to the list of attributes, as one paragraph."""
    text, _, _ = inspect.cleandoc(record.__doc__ or "").partition("Attributes:\n")
    return _in_json_terms(text)


def _in_json_terms(text: str) -> str:
    """One paragraph, with JSON's null for Python's None and plain code marks."""
    return re.sub(r"\bNone\b", "null", " ".join(text.replace("``", "`").split()))


def _describe(definition: dict[str, Any], record: type) -> None:
    definition["description"] = summarise(record)
    properties = definition.get("properties")
    if properties is None:
        return
    definition["required"] = list(properties)  # every field is written, defaults included
    for field, description in describe_fields(record).items():
        if field not in properties:
            continue
        value = properties[field]
        if "$ref" in value:
            properties[field] = {"description": description, "allOf": [value]}
        else:
            value["description"] = description
