"""``musnad explain``: why a record was made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: musnad explain st-3f9a1c20b7 records.jsonl"


def explain(
    record_id: Annotated[str, typer.Argument(help="Id of a record, as read printed it.")],
    records: Annotated[Path, typer.Argument(help="What read printed as jsonl; - reads a pipe.")],
) -> None:
    """Show the rule of a record, its words in their sentence, and what it was made from."""
    import msgspec  # noqa: PLC0415

    from musnad.errors import MusnadError  # noqa: PLC0415
    from musnad.records.analysis import Analysis  # noqa: PLC0415
    from musnad.surfaces.explanation import explain_record, show_explanation  # noqa: PLC0415
    from musnad.surfaces.terminal import style_for  # noqa: PLC0415

    needle = record_id.encode()
    try:
        stream = sys.stdin.buffer if str(records) == "-" else records.open("rb")
    except OSError as error:
        raise MusnadError(f"{records}: cannot be read: {error.strerror}") from error
    with stream:
        for number, line in enumerate(stream, start=1):
            if needle not in line:
                continue
            try:
                analysis = msgspec.json.decode(line, type=Analysis)
            except msgspec.DecodeError as error:
                raise MusnadError(f"{records}:{number}: not a line of records: {error}") from error
            explanation = explain_record(analysis, record_id)
            if explanation is not None:
                style = style_for(sys.stdout)
                for shown in show_explanation(analysis, explanation, style):
                    typer.echo(shown, color=True)
                return
    raise MusnadError(f"{records}: no record {record_id}")
