"""Circumstances: to whom, where and when something was said, as far as its clause tells."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.extraction.connectives import connectives
from musnad.extraction.reports import Report
from musnad.extraction.scene import Scene
from musnad.records.assertions import Party, TimeReference
from musnad.records.layers import Reference
from musnad.records.spans import Span
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import splits
from musnad.text.tokens import origin

_VENUE_LENGTH = 8  # tokens


class Circumstances(msgspec.Struct, frozen=True):
    """What the clause of a statement says about the act of saying it."""

    addressee: Party | None = None
    venue: Span | None = None
    time: TimeReference | None = None


@lru_cache(maxsize=1)
def _venue_heads() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in read_table("extraction", "venue_heads"))


def find_circumstances(scene: Scene, report: Report) -> Circumstances:
    """Addressee, venue and time between a cue and what it introduces."""
    if report.complement is None:
        return Circumstances()
    first, last = report.cue.index + 1, report.complement.token - 1
    own = report.subject.reference
    return Circumstances(
        addressee=_addressee(scene, report, first, last),
        venue=_venue(scene, first, last, own),
        time=_time(scene, first, last),
    )


def _time(scene: Scene, first: int, last: int) -> TimeReference | None:
    for token in range(first, last + 1):
        time = scene.in_time(token)
        if time is not None and time.value is not None and time.kind in ("date", "time"):
            return TimeReference(value=time.value, span=time.span)
    return None


def _addressee(scene: Scene, report: Report, first: int, last: int) -> Party | None:
    """«للصحافيين», «لوكالة رويترز», or the person the verb takes as object («أبلغ الوزير أن»)."""
    complement = report.complement
    if complement is not None and complement.frame.target and report.cue.entry.group != "describe":
        target = scene.reference_from(report.subject.last + 1)
        if target is not None and target.last <= last and target is not report.subject.reference:
            return Party(entity=target.entity, span=target.span)
    to = connectives()["addressing"]
    for token in range(first, last + 1):
        reference = scene.reference_from(token)
        if reference is None or reference.last > last or not reference.speaks:
            continue
        letters = scene.norm(token)[: reference.span.start - scene.tokens[token].start]
        apart = scene.norm(token - 1) in to and scene.norm(token - 1) != ""
        if letters in to or apart:
            return Party(entity=reference.entity, span=reference.span)
    return None


def _venue(scene: Scene, first: int, last: int, own: Reference | None) -> Span | None:
    """«في مؤتمر صحفي في بروكسل»: a preposition, a word for an occasion, and what belongs to it."""
    for token in range(first, last):
        if own is not None and own.first <= token <= own.last:
            continue
        if scene.norm(token) in connectives()["venue-preposition"] and _is_venue(scene, token + 1):
            end = _venue_end(scene, token + 1, last)
            start = scene.tokens[token]
            cut = scene.leading_conjunction(token)
            return Span(origin(start, cut), scene.tokens[end].end)
    return None


def _is_venue(scene: Scene, token: int) -> bool:
    return any(not cut and form in _venue_heads() for cut, form in splits(scene.norm(token)))


def _venue_end(scene: Scene, head: int, last: int) -> int:
    end = head
    for token in range(head + 1, min(last, head + _VENUE_LENGTH) + 1):
        if scene.tokens[token].kind == "mark" or scene.in_time(token) is not None:
            break
        end = token
    return end
