"""Evidence that a deed of violence or protest is news, not the background of something else.

Input: a coded event with its scene. Output: whether the sentence tells it as a concrete deed.
«قتل ثلاثة في انفجار أمس» (*three were killed in a blast yesterday*) is; «محكمة جرائم التعذيب» (*the
court of crimes of torture*) only names a kind of deed. What speaks for and against is weighed by
``lang/ar/extraction/event_evidence.tsv``: a toll, a number, a day, a town, a finite verb with its
parties; a bare definite noun, a crime named as a kind, a year long past.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec

from musnad.extraction.event_parties import event_words
from musnad.extraction.event_phrases import best_reading, verb_reading
from musnad.extraction.event_triggers import Trigger, named_company, token_forms
from musnad.extraction.scene import Scene
from musnad.records.assertions import Event
from musnad.rules.tables import read_table
from musnad.text.fold import fold

_NUMBER_REACH = 14  # tokens on either side of a trigger in which a number counts people
_COMPANY_BEFORE, _COMPANY_AFTER = 10, 12
_CARRIER = 5  # tokens between a noun of deed and the verb that carries it
_HEAD = 4  # tokens from the head of a sentence
_RECENT, _MONTH, _YEAR = 3, 30, 365  # days
_LISTED = "@"  # a sign that is a list of words of ``event_company.tsv``


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    """Type → sign → weight."""
    found: dict[str, dict[str, float]] = {}
    for row in read_table("extraction", "event_evidence"):
        found.setdefault(row["type"], {})[row["sign"]] = float(row["weight"])
    return found


@lru_cache(maxsize=1)
def _company() -> dict[str, dict[str, frozenset[str]]]:
    """Type → sign → the folded words that give it."""
    return {
        kind: {
            sign: frozenset(fold(word) for word in named_company()[sign[1:]])
            for sign in signs
            if sign.startswith(_LISTED)
        }
        for kind, signs in _weights().items()
    }


def is_weighed(event: Event) -> bool:
    """Whether the type of an event is one whose words often tell mere background."""
    return event.type in _weights() and event.status == "actual"


class Context(msgspec.Struct, frozen=True):
    """What the coder knows of a deed.

    Attributes:
        toll: a word for the dead or wounded supports its trigger.
        both: its own clause names who did it and who suffered it.
    """

    toll: bool
    both: bool


def is_concrete(scene: Scene, trigger: Trigger, context: Context, event: Event) -> bool:
    """Whether what stands around the trigger tells the deed itself.

    Args:
        scene: the sentence.
        trigger: what names the deed.
        context: what is known of its clause.
        event: the event as coded; of a type that ``is_weighed``.
    """
    return round(evidence(scene, trigger, context, event), 2) >= 0


def evidence(scene: Scene, trigger: Trigger, context: Context, event: Event) -> float:
    """The sum of the weights of the signs found: the larger, the more concrete; 0 divides."""
    weights = _weights()[event.type]
    found = {*_own_signs(scene, trigger, context.both), *_told_signs(scene, event)}
    if context.toll:
        found.add("toll")
    around = _around(scene, trigger)
    found |= {
        sign for sign, words in _company()[event.type].items() if not words.isdisjoint(around)
    }
    return weights["base"] + sum(weights.get(sign, 0.0) for sign in found)


def _own_signs(scene: Scene, trigger: Trigger, both: bool) -> Iterator[str]:
    """What the form of the trigger and its place in the sentence show."""
    head = trigger.first - scene.first <= _HEAD
    opens = trigger.first == scene.first  # «قصف الجيش …»: a verb, or the noun of a headline
    tells = opens or trigger.row.pos == "verb" or _is_carried(scene, trigger)
    if tells and head:
        yield "main"
        if both:
            yield "main parties"
    yield trigger.row.pos
    yield trigger.row.group
    yield f"mode {trigger.mode}"
    reading = trigger.reading or best_reading(scene, trigger.first)
    if reading is not None and trigger.row.pos != "verb":
        if reading.definite:
            yield "definite"
        if reading.enclitic:
            yield "owned"
    if head:
        yield "head"
    if _is_counted(scene, trigger):
        yield "number"


def _told_signs(scene: Scene, event: Event) -> Iterator[str]:
    """What is known of the event beside its words."""
    if event.actors:
        yield "actor"
    if event.recipients:
        yield "recipient"
    if event.said_in is not None:
        yield "told"
    if event.place is not None:
        yield "place"
        if event.place.precision in ("city", "district", "province"):
            yield "town"
    if event.time is not None:
        age = days_before(event.time.value, scene.layers.document.published)
        if age is not None:
            yield "recent" if age <= _RECENT else "month" if age <= _MONTH else "old"


def _is_carried(scene: Scene, trigger: Trigger) -> bool:
    """«شنت طائرات غارة», «اندلعت أعمال شغب»: a finite verb says that the deed was done."""
    for index in range(trigger.first - 1, max(scene.first, trigger.first - _CARRIER) - 1, -1):
        if scene.tokens[index].kind == "mark":
            return False
        verb = verb_reading(scene, index)
        if verb is not None:
            return verb.lemma in event_words()["telling-verb"]
    return False


def _is_counted(scene: Scene, trigger: Trigger) -> bool:
    first = max(scene.first, trigger.first - _NUMBER_REACH)
    last = min(scene.last, trigger.last + _NUMBER_REACH)
    for index in range(first, last + 1):
        if scene.tokens[index].kind == "number":
            return True
        best = best_reading(scene, index)
        if best is not None and best.pos == "number":
            return True
    return False


def _around(scene: Scene, trigger: Trigger) -> set[str]:
    """The forms of the words within reach of the trigger."""
    first = max(scene.first, trigger.first - _COMPANY_BEFORE)
    last = min(scene.last, trigger.last + _COMPANY_AFTER)
    return {form for k in range(first, last + 1) for form in token_forms(scene.tokens[k])}


@lru_cache(maxsize=10_000)
def days_before(value: str, published: str | None) -> int | None:
    """Days from the first day of a time value to the day of publication; None if unknown.

    Years and months count whole: ``1995`` in an article of 2008 is 13 years back. Negative for
    days to come.
    """
    start = value.split("/", maxsplit=1)[0][:10]
    parts = start.split("-")
    try:
        today = date.fromisoformat((published or "")[:10])
        if len(parts) == 1:
            return (today.year - int(parts[0])) * _YEAR
        if len(parts) == 2:
            return (today.year - int(parts[0])) * _YEAR + (today.month - int(parts[1])) * _MONTH
        return (today - date.fromisoformat(start)).days
    except ValueError:
        return None
