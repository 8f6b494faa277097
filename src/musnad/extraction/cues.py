"""Cues: the words that report speech, and what they may take as the thing said.

Input: tokens. Output: candidate cues, each with its lexicon entry and the grammar of its form.
Verbs, participles and verbal nouns come from ``lang/ar/extraction/cues.tsv`` through the
morphology; «بحسب» (*according to*) and its kind from ``accord_cues.tsv``. Whether a candidate
reports anything is decided where its complement is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from musnad.extraction.connectives import connectives
from musnad.records.assertions import Force
from musnad.records.spans import Span
from musnad.records.words import Token
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import Analysis, analyse, splits
from musnad.text.tokens import origin

CueKind = Literal["finite", "participle", "noun", "accord"]


class Frame(msgspec.Struct, frozen=True, gc=False):
    """One way a cue takes its complement.

    Attributes:
        opens: ``that``, ``quote``, ``np`` or a folded preposition («الي»).
        target: whether a person or thing spoken to or of stands before it («اتهم X بـ»).
        clause: after a preposition: ``that`` a clause only, ``np`` a noun phrase only, else any.
    """

    opens: str
    target: bool = False
    clause: Literal["that", "np", ""] = ""


class CueEntry(msgspec.Struct, frozen=True, gc=False):
    """A row of the cue lexicon, compiled.

    ``objects``: where given, the verb reports only with one of these as its object: «تبنى الهجوم»
    (*claimed the attack*), not «تبنى القرار» (*adopted the resolution*).
    """

    lemma: str
    group: str
    force: Force
    frames: tuple[Frame, ...]
    objects: frozenset[str] = frozenset()

    def takes(self, opens: str) -> bool:
        """Whether some frame opens with this."""
        return any(frame.opens == opens for frame in self.frames)


class CueReading(msgspec.Struct, frozen=True, gc=False):
    """A word form read as a form of a cue.

    ``coordinated``: a conjunction is written on it. ``rare``: the form is mostly something else.
    ``share``: how often the form is read so, 0–1.
    """

    entry: CueEntry
    kind: CueKind
    cut: int
    enclitic: str
    gender: str
    number: str
    person: int
    coordinated: bool
    aspect: str = ""
    voice: str = ""
    rare: bool = False
    share: float = 1.0


class Cue(msgspec.Struct, frozen=True, gc=False):
    """A candidate cue in a text.

    Attributes:
        index: its token.
        span: its word without proclitics; an attached pronoun stays.
        reading: what form of which cue it is.
    """

    index: int
    span: Span
    reading: CueReading

    @property
    def entry(self) -> CueEntry:
        """The lexicon entry."""
        return self.reading.entry


def _frame(notation: str) -> Frame:
    """Compile «obj:ب», «من:that», «np» from the table."""
    parts = notation.split(":")
    target = parts[0] == "obj"
    if target:
        parts = parts[1:]
    clause: Literal["that", "np", ""] = ""
    if len(parts) > 1:
        clause = "that" if parts[1] == "that" else "np"
    return Frame(fold(parts[0]), target, clause)


@lru_cache(maxsize=1)
def cue_lexicon() -> dict[str, CueEntry]:
    """Folded lemma → entry."""
    lexicon: dict[str, CueEntry] = {}
    for row in read_table("extraction", "cues"):
        lemma = fold(row["lemma"])
        force: Force = row["force"]  # type: ignore[assignment]
        frames = tuple(_frame(notation) for notation in row["frames"].split())
        objects = frozenset(fold(word) for word in row["objects"].split())
        if lemma in lexicon:  # two verbs written alike: «ذكر» and «ذكّر»
            frames = lexicon[lemma].frames + frames
            force = lexicon[lemma].force
        lexicon[lemma] = CueEntry(lemma, row["class"], force, frames, objects)
    return lexicon


@lru_cache(maxsize=100_000)
def read_cue(norm: str, text: str) -> CueReading | None:
    """The most plausible cue reading of a word form, or None.

    Verbs come before participles and participles before verbal nouns, among the readings that are
    not very rare for the form: whether «بين» or «نقل» is a verb here is for the complement to
    confirm.
    """
    lexicon = cue_lexicon()
    fixed = _fixed_forms().get(norm)
    if any(rest in _exclusions() for _, rest in splits(norm)):
        return None
    if fixed is not None:
        lemma, kind = fixed
        return CueReading(lexicon[lemma], kind, 0, "", "", "s", 3, coordinated=False)
    best: CueReading | None = None
    for reading in analyse(norm, text):
        if reading.rank < _RARE:
            break
        entry = lexicon.get(reading.verb or reading.lemma)
        kind_here = _KINDS.get(reading.pos)
        if entry is None or kind_here is None or _is_excluded(reading, kind_here, norm, text):
            continue
        better = best is None or _ORDER[kind_here] < _ORDER[best.kind]
        if better and (best is None or kind_here != "finite" or reading.rank >= _COMMON):
            best = _cue_reading(entry, kind_here, reading)
    return best


def _cue_reading(entry: CueEntry, kind: CueKind, reading: Analysis) -> CueReading:
    return CueReading(
        entry,
        kind,
        reading.cut,
        reading.enclitic,
        reading.gender,
        reading.number,
        reading.person,
        coordinated=reading.proclitics[:1] in connectives()["coordinator"],
        aspect=reading.aspect,
        voice=reading.voice,
        rare=reading.rank < _COMMON,
        share=reading.rank,
    )


@lru_cache(maxsize=50_000)
def read_verb(norm: str, text: str) -> CueReading | None:
    """Any finite verb, cue or not, as far as agreement goes; None for other words."""
    best = next(iter(analyse(norm, text)), None)
    if best is None or best.pos != "verb" or best.person != 3:
        return None
    return verb_form(best)


def verb_form(reading: Analysis) -> CueReading:
    """A reading as a finite verb, as far as agreement goes."""
    return _cue_reading(msgspec.structs.replace(_ANY_VERB, lemma=reading.lemma), "finite", reading)


@lru_cache(maxsize=1)
def _exclusions() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in read_table("extraction", "cue_exclusions"))


@lru_cache(maxsize=1)
def _fixed_forms() -> dict[str, tuple[str, CueKind]]:
    """Forms that are cues as they stand, whatever the morphology says: «بالقول»."""
    return {
        fold(row["form"]): (fold(row["lemma"]), "noun" if row["kind"] == "noun" else "participle")
        for row in read_table("extraction", "cue_forms")
    }


_RARE = 0.02  # share of a form's tokens below which a reading is passed over
_COMMON = 0.15  # share from which it needs no special proof
_KINDS: dict[str, CueKind] = {"verb": "finite", "participle": "participle", "masdar": "noun"}
_ANY_VERB = CueEntry("", "", "assert", ())
_ORDER: dict[CueKind, int] = {"finite": 0, "participle": 1, "noun": 2, "accord": 3}


def _is_excluded(reading: Analysis, kind: CueKind, norm: str, text: str) -> bool:
    """Whether this form reports nothing, whatever follows.

    Future, imperative, first- and second-person verbs; participles that do not stand in the
    accusative of circumstance («مسؤول», *official*, is no «asked»); nouns with the article.
    """
    if kind == "finite":
        return reading.future or reading.aspect == "imperative" or reading.person != 3
    if kind == "participle":
        circumstance = norm.endswith(tuple(connectives()["participle-ending"]))
        # The feminine is printed with ta marbuta; a plain ha is a pronoun: «مقره», *its seat*.
        circumstance = circumstance and not (
            reading.gender == "f" and reading.number == "s" and text[-1:] == norm[-1:]
        )
        possessed = bool(reading.enclitic)  # «مقره», *its seat*
        return reading.definite or possessed or reading.voice == "passive" or not circumstance
    return reading.definite


def find_cues(tokens: Sequence[Token]) -> tuple[Cue, ...]:
    """Candidate cues among ``tokens``, in order."""
    cues: list[Cue] = []
    for token in tokens:
        if token.kind == "word":
            reading = read_cue(token.norm, token.text)
            if reading is not None:
                span = Span(origin(token, reading.cut), token.end)
                cues.append(Cue(token.index, span, reading))
    return tuple(cues)
