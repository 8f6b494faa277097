"""Makes golden/*.json anew from golden/*.txt: the records of the reader as it is now.

Run ``python tools/renew_golden.py`` (or ``make golden``) after a change of the reader, then read
the difference as one would read a change of code: every line of it should be meant.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import musnad
from musnad.surfaces.writers import Format, write

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
_NAME = re.compile(r"(?P<published>\d{4}-\d{2}-\d{2})-[a-z-]+")


def golden_files() -> dict[Path, str]:
    """Path → records, for every text; what ``musnad read --id NAME --format json`` prints."""
    return {path.with_suffix(".json"): _records(path) for path in sorted(GOLDEN.glob("*.txt"))}


def _records(path: Path) -> str:
    """The records of one text, published on the day its name begins with."""
    name = _NAME.fullmatch(path.stem)
    if name is None:
        raise ValueError(f"{path.name}: the name must be the day and some words, 2016-10-04-words")
    text = path.read_text(encoding="utf-8")
    stream = io.BytesIO()
    analysis = musnad.read(text, id=path.stem, published=name["published"])
    write([analysis], stream, Format.json)
    return stream.getvalue().decode()


def main() -> None:
    for path, records in golden_files().items():
        changed = not path.exists() or path.read_text(encoding="utf-8") != records
        path.write_text(records, encoding="utf-8")
        print(f"{'changed' if changed else 'same   '}  golden/{path.name}")


if __name__ == "__main__":
    main()
