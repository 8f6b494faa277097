"""The readings of a word that the lexicon allows, with how common each is.

Input: a folded word and a :class:`~musnad.text.lexicon.Lexicon`. Output: readings, each with the
spelling it would have in full print and a score: the tokens one expects of it. No context, no
spelling evidence: :mod:`musnad.text.morphology` weighs those.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from musnad.text.lexicon import (
    ClosedWord,
    Enclitic,
    Lexicon,
    Nominal,
    NominalAffix,
    VerbAffix,
    VerbStem,
)

_LONGEST_SUFFIX = 3
_LONGEST_ENCLITIC = 3
_SHORTEST_WORD = 2
_SHORTEST_INFLECTED = 3  # letters of a noun with a dual or sound plural ending
_PASSIVE_SHARE = 0.08  # of the tokens of a verb whose passive looks unlike its active
_VOICES = {"": "", "a": "active", "p": "passive", "e": "either"}


class Reading(msgspec.Struct, gc=False):
    """One way to read a word, before ranking, which weighs ``score`` and ``voice`` anew.

    ``start`` is the folded letter at which ``spelling``, the word proper in full print, begins;
    ``share`` the part of its tokens that a function word takes.
    """

    kind: str
    lemma: str
    pos: str
    proclitics: str
    cut: int
    start: int
    spelling: str
    score: float
    enclitic: str = ""
    aspect: str = ""
    person: int = 0
    number: str = ""
    gender: str = ""
    voice: str = ""
    mood: str = ""
    future: bool = False
    definite: bool = False
    form: str = ""
    function: str = ""
    verb: str = ""
    share: float = 0.0


class _Front(NamedTuple):
    """What is cut off before the word proper; ``nominal`` after a preposition."""

    proclitics: str
    cut: int
    start: int
    share: float
    nominal: bool = False
    definite: bool = False
    future: bool = False


_NO_ENCLITIC = Enclitic("", "any", 0.95)
_NO_AFFIXES: dict[str, list[NominalAffix]] = {}


def _enclitics(lex: Lexicon, word: str, kind: str) -> list[tuple[str, Enclitic]]:
    """(what stays, pronoun) for every attached pronoun the word may end in, none first."""
    found = [(word, _NO_ENCLITIC)]
    for length in range(1, min(_LONGEST_ENCLITIC, len(word) - 1) + 1):
        enclitic = lex.enclitics.get(word[-length:])
        if enclitic is not None and enclitic.attaches in (kind, "any"):
            found.append((word[:-length], enclitic))
    return found


def _stem_ends(word: str) -> range:
    """How many letters the stem may have, for every length of suffix, no suffix first."""
    return range(len(word), max(len(word) - _LONGEST_SUFFIX, 1) - 1, -1)


def _verb_reading(stem: VerbStem, affix: VerbAffix, enclitic: Enclitic, front: _Front) -> Reading:
    score = stem.tokens * affix.share * enclitic.share * front.share
    if stem.voice == "p":
        score *= _PASSIVE_SHARE
    return Reading(
        kind="verb",
        lemma=stem.lemma,
        pos="verb",
        proclitics=front.proclitics,
        cut=front.cut,
        start=front.start,
        spelling=affix.prefix + stem.spelling + affix.suffix + enclitic.letters,
        score=score,
        enclitic=enclitic.letters,
        aspect=stem.tense,
        person=affix.person,
        number=affix.number,
        gender=affix.gender,
        voice=_VOICES[stem.voice],
        mood=affix.mood,
        future=front.future,
        form=stem.form,
    )


_StemCuts = list[tuple[str, str, Enclitic]]


def _stem_cuts(lex: Lexicon, word: str) -> _StemCuts:
    """(stem, suffix, attached pronoun) for every way to cut a verb so that a known stem stays."""
    known = lex.stems.forms
    return [
        (core[:end], core[end:], enclitic)
        for core, enclitic in _enclitics(lex, word, "verb")
        for end in _stem_ends(core)
        if core[:end] in known
    ]


def _tense_readings(
    lex: Lexicon, cuts: _StemCuts, front: _Front, *, tense: str, prefix: str = ""
) -> Iterator[Reading]:
    for letters, suffix, enclitic in cuts:
        affixes = lex.bound_verb_affixes if enclitic.letters else lex.free_verb_affixes
        options = affixes.get((tense + prefix, suffix))
        if options is None:
            continue
        for stem in lex.stems[letters]:
            if stem.tense == tense:
                for affix in options:
                    if affix.cell in stem.cells:
                        yield _verb_reading(stem, affix, enclitic, front)


def _unprefixed_readings(lex: Lexicon, word: str, front: _Front) -> Iterator[Reading]:
    cuts = _stem_cuts(lex, word)
    for tense in ("perfect", "imperative"):
        yield from _tense_readings(lex, cuts, front, tense=tense)


def _imperfect_readings(lex: Lexicon, word: str, front: _Front) -> Iterator[Reading]:
    if word[0] in lex.prefixes:
        cuts = _stem_cuts(lex, word[1:])
        yield from _tense_readings(lex, cuts, front, tense="imperfect", prefix=word[0])


def _nominal_reading(
    row: Nominal, affix: NominalAffix, enclitic: Enclitic, front: _Front
) -> Reading:
    stem = row.spelling[: len(row.spelling) - len(affix.base_ending)]
    return Reading(
        kind="nominal",
        lemma=row.lemma,
        pos=row.pos,
        proclitics=front.proclitics,
        cut=front.cut,
        start=front.start,
        spelling=stem + affix.spelling + enclitic.letters,
        score=row.tokens * affix.share * enclitic.share * front.share,
        enclitic=enclitic.letters,
        person=3,
        number=affix.number or row.number,
        gender=affix.gender or row.gender,
        voice=_VOICES[row.voice],
        definite=front.definite,
        form=row.form,
        verb=row.verb,
    )


def _nominal_readings(lex: Lexicon, word: str, front: _Front) -> Iterator[Reading]:
    cores = [(word, _NO_ENCLITIC)] if front.definite else _enclitics(lex, word, "nominal")
    for core, enclitic in cores:
        index = lex.bound_nominal_affixes if enclitic.letters else lex.free_nominal_affixes
        for end in _stem_ends(core):
            for ending, affixes in index.get(core[end:], _NO_AFFIXES).items():
                base = core[:end] + ending
                if base not in lex.nominals.forms:
                    continue
                if len(base) < _SHORTEST_INFLECTED and len(core) - end > 1:
                    continue
                yield from _inflected(lex.nominals[base], affixes, enclitic, front)


def _inflected(
    rows: tuple[Nominal, ...], affixes: list[NominalAffix], enclitic: Enclitic, front: _Front
) -> Iterator[Reading]:
    for affix in affixes:
        if front.definite and affix.place == "indefinite":
            continue
        for row in rows:
            if affix.pos in (row.pos, "any") and row.spelling.endswith(affix.base_ending):
                yield _nominal_reading(row, affix, enclitic, front)


def _closed_spelling(word: ClosedWord, enclitic: Enclitic) -> str:
    """In full print; a final alef maksura becomes ya before a pronoun: عليه."""
    if enclitic.letters and word.spelling.endswith("\u0649"):
        return ""
    return word.spelling + enclitic.letters


def _closed_reading(word: ClosedWord, enclitic: Enclitic, front: _Front) -> Reading:
    return Reading(
        kind="closed",
        lemma=word.lemma,
        pos=word.pos,
        proclitics=front.proclitics,
        cut=front.cut,
        start=front.start,
        spelling=_closed_spelling(word, enclitic),
        score=word.share * front.share * enclitic.share,
        share=word.share,
        enclitic=enclitic.letters,
        person=word.person,
        number=word.number,
        gender=word.gender,
        definite=word.definite or front.definite,
        function=word.function,
    )


def _closed_at(lex: Lexicon, word: str, front: _Front) -> Iterator[Reading]:
    letter = front.proclitics[-1:] if front.nominal else ""
    for entry in lex.closed.get(word, ()):
        if letter in entry.proclitics:
            yield _closed_reading(entry, _NO_ENCLITIC, front)
    for length in range(1, min(_LONGEST_ENCLITIC, len(word) - 1) + 1):
        entries = lex.bound.get(word[:-length])
        enclitic = lex.enclitics.get(word[-length:]) if entries is not None else None
        if entries is None or enclitic is None or enclitic.attaches == "verb":
            continue
        for entry in entries:
            if letter in entry.proclitics:
                yield _closed_reading(entry, enclitic, front)


def _fronts(lex: Lexicon, norm: str) -> Iterator[tuple[str, _Front]]:
    """(rest, what is cut) for no conjunction and for one."""
    yield norm, _Front("", 0, 0, 1.0)
    share = lex.conjunctions.get(norm[0])
    if share is not None and len(norm) > _SHORTEST_WORD:
        yield norm[1:], _Front(norm[0], 1, 1, share)


def _nominal_fronts(lex: Lexicon, word: str, front: _Front) -> Iterator[tuple[str, _Front]]:
    """The word with its preposition and its article off."""
    article, share = lex.article
    options = [(word, front)]
    preposition = lex.prepositions.get(word[0])
    if preposition is not None and len(word) > _SHORTEST_WORD:
        cut = front.cut + 1
        proclitics = front.proclitics + word[0]
        nominal = _Front(proclitics, cut, cut, front.share * preposition, nominal=True)
        options.append((word[1:], nominal))
        lam = article[-1]
        if word[0] == lam and word[1] == lam:
            definite = nominal._replace(
                proclitics=proclitics + lam,
                start=cut + 1,
                share=nominal.share * share,
                definite=True,
            )
            yield word[2:], definite
            own_lam = definite._replace(start=cut, share=nominal.share)
            yield word[1:], own_lam  # a noun that begins with lam: «للجنه» hides one
    for rest, option in options:
        yield rest, option
        if rest.startswith(article):
            yield (
                rest[len(article) :],
                option._replace(
                    proclitics=option.proclitics + article,
                    start=option.start + len(article),
                    share=option.share * share,
                    definite=True,
                ),
            )


def closed_readings(lex: Lexicon, norm: str) -> list[Reading]:
    """Readings of ``norm`` as a function word, number or pronoun; maybe none.

    Example: «ولهم» (*and for them*) is ل with و before and هم after.
    """
    found: list[Reading] = []
    for word, front in _fronts(lex, norm):
        found.extend(_closed_at(lex, word, front))
        for rest, option in _nominal_fronts(lex, word, front):
            if option is not front and rest:
                found.extend(_closed_at(lex, rest, option))
    return found


def closed_share(readings: list[Reading]) -> float:
    """The part of a word's tokens that its readings as a function word take together."""
    shares: dict[tuple[str, str], float] = {}
    for reading in readings:
        key = (reading.proclitics, reading.enclitic)
        shares[key] = shares.get(key, 0.0) + reading.share
    return min(1.0, max(shares.values(), default=0.0))


def open_readings(lex: Lexicon, norm: str) -> list[Reading]:
    """Readings of ``norm`` as verb, noun, adjective, participle or masdar; maybe none.

    Example: «وسيجتمع» (*and he will meet*) is the imperfect of اجتمع with و and س before.
    """
    found: list[Reading] = []
    for word, front in _fronts(lex, norm):
        found.extend(_unprefixed_readings(lex, word, front))
        found.extend(_imperfect_readings(lex, word, front))
        for rest, option in _verb_fronts(lex, word, front):
            found.extend(_imperfect_readings(lex, rest, option))
        for rest, option in _nominal_fronts(lex, word, front):
            if len(rest) >= _SHORTEST_WORD:
                found.extend(_nominal_readings(lex, rest, option))
    return found


def _verb_fronts(lex: Lexicon, word: str, front: _Front) -> Iterator[tuple[str, _Front]]:
    """The word without the sin of the future or the lam before an imperfect."""
    for shares, future in ((lex.futures, True), (lex.subordinators, False)):
        share = shares.get(word[0])
        if share is not None and len(word) > _SHORTEST_WORD:
            cut = front.cut + 1
            proclitics = front.proclitics + word[0]
            yield word[1:], _Front(proclitics, cut, cut, front.share * share, future=future)
