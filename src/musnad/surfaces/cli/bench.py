"""``musnad bench``: how fast the reader is here."""

from __future__ import annotations

from typing import Annotated

import typer

EXAMPLE = "Example: musnad bench news.jsonl --limit 500"


def bench(
    location: Annotated[
        str, typer.Argument(metavar="FILE", help="Articles, as for read.", show_default=False)
    ],
    limit: Annotated[int, typer.Option(min=1, help="Articles to read at most.")] = 300,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object, unrounded.")
    ] = False,
) -> None:
    """Measure speed, time per stage, memory and cold start, on one core of this machine."""
    import json  # noqa: PLC0415
    from itertools import islice  # noqa: PLC0415

    from musnad.errors import MusnadError  # noqa: PLC0415
    from musnad.records.documents import Document  # noqa: PLC0415
    from musnad.sources.documents import NOTHING_KNOWN  # noqa: PLC0415
    from musnad.sources.locations import read_location  # noqa: PLC0415
    from musnad.surfaces.benchmark import measure  # noqa: PLC0415

    found = read_location(location, given=NOTHING_KNOWN)
    documents = list(islice((d for d in found if isinstance(d, Document)), limit))
    if not documents:
        raise MusnadError(f"{location}: no article that can be read")
    figures = measure(documents)
    if as_json:
        typer.echo(json.dumps(figures))
        return
    for name, figure in figures.items():
        shown = f"{figure:.3f}" if isinstance(figure, float) else str(figure)
        typer.echo(f"{name}: {shown}")
