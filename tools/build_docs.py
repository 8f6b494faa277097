"""Makes the generated files: the JSON Schema, docs/records.md and docs/cli.md.

Run ``python tools/build_docs.py`` after changing a record or a command; ``--check`` only says
whether the files are up to date, and fails if not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from musnad.records.schema import RECORD_TYPES, describe_fields, record_schema, summarise
from musnad.surfaces.cli import app

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schema" / "musnad-record.schema.json"
_GENERATED = "<!-- Made by tools/build_docs.py; edit the docstrings instead. -->"
_WIDTH = 90


def generated_files() -> dict[Path, str]:
    """Path → content of every generated file."""
    schema = record_schema()
    return {
        SCHEMA: json.dumps(schema, ensure_ascii=False, indent=2) + "\n",
        ROOT / "docs" / "records.md": "\n".join(records_page(schema)) + "\n",
        ROOT / "docs" / "cli.md": "\n".join(cli_page()) + "\n",
    }


def records_page(schema: dict[str, Any]) -> Iterator[str]:
    yield from (
        "# Records",
        "",
        _GENERATED,
        "",
        "What `musnad read` prints as `jsonl`: one line an article, one JSON object a line, an",
        "`Analysis`. Every field is always there; a value that is not known is `null`, a list",
        "without items `[]`. The same as JSON Schema: `schema/musnad-record.schema.json`, or",
        "`musnad schema`. A `Failure` is a line of the file that `--failures` names.",
        "",
        "A span is `[start, end)` in Unicode code points of `document.text`, the text as received:",
        "Python's `text[start:end]`. In languages that count UTF-16 units, convert first.",
        "",
    )
    for record in RECORD_TYPES:
        definition = schema["$defs"].get(record.__name__)
        if definition is None or "properties" not in definition:
            continue
        yield from (f"## {record.__name__}", "", summarise(record), "")
        yield from ("| field | value | meaning |", "|---|---|---|")
        described = describe_fields(record)
        for field, value in definition["properties"].items():
            meaning = described.get(field, "").replace("|", "\\|")
            yield f"| `{field}` | {_shown_type(value)} | {meaning} |"
        yield ""


def _shown_type(value: dict[str, Any]) -> str:
    reference = value.get("$ref") or value.get("allOf", [{}])[0].get("$ref")
    if reference:
        name = reference.rsplit("/", 1)[-1]
        return "span" if name == "Span" else f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(map(_shown_type, value["anyOf"]))
    if "enum" in value:
        return ", ".join(f"`{json.dumps(choice)}`".replace('"', "") for choice in value["enum"])
    if value.get("type") == "array":
        if "prefixItems" in value:
            return "span"
        return f"list of {_shown_type(value['items'])}"
    return str(value.get("type", "any"))


def cli_page() -> Iterator[str]:
    yield from (
        "# Commands",
        "",
        _GENERATED,
        "",
        "Data goes to standard output, everything else to standard error. Colours are used on a",
        "terminal only, and never when `NO_COLOR` is set.",
        "",
        "Exit codes: 0 done; 1 error, nothing could be read; 2 wrong usage; 3 some articles failed",
        "and the others were read; 130 interrupted.",
        "",
    )
    command = typer.main.get_command(app)
    for name in ("", *command.commands):  # type: ignore[attr-defined]
        words = ["musnad", *filter(None, [name])]
        yield from (f"## {' '.join(words)}", "", "```text", f"$ {' '.join(words)} --help")
        yield from help_of(name).splitlines()
        yield from ("```", "")


def help_of(name: str) -> str:
    """What ``--help`` prints for a command; the empty name stands for ``musnad`` itself."""
    arguments = [*filter(None, [name]), "--help"]
    result = CliRunner().invoke(
        app, arguments, prog_name="musnad", env={"COLUMNS": str(_WIDTH)}, color=False
    )
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def main() -> int:
    stale = []
    for path, content in generated_files().items():
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        stale.append(path.relative_to(ROOT))
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    if "--check" not in sys.argv or not stale:
        return 0
    print(f"out of date, run `make docs`: {', '.join(map(str, stale))}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
