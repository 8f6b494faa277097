"""Reports: cues that do report something, each with its subject and complement.

Input: a scene. Output: accepted cues in text order. A verb of saying that is negated, future,
wished for or without a complement reports nothing.
"""

from __future__ import annotations

import msgspec

from musnad.extraction.accords import find_document
from musnad.extraction.complements import (
    Complement,
    begins_noun_phrase,
    find_complement,
    is_name,
)
from musnad.extraction.connectives import anonymity_words, connectives, is_kind, that_prefix
from musnad.extraction.cues import Cue, Frame
from musnad.extraction.scene import Scene
from musnad.extraction.subjects import Subject, find_subject, skip_fillers
from musnad.records.layers import Reference
from musnad.records.words import Quotation
from musnad.text.morphology import analyse

_BACKGROUND = frozenset({"say", "point", "opinion", "expect", "claim"})
_PRIVATE = frozenset({"opinion", "expect"})
_RELATIVE_GROUPS = frozenset({"deny", "claim"})
_NOUN_GROUPS = frozenset({"accuse", "threat", "promise", "warn"})
_TARGET_REACH = 10  # tokens the accused may take between «اتهام» and what it is of
_ANONYMITY_REACH = 5  # tokens between asking and «اسمه»
_SURE = 0.8  # share of a form's tokens from which it is a verb whatever stands before it
_ASIDE_REACH = 8  # tokens between the one relayed and «قوله»
_RELAY_REACH = 12  # tokens between «نقلت» and the «عن» that names its source


class Report(msgspec.Struct, frozen=True):
    """A cue with what it governs.

    Attributes:
        cue: the word.
        subject: who says it, when its own clause names somebody.
        complement: where the thing said begins; None for «…» قال كيري, said before the cue.
        before: a quotation that stands before the cue and belongs to it.
    """

    cue: Cue
    subject: Subject
    complement: Complement | None
    before: Quotation | None = None

    @property
    def rule(self) -> str:
        """The rule by which it was recognised."""
        opener = self.complement.opener if self.complement is not None else "quote-before"
        return f"statement.{self.cue.reading.kind}-{opener}"


def find_reports(scene: Scene, governed: set[int]) -> list[Report]:
    """The reports of a sentence, in text order. ``governed``: tokens of accords."""
    found: list[Report] = []
    claimed: set[int] = set()
    for cue in reversed(scene.cues):
        if cue.index in governed or _is_unreal(scene, cue) or scene.in_name(cue.index):
            continue
        if cue.entry.group in _PRIVATE and scene.outermost_quotation(cue.index) is not None:
            continue  # «أميركا تخشى أن…» in a quotation: what its speaker says of another
        report = _report(scene, cue, claimed)
        if report is None or _repeats(report, found) or _goes_on(report, found):
            continue
        if report.complement is not None:
            taken = report.complement
            after = taken.start + (taken.opener == "preposition" and taken.start == taken.token)
            claimed.update(range(taken.token, after))
        if report.before is not None:
            claimed.add(report.before.first - 1)
        found.append(report)
    return found[::-1]


def _repeats(report: Report, later: list[Report]) -> bool:
    """«جدد دعوته إلى الحوار»: what is repeated is itself a report, and counts once."""
    complement = report.complement
    return (
        complement is not None
        and complement.opener == "np"
        and any(
            other.cue.index == complement.start and other.cue.reading.kind == "noun"
            for other in later
        )
    )


def _goes_on(report: Report, later: list[Report]) -> bool:
    """«وتابع الشيخ يقول»: the verb of going on leaves the report to the verb of saying."""
    if report.cue.entry.group != "continue" or report.subject.place != "after":
        return False
    return any(
        other.cue.index == report.subject.last + 1
        and other.cue.reading.kind == "finite"
        and other.cue.reading.aspect == "imperfect"
        for other in later
    )


def _is_unreal(scene: Scene, cue: Cue) -> bool:
    """Speech that did not take place: «لم يقل», «لن تعلن», «أن يؤكد»."""
    if _asks_for_anonymity(scene, cue):
        return True
    if cue.reading.kind != "finite":
        return False
    previous = scene.norm(cue.index - 1)
    if is_kind(previous, "light-verb") or _is_genitive(scene, cue) or _is_governed(scene, cue):
        return True
    if is_kind(previous, "negator") and not is_kind(previous, "relative"):
        return True
    if cue.reading.aspect != "imperfect":
        return False
    if is_kind(previous, "future") or is_kind(previous, "possible"):
        return True
    return that_prefix(previous) is not None and cue.reading.person == 3 if previous else False


def _asks_for_anonymity(scene: Scene, cue: Cue) -> bool:
    """«اشترط عدم ذكر اسمه»: about the source, not what it says."""
    following = range(cue.index + 1, min(scene.last, cue.index + _ANONYMITY_REACH) + 1)
    return cue.entry.group == "call" and any(scene.norm(k) in anonymity_words() for k in following)


def _is_governed(scene: Scene, cue: Cue) -> bool:
    """Whether the form is rather a noun after a preposition or a verb: «عن رد», «يتضمن طلب…»."""
    if cue.reading.share >= _SURE or cue.reading.coordinated or cue.index <= scene.first:
        return False
    previous = scene.tokens[cue.index - 1]
    if is_kind(previous.norm, "auxiliary") or previous.kind != "word":
        return False
    if previous.norm in connectives()["preposition"]:
        return True
    best = next(iter(analyse(previous.norm, previous.text)), None)
    return best is not None and best.pos == "verb" and best.rank >= _SURE


def _is_genitive(scene: Scene, cue: Cue) -> bool:
    """Whether the form is rather a noun in a construct: «رفض طلب الحكومة»."""
    if cue.reading.share >= _SURE or cue.reading.coordinated or cue.index <= scene.first:
        return False
    previous = scene.tokens[cue.index - 1]
    best = (
        next(iter(analyse(previous.norm, previous.text)), None) if previous.kind == "word" else None
    )
    return (
        best is not None
        and best.pos in ("noun", "masdar")
        and not best.definite
        and not best.enclitic
        and scene.covering_reference(cue.index - 1) is None
    )


def _report(scene: Scene, cue: Cue, claimed: set[int]) -> Report | None:
    if cue.reading.kind == "finite":
        if cue.entry.group == "relay":
            return _relay(scene, cue, claimed)
        if cue.entry.group == "document":
            return _document(scene, cue, claimed)
        return _finite(scene, cue, find_subject(scene, cue.index, cue.reading), claimed)
    if cue.entry.group == "document":
        return None
    if cue.reading.kind == "participle":
        complement = find_complement(scene, cue, None, claimed)
        if complement is None:
            return None
        return Report(cue, Subject(None, None, cue.index, "elided"), complement)
    return _noun(scene, cue, claimed)


def _finite(scene: Scene, cue: Cue, subject: Subject, claimed: set[int]) -> Report | None:
    complement = find_complement(scene, cue, subject, claimed)
    before = _quotation_before(scene, cue, claimed)
    if complement is None and before is None and cue.reading.enclitic:
        return _relative(scene, cue, subject)
    if complement is None and before is None:
        return None
    weak = cue.reading.rare and not cue.entry.objects
    proven = complement is not None and _is_adjacent(subject, complement)
    if weak and not (proven and cue.entry.takes("that")):
        return None
    if complement is not None and (
        _is_passive_charge(cue, subject, complement)
        or _is_background(scene, cue, subject, complement)
        or _is_unclaimed(scene, cue, subject, complement)
    ):
        return None
    return Report(cue, subject, complement, before)


def _document(scene: Scene, cue: Cue, claimed: set[int]) -> Report | None:
    """«وجاء في بيان للوزارة أن…»: a document speaks, for whoever issued it."""
    start = skip_fillers(scene, cue.index + 1)
    if scene.norm(start) not in connectives()["where-preposition"]:
        return None
    source = find_document(scene, start + 1)
    if source is None:
        return None
    last, issuer, span = source
    subject = Subject(issuer, span, last, "after")
    complement = find_complement(scene, cue, subject, claimed)
    return Report(cue, subject, complement) if complement is not None else None


def _relative(scene: Scene, cue: Cue, subject: Subject) -> Report | None:
    """«الهجوم الذي تبنته الحركة», «الأمر الذي نفته طهران»: the thing said stands before."""
    antecedent = cue.index - 1
    if cue.entry.group not in _RELATIVE_GROUPS or subject.reference is None:
        return None
    first = antecedent - 1 if is_kind(scene.norm(antecedent), "relative") else antecedent
    if first < scene.first or not begins_noun_phrase(scene.tokens[first]):
        return None
    frame = Frame("np")
    return Report(cue, subject, Complement("antecedent", antecedent, first, 0, frame))


def _is_passive_charge(cue: Cue, subject: Subject, complement: Complement) -> bool:
    """«اتهموا بالضلوع»: without an object the form is passive, and who charges goes unsaid."""
    if cue.entry.group != "accuse" or not complement.frame.target or cue.reading.enclitic:
        return False
    return subject.place != "after" and complement.token == cue.index + 1


def _is_unclaimed(scene: Scene, cue: Cue, subject: Subject, complement: Complement) -> bool:
    """A bare object after a verb without a subject, inside a clause: «معلومات تؤكد مقتله»."""
    if complement.opener != "np" or subject.place != "elided" or subject.span is not None:
        return False
    return not cue.reading.coordinated and cue.index > scene.first


def _is_adjacent(subject: Subject, complement: Complement) -> bool:
    """Whether a clause with «أن» follows at once: proof that «بين» is a verb here."""
    return complement.opener == "that" and complement.token <= subject.last + 2


def _quotation_before(scene: Scene, cue: Cue, claimed: set[int]) -> Quotation | None:
    """The quotation that ends right before the cue: «لن نتخلى»، قال كيري."""
    if not cue.entry.takes("quote") or cue.reading.coordinated or cue.reading.cut:
        return None  # «"…" ليعلن»: the quotation is an earlier verb's
    closing = cue.index - 1
    if closing <= scene.first:
        return None
    if scene.tokens[closing].kind == "mark" and scene.quotation_closing(closing) is None:
        closing -= 1
    quotation = scene.quotation_closing(closing)
    if quotation is None or quotation.first - 1 in claimed or is_name(scene, quotation):
        return None
    return quotation if quotation.first - 1 <= scene.first + 1 else None


def _is_background(scene: Scene, cue: Cue, subject: Subject, complement: Complement) -> bool:
    """«يذكر أن», «يُعتقد أن»: the reporter's own background, said by nobody."""
    reading = cue.reading
    adjacent = complement.token <= cue.index + 2 and complement.opener == "that"
    impersonal = (
        reading.aspect == "imperfect" and reading.gender == "m" and reading.number in ("s", "")
    )
    if not adjacent or not impersonal or cue.entry.group not in _BACKGROUND:
        return False
    if reading.voice == "passive" or subject.place == "elided":
        return True
    gap = scene.norm(cue.index - 1)
    reference = subject.reference
    resumptive = scene.norm(complement.token) not in connectives()["that"]
    if cue.entry.group in _PRIVATE and is_kind(gap, "relative") and resumptive:
        return True  # «الذي يعتقد أنه»: believed to be
    is_next = reference is not None and reference.last >= cue.index - 2
    return not is_next and gap not in connectives()["relative"]


def _relay(scene: Scene, cue: Cue, claimed: set[int]) -> Report | None:
    """«نقلت الوكالة عن الوزير أن…»: the source is the one relayed, not the medium."""
    source = _relayed_source(scene, cue)
    if source is None:
        frames = tuple(f for f in cue.entry.frames if f.opens in ("that", "quote"))
        cue = _with_frames(cue, frames)
        return _finite(scene, cue, find_subject(scene, cue.index, cue.reading), claimed)
    following = skip_fillers(scene, source.last + 1)
    if any(other.index == following and other.reading.kind == "noun" for other in scene.cues):
        return None  # «… قوله إن»: the noun is the cue
    subject = Subject(source, source.span, source.last, "after")
    cue = _with_frames(cue, (Frame("that"), Frame("quote"), Frame("np")))
    return _finite(scene, cue, subject, claimed)


def _with_frames(cue: Cue, frames: tuple[Frame, ...]) -> Cue:
    entry = msgspec.structs.replace(cue.entry, frames=frames)
    return msgspec.structs.replace(cue, reading=msgspec.structs.replace(cue.reading, entry=entry))


def _relayed_source(scene: Scene, cue: Cue) -> Reference | None:
    sources = {frame.opens for frame in cue.entry.frames if frame.clause == "np"}
    token = cue.index + 1
    while token <= min(scene.last, cue.index + _RELAY_REACH):
        if scene.norm(token) in sources:
            reference = scene.reference_from(token + 1)
            return reference if reference is not None and reference.speaks else None
        if that_prefix(scene.norm(token)) is not None:
            return None
        reference = scene.reference_from(token)
        token = (reference.last if reference is not None else token) + 1
    return None


def _noun(scene: Scene, cue: Cue, claimed: set[int]) -> Report | None:
    """«قوله إن», «إعلانه أن», «اتهامات المعارضة بـ»: a verbal noun with speaker and content."""
    if cue.reading.enclitic:
        subject = Subject(_possessor(scene, cue), None, cue.index, "before")
    else:
        reference = scene.reference_from(cue.index + 1)
        if reference is None or not reference.speaks or reference.first != cue.index + 1:
            return None
        if reference.span.start != scene.tokens[reference.first].start:
            return None
        subject = Subject(reference, reference.span, reference.last, "after")
    complement = find_complement(scene, cue, subject, claimed)
    if complement is None:
        return None
    reach = _TARGET_REACH if cue.entry.group == "accuse" else 2
    adjacent = complement.token <= subject.last + reach
    allowed = (
        complement.opener in ("that", "quote")
        or cue.entry.group in _NOUN_GROUPS
        or (cue.entry.group == "announce" and complement.opener in ("np", "preposition"))
    )
    return Report(cue, subject, complement) if adjacent and allowed else None


def _possessor(scene: Scene, cue: Cue) -> Reference | None:
    """Who the pronoun of «قوله» stands for: «عن بيسكوف قوله», «عن أحدهم -لم تذكر اسمه- قوله»."""
    for reference in reversed(scene.references_between(scene.first, cue.index - 1)):
        relayed = is_kind(scene.norm(reference.first - 1), "relayed-from")
        near = _ASIDE_REACH if relayed else 3
        if reference.last >= cue.index - near:
            return reference if reference.speaks else None
        return None
    return None
