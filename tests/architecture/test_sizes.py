"""Modules and functions stay small enough to read in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "musnad"
MAX_MODULE_LINES, USUAL_MODULE_LINES = 500, 300
MAX_FUNCTION_LINES, USUAL_FUNCTION_LINES = 60, 25
USUAL_SHARE = 0.9
MAX_POSITIONAL = 4

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[str, Function]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}", node


def length(function: Function) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def is_command(name: str) -> bool:
    """A function of the command line: its parameters are the options, as long as they need be."""
    return name.startswith("surfaces/cli/")


def test_modules_are_short() -> None:
    sizes = {
        str(path.relative_to(SOURCE)): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCE.rglob("*.py")
    }
    assert not {name: size for name, size in sizes.items() if size > MAX_MODULE_LINES}
    long = {name: size for name, size in sizes.items() if size > USUAL_MODULE_LINES}
    assert len(long) <= (1 - USUAL_SHARE) * len(sizes), long


def test_functions_are_short() -> None:
    sizes = {name: length(node) for name, node in functions() if not is_command(name)}
    assert not {name: size for name, size in sizes.items() if size > MAX_FUNCTION_LINES}
    long = {name: size for name, size in sizes.items() if size > USUAL_FUNCTION_LINES}
    assert len(long) <= (1 - USUAL_SHARE) * len(sizes), long


def test_functions_take_few_positional_parameters() -> None:
    many = {}
    for name, node in functions():
        parameters = [*node.args.posonlyargs, *node.args.args]
        count = sum(parameter.arg not in ("self", "cls") for parameter in parameters)
        if count > MAX_POSITIONAL and not is_command(name):
            many[name] = count
    assert not many
