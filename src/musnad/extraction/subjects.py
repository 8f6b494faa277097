"""Subjects: who speaks in the clause of a reporting verb.

Input: a scene and a finite cue. Output: the reference that is its subject, after the verb (the
usual order of news prose) or before it, or nothing when the verb carries its subject in itself
(«وأضاف أن…»: *and he added that…*).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.extraction.connectives import anonymity_words, connectives, is_kind, that_prefix
from musnad.extraction.cues import CueReading, read_cue
from musnad.extraction.scene import Scene
from musnad.records.layers import Reference
from musnad.records.spans import Span
from musnad.text.morphology import analyse

_BACKWARD = 40  # tokens before a verb within which its subject may stand
_QUOTED_NAME = 6  # tokens of a name in quotation marks
_UNKNOWN_NOUN_PHRASE = 6  # tokens an unrecognised subject takes at most


class Subject(msgspec.Struct, frozen=True):
    """Who speaks in one clause.

    Attributes:
        reference: the noun phrase, when it is a known reference.
        span: its words; also given for a subject that is no reference («دبلوماسيو»).
        last: last token of the subject when it follows the verb, else the verb's own token.
        place: where it stands.
        joint: those joined to it: «واشنطن وباريس».
    """

    reference: Reference | None
    span: Span | None
    last: int
    place: Literal["after", "before", "elided"]
    joint: tuple[Reference, ...] = ()


def agrees(reading: CueReading, reference: Reference, *, before: bool) -> bool:
    """Whether verb and noun phrase agree, by the rules of either word order.

    Before its subject an Arabic verb is singular and agrees in gender only; after it in number
    too, where things and broken plurals may count as feminine singular.
    """
    singular = reading.gender and reference.gender and reference.number == "s"
    if singular and reading.gender != reference.gender:
        return False
    if not before:
        return reading.number in ("s", "")
    if reading.number == "p":
        return reference.number == "p"
    if reading.number == "d":
        return reference.number != "s"
    return not (reference.number == "p" and reading.gender == "m" and reference.gender == "m")


def find_subject(scene: Scene, token: int, reading: CueReading) -> Subject:
    """The subject of the finite verb at ``token``; ``elided`` when its clause names none.

    Example: «قال، الأحد، وزير الدفاع إن…» (*said, on Sunday, the defence minister that…*) gives
    the minister; «المتحدث الذي قال إن…» (*the spokesman who said that…*) the spokesman.
    """
    fronted = None if reading.enclitic else _fronted(scene, token, reading)
    if fronted is not None:
        return Subject(fronted, fronted.span, token, "before")
    after = _subject_after(scene, token, reading)
    if after is not None and (after.reference is not None or not _is_nominal(scene, token)):
        return after
    before = (
        None if _opens_clause(scene, token, reading) else _subject_before(scene, token, reading)
    )
    if before is not None:
        return Subject(before, before.span, token, "before")
    return after or Subject(None, None, token, "elided")


def _is_nominal(scene: Scene, token: int) -> bool:
    """«القوى الأخرى في التحالف انتقدت مواقف النائب»: a clause that begins with its subject."""
    first = scene.reference_from(scene.first)
    return first is not None and first.speaks and first.last < token - 1


def _fronted(scene: Scene, token: int, reading: CueReading) -> Reference | None:
    """A subject right before its verb and first in its clause: «وكان الوزير قد حث إيران على…»."""
    kinds = connectives()
    index = token - 1
    while index >= scene.first and (
        scene.in_time(index) is not None
        or is_kind(scene.norm(index), "auxiliary")
        or scene.norm(index) in ("،", ",", "»", ")")
    ):
        index -= 1
    if index < scene.first:
        return None
    if index == token - 1 and is_kind(scene.norm(index), "relative"):
        return _antecedent(scene, index, reading)
    reference = scene.reference_ending(index)
    if reference is None or not reference.speaks or not agrees(reading, reference, before=True):
        return None
    before = scene.norm(reference.first - 1)
    opens = (
        reference.first <= scene.first
        or is_kind(before, "auxiliary")
        or before in kinds["that"]
        or is_kind(before, "contrast")
    )
    return reference if opens and not _after_preposition(scene, reference) else None


def _antecedent(scene: Scene, relative: int, reading: CueReading) -> Reference | None:
    """Whom a relative pronoun right before the verb means: «الرئيس، الذي دعا الوزير إلى…»."""
    index = relative - 1
    if scene.norm(index) in ("،", ","):
        index -= 1
    reference = scene.reference_ending(index)
    fits = reference is not None and reference.speaks
    if not fits or reference is None or not agrees(reading, reference, before=True):
        return None
    return reference


def _subject_after(scene: Scene, token: int, reading: CueReading) -> Subject | None:
    start = skip_fillers(scene, token + 1)
    reference = scene.reference_from(start)
    if reference is not None and reference.span.start == scene.tokens[start].start:
        if _is_addressed(scene, start):
            return None
        if reference.speaks and agrees(reading, reference, before=False):
            return _with_joint(scene, reference)
        return None
    quotation = scene.quotation_opening(start)
    if quotation is not None and quotation.last - quotation.first < _QUOTED_NAME:
        named = scene.reference_from(quotation.first)
        if named is not None and named.speaks:
            return Subject(named, named.span, quotation.last + 1, "after")
    return _unknown_subject(scene, start)


def _is_addressed(scene: Scene, token: int) -> bool:
    """«قال للصحافيين»: the preposition has swallowed the article, so that the word stays whole."""
    here = scene.tokens[token]
    best = next(iter(analyse(here.norm, here.text)), None)
    swallowed = best is not None and best.cut < len(best.proclitics) > 1
    return swallowed and best is not None and best.proclitics in connectives()["addressing"]


def _with_joint(scene: Scene, reference: Reference) -> Subject:
    """A subject after its verb with all that are joined to it by «و»."""
    joint: list[Reference] = []
    last = reference.last
    while last < scene.last and scene.leading_conjunction(last + 1):
        following = scene.reference_from(last + 1)
        token = scene.tokens[last + 1]
        attached = following is not None and following.span.start == token.start + 1
        if following is None or not attached or not following.speaks:
            break
        joint.append(following)
        last = following.last
    span = Span(reference.span.start, joint[-1].span.end) if joint else reference.span
    return Subject(reference, span, last, "after", tuple(joint))


def _unknown_subject(scene: Scene, start: int) -> Subject | None:
    """A noun right after the verb that no table knows: «قال دبلوماسيو…» (*diplomats said*)."""
    last = start - 1
    for index in range(start, min(scene.last, start + _UNKNOWN_NOUN_PHRASE) + 1):
        token = scene.tokens[index]
        if token.kind not in ("word", "latin") or scene.in_time(index) is not None:
            break
        if token.kind == "word" and not _is_noun(token.norm, token.text):
            break
        if that_prefix(token.norm) is not None:
            break
        last = index
    if last < start:
        return None
    span = Span(scene.tokens[start].start, scene.tokens[last].end)
    return Subject(None, span, last, "after")


def _is_noun(norm: str, text: str) -> bool:
    """Whether a word can belong to a subject: a noun or a word the lexicon does not know."""
    readings = analyse(norm, text)
    cue = read_cue(norm, text)
    if cue is not None and cue.kind == "participle":
        return False  # «تابع مستطردا»
    if not readings:
        return True
    if readings[0].pos == "participle" and not readings[0].definite and _is_accusative(norm):
        return False
    best = readings[0]
    if best.cut or best.pos not in ("noun", "adj", "name", "participle"):
        return False
    return not best.enclitic


def _is_accusative(norm: str) -> bool:
    return norm[-1:] in connectives()["participle-ending"]


def skip_fillers(scene: Scene, token: int) -> int:
    """The first token from ``token`` on that is no time, adverb, or comma before one of these."""
    adverbs = connectives()["adverb"]
    while token <= scene.last:
        if (
            scene.in_time(token) is not None
            or scene.norm(token) in adverbs
            or (scene.norm(token) in ("،", ",", "(", ")", "-") and _filler_follows(scene, token))
        ):
            token += 1
        elif is_kind(scene.norm(token), "negator") and _unnamed(scene, token):
            token += 3
        else:
            return token
    return token


def _unnamed(scene: Scene, token: int) -> bool:
    """«لم تذكر اسمه»: a clause on the anonymity of a source."""
    return scene.norm(token + 2) in anonymity_words()


def _filler_follows(scene: Scene, mark: int) -> bool:
    """Whether a comma or bracket belongs to an inserted time or adverb on either side of it."""
    adverbs = connectives()["adverb"]
    return any(
        scene.in_time(neighbour) is not None or scene.norm(neighbour) in adverbs
        for neighbour in (mark - 1, mark + 1)
    )


def _opens_clause(scene: Scene, token: int, reading: CueReading) -> bool:
    """Whether the verb begins its clause, so that nothing before it can be its subject."""
    if token <= scene.first or reading.coordinated:
        return True
    previous = scene.norm(token - 1)
    return (
        previous in connectives()["clause-start"]
        or previous == ":"
        or scene.quotation_opening(token - 1) is not None
    )


def _subject_before(scene: Scene, token: int, reading: CueReading) -> Reference | None:
    kinds = connectives()
    if is_kind(scene.norm(token - 1), "but-pronoun"):
        return None  # «لكنه توقع»: the pronoun takes up who spoke before
    index = token - 1
    while index >= scene.first and (
        scene.norm(index) in kinds["auxiliary"]
        or scene.norm(index) in kinds["relative"]
        or scene.in_time(index) is not None
        or scene.norm(index) in ("،", ",")
    ):
        index -= 1
    relative = any(scene.norm(k) in kinds["relative"] for k in range(index + 1, token))
    candidates = scene.references_between(max(scene.first, token - _BACKWARD), token - 1)
    one = next(iter(reversed(candidates)), None)
    if one is not None and _is_described(scene, one, token) and agrees(reading, one, before=True):
        return one
    for reference in reversed(candidates):
        if not reference.speaks or not agrees(reading, reference, before=True):
            continue
        if relative and reference.last == index:
            return reference
        if not _after_preposition(scene, reference):
            return reference
    return None


def _is_described(scene: Scene, reference: Reference, verb: int) -> bool:
    """«تصريحا لأحد المشاركين قال فيه»: a clause with «قال» on an indefinite noun before it."""
    marks = (scene.tokens[k].kind == "mark" for k in range(reference.last + 1, verb))
    return reference.speaks and is_kind(_stem(scene, reference), "one-of") and not any(marks)


def _stem(scene: Scene, reference: Reference) -> str:
    """The first word of a reference without the preposition on it: «أحد» in «لأحد المشاركين»."""
    token = scene.tokens[reference.first]
    return token.norm[max(0, reference.span.start - token.start) :]


def _after_preposition(scene: Scene, reference: Reference) -> bool:
    """Whether the reference is governed by a preposition, written apart or on the word."""
    first = scene.tokens[reference.first]
    if reference.span.start != first.start and first.norm[0] not in connectives()["coordinator"]:
        return True
    return scene.norm(reference.first - 1) in connectives()["preposition"]
