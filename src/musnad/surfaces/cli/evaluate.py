"""``musnad evaluate``: agreement of records with annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: musnad evaluate annotated.jsonl records.jsonl --json"


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            help="JSON lines: id, text, sentences, statements, events, times of an article each."
        ),
    ],
    predicted: Annotated[Path, typer.Argument(help="What read printed as jsonl.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object, unrounded.")
    ] = False,
) -> None:
    """Print how well records agree with annotations, one figure a line."""
    import json  # noqa: PLC0415

    from musnad.surfaces.evaluation.files import evaluate_files  # noqa: PLC0415

    figures = evaluate_files(gold, predicted)
    if as_json:
        typer.echo(json.dumps(figures))
        return
    for name, figure in figures.items():
        shown = f"{figure:.4f}" if isinstance(figure, float) else str(figure)
        typer.echo(f"{name}: {shown}")
