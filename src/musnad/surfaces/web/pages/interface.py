"""``/api``: what programs can ask, from the same description as ``/api/openapi.json``."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from musnad.surfaces.web.rendering import render

router = APIRouter()


class Parameter(msgspec.Struct, frozen=True):
    """What an address takes: where it stands, and what it may be."""

    name: str
    place: str
    kind: str
    about: str


class Operation(msgspec.Struct, frozen=True):
    """One thing that can be asked."""

    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]


@router.get("/api")
def interface(request: Request) -> Response:
    """The page."""
    described = request.app.openapi()
    operations = [
        _operation(method, path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "interface", operations=operations)


def _operation(method: str, path: str, described: dict[str, Any]) -> Operation:
    parameters = tuple(_parameter(one) for one in described.get("parameters", ()))
    return Operation(
        method.upper(),
        path,
        described.get("summary", ""),
        described.get("description", "").replace("``", ""),
        parameters,
    )


def _parameter(described: dict[str, Any]) -> Parameter:
    schema = described.get("schema", {})
    about = described.get("description") or schema.get("description", "")
    return Parameter(described["name"], described["in"], _kind(schema), about)


def _kind(schema: dict[str, Any]) -> str:
    """The type of a value in few words; its values where they are counted."""
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])} …"
    return str(schema.get("format") or schema.get("type", ""))
