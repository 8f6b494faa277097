"""Claims: who vouches for an event or a stated fact, and who disputes it.

Input: the layers of a document up to its events. Output: claims in text order, one for each
event or statement, claimant and stance. The outlet vouches for what it tells in its own voice. A
denial is about the event that another tells, where the article tells it; else about the event it
names itself. A claim that another opposes is contested.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from musnad.extraction.claim_charges import find_charges
from musnad.extraction.claim_matching import Deeds
from musnad.extraction.claim_words import is_claim_verb, is_claim_word, is_verb
from musnad.records.assertions import Claim, Event, Force, Stance, Statement
from musnad.records.ids import record_id
from musnad.records.layers import Layers
from musnad.records.spans import Span, covering
from musnad.records.words import Token
from musnad.text.fold import fold

_LONGEST = 240  # characters of the words shown for a claim
_NEAR = 60  # characters from a trigger to the parties shown with it
_HEAD = 3  # words of a denial in which «مسؤولية» stands
_HEAD_OF_DENIAL = 9  # words of a denial before the deed denied
_HELD = frozenset({"actual", "future"})  # what a teller vouches for
_VOUCHING: frozenset[Force] = frozenset({"assert", "accuse", "promise", "threaten"})
_FACTUAL: frozenset[Force] = frozenset({"assert", "deny"})
_FOR: frozenset[Stance] = frozenset({"asserts", "confirms"})


def find_claims(layers: Layers) -> tuple[Claim, ...]:
    """Claims of a document; empty where nothing is told.

    Example: «نفت موسكو قصف المستشفى» (*Moscow denied shelling the hospital*) gives the claim of
    Moscow, ``denies``, about the shelling.
    """
    claimer = _Claimer(layers)
    drafts = [*claimer.of_events(), *claimer.of_statements()]
    drafts += find_charges(layers, claimer.told())
    claims: dict[tuple[str, str | None, bool, Stance], Claim] = {}
    for draft in sorted(drafts, key=lambda claim: claim.span):
        key = draft.about, draft.claimant, draft.said_in is None, draft.stance
        claims.setdefault(key, draft)
    return _marked(layers, list(claims.values()))


def _marked(layers: Layers, claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims with their ids, and whether the article has a claim of the opposite stance."""
    denied = {claim.about for claim in claims if claim.stance == "denies"}
    asserted = {claim.about for claim in claims if claim.stance in _FOR}
    contested = denied & asserted
    sha = layers.document.sha256
    return tuple(
        msgspec.structs.replace(
            claim,
            id=record_id("cl", sha, claim.about, claim.claimant, claim.said_in, claim.stance),
            contested=claim.about in contested and claim.stance != "doubts",
        )
        for claim in claims
    )


class _Claimer:
    """The events and statements of one document, and who tells them."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.deeds = Deeds(layers)
        self.statements = {statement.id: statement for statement in layers.statements}

    def told(self) -> list[Event]:
        """Events that somebody tells as done."""
        return [event for event in self.layers.events if event.status == "actual"]

    def of_events(self) -> Iterator[Claim]:
        """What tellers do with the events they tell."""
        told = self.told()
        for event in self.layers.events:
            statement = self.statements.get(event.said_in or "")
            if event.status == "negated":
                yield from self.denial(event, statement, told)
            elif event.status in _HELD and (statement is None or statement.force in _VOUCHING):
                yield from self.assertion(event, statement, told)

    def assertion(
        self, event: Event, statement: Statement | None, told: list[Event]
    ) -> Iterator[Claim]:
        """An event told as so, doubted, or confirmed after another told it."""
        about = event.same_as or event.id
        stance: Stance = "asserts"
        if statement is not None and self.is_cue(statement, "doubt-verb"):
            about, stance = statement.id, "doubts"  # «شكك في فاعلية العقوبات»: not in the event
        elif statement is not None and self.is_cue(statement, "confirm-verb"):
            earlier = [e for e in told if e.trigger < event.trigger and self.differs(e, statement)]
            first = self.deeds.matching(event, earlier, sure=True)
            if first is not None:
                about, stance = first.same_as or first.id, "confirms"
        yield from self.claims(about, statement, stance, self.words(event, statement))

    def denial(
        self, event: Event, statement: Statement | None, told: list[Event]
    ) -> Iterator[Claim]:
        """An event denied: that of another teller, else the one the denial names."""
        others = [other for other in told if self.differs(other, statement)]
        denies = statement is not None and statement.force == "deny"
        match = self.deeds.matching(event, others, sure=not denies)
        if match is None and not denies:
            return  # «لم يحضر»: nobody says he did
        if denies and statement is not None and not self.is_denied(statement, event):
            yield from self.claims(statement.id, statement, "denies", statement.content[0])
            return
        about = (match.same_as or match.id) if match is not None else event.id
        span = self.words(event, statement)
        if statement is not None and statement.cue is not None and denies:
            span = _short((statement.cue, event.trigger), event.trigger)
        yield from self.claims(about, statement, "denies", span, event.id)
        if match is None and statement is not None and self.leaves_deed(statement, event):
            outer = self.statements.get(statement.within or "")
            yield from self.claims(about, outer, "asserts", event.trigger, event.id)

    def is_denied(self, statement: Statement, event: Event) -> bool:
        """Whether an event is the very thing denied, not one told along with it.

        «نفى الاتهامات» does not deny that he was charged, «نفى علمه بالغارة» not the raid.
        """
        before = self.before(statement, event)
        if event.type == "ACCUSE" or len(before) > _HEAD_OF_DENIAL:
            return False
        return not any(
            is_claim_word(token.norm, "knowledge")
            or (is_verb(token.norm, token.text) and not is_claim_word(token.norm, "copula"))
            for token in before
        )

    def before(self, statement: Statement, event: Event) -> list[Token]:
        """The words of a statement before the trigger of an event told in it."""
        first = bisect_left(self.deeds.starts, statement.content[0].start)
        last = bisect_left(self.deeds.starts, event.trigger.start)
        words = (token for token in self.layers.tokens[first:last] if token.kind == "word")
        return [token for token in words if token.end <= event.trigger.start]

    def leaves_deed(self, statement: Statement, event: Event) -> bool:
        """«نفت أن تكون مسؤولة عن الغارة»: what is denied is who did it, not that it was done."""
        before = self.before(statement, event)[:_HEAD]
        return any(is_claim_word(token.norm, "responsibility") for token in before)

    def differs(self, event: Event, statement: Statement | None) -> bool:
        """Whether an event is told by somebody else than a statement's speaker."""
        teller = self.statements.get(event.said_in or "")
        if statement is None or teller is None:
            return statement is not teller
        return teller.speaker != statement.speaker

    def of_statements(self) -> Iterator[Claim]:
        """Statements of fact that tell no event: they are claimed themselves."""
        eventful = {event.said_in for event in self.layers.events}
        reporting = {statement.within for statement in self.layers.statements}
        for statement in self.layers.statements:
            if statement.force not in _FACTUAL or statement.id in eventful | reporting:
                continue
            stance: Stance = "denies" if statement.force == "deny" else "asserts"
            if self.is_cue(statement, "doubt-verb"):
                stance = "doubts"
            yield from self.claims(statement.id, statement, stance, statement.content[0])

    def is_cue(self, statement: Statement, kind: str) -> bool:
        """Whether the reporting word of a statement is a verb of a kind."""
        if statement.cue is None:
            return False
        word = self.layers.document.text[statement.cue.start : statement.cue.end]
        return is_claim_verb(fold(word), word, kind)

    def words(self, event: Event, statement: Statement | None) -> Span:
        """The words of an event: its trigger with the parties and place of the same clause."""
        pieces = statement.content if statement is not None else ()
        after = bisect_right(self.layers.sentences, event.trigger.start, key=lambda s: s.span.start)
        pieces = (
            *pieces,
            *(sentence.span for sentence in self.layers.sentences[max(0, after - 1) : after]),
        )
        held = next((piece for piece in pieces if piece.covers(event.trigger)), event.trigger)
        parts = [event.trigger, *(party.span for party in (*event.actors, *event.recipients))]
        if event.place is not None:
            parts.append(event.place.span)
        near = [
            part
            for part in parts
            if held.covers(part) and abs(part.start - event.trigger.start) <= _NEAR
        ]
        return _short(tuple(near), event.trigger)

    def claims(
        self,
        about: str,
        statement: Statement | None,
        stance: Stance,
        span: Span,
        *made_from: str,
    ) -> Iterator[Claim]:
        """One claim for each who makes it; of the outlet where no statement does."""
        speakers: tuple[str | None, ...] = (None,)
        if statement is not None:
            speakers = statement.speaker, *statement.co_speakers
        said_in = statement.id if statement is not None else None
        inputs = (about, *made_from, *((said_in,) if said_in is not None else ()))
        for speaker in speakers:
            yield Claim(
                id="",
                rule=f"claim.{stance}",
                inputs=tuple(dict.fromkeys(inputs)),
                about=about,
                claimant=speaker,
                stance=stance,
                span=span,
                said_in=said_in,
            )


def _short(spans: tuple[Span, ...], fallback: Span) -> Span:
    whole = covering(spans)
    return whole if whole.end - whole.start <= _LONGEST else fallback
