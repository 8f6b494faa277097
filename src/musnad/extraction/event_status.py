"""Status: whether an event happened, will, was called for, might, or did not.

Input: a scene, a trigger and the statement that tells it. Output: the status. The particle right
before a verb decides first, then the verb's own tense, then the words that govern the clause, then
the force of the statement in which the event is told.
"""

from __future__ import annotations

from functools import lru_cache

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.event_phrases import verb_reading
from musnad.extraction.event_triggers import Trigger
from musnad.extraction.scene import Scene
from musnad.records.assertions import EventStatus, Force, Statement
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import Analysis, splits

_ADJECTIVE = 2  # tokens from a noun to its adjective: «المحادثات الثنائية المرتقبة»
_AFTER = 6  # tokens from a noun to the verb that says when it begins
_REACH = 7  # tokens before a trigger in which a word governs it
_OWN_DEEDS = frozenset({"CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_FORCES: dict[Force, EventStatus] = {
    "demand": "requested",
    "hope": "requested",
    "threaten": "hypothetical",
    "deny": "negated",
    "promise": "future",
}


@lru_cache(maxsize=1)
def _status_words() -> dict[str, tuple[EventStatus, str]]:
    """Folded form → (status, scope)."""
    return {
        fold(row["form"]): (row["status"], row["scope"])  # type: ignore[misc]
        for row in read_table("extraction", "event_status")
    }


def event_status(scene: Scene, trigger: Trigger, told_in: Statement | None) -> EventStatus:
    """The status of an event.

    Example: «دعا إلى وقف القصف» (*called for the shelling to stop*): the stop is ``requested``.
    """
    near = _word_status(scene, trigger.first - 1)
    if near is not None and near[1] in ("verb", "noun"):
        return near[0]
    if near is not None and near[1] == "imperfect" and _is_imperfect(trigger.reading):
        return near[0]
    if _is_left_out(scene, trigger.first):
        return "negated"
    if trigger.reading is not None and trigger.reading.future:
        return "future"
    governed = _governed(scene, trigger)
    if governed is not None:
        return governed
    if trigger.row.pos != "verb" and _is_yet_to_begin(scene, trigger):
        return "future"
    if told_in is not None and told_in.force in _FORCES and _is_main(scene, trigger, told_in):
        return _FORCES[told_in.force]
    return "actual"


def _word_status(scene: Scene, index: int) -> tuple[EventStatus, str] | None:
    norm = scene.norm(index)
    if not norm:
        return None
    words = _status_words()
    if norm in words:
        return words[norm]
    if norm[:1] in connectives()["coordinator"]:
        return words.get(norm[1:])
    return next((words[rest] for cut, rest in splits(norm) if cut and rest in words), None)


def _governed(scene: Scene, trigger: Trigger) -> EventStatus | None:
    """The status that the nearest governing word before the trigger gives it."""
    for index in range(trigger.first - 1, max(scene.first, trigger.first - _REACH) - 1, -1):
        token = scene.tokens[index]
        if token.kind == "mark" and token.text in ("،", ".", "؛", ":"):
            return None
        if is_kind(token.norm, "relative"):
            return None
        found = _word_status(scene, index) or _carrier_status(scene, index)
        if found is not None and found[1] == "refusal" and _is_own_deed(scene, trigger):
            return found[0]
        if found is None or found[1] != "clause":
            continue
        if found[0] != "negated" or not _is_coordinated(trigger):
            return found[0]
    return None


def _is_left_out(scene: Scene, index: int) -> bool:
    """«من دون أن تشن» (*without launching*)."""
    if not is_kind(scene.norm(index - 1), "that"):
        return False
    before = _word_status(scene, index - 2)
    return before is not None and before == ("negated", "noun")


def _carrier_status(scene: Scene, index: int) -> tuple[EventStatus, str] | None:
    """«لم تقم بقصف», «ستشن غارات»: the status of the verb that carries the deed."""
    verb = verb_reading(scene, index)
    if verb is None or verb.lemma not in connectives()["carrier-verb"]:
        return None
    if _is_left_out(scene, index):
        return "negated", "clause"
    before = _word_status(scene, index - 1)
    if before is not None and before[1] == "verb":
        return before[0], "clause"
    if before is not None and before[1] == "imperfect" and _is_imperfect(verb):
        return before[0], "clause"
    return ("future", "clause") if verb.future else None


def _is_yet_to_begin(scene: Scene, trigger: Trigger) -> bool:
    """«المحادثات ستبدأ غدا» (*the talks will begin tomorrow*): the verb after the noun."""
    for index in range(trigger.last + 1, min(scene.last, trigger.last + _AFTER) + 1):
        if scene.tokens[index].kind == "mark":
            return False
        found = _word_status(scene, index)
        if found is None:
            continue
        near = index - trigger.last <= _ADJECTIVE
        if found[1] == "after" or (near and found[0] == "future" and _is_adjective(scene, index)):
            return True
    return False


def _is_adjective(scene: Scene, index: int) -> bool:
    """«المرتقبة», «المقررة»: with the article, beside the noun it describes."""
    return scene.norm(index).startswith(tuple(connectives()["article"]))


def _is_imperfect(reading: Analysis | None) -> bool:
    """«قد تفرض» (*may impose*), not «قد فرضت» (*has imposed*)."""
    return reading is not None and reading.aspect == "imperfect"


def _is_own_deed(scene: Scene, trigger: Trigger) -> bool:
    """What one refuses to do oneself: «رفض التنحي», «رفض أن يعتذر», not «رفض الهجمات»."""
    if trigger.row.pos == "verb":
        return is_kind(scene.norm(trigger.first - 1), "that")
    return trigger.row.type in _OWN_DEEDS


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
