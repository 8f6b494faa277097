"""Complements: where the thing said begins after a cue.

Input: a scene, a cue and its subject. Output: the complement's opener («أن», a quotation mark, a
colon, a preposition, or a noun phrase of its own) and the first token of the content. Openers
are claimed from the last cue of a sentence to the first, so that in «قال الناطق إن الوزير أكد أنه…»
(*the spokesman said that the minister affirmed that he…*) each verb gets its own «أن».
"""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.extraction.connectives import connectives, inna_letters, is_kind, that_prefix
from musnad.extraction.cues import Cue, Frame
from musnad.extraction.scene import Scene
from musnad.extraction.subjects import Subject, skip_fillers
from musnad.records.words import Quotation, Token
from musnad.text.morphology import analyse, splits

Opener = Literal["that", "quote", "colon", "preposition", "np", "antecedent"]

_REACH = {"finite": 60, "participle": 16, "noun": 14, "accord": 30}  # tokens
_ADJUNCTS = 25  # tokens of adverbials between a subject and its object
_LIKELY = 0.1  # share from which a reading of a form is worth considering
_CERTAIN = 0.8  # share from which a form is a verb
_SHORT = 4  # letters; shorter words begin with the letter of a preposition by chance
_NAME_WORDS = 3  # a quotation of up to so many tokens may be a name: «حزب «البعث»»


class Complement(msgspec.Struct, frozen=True):
    """The beginning of the thing said.

    Attributes:
        opener: what introduces it.
        token: the token that introduces it.
        start: first token of the content.
        cut: folded letters of that token that belong to the opener («بـ»), not to the content.
        frame: the frame of the cue it fills.
        quotation: the quotation it opens with, if any.
    """

    opener: Opener
    token: int
    start: int
    cut: int
    frame: Frame
    quotation: Quotation | None = None


def find_complement(
    scene: Scene, cue: Cue, subject: Subject | None, claimed: set[int]
) -> Complement | None:
    """The complement of a cue, or None when the word reports nothing here.

    ``claimed`` holds openers that later cues of the sentence have taken.
    """
    begin = (subject.last if subject is not None and subject.place == "after" else cue.index) + 1
    near = _after_subject(scene, cue, begin)
    if near is not None and near.token not in claimed:
        return near
    return _clause_or_quote(scene, cue, begin, claimed)


def _clause_or_quote(scene: Scene, cue: Cue, begin: int, claimed: set[int]) -> Complement | None:
    """The first «أن», quotation or colon after the cue that it may take."""
    end = min(scene.last, cue.index + _REACH[cue.reading.kind])
    token, passed = begin, False
    while token <= end:
        quotation = scene.quotation_opening(token)
        passed = passed or (token in claimed and that_prefix(scene.norm(token)) is not None)
        if quotation is not None:
            # behind what a later cue reports, a quotation is that cue's
            free = not passed and token not in claimed and cue.entry.takes("quote")
            if free and not is_name(scene, quotation):
                return _quoted(cue, quotation)
            token = quotation.last + 2
            continue
        if token not in claimed:
            found = _that_or_colon(scene, cue, token)
            if found is not None:
                return found
        if scene.norm(token) in (".", "؛"):
            return None
        token += 1
    return None


def _quoted(cue: Cue, quotation: Quotation) -> Complement:
    frame = next(frame for frame in cue.entry.frames if frame.opens == "quote")
    start = quotation.first
    return Complement("quote", quotation.first - 1, start, 0, frame, quotation)


def _that_or_colon(scene: Scene, cue: Cue, token: int) -> Complement | None:
    here = scene.tokens[token]
    if here.kind == "word" and not scene.in_name(token):
        prefix = that_prefix(here.norm)
        free = prefix is not None and not _is_reserved(scene, cue, here)
        if free and _opens_clause(scene, cue, token, prefix or ""):
            start = token + 1
            quotation = scene.quotation_opening(start)
            described = cue.entry.group == "describe"
            if quotation is not None and not described and is_name(scene, quotation):
                quotation = None
            if quotation is not None:
                start = quotation.first
            return Complement("that", token, start, 0, _clause_frame(cue), quotation)
    elif here.text == ":" and token < scene.last and cue.entry.takes("quote"):
        quotation = scene.quotation_opening(token + 1)
        if quotation is None and that_prefix(scene.norm(token + 1)) is None:
            return Complement("colon", token, token + 1, 0, _clause_frame(cue))
    return None


def _is_reserved(scene: Scene, cue: Cue, that: Token) -> bool:
    """Whether an «إن», so printed, belongs to an earlier «قال»: «قال… طالبا عدم نشر اسمه إن…»."""
    if not set(that.text) & inna_letters() or cue.entry.lemma in _saying():
        return False
    return any(
        other.index < cue.index
        and other.entry.lemma in _saying()
        and other.reading.kind == "finite"
        for other in scene.cues
    ) and not any(
        that_prefix(scene.norm(k)) is not None or scene.quotation_opening(k) is not None
        for k in range(scene.first, cue.index)
    )


def _saying() -> frozenset[str]:
    """Verbs that take «إن» and no «أن»."""
    return connectives()["inna-verb"]


def _clause_frame(cue: Cue) -> Frame:
    """The frame a clause fills: any but a bare noun phrase or quotation."""
    for frame in cue.entry.frames:
        if frame.opens == "that":
            return frame
    return cue.entry.frames[0]


def _opens_clause(scene: Scene, cue: Cue, token: int, prefix: str) -> bool:
    """Whether this «أن» may begin what the cue reports.

    Verbs that take a preposition before it are often printed without: «أشارت المنظمة أن…».
    """
    if not any(frame.opens not in ("quote", "np") for frame in cue.entry.frames):
        return False
    if _is_anothers(scene, cue, token):
        return False
    if prefix and prefix not in connectives()["coordinator"] and not cue.entry.takes(prefix):
        return cue.entry.takes("that") and prefix in connectives()["that-preposition"]
    previous = scene.norm(token - 1)
    if cue.entry.takes(previous):
        return True
    return previous not in connectives()["before-that"]


def _is_anothers(scene: Scene, cue: Cue, token: int) -> bool:
    """«تظهر ما يعتقد أنه…»: an «أن» right after another verb is that verb's."""
    before = token - 1
    here = scene.tokens[before]
    if before <= cue.index or here.kind != "word" or scene.in_name(before):
        return False
    best = next(iter(analyse(here.norm, here.text)), None)
    return best is not None and best.aspect == "imperfect" and best.rank >= _CERTAIN


def is_name(scene: Scene, quotation: Quotation) -> bool:
    """Whether a short quotation is a name or a term set in marks rather than something said."""
    before = scene.norm(quotation.first - 2)
    if before in connectives()["attached"]:
        return True
    length = quotation.last - quotation.first + 1
    if length > _NAME_WORDS or before == ":":
        return False
    if that_prefix(scene.norm(quotation.last + 2)) is not None:
        return True
    if length == 1 and not _follows_cue(scene, quotation):
        return True
    return names_someone(scene, quotation)


def names_someone(scene: Scene, quotation: Quotation) -> bool:
    """Whether the words in marks are a name: «تنظيم "داعش"», «سفينة تعرف بـ "النسر"».

    A known name, one that a longer name holds, or one that a word of naming brings in.
    """
    before = quotation.first - 2
    if is_kind(scene.norm(before), "attached"):
        before -= 1
    if is_kind(scene.norm(before), "naming"):
        return True
    reference = scene.reference_from(quotation.first)
    if reference is not None and reference.last >= quotation.last:
        return True
    covering = scene.covering_reference(quotation.first)
    return covering is not None and covering.first < quotation.first


def _follows_cue(scene: Scene, quotation: Quotation) -> bool:
    """Whether a verb or «أن» stands right before a quotation of one word."""
    previous = scene.tokens[quotation.first - 2] if quotation.first >= 2 else None
    if previous is None or previous.kind != "word":
        return False
    best = next(iter(analyse(previous.norm, previous.text)), None)
    return best is not None and best.pos in ("verb", "participle", "masdar")


def _after_subject(scene: Scene, cue: Cue, begin: int) -> Complement | None:
    """A prepositional or bare noun complement, right after the subject and its adjuncts."""
    if cue.entry.group == "describe":
        quoted = _quoted_description(scene, cue, begin)
        if quoted is not None:
            return quoted
    for frame in cue.entry.frames:
        if frame.opens in ("that", "quote"):
            continue
        if frame.opens == "np":
            found = _noun_phrase(scene, cue, frame, begin)
        else:
            found = _prepositional(scene, cue, frame, begin)
        if found is not None:
            return found
    return None


def _quoted_description(scene: Scene, cue: Cue, begin: int) -> Complement | None:
    """«وصف الاتهام بـ«المسرحية»»: the quotation that the preposition introduces."""
    frame = cue.entry.frames[0]
    for token in range(begin, min(scene.last, begin + _REACH["finite"])):
        if scene.norm(token) == frame.opens:
            quotation = scene.quotation_opening(token + 1)
            if quotation is not None:
                return Complement("preposition", token, quotation.first, 0, frame, quotation)
        if scene.tokens[token].text in ("،", ".") or _is_new_clause(scene, token):
            return None
    return None


def _noun_phrase(scene: Scene, cue: Cue, frame: Frame, begin: int) -> Complement | None:
    if cue.entry.objects:
        return _required_object(scene, cue, frame, begin)
    start = skip_fillers(scene, begin)
    if frame.target and not cue.reading.enclitic:
        target = scene.reference_from(start)
        if target is None:
            return None
        start = skip_fillers(scene, target.last + 1)
    if start > scene.last:
        return None
    quotation = scene.quotation_opening(start)
    if quotation is not None:
        if cue.entry.takes("quote"):
            return None
        return Complement("np", start, quotation.first, 0, frame, quotation)
    if begins_noun_phrase(scene.tokens[start]):
        return Complement("np", start, start, 0, frame)
    later = _after_adjuncts(scene, start)
    return Complement("np", later, later, 0, frame) if later is not None else None


def _required_object(scene: Scene, cue: Cue, frame: Frame, begin: int) -> Complement | None:
    """The object without which the verb is no report: «حمّل الحكومة مسؤولية…»."""
    for token in range(begin, min(scene.last, begin + _REACH["participle"]) + 1):
        here = scene.tokens[token]
        if here.text in (".", ":") or _is_new_clause(scene, token):
            return None
        stems = (_without_article(rest) for _, rest in splits(here.norm))
        if here.norm in cue.entry.objects or any(stem in cue.entry.objects for stem in stems):
            return Complement("np", token, token, 0, frame)
    return None


def _without_article(norm: str) -> str:
    article = connectives()["article"]
    return next((norm[len(a) :] for a in article if norm.startswith(a)), norm)


def _after_adjuncts(scene: Scene, start: int) -> int | None:
    """Where the object begins behind adverbials: «أكد خلال اللقاء رغبته في…».

    It is a verbal noun or a noun with a pronoun, not governed by a preposition.
    """
    token = start
    while token <= min(scene.last, start + _ADJUNCTS):
        here = scene.tokens[token]
        if here.text in (".", ":", "؛") or _is_new_clause(scene, token):
            return None
        if that_prefix(here.norm) is not None or scene.quotation_opening(token) is not None:
            return None
        if token > start and _is_object(scene, token):
            return token
        token = _next_phrase(scene, token)
    return None


def _is_object(scene: Scene, token: int) -> bool:
    here, previous = scene.tokens[token], scene.tokens[token - 1]
    if here.kind != "word" or scene.in_time(token) is not None:
        return False
    if is_kind(previous.norm, "preposition"):
        return False
    closed = previous.kind == "mark" or _ends_adjunct(scene, token - 1)
    for reading in analyse(here.norm, here.text):
        if reading.rank < _LIKELY or reading.cut or reading.definite:
            continue
        if reading.pos == "masdar" and (reading.enclitic or closed):
            return True
        if closed and is_kind(here.norm, "occurrence"):
            return True
    return False


def _ends_adjunct(scene: Scene, token: int) -> bool:
    """Whether a word ends what stands between subject and object: «أعلن الجيش في بيان خروج…».

    A time, a definite word, a noun with a pronoun («على موقعها»), or a document one speaks in.
    """
    here = scene.tokens[token]
    if scene.in_time(token) is not None:
        return True
    if is_kind(here.norm, "paper"):
        return True
    best = next(iter(analyse(here.norm, here.text)), None)
    if best is None or best.pos not in ("noun", "adj", "participle", "masdar"):
        return False
    return best.definite or bool(best.enclitic)


def begins_noun_phrase(token: Token) -> bool:
    """Whether a word can open a noun phrase: a noun, verbal noun, adjective or number."""
    if token.kind != "word":
        return False
    readings = analyse(token.norm, token.text)
    if not readings or readings[0].cut:
        return False
    if readings[0].pos in ("noun", "masdar", "adj", "number"):
        return True
    return any(r.pos == "masdar" and r.enclitic and r.rank >= _LIKELY for r in readings)


def _prepositional(scene: Scene, cue: Cue, frame: Frame, begin: int) -> Complement | None:
    """«إلى العودة», «بالانسحاب», «على أن…»: the preposition the frame names, and what follows."""
    end = min(scene.last, begin + _REACH["participle"])
    token = begin
    while token <= end:
        quotation = scene.quotation_opening(token)
        if quotation is not None:
            token = quotation.last + 2
            continue
        here = scene.tokens[token]
        if here.text in (".", ":", "؛") or _is_new_clause(scene, token):
            return None
        found = _preposition_at(scene, frame, token)
        if found is not None:
            return found
        if that_prefix(here.norm) is not None and not frame.target:
            return None
        token = _next_phrase(scene, token)
    return None


def _is_new_clause(scene: Scene, token: int) -> bool:
    """A coordinated verb: what comes after it is not the earlier verb's complement."""
    here = scene.tokens[token]
    if here.kind != "word" or scene.in_name(token):
        return False
    best = next(iter(analyse(here.norm, here.text)), None)
    return (
        best is not None
        and best.pos == "verb"
        and best.proclitics[:1] in connectives()["coordinator"]
    )


def _next_phrase(scene: Scene, token: int) -> int:
    """Step over a whole reference, so that its own prepositions are not taken for the verb's."""
    reference = scene.reference_from(token)
    return (reference.last if reference is not None else token) + 1


def _preposition_at(scene: Scene, frame: Frame, token: int) -> Complement | None:
    here = scene.tokens[token]
    if here.norm == frame.opens:
        return _content_after(scene, frame, token, token + 1)
    if len(frame.opens) > 1 or here.kind != "word" or here.norm[0] != frame.opens:
        return None
    if that_prefix(here.norm) == frame.opens and frame.clause != "np":
        return _content_after(scene, frame, token, token + 1)
    best = next(iter(analyse(here.norm, here.text)), None)
    if best is None and frame.clause != "that" and not scene.in_name(token):
        return _unread(frame, token, here)
    if best is None or frame.opens not in best.proclitics or frame.clause == "that":
        return None
    if best.pos not in ("noun", "masdar", "adj", "participle", "number"):
        return None
    return Complement("preposition", token, token, best.cut, frame)


def _unread(frame: Frame, token: int, here: Token) -> Complement | None:
    """The same for a noun that the lexicon does not know."""
    fits = any(norm_cut == 1 for norm_cut, _ in splits(here.norm)) and len(here.norm) > _SHORT
    return Complement("preposition", token, token, 1, frame) if fits else None


def _content_after(scene: Scene, frame: Frame, token: int, start: int) -> Complement | None:
    """The complement after a preposition that stands apart: a clause or a noun phrase."""
    if start > scene.last:
        return None
    is_that = that_prefix(scene.norm(start)) is not None
    if (frame.clause == "that" and not is_that) or (frame.clause == "np" and is_that):
        return None
    if is_that:
        start += 1
    quotation = scene.quotation_opening(start)
    if quotation is not None and is_that and is_name(scene, quotation):
        quotation = None
    if quotation is not None:
        start = quotation.first
    opener: Opener = "that" if is_that else "preposition"
    return Complement(opener, token, start, 0, frame, quotation)
