"""An ingest killed again and again, and then let finish, leaves what an undisturbed one does."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from tests.store.sample import TEXTS, content

from musnad.store.project import Project

KILLS = 20
SHORTEST, LONGEST = 0.4, 2.5  # seconds from the start of a process to its end
SEED = 20161004


def articles() -> Iterator[str]:
    """Lines of articles: sentences in every order, so that many print the same words."""
    for number, sentences in enumerate(permutations(TEXTS * 2, 3)):
        if number == 400:
            break
        yield json.dumps(
            {
                "id": f"d{number}",
                "text": "\n\n".join(sentences),
                "published": f"2016-{number % 12 + 1:02}-{number % 28 + 1:02}",
            },
            ensure_ascii=False,
        )
    yield "no article"


def start(folder: Path, lines: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "musnad", "ingest", str(folder), str(lines), "-j", str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def finish(folder: Path, lines: Path) -> dict[str, list[tuple[object, ...]]]:
    assert start(folder, lines, 1).wait() == 3  # one line is no article
    return content(Project.open(folder).engine)


@pytest.mark.slow
def test_twenty_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    lines = tmp_path / "articles.jsonl"
    lines.write_text("\n".join(articles()), encoding="utf-8")
    Project.make(tmp_path / "undisturbed")
    expected = finish(tmp_path / "undisturbed", lines)
    assert len(expected["articles"]) == len(expected["readings"]) == 400
    moments = random.Random(SEED)
    kills, folder = 0, tmp_path / "0"
    Project.make(folder)
    while kills < KILLS:
        process = start(folder, lines, jobs=1 + kills % 2)
        try:
            process.wait(timeout=moments.uniform(SHORTEST, LONGEST))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
            continue
        assert content(Project.open(folder).engine) == expected
        folder = tmp_path / str(kills)
        Project.make(folder)
    assert finish(folder, lines) == expected
