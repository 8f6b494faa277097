"""The chains of an article while they are built, by what a later phrase can join them by.

Input: phrases with their keys and names. Output: the chains that may mean the same as a phrase,
the latest first, without looking at all the others.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from musnad.mentions.phrases import Phrase

_TITLED = ("titled", "")


class Chain(msgspec.Struct):
    """Phrases that mean the same, in text order.

    Attributes:
        number: its place among the chains of the article, by when they began.
        key: what identifies it beyond the article, when known: «person:kerry-john».
        phrases: its phrases.
        names: folded words of every name in it.
    """

    number: int
    key: str
    phrases: list[Phrase]
    names: list[tuple[str, ...]]


class Chains:
    """The chains so far, by what a later phrase can join them by."""

    def __init__(self) -> None:
        self.by_number: dict[int, Chain] = {}
        self._begun = 0
        self._by_key: dict[str, Chain] = {}
        self._by_trait: dict[tuple[str, str], list[int]] = {}

    def begin(self) -> Chain:
        """A new chain, without phrases yet."""
        chain = Chain(self._begun, "", [], [])
        self.by_number[chain.number] = chain
        self._begun += 1
        return chain

    def add(self, chain: Chain, phrase: Phrase, key: str, names: list[tuple[str, ...]]) -> None:
        """Add a phrase to a chain."""
        chain.phrases.append(phrase)
        chain.names += names
        if key and not chain.key:
            chain.key = key
            self._by_key[key] = chain
        for name in names:
            self._note(chain, "first", name[0])
            self._note(chain, "last", name[-1])
        self._note_head(chain, phrase)

    def absorb(self, chain: Chain, own: Chain) -> None:
        """Make one chain of two; that which is taken in is no longer found by its own names."""
        self.by_number.pop(own.number, None)
        if self._by_key.get(own.key) is own:
            del self._by_key[own.key]
        chain.phrases = sorted([*chain.phrases, *own.phrases], key=lambda p: (p.first, -p.last))
        for phrase in own.phrases:
            self._note_head(chain, phrase)

    def known(self, key: str) -> Chain | None:
        """The chain of a key."""
        return self._by_key.get(key)

    def named(self, name: tuple[str, ...]) -> Iterator[Chain]:
        """Chains with a name that begins or ends as this one does, the latest first."""
        yield from self._latest(("first", name[0]), ("last", name[-1]))

    def headed(self, form: str) -> Iterator[Chain]:
        """Chains with this head noun, the latest first; none for an empty form."""
        yield from self._latest(("head", form))

    def titled(self) -> Iterator[Chain]:
        """Chains that mention a person by title, the latest first."""
        yield from self._latest(_TITLED)

    def latest_first(self) -> Iterator[Chain]:
        """All chains, the latest first."""
        return reversed(self.by_number.values())

    def _note_head(self, chain: Chain, phrase: Phrase) -> None:
        if phrase.head is not None:
            self._note(chain, "head", phrase.head.entry.form)
        if phrase.kind == "person" and phrase.title is not None:
            self._note(chain, *_TITLED)

    def _note(self, chain: Chain, trait: str, word: str) -> None:
        numbers = self._by_trait.setdefault((trait, word), [])
        place = bisect_left(numbers, chain.number)
        if place == len(numbers) or numbers[place] != chain.number:
            numbers.insert(place, chain.number)

    def _latest(self, *traits: tuple[str, str]) -> Iterator[Chain]:
        lists = (reversed(self._by_trait.get(trait, ())) for trait in traits)
        for number in heapq.merge(*lists, reverse=True):
            if number in self.by_number:
                yield self.by_number[number]


def head_form(phrase: Phrase) -> str:
    """The head noun of a phrase; empty where it has none."""
    return phrase.head.entry.form if phrase.head is not None else ""
