"""Status: whether an event happened, will, was called for, might, or did not.

Input: a scene, a trigger and the statement that tells it. Output: the status. The particle right
before a verb decides first, then the verb's own tense, then the words that govern the clause, then
the force of the statement in which the event is told.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.event_phrases import verb_reading
from musnad.extraction.event_triggers import Trigger
from musnad.extraction.scene import Scene
from musnad.records.assertions import EventStatus, Force, Statement
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import Analysis, analyse, splits

_ADJECTIVE = 2  # tokens from a noun to its adjective: «المحادثات الثنائية المرتقبة»
_AFTER = 6  # tokens from a noun to the verb that says when it begins
_LIKELY = 0.2  # share from which a reading of a noun is worth considering
_REACH = 7  # tokens before a trigger in which a word governs it
_OWN_DEEDS = frozenset({"CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_ANSWERED = frozenset({"ACCUSE", "REQUEST", "THREATEN"})  # words that call for an answer
_FORCES: dict[Force, EventStatus] = {
    "demand": "requested",
    "hope": "requested",
    "threaten": "hypothetical",
    "deny": "negated",
    "promise": "future",
}


class StatusWord(msgspec.Struct, frozen=True):
    """What a word makes of the event it stands by, how far it reaches, and whether it is a
    particle, which may stand before a finite verb.
    """

    status: EventStatus
    scope: str
    particle: bool = False


@lru_cache(maxsize=1)
def _status_words() -> dict[tuple[str, str], StatusWord]:
    """(``form``, ``noun`` or ``verb``; folded form or lemma) → what it says."""
    return {
        (row["pos"], fold(row["lemma"])): StatusWord(
            row["status"],  # type: ignore[arg-type]
            row["scope"],
            row["pos"] == "form",
        )
        for row in read_table("extraction", "event_status")
    }


def event_status(scene: Scene, trigger: Trigger, told_in: Statement | None) -> EventStatus:
    """The status of an event.

    Example: «دعا إلى وقف القصف» (*called for the shelling to stop*): the stop is ``requested``.
    """
    near = _word_status(scene, trigger.first - 1)
    if near is not None and near.scope in ("verb", "noun"):
        return near.status
    if near is not None and near.scope == "imperfect" and _is_imperfect(trigger.reading):
        return near.status
    if _is_left_out(scene, trigger.first):
        return "negated"
    if trigger.reading is not None and trigger.reading.future:
        return "future"
    told = _is_told(near, trigger)
    governed = None if told else _governed(scene, trigger)
    if governed is None and trigger.row.pos != "verb":
        governed = _followed(scene, trigger)
    if governed is None and told_in is not None and not told:
        governed = _asked(scene, trigger, told_in)
    return governed or "actual"


def _asked(scene: Scene, trigger: Trigger, told_in: Statement) -> EventStatus | None:
    """The status by the force of the statement of which the event is the main point."""
    status = _FORCES.get(told_in.force)
    if status is None or not _is_main(scene, trigger, told_in):
        return None
    told = _is_answered(trigger) if status == "negated" else _is_perfect(trigger.reading)
    return None if told else status


def _word_status(scene: Scene, index: int) -> StatusWord | None:
    """What the word at a token says of the events it governs, if anything."""
    if not scene.first <= index <= scene.last or scene.tokens[index].kind != "word":
        return None
    token = scene.tokens[index]
    by_form = _form_status(token.norm)
    if by_form is not None:
        return by_form
    verb = verb_reading(scene, index)
    if verb is not None:
        return _status_words().get(("verb", verb.lemma))
    return _noun_status(token.norm, token.text)


@lru_cache(maxsize=50_000)
def _form_status(norm: str) -> StatusWord | None:
    words = _status_words()
    forms = (norm, *(rest for cut, rest in splits(norm) if cut))
    return next((words["form", form] for form in forms if ("form", form) in words), None)


@lru_cache(maxsize=50_000)
def _noun_status(norm: str, text: str) -> StatusWord | None:
    """«مطالبا», «المطالبة», «بدعوتها»: of a noun, or of the verb of a participle."""
    words = _status_words()
    for reading in analyse(norm, text):
        if reading.pos == "verb" or reading.rank < _LIKELY:
            continue
        found = words.get(("noun", reading.lemma))
        if found is None and reading.pos == "participle":
            found = words.get(("verb", reading.verb))
        if found is not None:
            return found
    return None


def _is_told(near: StatusWord | None, trigger: Trigger) -> bool:
    """«دعا إلى التحقيق في الهجوم», «هذه المفاوضات»: a deed that is known, whatever is asked."""
    definite = trigger.reading is not None and trigger.reading.definite
    return near is not None and near.scope == "told" and definite


def _governed(scene: Scene, trigger: Trigger) -> EventStatus | None:
    """The status that the nearest governing word before the trigger gives it.

    A noun or verb governs a verb only through «أن»: «طالب بأن توقف القصف» (*demanded that it stop
    the shelling*); a finite verb without it is a clause of its own, where the way back ends.
    """
    subordinate = trigger.row.pos != "verb" or is_kind(scene.norm(trigger.first - 1), "that")
    for index in range(trigger.first - 1, max(scene.first, trigger.first - _REACH) - 1, -1):
        token = scene.tokens[index]
        if token.kind == "mark" and token.text in ("،", ".", "؛", ":"):
            return None
        if is_kind(token.norm, "relative"):
            return None
        found = _carrier_status(scene, index) or _word_status(scene, index)
        if found is not None and (subordinate or found.particle):
            status = _given(scene, trigger, found)
            if status is not None:
                return status
        elif verb_reading(scene, index) is not None:
            subordinate = is_kind(scene.norm(index - 1), "that")
    return None


def _given(scene: Scene, trigger: Trigger, word: StatusWord) -> EventStatus | None:
    """What a word before the trigger makes of it, by how far the word reaches."""
    if word.scope == "refusal":
        return word.status if _is_own_deed(scene, trigger) else None
    if word.scope != "clause":
        return None
    if word.status == "negated" and (_is_coordinated(trigger) or _is_answered(trigger)):
        return None
    return word.status


def _is_left_out(scene: Scene, index: int) -> bool:
    """«من دون أن تشن» (*without launching*)."""
    if not is_kind(scene.norm(index - 1), "that"):
        return False
    before = _word_status(scene, index - 2)
    return before is not None and (before.status, before.scope) == ("negated", "noun")


def _carrier_status(scene: Scene, index: int) -> StatusWord | None:
    """«لم تقم بقصف», «لن تبدأ المحادثات»: the status of the verb that carries the deed."""
    verb = verb_reading(scene, index)
    if verb is None or not _carries(verb):
        return None
    if _is_left_out(scene, index):
        return StatusWord("negated", "clause")
    before = _word_status(scene, index - 1)
    if before is not None and (
        before.scope == "verb" or (before.scope == "imperfect" and _is_imperfect(verb))
    ):
        return StatusWord(before.status, "clause")
    return StatusWord("future", "clause") if verb.future else None


def _carries(verb: Analysis) -> bool:
    """Whether a verb only says that the deed of its noun is done or takes place."""
    word = _status_words().get(("verb", verb.lemma))
    takes_place = word is not None and word.scope == "after"
    return takes_place or verb.lemma in connectives()["carrier-verb"]


def _followed(scene: Scene, trigger: Trigger) -> EventStatus | None:
    """«المحادثات ستبدأ غدا» (*the talks will begin*): what follows the noun."""
    for index in range(trigger.last + 1, min(scene.last, trigger.last + _AFTER) + 1):
        if scene.tokens[index].kind == "mark":
            return None
        found = _word_status(scene, index)
        if found is None:
            continue
        if found.scope == "after":
            return _verb_status(scene, index)
        near = index - trigger.last <= _ADJECTIVE
        if near and found.status == "future" and _is_adjective(scene, index):
            return found.status
    return None


def _verb_status(scene: Scene, index: int) -> EventStatus | None:
    """``negated`` or another status by the particle before a verb, ``future`` by its tense."""
    before = _word_status(scene, index - 1)
    if before is not None and before.scope == "verb":
        return before.status
    verb = verb_reading(scene, index)
    return "future" if verb is not None and verb.future else None


def _is_adjective(scene: Scene, index: int) -> bool:
    """«المرتقبة», «المقررة»: with the article, beside the noun it describes."""
    return scene.norm(index).startswith(tuple(connectives()["article"]))


def _is_imperfect(reading: Analysis | None) -> bool:
    """«قد تفرض» (*may impose*), not «قد فرضت» (*has imposed*)."""
    return reading is not None and reading.aspect == "imperfect"


def _is_perfect(reading: Analysis | None) -> bool:
    """«طلبت النجدة عندما ضربها» (*asked for help when he hit her*): told, not asked."""
    return reading is not None and reading.aspect == "perfect"


def _is_own_deed(scene: Scene, trigger: Trigger) -> bool:
    """What one refuses to do oneself: «رفض التنحي», «رفض أن يعتذر», not «رفض الهجمات»."""
    if trigger.row.pos == "verb":
        return is_kind(scene.norm(trigger.first - 1), "that")
    return trigger.row.type in _OWN_DEEDS


def _is_answered(trigger: Trigger) -> bool:
    """«نفى الاتهامات», «رفض الدعوات»: what is denied in them, not that they were made."""
    return trigger.row.pos != "verb" and trigger.row.type in _ANSWERED


def _is_coordinated(trigger: Trigger) -> bool:
    """«بسبب فشل الهدنة والقصف»: a definite noun after «و» begins anew, beside what failed."""
    reading = trigger.reading
    if reading is None or reading.pos == "verb" or not reading.definite:
        return False
    return reading.proclitics[:1] in connectives()["coordinator"]


def _is_main(scene: Scene, trigger: Trigger, told_in: Statement) -> bool:
    """Whether the event is what the statement asks or denies, not told in a clause beside it."""
    begin = told_in.content[0].start
    between = [
        token
        for token in scene.tokens[scene.first : trigger.first]
        if begin <= token.start < trigger.span.start
    ]
    return not any(is_kind(token.norm, "relative") or token.text in ("،", ".") for token in between)
