"""One sentence with everything known of it, indexed by token.

The extraction modules ask it the same questions over and over: what begins or ends here, is this
inside a quotation, is it part of a time expression. All indices are token indices of the document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from musnad.extraction.connectives import connectives
from musnad.extraction.cues import Cue, find_cues
from musnad.records.assertions import Time
from musnad.records.layers import Layers, Reference
from musnad.records.spans import Span
from musnad.records.words import Quotation, Sentence, Token
from musnad.text.morphology import analyse, splits


class Scene:
    """A sentence, its cues, quotations, references and times.

    Attributes:
        layers: the whole document.
        sentence: the sentence.
        first, last: its token range, dateline left out.
    """

    def __init__(self, layers: Layers, sentence: Sentence, index: SceneIndex) -> None:
        self.layers = layers
        self.sentence = sentence
        self.tokens = layers.tokens
        self.first = sentence.body
        self.last = sentence.last
        self.index = index

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Candidate cues, in order; looked for when first asked for."""
        return find_cues(self.tokens[self.first : self.last + 1])

    def norm(self, token: int) -> str:
        """Folded form of a token of the sentence; empty outside it."""
        return self.tokens[token].norm if self.first <= token <= self.last else ""

    def quotation_opening(self, token: int) -> Quotation | None:
        """The quotation whose opening mark this token is."""
        return self.index.opening.get(token)

    def quotation_closing(self, token: int) -> Quotation | None:
        """The quotation whose closing mark this token is."""
        return self.index.closing.get(token)

    def quotations_over(self, start: int, end: int) -> list[Quotation]:
        """Outermost quotations of the document that share a character with ``[start, end)``."""
        quoted = self.index.quoted
        first = bisect_right(quoted, start, key=lambda q: q.span.end)
        return quoted[first : bisect_left(quoted, end, key=lambda q: q.span.start)]

    def leading_conjunction(self, token: int) -> int:
        """How many letters of a conjunction («و», «ف») are written on this token."""
        return _conjunction_letters(self.tokens[token].norm, self.tokens[token].text)

    def outermost_quotation(self, token: int) -> Quotation | None:
        """The outermost quotation this token stands in, marks excluded."""
        return self.index.inside.get(token)

    def reference_from(self, token: int) -> Reference | None:
        """The largest reference that begins with this token."""
        return self.index.starting.get(token)

    def reference_ending(self, token: int) -> Reference | None:
        """The outermost reference that ends with this token."""
        reference = self.index.covering.get(token)
        return reference if reference is not None and reference.last == token else None

    def covering_reference(self, token: int) -> Reference | None:
        """The outermost reference this token belongs to."""
        return self.index.covering.get(token)

    def in_name(self, token: int) -> bool:
        """Whether the token belongs to a proper name: the «بان» of «بان كي مون» is no «بأن»."""
        return token in self.index.named

    def references_between(self, first: int, last: int) -> list[Reference]:
        """Outermost references wholly within a token range, in order."""
        begin = bisect_left(self.index.firsts, first)
        end = bisect_right(self.index.firsts, last)
        return [r for r in self.index.outermost[begin:end] if r.last <= last]

    def in_time(self, token: int) -> Time | None:
        """The time expression this token belongs to."""
        return self.index.times.get(token)


class SceneIndex:
    """Look-ups by token over a whole document, built once for all its sentences."""

    def __init__(self, layers: Layers) -> None:
        self.opening: dict[int, Quotation] = {}
        self.closing: dict[int, Quotation] = {}
        self.inside: dict[int, Quotation] = {}
        self.quoted = [q for q in layers.quotations if q.depth == 0]
        for quotation in layers.quotations:
            self.opening.setdefault(quotation.first - 1, quotation)
            if quotation.closure != "unclosed":
                self.closing[quotation.last + 1] = quotation
            if quotation.depth == 0:
                self.inside.update(
                    (token, quotation) for token in range(quotation.first, quotation.last + 1)
                )
        self.starting: dict[int, Reference] = {}
        self.outermost: list[Reference] = []
        end = -1
        for reference in layers.references:
            self.starting.setdefault(reference.first, reference)
            if reference.last > end:
                self.outermost.append(reference)
                end = reference.last
        self.firsts = [reference.first for reference in self.outermost]
        self.places: dict[int, list[Reference]] = {}
        for reference in layers.references:
            if reference.kind == "place" and reference.form == "name":
                self.places.setdefault(reference.first, []).append(reference)
        self.covering = {
            token: reference
            for reference in self.outermost
            for token in range(reference.first, reference.last + 1)
        }
        self.named = frozenset(
            token
            for reference in layers.references
            if reference.name is not None
            for token in range(reference.first, reference.last + 1)
            if reference.name.overlaps(layers.tokens[token].span)
        )
        self.adjectives = {
            reference.first: reference
            for reference in layers.references
            if reference.form == "adjective"
        }
        self.titled = frozenset(
            token
            for reference in layers.references
            if reference.title is not None
            for token in range(reference.first, reference.last + 1)
            if reference.title.overlaps(layers.tokens[token].span)
        )
        self.times = _times_by_token(layers.tokens, layers.times)


@lru_cache(maxsize=50_000)
def _conjunction_letters(norm: str, text: str) -> int:
    """Letters of a conjunction at the head of a word, by its best reading."""
    if norm[:1] not in connectives()["coordinator"]:
        return 0
    best = next(iter(analyse(norm, text)), None)
    if best is None:
        return int(any(cut == 1 for cut, _ in splits(norm)))
    return int(best.proclitics[:1] in connectives()["coordinator"] and best.cut > 0)


def _times_by_token(tokens: tuple[Token, ...], times: tuple[Time, ...]) -> dict[int, Time]:
    found: dict[int, Time] = {}
    token = 0
    for time in times:
        while token < len(tokens) and tokens[token].end <= time.span.start:
            token += 1
        inner = token
        while inner < len(tokens) and tokens[inner].start < time.span.end:
            found[inner] = time
            inner += 1
    return found


def token_span(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    """The span from the first to the last of two tokens, both included."""
    return Span(tokens[first].start, tokens[last].end)
