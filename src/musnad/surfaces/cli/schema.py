"""``musnad schema``: the JSON Schema of the records."""

from __future__ import annotations

import typer

EXAMPLE = "Example: musnad schema > musnad-record.schema.json"


def schema() -> None:
    """Print the JSON Schema of what read prints as jsonl."""
    import json  # noqa: PLC0415

    from musnad.records.schema import record_schema  # noqa: PLC0415

    typer.echo(json.dumps(record_schema(), ensure_ascii=False, indent=2))
