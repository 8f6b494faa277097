"""The day of an event: that of its own clause.

Input: a scene, a trigger and the statement that tells it. Output: the value and the words that give
it, or None. A date before a comma belongs to what was told there («أعلن الخميس، أن القصف …», *said
on Thursday that the shelling …*), unless commas set it off from its own clause («شنت الطائرات، فجر
الاثنين، غارات», *aircraft launched, at dawn on Monday, raids*).
"""

from __future__ import annotations

import re

from musnad.extraction.event_triggers import Trigger
from musnad.extraction.scene import Scene
from musnad.records.assertions import Statement, TimeReference

_CLAUSE_ENDS = frozenset({"،", "؛", ":"})
_SET_OFF = "،"
_REACH = 14  # tokens between an event and the time of its clause
_CALENDAR_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(?![-\d])")  # as far as it is told, no week


def find_time(scene: Scene, trigger: Trigger, told_in: Statement | None) -> TimeReference | None:
    """The day of the nearest date of the clause, on either side of the trigger.

    A date before the words of a statement is the day it was made: «أعلنت الشرطة، السبت، اعتقال
    ثلاثة» (*the police announced on Saturday the arrest of three*).
    """
    begin = told_in.content[0].start if told_in is not None else 0
    best: tuple[int, TimeReference] | None = None
    for index in range(_from(scene, trigger), min(scene.last, trigger.last + _REACH) + 1):
        time = scene.in_time(index)
        if time is None or time.value is None or time.kind not in ("date", "time"):
            continue
        if time.span.start < begin:
            continue
        gap = abs(index - trigger.first)
        if best is None or gap < best[0]:
            best = gap, TimeReference(value=_day(time.value), span=time.span)
    return best[1] if best is not None else None


def is_to_come(time: TimeReference | None, published: str | None) -> bool:
    """Whether the day of an event is after publication: «مباحثات غدا» (*talks tomorrow*)."""
    day = time is not None and _CALENDAR_DAY.match(time.value)
    return bool(published and day and day[0] > published[: len("2016-10-04")])


def _from(scene: Scene, trigger: Trigger) -> int:
    """The first token before a trigger at which its date may stand."""
    first = max(scene.first, trigger.first - _REACH)
    index = trigger.first - 1
    while index >= first:
        if scene.tokens[index].text in _CLAUSE_ENDS and scene.in_time(index) is None:
            opening = _set_off(scene, index)
            if opening is None:
                return index + 1
            index = opening
        index -= 1
    return first


def _set_off(scene: Scene, closing: int) -> int | None:
    """The comma before a date that stands between commas; None where none does."""
    index = closing - 1
    while index > scene.first and scene.in_time(index) is not None:
        index -= 1
    between = index < closing - 1
    set_off = scene.tokens[closing].text == scene.tokens[index].text == _SET_OFF
    return index if between and set_off else None


def _day(value: str) -> str:
    """The day of a time value: ``2016-10-04`` for the evening of that day."""
    return value.partition("T")[0] if "/" not in value else value
