"""Packages import only packages before them, so the folder list shows the way of the data."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "musnad"
LAYERS = (
    "records",
    "sources",
    "text",
    "mentions",
    "grounding",
    "extraction",
    "store",
    "corpus",
    "surfaces",
)
FOR_ALL = frozenset(("rules", "errors", "version"))
OF_THE_TOP = frozenset(("pipeline", "reader"))  # run the stages; imported by surfaces alone
BANNED_NAMES = frozenset(("utils", "util", "helpers", "common", "misc", "manager", "handler"))
HEAVY = frozenset(
    ("trafilatura", "httpx", "jinja2", "rich", "multiprocessing", "lxml", "pyarrow", "xlsxwriter")
) | {"fastapi", "starlette", "uvicorn", "pydantic", "argon2"}
LATE = ("surfaces/html/", "surfaces/rest/", "surfaces/web/")  # themselves imported late

MODULES = sorted(SOURCE.rglob("*.py"))


def package_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Modules a file imports, those for type checkers included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_to_earlier_packages_only(path: Path) -> None:
    mine = package_of(path)
    if mine in OF_THE_TOP or mine in ("__init__", "__main__"):
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "musnad" or len(parts) == 1:
            continue
        theirs = parts[1]
        if theirs in FOR_ALL or theirs == mine:
            continue
        assert mine not in FOR_ALL, f"{path}: {mine} imports {theirs}"
        if theirs in OF_THE_TOP:
            assert mine == "surfaces", f"{path}: only surfaces run the pipeline"
        else:
            assert LAYERS.index(theirs) < LAYERS.index(mine), f"{path}: {mine} imports {theirs}"


def test_records_import_nothing_of_ours_but_records() -> None:
    for path in (SOURCE / "records").rglob("*.py"):
        ours = [name for name in imported(path) if name.startswith("musnad")]
        assert all(name.startswith("musnad.records") for name in ours), path


def test_every_package_has_its_place() -> None:
    packages = {p.name for p in SOURCE.iterdir() if p.is_dir() and any(p.glob("*.py"))}
    assert packages <= {*LAYERS, "rules"}


def test_no_module_is_a_drawer() -> None:
    assert not {path.stem for path in MODULES} & BANNED_NAMES


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    """Only pages, themselves imported late, may import one at their top."""
    if path.relative_to(SOURCE).as_posix().startswith(LATE):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        assert not {name.split(".")[0] for name in names} & HEAVY, path
