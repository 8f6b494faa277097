"""What an export is, for those who get the file: question, counts, version, digest."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from musnad.store.query import Query
from musnad.surfaces.export.exporting import Export
from musnad.surfaces.export.forms import FormName
from musnad.version import __version__


def asked_fields(query: Query) -> dict[str, object]:
    """The fields of a query that ask for something."""
    fields: dict[str, object] = msgspec.to_builtins(query)
    paging = ("order", "limit", "after")
    return {name: value for name, value in fields.items() if value and name not in paging}


def describe_export(
    task: Export, query: Query, form: FormName, *, source: str, output: Path, once: bool
) -> bytes:
    """The manifest as JSON.

    Its ``selected`` is what ``musnad search --kind events --count`` says of the same query; of
    these, ``left_out`` have a status that the form cannot say, and the others are the ``rows``,
    or with ``row`` ``event`` their events.
    """
    described = {
        "musnad": __version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "source": source,
        "query": asked_fields(query),
        "form": form.value,
        "row": "event" if once else "mention",
        "selected": task.selected,
        "left_out": task.unhappened,
        "rows": task.written,
        "articles": task.articles,
        "file": output.name,
        "sha256": _digest(output) if output.is_file() else None,
    }
    return msgspec.json.format(msgspec.json.encode(described), indent=2) + b"\n"


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
