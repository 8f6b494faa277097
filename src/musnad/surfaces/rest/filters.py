"""What can be asked in an address: the filters of the command line, by the same names."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from musnad.extraction.coding import event_types
from musnad.records.assertions import EventStatus, Force
from musnad.store.query import MAX_LIMIT, Kind, Order, Query

_MOST_VALUES, _MOST_LETTERS = 50, 1000
# Field of the address → field of the query, where they differ: one value is asked for at a time.
_NAMES = {
    "force": "forces",
    "type": "types",
    "status": "statuses",
    "actor": "actors",
    "recipient": "recipients",
    "outlet": "outlets",
}


def _without_blanks(value: Any) -> Any:
    """Fields of a form that were left empty ask for nothing."""
    if isinstance(value, list):
        return [item for item in value if item != ""]
    return None if value == "" else value


def _known_type(value: str) -> str:
    if value not in event_types():
        raise ValueError(f"no type of event; types: {', '.join(event_types())}")
    return value


_Blank = BeforeValidator(_without_blanks)
_Text = Annotated[str, Field(max_length=_MOST_LETTERS)]
_Place = Annotated[str, Field(max_length=100)]
_Texts = Annotated[list[_Text], Field(max_length=_MOST_VALUES), _Blank]
_PARTY = "A country code, codes of country and sector, a Wikidata id, or words of a name."


class Filters(BaseModel):
    """The question of an address."""

    model_config = ConfigDict(extra="forbid")

    words: Annotated[_Text, Field(description="All of them, in title or text.")] = ""
    exact: Annotated[bool, Field(description="The words letter for letter.")] = False
    said_by: Annotated[_Texts, Field(description=_PARTY)] = []
    about: Annotated[_Texts, Field(description=_PARTY)] = []
    force: Annotated[list[Force], _Blank] = []
    type: Annotated[list[Annotated[str, BeforeValidator(_known_type)]], _Blank] = []
    status: Annotated[list[EventStatus], _Blank] = []
    actor: Annotated[_Texts, Field(description=_PARTY)] = []
    recipient: Annotated[_Texts, Field(description=_PARTY)] = []
    contested: bool = False
    since: Annotated[date | None, _Blank, Field(description="A day, included.")] = None
    until: Annotated[date | None, _Blank, Field(description="A day, included.")] = None
    outlet: Annotated[_Texts, Field(description="Named in full.")] = []

    def asked(self) -> list[tuple[str, str]]:
        """The filters that ask for something, one value each, as they stand in an address."""
        given: list[tuple[str, str]] = []
        for name in Filters.model_fields:
            value = getattr(self, name)
            if isinstance(value, list):
                given += [(name, str(item)) for item in value]
            elif value:
                given.append((name, "true" if value is True else str(value)))
        return given

    def query(self, kind: Kind, **page: Any) -> Query:
        """The query for one kind of record; ``page`` has order, limit and after."""
        fields: dict[str, Any] = {
            _NAMES.get(name, name): getattr(self, name) for name in Filters.model_fields
        }
        for name in ("since", "until"):
            fields[name] = fields[name].isoformat() if fields[name] else None
        return msgspec.convert({"kind": kind, **fields, **page}, Query)


class PageFilters(Filters):
    """The question, and which page of the answer."""

    order: Annotated[Order | None, _Blank, Field(description="By default number.")] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50
    after: Annotated[_Place | None, _Blank, Field(description="The next of the page before.")] = (
        None
    )
    with_total: Annotated[bool, Field(description="Count all pages too.")] = False

    def page_query(self, kind: Kind) -> Query:
        """The query for one page of a kind of record."""
        return self.query(kind, order=self.order or "number", limit=self.limit, after=self.after)


KINDS: tuple[Literal["articles", "statements", "events"], ...] = (
    "articles",
    "statements",
    "events",
)
