"""Everything known of one document while it is being read, layer upon layer."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.records.analysis import Analysis
from musnad.records.assertions import (
    Claim,
    Entity,
    EntityKind,
    Event,
    MentionForm,
    Relation,
    Statement,
    Time,
)
from musnad.records.documents import Document
from musnad.records.spans import Span
from musnad.records.words import Quotation, Sentence, Token


class Reference(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A noun phrase that refers to somebody or something.

    «وزير الخارجية الأميركي جون كيري» (US Secretary of State John Kerry) is one reference with a
    title and a name.

    Attributes:
        span: the whole phrase, without proclitics, quotation marks and trailing commas.
        first, last: indices of its first and last token.
        kind: what is referred to.
        form: of its strongest part: name, metonym, title, nominal, adjective, pronoun.
        name: the proper name alone, if it has one.
        title: the office or title words, if it has them.
        gender: ``m``, ``f`` or empty when unknown.
        number: ``s``, ``d`` or ``p``.
        speaks: whether it can speak or act: people, bodies, states by name or metonym.
        entity: id of its entity.
    """

    span: Span
    first: int
    last: int
    kind: EntityKind
    form: MentionForm
    name: Span | None = None
    title: Span | None = None
    gender: Literal["m", "f", ""] = ""
    number: Literal["s", "d", "p"] = "s"
    speaks: bool = True
    entity: str | None = None


class Layers(msgspec.Struct, frozen=True, kw_only=True):
    """The layers of one document; a stage returns the ones it adds.

    References are sorted by ``(first, -last)``, so an outer phrase comes before those inside it.
    """

    document: Document
    tokens: tuple[Token, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    times: tuple[Time, ...] = ()
    references: tuple[Reference, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()

    def to_analysis(self) -> Analysis:
        """The records for the user, without the working layers."""
        return Analysis(
            document=msgspec.structs.replace(
                self.document, sentences=tuple(sentence.span for sentence in self.sentences)
            ),
            entities=self.entities,
            times=self.times,
            statements=self.statements,
            events=self.events,
            claims=self.claims,
            relations=self.relations,
        )
