"""Phrases that refer: what the later stages know of each before it is resolved."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.mentions.gazetteer import Name
from musnad.mentions.heads import Head
from musnad.records.assertions import EntityKind, MentionForm
from musnad.records.spans import Span


class Phrase(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A noun phrase that refers to somebody or something.

    Attributes:
        first, last: its tokens, inclusive.
        span: its words, proclitics, quotation marks and trailing commas left out.
        kind, form: as in :class:`musnad.records.layers.Reference`.
        name: the proper name, if it has one; ``name_first``, ``name_last`` are its tokens.
        title: the office or title words, if it has them.
        head: its head noun, for titles, bodies and groups.
        known: the known name it matches.
        codes: country codes its adjectives and places give, nearest the head first.
        sector: PLOVER sector its adjective gives.
        modifiers: folded content words beside the head, for comparing titles.
        alias: a second name in brackets: «(سانا)».
        fresh: it brings somebody new in («مسؤول آخر», *another official*).
    """

    first: int
    last: int
    span: Span
    kind: EntityKind
    form: MentionForm
    name: Span | None = None
    name_first: int = -1
    name_last: int = -1
    title: Span | None = None
    head: Head | None = None
    known: Name | None = None
    codes: tuple[str, ...] = ()
    sector: str = ""
    modifiers: tuple[str, ...] = ()
    alias: Span | None = None
    gender: Literal["m", "f", ""] = ""
    number: Literal["s", "d", "p"] = "s"
    speaks: bool = True
    fresh: bool = False
    former: bool = False
