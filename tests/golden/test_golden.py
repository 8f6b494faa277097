"""Three whole articles give the records that golden/ keeps."""

from __future__ import annotations

import importlib.util
import json
from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "golden"
HOW = "if every change is meant: make golden (or python tools/renew_golden.py)"
MAX_SHOWN_LINES = 120


@cache
def records() -> dict[Path, str]:
    spec = importlib.util.spec_from_file_location(
        "renew_golden", ROOT / "tools" / "renew_golden.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: dict[Path, str] = module.golden_files()
    return made


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: str(path.stem))
def test_an_article_gives_the_records_kept(path: Path) -> None:
    kept = path.read_text(encoding="utf-8").splitlines()
    made = records()[path].splitlines()
    changes = list(unified_diff(kept, made, "kept", "read now", lineterm="", n=2))
    if changes:
        shown = "\n".join(changes[:MAX_SHOWN_LINES])
        pytest.fail(f"{path.name} changed; {HOW}\n{shown}", pytrace=False)


def test_every_text_has_its_records_and_the_other_way_round() -> None:
    assert sorted(records()) == sorted(GOLDEN.glob("*.json")), HOW


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: str(path.stem))
def test_the_records_kept_are_of_the_text_kept(path: Path) -> None:
    (analysis,) = json.loads(path.read_text(encoding="utf-8"))
    assert analysis["document"]["text"] == path.with_suffix(".txt").read_text(encoding="utf-8")
