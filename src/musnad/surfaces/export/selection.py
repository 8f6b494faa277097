"""Which events are exported: the filters of a query, the same for every form.

Input: rows of an article. Output: those that every filter lets pass. Values of one filter are
alternatives. The day compared is the one that is written: that of the event, or of publication
when the article tells none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from musnad.surfaces.export.rows import Row, Side
from musnad.text.fold import fold

_CODES = re.compile(r"[A-Z]{3}( [A-Z]{3})*")
_WIKIDATA = re.compile(r"Q\d+")


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; an empty filter lets everything pass.

    Attributes:
        types: PLOVER event types.
        statuses: of the event.
        actors: each a country code, codes of country and sector (``SYR REB``), a Wikidata id, or
            words of a name in Arabic or English.
        since, until: ISO 8601 days, both included.
        once: one row an event, not one for each time the article tells it.
    """

    types: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    actors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    once: bool = False


def select(rows: Iterable[Row], selection: Selection) -> Iterator[Row]:
    """The rows of one article that are asked for, in their order."""
    passed = (row for row in rows if passes(row, selection))
    return _once(passed) if selection.once else passed


def passes(row: Row, selection: Selection) -> bool:
    """Whether every filter lets the row pass."""
    return (
        (not selection.types or row.event.type in selection.types)
        and (not selection.statuses or row.event.status in selection.statuses)
        and _in_time(row, selection)
        and (
            not selection.actors
            or any(is_actor(side, asked) for side in row.actors for asked in selection.actors)
        )
    )


def is_actor(side: Side, asked: str) -> bool:
    """Whether a party is the one asked for.

    Example: ``SYR REB`` is any party of Syria among whose sectors is that of rebels.
    """
    if _WIKIDATA.fullmatch(asked):
        return side.entity is not None and side.entity.wikidata == asked
    if _CODES.fullmatch(asked):
        return set(asked.split()) <= {side.country, *side.sectors}
    wanted = f" {_comparable(asked)} "
    names = [side.words, side.name]
    if side.entity is not None and side.entity.name_en:
        names.append(side.entity.name_en)
    return any(wanted in f" {_comparable(name)} " for name in names)


def _comparable(name: str) -> str:
    return " ".join(fold(name).casefold().split())


def _in_time(row: Row, selection: Selection) -> bool:
    if selection.since is None and selection.until is None:
        return True
    if row.day is None:
        return False
    since, until = selection.since or "", selection.until or "9999-12-31"
    return since <= row.day.first <= until


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    """The first of the rows of each event, with the number of them."""
    tellings: dict[str, list[Row]] = {}
    for row in rows:
        tellings.setdefault(row.event_id, []).append(row)
    for told in tellings.values():
        yield msgspec.structs.replace(told[0], tellings=len(told), of_event=True)
