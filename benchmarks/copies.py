"""How well copies are found, and how fast: pairs that are known against pairs that are found.

    python benchmarks/copies.py articles.jsonl pairs.tsv

``articles.jsonl`` has a line an article with ``id`` and ``text``; ``pairs.tsv`` the columns ``id1``
and ``id2``. Prints precision, recall, and the seconds of one processor that an article takes.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import select

from musnad.corpus.copy_finding import arrange_copies
from musnad.sources.documents import Metadata
from musnad.sources.locations import read_location
from musnad.store.project import Project
from musnad.store.schema import ARTICLES, COPY_PAIRS
from musnad.store.writing import take_in

_AT_ONCE = 64
Pair = frozenset[str]


def main(articles: str, known: str) -> None:
    """Measure and print."""
    with Path(known).open(encoding="utf-8", newline="") as stream:
        wanted = {Pair((row["id1"], row["id2"])) for row in csv.DictReader(stream, delimiter="\t")}
    with tempfile.TemporaryDirectory() as folder:
        project = Project.make(Path(folder) / "project")
        for _ in take_in(project.engine, articles, read_location(articles, given=Metadata())):
            pass
        found, seconds = find(project)
    right = len(wanted & found)
    print(f"pairs known {len(wanted)}, found {len(found)}, both {right}")
    print(f"precision {right / len(found):.3f}, recall {right / len(wanted):.3f}")
    print(f"{seconds * 1000:.1f} ms of one processor an article")


def find(project: Project) -> tuple[set[Pair], float]:
    """The pairs by the ids of their articles, and the seconds an article took."""
    with project.engine.connect() as connection:
        rows = connection.execute(select(ARTICLES.c.number, ARTICLES.c.identity)).all()
    names = {int(number): str(name) for number, name in rows}
    numbers = sorted(names)
    started = time.process_time()
    for first in range(0, len(numbers), _AT_ONCE):
        with project.engine.begin() as connection:
            arrange_copies(connection, numbers[first : first + _AT_ONCE])
    seconds = (time.process_time() - started) / max(len(numbers), 1)
    with project.engine.connect() as connection:
        pairs = connection.execute(select(COPY_PAIRS.c.article, COPY_PAIRS.c.other)).all()
    return {Pair((names[one], names[other])) for one, other in pairs}, seconds


if __name__ == "__main__":
    main(*sys.argv[1:])
