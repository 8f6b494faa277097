"""Charges denied by a word that stands for them: «ونفت موسكو ذلك» (*Moscow denied that*).

Input: the layers of a document and the events told in it. Output: claims that deny the event the
charge told of, told shortly before by somebody else; none where it is not sure which that is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from musnad.extraction.claim_words import is_claim_verb, is_claim_word
from musnad.records.assertions import Claim, Entity, Event, Statement
from musnad.records.layers import Layers, Reference
from musnad.records.spans import Span
from musnad.records.words import Sentence, Token

_OBJECT = 9  # tokens from the verb to the word that stands for the charge
_BEFORE = 2  # sentences back in which the charge is told
_CONFLICT = 3  # quad from which a deed can be charged to somebody
_SAYING = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})


def find_charges(layers: Layers, told: list[Event]) -> Iterator[Claim]:
    """Denials of charges told before."""
    entities = {entity.id: entity for entity in layers.entities}
    statements = {statement.id: statement for statement in layers.statements}
    for sentence in layers.sentences:
        for token in layers.tokens[sentence.body : sentence.last + 1]:
            if token.kind != "word" or not is_claim_verb(token.norm, token.text, "deny-verb"):
                continue
            charge = _charge(layers, sentence, token)
            denier = _denier(layers, sentence, (token, charge)) if charge is not None else None
            if charge is None or denier is None:
                continue
            entity = entities[denier.entity or ""]
            event = _charged(layers, sentence, entity, (token, told, statements))
            if event is not None:
                yield _claim(layers, event, entity, Span(token.start, charge.end))


def _charge(layers: Layers, sentence: Sentence, verb: Token) -> Token | None:
    """The word after a verb of denial that stands for a charge, with nothing said after it."""
    last = min(sentence.last, verb.index + _OBJECT)
    for token in layers.tokens[verb.index + 1 : last + 1]:
        if token.kind == "mark" and token.text in (".", ":", "\u061b"):
            return None
        if is_claim_word(token.norm, "charge"):
            after = layers.tokens[token.index + 1] if token.index < sentence.last else None
            ends = after is None or after.kind == "mark" or is_claim_word(after.norm, "charge-end")
            return token if ends else None
    return None


def _denier(layers: Layers, sentence: Sentence, words: tuple[Token, Token]) -> Reference | None:
    """Who denies: between the verb and its object, else right before the verb."""
    verb, charge = words
    opening, at_verb, at_charge = (
        bisect_left(layers.references, token, key=lambda r: r.first)
        for token in (sentence.body, verb.index, charge.index)
    )
    before = [r for r in layers.references[opening:at_verb] if r.last == verb.index - 1]
    inside = [
        r
        for r in layers.references[at_verb:at_charge]
        if verb.index < r.first and r.last < charge.index and r.form != "adjective"
    ]
    return next((r for r in (*inside, *before) if r.speaks and r.entity is not None), None)


def _charged(
    layers: Layers,
    sentence: Sentence,
    denier: Entity,
    known: tuple[Token, list[Event], dict[str, Statement]],
) -> Event | None:
    """The last deed told before of which the denier, or his country, is accused."""
    verb, told, statements = known
    begin = layers.sentences[max(0, sentence.index - _BEFORE)].span.start
    for event in reversed(told):
        if not begin <= event.trigger.start < verb.start:
            continue
        if event.quad < _CONFLICT or event.type in _SAYING:
            continue
        teller = statements.get(event.said_in or "")
        if teller is not None and teller.speaker == denier.id:
            continue
        if _does(event, denier) or (teller is not None and _is_accused(layers, teller, denier)):
            return event
    return None


def _does(event: Event, denier: Entity) -> bool:
    """Whether the denier, or his country, is told to have done it."""
    return any(
        party.entity == denier.id or (party.country is not None and party.country == denier.country)
        for party in event.actors
    )


def _is_accused(layers: Layers, statement: Statement, denier: Entity) -> bool:
    """Whether an accusation names the denier, or his country, before what it charges."""
    if statement.force != "accuse" or statement.cue is None:
        return False
    countries = {entity.id: entity.country for entity in layers.entities}
    begin, end = statement.cue.end, max(statement.content[0].start, statement.cue.end)
    return any(
        begin <= reference.span.start < end
        and reference.entity != statement.speaker
        and reference.entity is not None
        and (reference.entity == denier.id or countries[reference.entity] == denier.country)
        and denier.country is not None
        for reference in layers.references
    )


def _claim(layers: Layers, event: Event, denier: Entity, span: Span) -> Claim:
    said_in = next(
        (s.id for s in layers.statements if s.cue is not None and span.covers(s.cue)), None
    )
    about = event.same_as or event.id
    return Claim(
        id="",
        rule="claim.charge",
        inputs=tuple(dict.fromkeys((about, event.id, denier.id))),
        about=about,
        claimant=denier.id,
        stance="denies",
        span=span,
        said_in=said_in,
    )
