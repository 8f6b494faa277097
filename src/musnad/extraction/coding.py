"""Codes of the event ontology: quad class, conflict–cooperation score, CAMEO code."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.rules.tables import ROOT, read_rows


class EventCode(msgspec.Struct, frozen=True):
    """What the schemes say of a type and mode: see ``codes/README.md``."""

    quad: int
    score: float
    cameo: str


@lru_cache(maxsize=1)
def _codes() -> dict[tuple[str, str], EventCode]:
    return {
        (row["type"], row["mode"]): EventCode(int(row["quad"]), float(row["score"]), row["cameo"])
        for row in read_rows(ROOT / "codes" / "plover.tsv")
    }


def event_types() -> tuple[str, ...]:
    """The types of PLOVER, in alphabetical order."""
    return tuple(sorted({kind for kind, _ in _codes()}))


def event_modes() -> dict[str, tuple[str, ...]]:
    """The modes of each type of PLOVER, both in alphabetical order; empty for one without."""
    modes: dict[str, list[str]] = {kind: [] for kind in event_types()}
    for kind, mode in sorted(_codes()):
        if mode:
            modes[kind].append(mode)
    return {kind: tuple(names) for kind, names in modes.items()}


def event_code(kind: str, mode: str) -> EventCode:
    """The codes of a PLOVER type and mode; those of the type where the mode has none of its own."""
    codes = _codes()
    return codes.get((kind, mode)) or codes[kind, ""]
