"""``/search``: one question; its count, list, downloads, and its share of what was published.

Whatever is asked stands in the address, and the downloads have the same address in the interface
for programs: the three are one set.
"""

from __future__ import annotations

from typing import Annotated, Any, get_args
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Query
from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from musnad.errors import StoreError
from musnad.extraction.coding import event_types
from musnad.records.assertions import EventStatus, Force
from musnad.store.query import Order
from musnad.surfaces.cards import Card, make_card
from musnad.surfaces.explanation import Piece, sentences_of
from musnad.surfaces.rest.asked import OpenProject
from musnad.surfaces.rest.filters import KINDS, Filters
from musnad.surfaces.rest.forms import Kind, forms_of
from musnad.surfaces.search import Found, find
from musnad.surfaces.web.charts import bars
from musnad.surfaces.web.rendering import render

router = APIRouter()
_A_PAGE = 20
_PASSAGES = 3  # of one result
_PARTIES = ("said_by", "about", "actor", "recipient")
_CHOICES = {"type": event_types(), "status": get_args(EventStatus), "force": get_args(Force)}


def _none_if_blank(value: Any) -> Any:
    return None if value == "" else value


class Asked(Filters):
    """What stands in the address of the page."""

    kind: Annotated[Kind | None, BeforeValidator(_none_if_blank)] = None
    order: Annotated[Order | None, BeforeValidator(_none_if_blank)] = None
    after: Annotated[str | None, Field(max_length=100)] = None

    @property
    def shown(self) -> Kind:
        """What is listed: what was chosen, else what the filters are about."""
        if self.kind is not None:
            return self.kind
        if self.type or self.status or self.actor or self.recipient or self.contested:
            return "events"
        return "statements" if self.said_by or self.about or self.force else "articles"

    @property
    def ordered(self) -> Order:
        """How: what was chosen, else the best match of words, else the newest."""
        chosen = None if self.order == "rank" and not self.words.strip() else self.order
        return chosen or ("rank" if self.words.strip() else "newest")


class Result(msgspec.Struct, frozen=True):
    """One hit: its card (None for articles) and some sentences with the words it stands on."""

    found: Found
    card: Card | None
    passages: tuple[tuple[Piece, ...], ...]


@router.get("/search")
def search(request: Request, project: OpenProject, asked: Annotated[Asked, Query()]) -> Response:
    """The page of a question; without one, all articles."""
    kind = asked.shown
    query = asked.query(kind, order=asked.ordered, limit=_A_PAGE, after=asked.after)
    with project.snapshot() as snapshot:
        outlets = snapshot.outlets()
        shown: dict[str, Any] = {"results": [], "count": 0, "coverage": None, "next": None}
        try:
            shown["count"] = snapshot.count(query)
            page = snapshot.rows(query)
            shown |= {
                "results": [_result(one) for one in find(snapshot, query, page.hits)],
                "coverage": snapshot.coverage(query),
                "next": page.next,
                "wrong": None,
            }
        except StoreError as error:  # words without a word: said beside the field
            shown["wrong"] = str(error)
    given = asked.asked()
    return render(
        request,
        "search",
        asked=asked,
        kind=kind,
        kinds=KINDS,
        chips=_chips(asked, given),
        address=lambda **other: _address(asked, given, **other),
        downloads={name: _download(kind, name, given) for name in forms_of(kind)},
        outlets=outlets,
        choices=_CHOICES,
        parties=_PARTIES,
        bars=bars,
        **shown,
    )


def _result(found: Found) -> Result:
    """The sentence of the record; of an article those with the words sought, else the first."""
    analysis = found.analysis
    if analysis is None:
        return Result(found, None, ())
    if found.record is None:
        passages = tuple(sentences_of(analysis, found.places))[:_PASSAGES]
        beginning = analysis.document.sentences[:1]
        opening = tuple((Piece(analysis.words(sentence), False),) for sentence in beginning)
        return Result(found, None, passages or opening)
    card = make_card(analysis, found.record)
    sentences = sentences_of(analysis, (mark.span for mark in card.marks))
    return Result(found, card, tuple(sentences)[:_PASSAGES])


def _chips(asked: Asked, given: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Filter, value, and the address without it; the words are in their own field."""
    return [
        (name, value, _address(asked, [pair for pair in given if pair != (name, value)]))
        for name, value in given
        if name not in ("words", "exact")
    ]


def _address(asked: Asked, given: list[tuple[str, str]], **other: str | None) -> str:
    """This page with these filters; what is None is left out, and paging begins anew."""
    kept = {"kind": asked.kind, "order": asked.order} | other
    return f"/search?{urlencode([*given, *((k, v) for k, v in kept.items() if v is not None)])}"


def _download(kind: Kind, form: str, given: list[tuple[str, str]]) -> str:
    return f"/api/{kind}.{form}?{urlencode(given)}"
