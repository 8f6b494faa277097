"""Accords: «بحسب مصادر طبية» (*according to medical sources*), «وفق ما أفاد المرصد».

Input: a scene. Output: every phrase that ascribes a clause to a source, with the source and the
clause it covers: the one before it, the one after it, or both halves around it.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.extraction.connectives import connectives, is_kind, that_prefix
from musnad.extraction.cues import Cue, CueReading, cue_lexicon, read_cue
from musnad.extraction.scene import Scene
from musnad.extraction.subjects import Subject, find_subject
from musnad.records.layers import Reference
from musnad.records.spans import Span
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import splits
from musnad.text.tokens import origin

_VERB_REACH = 3  # tokens between «وفق ما» and its verb
_SOURCE_LENGTH = 8  # tokens an unknown documentary source takes at most


class Accord(msgspec.Struct, frozen=True):
    """One such phrase.

    Attributes:
        first, last: its tokens.
        cue: the word that gold standards call the cue: the preposition, or the verb of the clause.
        reference, span: the source, as in :class:`Subject`.
        reading: the verb's form when the phrase is a clause whose subject may be unspoken.
    """

    first: int
    last: int
    cue: Span
    reference: Reference | None
    span: Span | None
    reading: CueReading | None


class _Pattern(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    attached: str
    clause: bool


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[_Pattern, ...]]:
    """First word → patterns, longest first. A last word of one letter is written on the next."""
    found: dict[str, list[_Pattern]] = {}
    for row in read_table("extraction", "accord_cues"):
        words = tuple(fold(word) for word in row["form"].split())
        attached = words[-1] if len(words[-1]) == 1 else ""
        words = words[:-1] if attached else words
        found.setdefault(words[0], []).append(_Pattern(words, attached, row["governs"] == "clause"))
    return {
        first: tuple(sorted(patterns, key=lambda p: -len(p.words)))
        for first, patterns in found.items()
    }


@lru_cache(maxsize=1)
def document_heads() -> frozenset[str]:
    """Nouns for documents that can be a source: «بيان», «تقرير»."""
    return frozenset(fold(row["form"]) for row in read_table("extraction", "document_heads"))


def find_accords(scene: Scene) -> list[Accord]:
    """The ascribing phrases of a sentence, in order."""
    found: list[Accord] = []
    token = scene.first
    while token <= scene.last:
        accord = _accord_at(scene, token)
        if accord is not None and accord.reading is not None and token == scene.first:
            accord = None  # «كما قال…» at the head of a sentence: also said
        if accord is not None:
            found.append(accord)
            token = accord.last
        token += 1
    return found


def _accord_at(scene: Scene, token: int) -> Accord | None:
    if scene.tokens[token].kind != "word":
        return None
    for cut, patterns in _begun(scene.tokens[token].norm):
        for pattern in patterns:
            if not _matches(scene, pattern, token):
                continue
            start = token + len(pattern.words)
            cue = Span(origin(scene.tokens[token], cut), scene.tokens[token].end)
            if pattern.clause:
                accord = _clause(scene, token, start)
            else:
                accord = _phrase(scene, (token, start), cue, pattern.attached)
            if accord is not None:
                return accord
    return None


@lru_cache(maxsize=50_000)
def _begun(norm: str) -> tuple[tuple[int, tuple[_Pattern, ...]], ...]:
    """The patterns that a word begins, with the letters of a conjunction before it."""
    return tuple(
        (cut, _patterns()[form])
        for cut, form in splits(norm)
        if form in _patterns() and (not cut or norm[:cut] in connectives()["coordinator"])
    )


def _matches(scene: Scene, pattern: _Pattern, token: int) -> bool:
    if any(scene.norm(token + k) != word for k, word in enumerate(pattern.words) if k):
        return False
    if not pattern.attached:
        return True
    return scene.norm(token + len(pattern.words)).startswith(pattern.attached)


def _clause(scene: Scene, token: int, start: int) -> Accord | None:
    """«وفق ما أفاد المرصد»: a verb of saying and its subject, which may be unspoken."""
    for index in range(start, min(scene.last, start + _VERB_REACH) + 1):
        here = scene.tokens[index]
        reading = read_cue(here.norm, here.text) if here.kind == "word" else None
        if reading is not None and reading.kind == "finite":
            if reading.entry.group not in _REPORTING or _has_own_content(scene, index):
                return None
            if reading.entry.group == "describe" and reading.enclitic:
                return None  # «على ما وصفه بـ«…»»: a report of its own
            subject = find_subject(scene, index, reading)
            if subject.place == "before":
                subject = Subject(None, None, index, "elided")
            cue = Span(origin(here, reading.cut), here.end)
            last = _addressed(scene, subject.last)
            return Accord(token, last, cue, subject.reference, subject.span, reading)
        if scene.in_time(index) is None and scene.norm(index) not in connectives()["auxiliary"]:
            return None
    return None


def _addressed(scene: Scene, last: int) -> int:
    """The last token with whom it is told to, and when: «وفق ما قال المدير لوكالة الأنباء أمس»."""
    following = scene.reference_from(last + 1)
    letters = connectives()["addressing"]
    if following is not None and scene.norm(last + 1).startswith(tuple(letters)):
        cut = following.span.start - scene.tokens[last + 1].start
        last = following.last if cut else last
    while last < scene.last and scene.in_time(last + 1) is not None:
        last += 1
    return last


_REPORTING = frozenset(
    {"say", "assert", "announce", "explain", "point", "relay", "reveal", "write", "tell", "claim"}
    | {"opinion", "expect", "describe", "admit", "continue", "medium"}
)


def _has_own_content(scene: Scene, verb: int) -> bool:
    """«كما قال إن…» begins a report of its own rather than closing another."""
    limit = min(scene.last, verb + _SOURCE_LENGTH)
    return any(
        scene.tokens[k].kind == "word" and that_prefix(scene.norm(k)) is not None
        for k in range(verb + 1, limit + 1)
    )


def _phrase(scene: Scene, tokens: tuple[int, int], cue: Span, attached: str) -> Accord | None:
    """«بحسب المرصد»: a source that can speak, or a document.

    ``tokens``: where the phrase begins, and where its source does.
    """
    token, start = tokens
    reference = scene.reference_from(start)
    if reference is not None and reference.speaks:
        last = _issued_by(scene, reference)
        return Accord(token, last, cue, reference, reference.span, None)
    source = find_document(scene, start, attached)
    if source is None:
        return None
    last, inner, span = source
    return Accord(token, last, cue, inner, span, None)


def find_document(
    scene: Scene, start: int, attached: str = ""
) -> tuple[int, Reference | None, Span] | None:
    """A document that begins at a token: its last token, who issued it, its words; else None."""
    here = scene.tokens[start] if start <= scene.last else None
    if here is None or here.kind != "word":
        return None
    cut = len(attached) if here.norm.startswith(attached) else 0
    stems = {form for _, form in splits(here.norm[cut:])}
    stems |= {stem[len(a) :] for stem in stems for a in connectives()["article"]}
    if not stems & document_heads():
        return None
    reference = scene.reference_from(start)
    if reference is not None and reference.speaks and not cut:
        last = _issued_by(scene, reference)
        return last, reference, Span(reference.span.start, scene.tokens[last].end)
    last, inner = _documentary_source(scene, start)
    return last, inner, Span(origin(here, cut), scene.tokens[last].end)


def _issued_by(scene: Scene, reference: Reference) -> int:
    """Last token of «بيان صادر عن الحزب»: a source with the participle that tells its issuer."""
    following = scene.norm(reference.last + 1)
    if following not in connectives()["issued"]:
        return reference.last
    for index in range(reference.last + 2, min(scene.last, reference.last + 4) + 1):
        issuer = scene.reference_from(index)
        if issuer is not None:
            return issuer.last
    return reference.last


def _documentary_source(scene: Scene, start: int) -> tuple[int, Reference | None]:
    """End of «بيان صادر عن الحزب» and whoever issued the document."""
    last = start
    for index in range(start + 1, min(scene.last, start + _SOURCE_LENGTH) + 1):
        reference = scene.reference_from(index)
        if reference is not None and reference.speaks:
            return reference.last, reference
        token = scene.tokens[index]
        if token.kind == "mark" or scene.in_time(index) is not None:
            break
        if is_kind(token.norm, "relative"):
            break
        last = index
    return last, None


def governed_verbs(accords: list[Accord]) -> set[int]:
    """Tokens that belong to ascribing phrases and so are no cues of their own."""
    return {token for accord in accords for token in range(accord.first, accord.last + 1)}


__all__ = ["Accord", "Cue", "cue_lexicon", "find_accords", "governed_verbs"]
