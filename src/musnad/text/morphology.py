"""Light morphology: the readings of an unvocalised Arabic word, best first.

Input: a folded word and, if known, its spelling in the text. Output: :class:`Analysis` records
ranked by how often the word is read so and by what its spelling shows; or the ways to take its
one-letter proclitics off. Context is left to the caller. No names are known here: a name that
looks like nothing else has no reading.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.text.fold import fold
from musnad.text.lexicon import Lexicon, lexicon
from musnad.text.readings import Reading, closed_readings, closed_share, open_readings
from musnad.text.spelling import agreement, letters_of, voice_shown

_KEPT = 0.003  # readings below this share of the best are dropped
_MOST = 12
_FUNCTION = 1000.0  # tokens that a function word counts for


class Analysis(msgspec.Struct, frozen=True, gc=False):
    """One reading of a word.

    Attributes:
        lemma: folded dictionary form: past 3ms of a verb (قال), masculine singular of an
            adjective or participle, singular of a noun where known.
        pos: verb, noun, adj, participle, masdar, particle, pronoun, number, prep or conj.
        proclitics: the folded letters cut at the front, in order: «و», «ول», «بال», «لل», «وس».
        cut: how many folded letters the conjunction, preposition and future letters take, the
            article not counted: where the word proper begins.
        enclitic: folded letters of an attached pronoun; empty if none.
        aspect: perfect, imperfect or imperative for verbs, else empty.
        person: 1, 2 or 3; 0 where it says nothing.
        number: ``s``, ``d``, ``p`` or empty if unknown.
        gender: ``m``, ``f`` or empty if unknown.
        voice: active, passive, either (the letters fit both) or empty.
        mood: ``nonindicative`` for short imperfects (يقولوا, لم يقل), else empty.
        future: has the future letter س.
        definite: has the article, or is a pronoun.
        form: verb form I–X (also Iq, IIq …) of a verb, masdar or participle, else empty.
        rank: share of the word's tokens expected to be read so, 0–1; the shares may add up to
            less than 1 where the word is often something else, such as a name.
        function: what a function word does (that, negation, relative, demonstrative …).
        verb: folded past 3ms of the verb a masdar or participle belongs to, else empty.
    """

    lemma: str
    pos: str
    proclitics: str
    cut: int
    enclitic: str
    aspect: str
    person: int
    number: str
    gender: str
    voice: str
    mood: str
    future: bool
    definite: bool
    form: str
    rank: float
    function: str = ""
    verb: str = ""


def _weigh_homographs(lex: Lexicon, norm: str, found: list[Reading]) -> None:
    """Rescale readings to the known shares of verbs and other words in their spelling."""
    for cut in {reading.cut for reading in found}:
        known = lex.homographs.get(norm[cut:])
        group = [reading for reading in found if reading.cut == cut] if known is not None else []
        if known is None or len(group[0].proclitics) > 1:
            continue
        bare = [r for r in group if not r.definite]
        total = sum(reading.score for reading in bare)
        shares = {"verb": known.verb, "nominal": known.nominal}
        sums = {kind: sum(r.score for r in bare if r.kind == kind) for kind in shares}
        for reading in bare:
            if sums[reading.kind]:
                reading.score *= shares[reading.kind] * total / sums[reading.kind]


def _share(readings: list[Reading], whole: float) -> list[Reading]:
    """The readings, their scores brought to add up to ``whole``; none where none has a score."""
    total = sum(reading.score for reading in readings)
    if not total:
        return []
    for reading in readings:
        reading.score = reading.score * whole / total
    return readings


def _candidates(lex: Lexicon, norm: str) -> list[Reading]:
    """All readings, their scores adding up to at most 1."""
    closed = closed_readings(lex, norm)
    taken = closed_share(closed)
    known = lex.homographs.get(norm)
    if closed and known is not None:
        taken = max(0.0, 1 - known.verb - known.nominal)
    if closed and taken > 0.995:
        return _share(closed, 1.0)
    found = open_readings(lex, norm)
    _weigh_homographs(lex, norm, found)
    rest = 1 - taken if closed else 1.0
    if not closed and known is not None:
        rest = min(1.0, known.verb + known.nominal)
    return _share(closed, taken if found else 1.0) + _share(found, rest)


def _merge_key(reading: Reading) -> tuple[object, ...]:
    return (
        fold(reading.lemma),
        reading.pos,
        reading.proclitics,
        reading.enclitic,
        reading.aspect,
        reading.person,
        reading.number,
        reading.gender,
        reading.mood,
        reading.future,
        reading.function,
    )


def _merged(readings: list[Reading]) -> list[Reading]:
    """One reading for those that differ in verb form or voice alone, best first.

    The commonest of them speaks for all.
    """
    groups: dict[tuple[object, ...], list[Reading]] = {}
    for reading in readings:
        groups.setdefault(_merge_key(reading), []).append(reading)
    merged: list[tuple[float, tuple[object, ...], Reading]] = []
    for key, group in groups.items():
        best = max(group, key=lambda reading: reading.score)
        if len({reading.voice for reading in group}) > 1:
            best.voice = "either"
        best.score = sum(reading.score for reading in group)
        merged.append((-best.score, key, best))
    merged.sort()
    return [reading for _, _, reading in merged]


def _analysis(reading: Reading) -> Analysis:
    return Analysis(
        lemma=fold(reading.lemma),
        pos=reading.pos,
        proclitics=reading.proclitics,
        cut=reading.cut,
        enclitic=reading.enclitic,
        aspect=reading.aspect,
        person=reading.person,
        number=reading.number,
        gender=reading.gender,
        voice=reading.voice,
        mood=reading.mood,
        future=reading.future,
        definite=reading.definite,
        form=reading.form,
        rank=round(reading.score, 4),
        function=reading.function,
        verb=fold(reading.verb),
    )


def _with_spelling(readings: list[Reading], text: str) -> list[Reading]:
    """Scores and voices as the spelling in the text has them."""
    letters = letters_of(text)
    whole = sum(reading.score for reading in readings)
    for reading in readings:
        factor = agreement(reading, letters, text)
        reading.voice, fit = voice_shown(reading, text)
        reading.score = reading.score * factor * fit
    return _share(readings, whole)


def _ranked(readings: list[Reading]) -> tuple[Analysis, ...]:
    merged = _merged(readings)
    floor = merged[0].score * _KEPT if merged else 0.0
    return tuple(_analysis(reading) for reading in merged[:_MOST] if reading.score >= floor)


@lru_cache(maxsize=200_000)
def analyse(norm: str, text: str = "") -> tuple[Analysis, ...]:
    """Readings of one word, best first; empty for a word the lexicon does not know.

    Args:
        norm: the folded word, as :func:`musnad.text.fold.fold` gives it.
        text: the word as printed, whose hamza, ta marbuta, alef maksura and marks re-rank the
            readings; empty if not known.

    Example:
        >>> best = analyse("وسيجتمع")[0]  # "and he will meet"
        >>> best.lemma, best.proclitics, best.future
        ('اجتمع', 'وس', True)
    """
    if not norm:
        return ()
    found = _candidates(lexicon(), norm)
    if text and found:
        found = _with_spelling(found, text)
    return _ranked(found)


@lru_cache(maxsize=200_000)
def splits(norm: str) -> tuple[tuple[int, str], ...]:
    """Ways to take conjunction, preposition and future letters off, without asking the lexicon.

    Returns:
        (letters taken, rest) pairs, fewest letters taken first; always begins with
        ``(0, norm)``. The article stays on the rest, written out where it is hidden after ل. At
        least two letters stay.

    Example:
        >>> splits("للامم")  # "to the nations"
        ((0, 'للامم'), (1, 'اللامم'), (1, 'الامم'), (1, 'لامم'))
    """
    lex = lexicon()
    found: dict[tuple[int, str], None] = {(0, norm): None}
    words = [(0, norm)]
    if norm[:1] in lex.conjunctions:
        words.append((1, norm[1:]))
    article = lex.article[0]
    for cut, word in words:
        if cut and len(word) >= 2:
            found[cut, word] = None
        single = word[:1] in lex.prepositions or word[:1] in lex.futures
        if not single or len(word) <= 2:
            continue
        rest = word[1:]
        if word.startswith(article[-1] * 2):
            found[cut + 1, article + rest] = None
            if len(rest) > 2:
                found[cut + 1, article + rest[1:]] = None
        found[cut + 1, rest] = None
    return tuple(sorted(found, key=lambda pair: (pair[0], -len(pair[1]))))


@lru_cache(maxsize=100_000)
def commonness(norm: str) -> float:
    """How many tokens of the corpus behind the lexicon are expected to be this word.

    All its readings together; 0.0 for a word that has none. A name in foreign letters may fall
    together with a form that hardly occurs: «سالفيني» (*Salvini*) could be «will find me».

    Args:
        norm: the folded word.
    """
    lex = lexicon()
    closed = sum(reading.score for reading in closed_readings(lex, norm))
    return (closed and _FUNCTION) + sum(reading.score for reading in open_readings(lex, norm))
