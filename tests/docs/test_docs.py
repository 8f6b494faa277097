"""What the documentation names exists, and what exists is documented."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typer

from musnad.records.documents import Failure
from musnad.surfaces.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
TREES = ("src/", "docs/", "tools/", "tests/", "examples/", "schema/", "golden/", "benchmarks/")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
MAKE_TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def load_tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def options_of(command: str) -> set[str]:
    parameters = COMMANDS[command].params
    return {o for p in parameters for o in (*p.opts, *p.secondary_opts) if o.startswith("-")}


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def page_id(page: Path) -> str:
    return str(page.relative_to(ROOT))


def test_generated_files_are_up_to_date() -> None:
    for path, content in load_tool("build_docs").generated_files().items():
        assert path.read_text(encoding="utf-8") == content, f"{path}: run `make docs`"


def test_every_command_and_option_is_documented() -> None:
    page = text_of(ROOT / "docs" / "cli.md")
    for name in COMMANDS:
        section = page.partition(f"## musnad {name}\n")[2].partition("\n## ")[0]
        for option in options_of(name) - {"--help"}:
            assert option in section, f"{name} {option}"


def test_every_command_has_an_example_in_its_help() -> None:
    for name, command in COMMANDS.items():
        assert f"Example: musnad {name} " in command.epilog or command.epilog.endswith(name)


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text_of(page)):
        if "://" not in link:
            assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_paths_that_are_named_exist(page: Path) -> None:
    for path in re.findall(r"`([\w./-]+/[\w./-]*)`", text_of(page)):
        if path.startswith(TREES):
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_commands_that_are_named_exist(page: Path) -> None:
    text = text_of(page)
    for line in re.findall(r"^(?:\.venv/bin/)?musnad [^\n]+", text, re.MULTILINE):
        command, *rest = line.partition("#")[0].split()[1:]
        assert command in COMMANDS, line
        options = {word for word in rest if re.fullmatch(r"--?[a-z][a-z-]*", word)}
        assert options <= options_of(command), line
    for command in re.findall(r"`musnad ([a-z]+)", text):
        assert command in COMMANDS, command
    for target in re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE):
        assert target in MAKE_TARGETS, target
    every_option = {option for command in COMMANDS for option in options_of(command)}
    for option in re.findall(r"`(--[a-z-]+)[ `]", text):
        assert option in every_option, option


def test_every_failure_a_source_can_have_is_documented() -> None:
    page = text_of(ROOT / "docs" / "sources.md")
    assert set(Failure.__struct_fields__) >= {"stage", "error"}
    sources = (ROOT / "src" / "musnad").rglob("*.py")
    classes = {c for path in sources for c in re.findall(r'error="([a-z-]+)"', text_of(path))}
    assert classes
    assert not {name for name in classes if f"`{name}`" not in page}


def test_every_decision_and_guide_is_listed() -> None:
    decisions = ROOT / "docs" / "decisions"
    listed = text_of(decisions / "README.md")
    assert all(page.name in listed for page in decisions.glob("0*.md"))
    readme = text_of(ROOT / "README.md")
    assert all(page.name in readme for page in (ROOT / "docs" / "how-to").glob("*.md"))


def test_the_python_of_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", text_of(ROOT / "README.md"), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert "مستمرة" in done.stdout
