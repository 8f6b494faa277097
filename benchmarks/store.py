"""How a project grows: rate of ingest, memory, size and speed of queries, block by block.

    python benchmarks/store.py articles.jsonl --articles 10000 --block 2000 -j 2

``articles.jsonl`` has a line an article with ``id``, ``text`` and any of ``title``, ``published``.
When more are asked for than it has, it comes again and again, with three in ten words replaced by
others of the file and later days, so that they are articles of their own. Every block is one
``musnad ingest``. Seconds of the clock depend on what else the machine does; those of the processor
much less.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec

from musnad.store.project import Project
from musnad.store.query import Query

_REPLACED = 0.3
_RUNS = 5
_FREQUENT = (0, 3, 10, 30, 100, 300, 1000, 3000)  # ranks of the words that are sought


def main() -> None:
    """Measure and print a line a block."""
    options = _options()
    lines = [msgspec.json.decode(line) for line in options.articles_file.open("rb")]
    articles = islice(repeated(lines), options.articles)
    queries = questions(lines)
    folder = options.keep or Path(tempfile.mkdtemp(prefix="musnad-bench-"))
    project = Project.make(folder / "project")
    print("articles  per_s  cpu_ms  peak_MB  db_MB  count_p95_ms  page_p95_ms  slowest")
    done = 0
    while block := list(islice(articles, options.block)):
        path = folder / "block.jsonl"
        path.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in block))
        wall, cpu, peak = _ingest(project.folder, path, options.jobs)
        done += len(block)
        size = sum(file.stat().st_size for file in project.folder.glob("musnad.db*"))
        counts, pages, slowest = ask(project, queries)
        print(
            f"{done:8}  {len(block) / wall:5.1f}  {cpu / len(block) * 1000:6.1f}  {peak:7.0f}  "
            f"{size / 1e6:5.0f}  {counts:12.1f}  {pages:11.1f}  {slowest}",
            flush=True,
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles_file", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--block", type=int, default=2_000)
    parser.add_argument("--jobs", "-j", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder in which the project stays")
    return parser.parse_args()


def repeated(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The articles, then changed ones for ever; the same ones for the same file."""
    words = [word for line in lines for word in line["text"].split()]
    for turn in count():
        for line in lines:
            yield line if turn == 0 else _changed(line, turn, words)


def _changed(line: dict[str, Any], turn: int, words: list[str]) -> dict[str, Any]:
    chance = random.Random(f"{line['id']} {turn}")
    paragraphs = [
        " ".join(
            chance.choice(words) if chance.random() < _REPLACED else word
            for word in paragraph.split(" ")
        )
        for paragraph in line["text"].split("\n")
    ]
    changed = {**line, "id": f"{line['id']}-{turn}", "text": "\n".join(paragraphs)}
    if line.get("published"):
        day = date.fromisoformat(line["published"][:10]) + timedelta(days=turn)
        changed["published"] = day.isoformat()
    return changed


def questions(lines: list[dict[str, Any]]) -> list[Query]:
    """Frequent and rare words, phrases, and filters of every kind, alone and together."""
    frequency = Counter(word for line in lines for word in set(line["text"].split()))
    ranked = [word for word, _ in frequency.most_common() if len(word) > 2]
    sought = [ranked[place] for place in _FREQUENT if place < len(ranked)]
    asked = [Query(words=word, order="rank", limit=20) for word in sought]
    asked += [Query(words=word, order="newest", limit=20) for word in sought]
    phrases = [" ".join(line["text"].split()[3:5]) for line in lines[:5]]
    asked += [Query(words=f'"{phrase}"', order="rank", limit=20) for phrase in phrases]
    asked += [
        Query(kind=kind, order=order, limit=20, **filters)
        for filters in _FILTERS
        for kind in ("articles", "statements", "events")
        for order in ("newest", "oldest", "number")
    ]
    asked += [
        Query(kind="events", words=word, order="rank", limit=20, types=("ASSAULT",))
        for word in sought
    ]
    return asked


_FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"actors": ("RUS",)},
    {"actors": ("USA GOV",), "recipients": ("RUS",)},
    {"types": ("ASSAULT",), "statuses": ("actual",)},
    {"types": ("CONSULT",), "since": "2016-01-01", "until": "2016-12-31"},
    {"said_by": ("Q58217",)},
    {"said_by": ("RUS",), "about": ("SYR",)},
    {"said_by": ("كيري",)},  # "Kerry"
    {"forces": ("deny",)},
    {"contested": True},
)


def ask(project: Project, queries: list[Query]) -> tuple[float, float, str]:
    """Milliseconds under which 95 of 100 counts and first pages stay; the slowest question."""
    counts, pages = [], []
    for query in queries:
        counts.append(_median_ms(lambda q=query: project.count(q)))  # type: ignore[misc]
        pages.append(_median_ms(lambda q=query: project.rows(q)))  # type: ignore[misc]
    slowest = max(range(len(queries)), key=lambda place: max(counts[place], pages[place]))
    asked = queries[slowest]
    shown = {k: v for k, v in msgspec.to_builtins(asked).items() if v and k != "limit"}
    return _p95(counts), _p95(pages), f"{max(counts[slowest], pages[slowest]):.0f} {shown}"


def _median_ms(ask_once: Any) -> float:
    times = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        ask_once()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _ingest(folder: Path, path: Path, jobs: int) -> tuple[float, float, float]:
    """Seconds of the clock and of processors, and megabytes of the largest process."""
    command = [
        sys.executable,
        "-m",
        "musnad",
        "ingest",
        str(folder),
        str(path),
        "-j",
        str(jobs),
        "-q",
    ]
    started = time.perf_counter()
    child = os.posix_spawn(sys.executable, command, dict(os.environ))
    _, _, used = os.wait4(child, 0)
    wall = time.perf_counter() - started
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
