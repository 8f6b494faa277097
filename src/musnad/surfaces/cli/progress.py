"""The progress bar, on standard error only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from musnad.reader import Outcome
from musnad.sources.content import JSON_LINES

_BLOCK_BYTES = 1 << 20


def watched(
    outcomes: Iterable[Outcome], inputs: list[str], *, wanted: bool | None
) -> Iterable[Outcome]:
    """The same outcomes, with a bar that moves as they pass.

    Args:
        outcomes: what is being read.
        inputs: the locations; tell how many articles there are, where that is cheap to know.
        wanted: None for a bar only when standard error is a terminal and there are many articles.
    """
    total = count_articles(inputs)
    if wanted is None:
        wanted = bar_wanted(None) and total != 1
    return _with_bar(outcomes, total) if wanted else outcomes


def count_articles(inputs: list[str]) -> int | None:
    """How many articles there are; None when that shows only on reading."""
    total = 0
    for location in inputs:
        path = Path(location)
        if path.suffix.lower() in JSON_LINES and path.is_file():
            total += _count_lines(path)
        elif path.is_dir():
            return None
        else:
            total += 1
    return total


def _count_lines(path: Path) -> int:
    count, last = 0, b"\n"
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            count += block.count(b"\n")
            last = block[-1:]
    return count + (last != b"\n")


def _with_bar(outcomes: Iterable[Outcome], total: int | None) -> Iterator[Outcome]:
    with bar_for("reading", total, shown=True) as advance:
        for done, outcome in enumerate(outcomes, start=1):
            advance(done)
            yield outcome


def bar_wanted(asked: bool | None) -> bool:
    """What was asked for; else whether a person would see the bar."""
    return sys.stderr.isatty() if asked is None else asked


@contextmanager
def bar_for(name: str, total: int | None, *, shown: bool) -> Iterator[Callable[[int], None]]:
    """A bar with the rate and the time left; gives the function that tells it how many are done.

    Args:
        name: what is being done.
        total: None when it is not known.
        shown: without it there is no bar, and what is told goes nowhere.
    """
    if not shown:
        yield lambda _: None
        return
    # rich takes a tenth of a second to import: only for those who see it.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f}/s", justify="right"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=total, rate=0.0)
        started = time.monotonic()

        def advance(done: int) -> None:
            rate = done / max(time.monotonic() - started, 1e-6)
            bar.update(task, completed=done, rate=rate)

        yield advance
