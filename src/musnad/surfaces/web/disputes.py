"""Contested facts of an article: who vouches for each and who disputes it, side by side.

Nobody is right by default: the two sides are shown alike, in the order of the article.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.assertions import Claim, Record
from musnad.surfaces.cards import Card, Line, make_card

_FOR = frozenset(("asserts", "confirms"))


class Voice(msgspec.Struct, frozen=True):
    """One claim: who makes it (names and codes), what it does, its words, the id of its card."""

    who: tuple[Line, ...]
    stance: str
    words: str
    card: str


class Dispute(msgspec.Struct, frozen=True):
    """A contested fact: its card, and who is for and against it."""

    fact: Card
    supporting: tuple[Voice, ...]
    opposing: tuple[Voice, ...]


def disputes_of(analysis: Analysis) -> list[Dispute]:
    """The contested facts in the order of their first claim; empty when none is."""
    facts: dict[str, Record] = {event.id: event for event in analysis.events}
    facts |= {statement.id: statement for statement in analysis.statements}
    claims: dict[str, list[Claim]] = {}
    for claim in analysis.claims:
        if claim.contested and claim.about in facts:
            claims.setdefault(claim.about, []).append(claim)
    return [
        Dispute(
            make_card(analysis, facts[about]),
            _voices(analysis, (c for c in made if c.stance in _FOR)),
            _voices(analysis, (c for c in made if c.stance not in _FOR)),
        )
        for about, made in claims.items()
    ]


def _voices(analysis: Analysis, claims: Iterable[Claim]) -> tuple[Voice, ...]:
    return tuple(_voice(analysis, claim) for claim in claims)


def _voice(analysis: Analysis, claim: Claim) -> Voice:
    card = make_card(analysis, claim)
    who = tuple(line for line in card.lines if line.label in ("claimant", "codes"))
    return Voice(who, claim.stance, analysis.words(claim.span), card.id)
