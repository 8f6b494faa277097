"""Reads lines of records back; a line that is none is told and passed over.

Input: a binary stream of what ``musnad read --format jsonl`` writes. Output: analyses, each with a
key for its document that no other of the run has. Memory: the longest line, and a few bytes for
each document already seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.assertions import Event, Party
from musnad.records.spans import Span
from musnad.surfaces.export.rows import number_of

_DECODER = msgspec.json.Decoder(Analysis)


class Lines:
    """The lines of one input, counted.

    Attributes:
        read: lines of records so far.
        bad: lines that were passed over.
    """

    def __init__(self, stream: Iterable[bytes], name: str, tell: Callable[[str], None]) -> None:
        """Of a stream; ``name`` stands in messages, which ``tell`` gets one by one."""
        self.read = 0
        self.bad = 0
        self._stream = stream
        self._name = name
        self._tell = tell
        self._seen: Counter[int] = Counter()

    def analyses(self) -> Iterator[tuple[str, Analysis]]:
        """Key of the document and its records, line by line; empty lines are no lines."""
        for number, line in enumerate(self._stream, start=1):
            if not line.strip():
                continue
            try:
                analysis = _DECODER.decode(line)
                _check(analysis)
            except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
                self.bad += 1
                self._tell(f"{self._name}:{number}: not a line of records: {error}")
                continue
            self.read += 1
            yield self._key(analysis.document.id, number), analysis

    def _key(self, document: str, number: int) -> str:
        """The id of the document; with a number when it came before, so that no two are equal."""
        digest = number_of(document)
        self._seen[digest] += 1
        if self._seen[digest] == 1:
            return document
        key = f"{document}~{self._seen[digest]}"
        self._tell(
            f"{self._name}:{number}: the document id {document} came before; "
            f"its events are numbered as of {key}"
        )
        return key


def _check(analysis: Analysis) -> None:
    """Raises ValueError for spans outside the text: the records are not of this text."""
    length = len(analysis.document.text)
    spans = [*analysis.document.sentences, *_spans(analysis.events)]
    for start, end in spans:
        if not 0 <= start <= end <= length:
            raise ValueError(
                f"span [{start}, {end}] is outside the text of {length} characters"
                f" - document `{analysis.document.id}`"
            )


def _spans(events: Iterable[Event]) -> Iterator[Span]:
    for event in events:
        yield event.trigger
        parties: tuple[Party, ...] = (*event.actors, *event.recipients)
        yield from (party.span for party in parties)
        if event.place is not None:
            yield event.place.span
