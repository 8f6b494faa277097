"""How fast the reader is on this machine.

Input: documents. Output: named figures: articles and words a second on one core, the time of each
stage, peak memory, and how long a new process takes to its first record.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from musnad.errors import MusnadError
from musnad.pipeline import STAGES, run_stage
from musnad.records.documents import Document
from musnad.records.layers import Layers

Figures = dict[str, float]
_KILOBYTES = 1 if sys.platform != "darwin" else 1024  # what ru_maxrss counts in, to kilobytes


def measure(documents: Sequence[Document]) -> Figures:
    """Read the documents once, after a first one that loads the tables, and time it.

    Args:
        documents: at least one. More make the figures steadier.

    Returns:
        ``articles``, ``words``, ``seconds``, ``articles_per_second``, ``words_per_second``,
        ``microseconds_per_word``, ``stage_<name>_seconds``, ``encode_seconds``, ``peak_memory_mb``
        of this process, ``warm_up_seconds`` and ``cold_start_seconds``. One core each.
    """
    cold_start = measure_cold_start(documents[0])
    _, warm_up = _read_one(documents[0])
    spent: Figures = dict.fromkeys(
        (*(f"stage_{s.name}_seconds" for s in STAGES), "encode_seconds"), 0.0
    )
    started = time.perf_counter()
    for document in documents:
        for name, seconds in _read_one(document)[0].items():
            spent[name] += seconds
    seconds = time.perf_counter() - started
    words = sum(len(document.text.split()) for document in documents)
    return {
        "articles": len(documents),
        "words": words,
        "seconds": seconds,
        "articles_per_second": len(documents) / seconds,
        "words_per_second": words / seconds,
        "microseconds_per_word": 1e6 * seconds / max(words, 1),
        **spent,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / _KILOBYTES,
        "warm_up_seconds": warm_up,
        "cold_start_seconds": cold_start,
    }


def measure_cold_start(document: Document) -> float:
    """Seconds from starting a new ``musnad read`` to the end of its first record."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.jsonl"
        path.write_bytes(msgspec.json.encode(document))
        command = [sys.executable, "-m", "musnad", "read", str(path), "--format", "jsonl"]
        started = time.perf_counter()
        done = subprocess.run(command, check=False, capture_output=True)
        seconds = time.perf_counter() - started
    if done.returncode != 0:
        raise MusnadError(f"the first article is not read: {done.stderr.decode().strip()}")
    return seconds


def _read_one(document: Document) -> tuple[Figures, float]:
    """Seconds by stage, and in all."""
    spent: Figures = {}
    began = at = time.perf_counter()
    layers = Layers(document=document)
    for stage in STAGES:
        layers = run_stage(stage, layers)
        now = time.perf_counter()
        spent[f"stage_{stage.name}_seconds"] = now - at
        at = now
    layers.to_analysis().to_json()
    now = time.perf_counter()
    spent["encode_seconds"] = now - at
    return spent, now - began
