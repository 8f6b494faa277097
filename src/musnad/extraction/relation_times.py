"""Since when a relation stands so, and why, by the clause that says so.

Input: a scene, a head and a binding. Output: an EDTF date, and the span of the reason; None where
the clause gives none. The date of the speech that reports the state is never taken.
"""

from __future__ import annotations

import re

from musnad.extraction.connectives import is_kind
from musnad.extraction.event_phrases import verb_reading
from musnad.extraction.relation_bindings import Binding
from musnad.extraction.relation_heads import Head
from musnad.extraction.relation_words import is_relation_word
from musnad.extraction.scene import Scene
from musnad.records.assertions import Time
from musnad.records.spans import Span
from musnad.text.quotations import quotation_marks

_BEFORE, _AFTER = 8, 12  # tokens around a state in which its date stands
_CAUSE = 10  # tokens after a relation in which its reason begins
_LONGEST = 24  # tokens of a reason
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_YEARS = re.compile(r"P(\d{1,3})(Y|M)")
_MONTHS = 12


def find_since(scene: Scene, head: Head, binding: Binding) -> str | None:
    """The date from which a state holds.

    Example: «الحرب المستمرة منذ ثلاثة أعوام» (*the war that has lasted three years*) in an article
    of 2018 gives ``2015~``.
    """
    first, last = min(binding.index, head.start), max(binding.index, head.last)
    found = [
        *_times(scene, range(first + 1, last)),
        *_times(scene, range(last + 1, min(scene.last, last + _AFTER) + 1)),
        *_times(scene, range(first - 1, max(scene.first, first - _BEFORE) - 1, -1)),
    ]
    for index, time in found:
        since = any(is_relation_word(scene.norm(k), "since") for k in (index, index - 1))
        if is_relation_word(scene.norm(index - 1), "until"):
            continue
        if since or not (binding.row.lasting or binding.manner == "attribute"):
            return edtf(time, scene.layers.document.published, since=since)
    return None


def _times(scene: Scene, tokens: range) -> list[tuple[int, Time]]:
    """Times among tokens with their first token, up to the border of the clause."""
    found: dict[str, tuple[int, Time]] = {}
    for index in tokens:
        token = scene.tokens[index]
        time = scene.in_time(index)
        if time is not None:
            begin = min(index, found[time.id][0]) if time.id in found else index
            found[time.id] = begin, time
            continue
        if token.kind == "mark" and token.text not in quotation_marks():
            break
        if is_kind(token.norm, "that") or is_kind(token.norm, "relative"):
            break
        fixed = is_relation_word(token.norm, "no-verb")
        if tokens.step > 0 and not fixed and verb_reading(scene, index) is not None:
            break
        if tokens.step < 0 and is_relation_word(token.norm, "settled"):
            break
    return list(found.values())


def edtf(time: Time, published: str | None, *, since: bool) -> str | None:
    """The beginning of a time in EDTF; a length counts back from publication after «منذ»."""
    if time.edtf is not None:
        return time.edtf.split("/")[0]
    value = (time.value or "").split("/")[0]
    length = _YEARS.fullmatch(value)
    if length is not None and since and published is not None:
        return _ago(int(length[1]), length[2], published)
    day = _DAY.match(value)
    rest = value[day.end() :] if day is not None else "-"
    return day[0] if day is not None and (not rest or rest.startswith("T")) else None


def _ago(count: int, unit: str, published: str) -> str | None:
    if unit == "Y":
        return f"{int(published[:4]) - count}~"
    months = int(published[:4]) * _MONTHS + int(published[5:7]) - 1 - count
    return f"{months // _MONTHS}-{months % _MONTHS + 1:02}~"


def find_cause(scene: Scene, head: Head, binding: Binding) -> Span | None:
    """The words after «بسبب» (*because of*) in the clause of a state."""
    begin = max(binding.index, head.last) + 1
    for index in range(begin, min(scene.last, begin + _CAUSE) + 1):
        token = scene.tokens[index]
        if token.kind == "mark" and token.text not in quotation_marks() and token.text != "-":
            return None
        if is_kind(token.norm, "that") or is_kind(token.norm, "relative"):
            return None
        if is_relation_word(token.norm, "cause"):
            return _reason(scene, index + 1)
        if verb_reading(scene, index) is not None:
            return None
    return None


def _reason(scene: Scene, first: int) -> Span | None:
    last = first - 1
    while last < min(scene.last, first + _LONGEST):
        token = scene.tokens[last + 1]
        if token.kind == "mark" and token.text not in quotation_marks():
            break
        last += 1
    while last >= first and scene.tokens[last].kind == "mark":
        last -= 1
    return Span(scene.tokens[first].start, scene.tokens[last].end) if last >= first else None
