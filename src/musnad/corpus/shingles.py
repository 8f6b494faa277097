"""Shingles: runs of six folded words, by which copies of a text are known.

Input: a text. Output: its shingles with their places; how much of the shorter of two texts is in
the other; and the passages they share, as spans in both. Marks of punctuation are no words, so a
copy with other commas is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from musnad.records.spans import Span
from musnad.text.tokens import find_tokens

WORDS = 6  # of a shingle
SAMPLE = 4  # one shingle in so many is kept in the index
_REPEATS = 32  # places of one shingle in a text that are tried; print that repeats itself has more


class Shingled(msgspec.Struct, frozen=True):
    """A text as shingles.

    Attributes:
        words: span of each word, in order.
        shingles: hash of the shingle that begins at each word; five fewer than words.
        distinct: the same hashes, each once.
    """

    words: tuple[Span, ...]
    shingles: tuple[int, ...]
    distinct: frozenset[int]

    def sample(self) -> list[int]:
        """One in :data:`SAMPLE` of the shingles, chosen by the shingle itself, in order.

        The same passage has the same sample in every text, so the shared part of two samples
        tells how much the texts share, however unlike they are in length.
        """
        return sorted(shingle for shingle in self.distinct if shingle % SAMPLE == 0)


class Passage(msgspec.Struct, frozen=True):
    """Words that two texts have alike: where they stand in the one and in the other."""

    here: Span
    there: Span


def shingled(text: str) -> Shingled:
    """The shingles of a text; none of one with fewer than six words.

    Example:
        >>> first = shingled("قال الوزير إن المحادثات مستمرة في جنيف")  # "the minister ..."
        >>> second = shingled("قالَ الوزير، ان المحادثات مستمرة في جنيف")
        >>> len(first.shingles), first.distinct == second.distinct
        (2, True)
    """
    tokens = [token for token in find_tokens(text) if token.kind != "mark"]
    norms = [token.norm for token in tokens]
    shingles = tuple(
        _hash(norms[first : first + WORDS]) for first in range(max(0, len(norms) - WORDS + 1))
    )
    spans = tuple(Span(token.start, token.end) for token in tokens)
    return Shingled(spans, shingles, frozenset(shingles))


def _hash(words: Sequence[str]) -> int:
    """63 bits: the widest whole number that both databases keep."""
    joined = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest()) >> 1


def containment(one: Shingled, other: Shingled) -> float:
    """Share of the distinct shingles of the shorter text that the other has; 0 without any."""
    shorter = min(len(one.distinct), len(other.distinct))
    return len(one.distinct & other.distinct) / shorter if shorter else 0.0


def shared_passages(here: Shingled, there: Shingled) -> list[Passage]:
    """The passages of ``here`` that stand in ``there``, in the order of ``here``.

    Each is as long as it can be; words of ``here`` are in one passage at most. Six words are the
    least. Where ``there`` has a passage more than once, the place that goes on longest is taken.
    """
    places: dict[int, list[int]] = {}
    for place, shingle in enumerate(there.shingles):
        starts_of = places.setdefault(shingle, [])
        if len(starts_of) < _REPEATS:
            starts_of.append(place)
    passages = []
    first = 0
    while first < len(here.shingles):
        starts = places.get(here.shingles[first], ())
        longest, start = max(
            ((_run(here, there, first, start), -start) for start in starts), default=(0, 0)
        )
        if longest:
            last = longest + WORDS - 2
            passages.append(
                Passage(
                    Span(here.words[first].start, here.words[first + last].end),
                    Span(there.words[-start].start, there.words[-start + last].end),
                )
            )
            first += longest + WORDS - 1
        else:
            first += 1
    return passages


def _run(here: Shingled, there: Shingled, first: int, start: int) -> int:
    """How many shingles on from these two places are alike."""
    length = 0
    while (
        first + length < len(here.shingles)
        and start + length < len(there.shingles)
        and here.shingles[first + length] == there.shingles[start + length]
    ):
        length += 1
    return length
