"""What one reading says otherwise than another: of two readers of a project, or of two files.

Input: both readings of each article. Output: the records that only one has or that differ, as data
and as lines for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.assertions import Record
from musnad.store.changes import records_of
from musnad.store.reading_pairs import unlike_readings
from musnad.store.snapshot import Snapshot
from musnad.surfaces.cards import make_card
from musnad.surfaces.export.lines import Lines
from musnad.surfaces.labels import label
from musnad.surfaces.terminal import PLAIN, Style, show_card

Tell = Callable[[str], None]
_ANALYSIS = msgspec.json.Decoder(Analysis)


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A record of both readings: the fields that differ, before and after."""

    id: str
    before: dict[str, Any]
    after: dict[str, Any]


class ReadingDifference(msgspec.Struct, frozen=True, kw_only=True):
    """An article whose readings differ.

    Attributes:
        article: its key.
        same_text: whether both are of the same text.
        added: records that only the later reading has.
        lost: records that only the earlier one has.
        changed: records of both that say something else.
    """

    article: str
    same_text: bool
    added: tuple[Record, ...]
    lost: tuple[Record, ...]
    changed: tuple[Changed, ...]


class Both(msgspec.Struct, frozen=True):
    """Both readings of an article, one of which may be missing."""

    article: str
    before: Analysis | None
    after: Analysis | None

    def difference(self) -> ReadingDifference:
        """What the later says otherwise."""
        old = records_of(self.before) if self.before is not None else {}
        new = records_of(self.after) if self.after is not None else {}
        texts = {one.document.sha256 for one in (self.before, self.after) if one is not None}
        return ReadingDifference(
            article=self.article,
            same_text=len(texts) == 1,
            added=tuple(record for one, record in new.items() if one not in old),
            lost=tuple(record for one, record in old.items() if one not in new),
            changed=tuple(
                _changed(old[one], record)
                for one, record in new.items()
                if one in old and old[one] != record
            ),
        )


def differences_of_readers(
    snapshot: Snapshot, before: str, after: str
) -> Iterator[tuple[Both, ReadingDifference]]:
    """Articles of a project that two of its readers read otherwise."""
    for pair in unlike_readings(snapshot.connection, before, after):
        both = Both(snapshot.described(pair.article).key, pair.before, pair.after)
        yield both, both.difference()


def differences_of_files(
    before: Path, after: Path, tell: Tell
) -> Iterator[tuple[Both, ReadingDifference]]:
    """Articles that two files of records have otherwise, in the order of the first file.

    They are joined by their ids; those that only the second file has come last. Memory holds the
    ids of the second file and an article of each.

    Args:
        before: what ``musnad read`` wrote as JSON lines.
        after: the same.
        tell: gets a message for each line that is no record.
    """
    with before.open("rb") as first, after.open("rb") as second:
        places = _places(second, str(after), tell)
        for key, analysis in Lines(first, str(before), tell).analyses():
            place = places.pop(key, None)
            other = _at(second, place) if place is not None else None
            if analysis != other:
                both = Both(key, analysis, other)
                yield both, both.difference()
        for key, place in places.items():
            both = Both(key, None, _at(second, place))
            yield both, both.difference()


def _places(stream: BinaryIO, name: str, tell: Tell) -> dict[str, int]:
    """Where the line of each article begins."""
    begins = 0
    places: dict[str, int] = {}

    def lines() -> Iterator[bytes]:
        nonlocal begins
        ends = 0
        for line in stream:
            begins, ends = ends, ends + len(line)
            yield line

    for key, _ in Lines(lines(), name, tell).analyses():
        places[key] = begins
    return places


def _at(stream: BinaryIO, place: int) -> Analysis:
    stream.seek(place)
    return _ANALYSIS.decode(stream.readline())


def _changed(before: Record, after: Record) -> Changed:
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    names = [name for name in new if old.get(name) != new[name]]
    return Changed(
        id=after.id, before={n: old.get(n) for n in names}, after={n: new[n] for n in names}
    )


def show_reading_difference(
    found: tuple[Both, ReadingDifference], style: Style = PLAIN
) -> Iterator[str]:
    """The records as cards: ``-`` before those lost, ``+`` before those added, ``~`` changed."""
    both, differs = found
    note = "" if differs.same_text else f"  {label('other_text', 'english')}"
    yield f"{style.strong}{differs.article}{style.off}{note}"
    for sign, analysis, records in (
        ("-", both.before, differs.lost),
        ("+", both.after, differs.added),
    ):
        for record in records:
            yield from _card(sign, analysis, record, style)
    for changed in differs.changed:
        fields = ", ".join(changed.after)
        yield f"~ {changed.id}  {fields}"
        for sign, analysis in (("~-", both.before), ("~+", both.after)):
            if analysis is not None:
                yield from _card(sign, analysis, records_of(analysis)[changed.id], style)


def _card(sign: str, analysis: Analysis | None, record: Record, style: Style) -> Iterator[str]:
    assert analysis is not None
    card = make_card(analysis, record)
    facts = " · ".join(label(fact, "english") for fact in card.facts)
    yield f"{sign} {facts}  {style.faint}{card.id}{style.off}"
    yield from show_card(card, style)
