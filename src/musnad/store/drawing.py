"""Draws from the records of an article the rows that can be asked.

Input: the number of the article and its records. Output: rows by table, numbered by their place
in the article, so the same records always give the same rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from musnad.grounding.days import event_day
from musnad.grounding.identities import identity
from musnad.records.analysis import Analysis
from musnad.records.assertions import Entity, Event, Party, Statement
from musnad.records.spans import Span
from musnad.store.packing import storable
from musnad.store.schema import DRAWN, PLACES
from musnad.text.fold import fold

Row = dict[str, Any]
_TABLES = ("names", *(table.name for table in DRAWN))


def comparable(name: str) -> str:
    """A name as it is compared: folded, in lower case, single spaces.

    Example:
        >>> comparable("  الأمم   المتّحدة ")  # "the United Nations"
        'الامم المتحده'
    """
    return " ".join(fold(name).casefold().replace("|", " ").replace("\x00", " ").split())


def day_of(published: str | None) -> str | None:
    """The day of a publication date; None without one."""
    day = event_day(None, published)
    return day.first if day is not None else None


class Drawing:
    """The rows of one article, by table name in ``rows``."""

    def __init__(self, number: int, analysis: Analysis) -> None:
        """Draw all."""
        self.rows: dict[str, list[Row]] = {name: [] for name in _TABLES}
        self._first = number * PLACES
        self._article = number
        self._analysis = analysis
        self._entities = {entity.id: entity for entity in analysis.entities}
        self._numbers: dict[str, int] = {}
        self._names: set[int] = set()
        self._contested = {claim.about for claim in analysis.claims if claim.contested}
        self._entities_and_times()
        self._statements()
        self._events()
        self._claims_and_relations()

    def _add(self, table: str, **columns: Any) -> int:
        rows = self.rows[table]
        number = self._first + len(rows)
        rows.append({"number": number, "article": self._article, **columns})
        return number

    def _entities_and_times(self) -> None:
        for entity in self._analysis.entities:
            self._add(
                "entities",
                record=entity.id,
                kind=entity.kind,
                name=storable(entity.name),
                name_en=entity.name_en,
                wikidata=entity.wikidata,
                country=entity.country,
                sectors=_joined(entity.sectors),
                actor=identity(entity),
            )
        for time in self._analysis.times:
            columns = {"kind": time.kind, "value": time.value, "anchor": time.anchor}
            self._add("times", record=time.id, **columns)

    def _statements(self) -> None:
        day = day_of(self._analysis.document.published)
        for statement in self._analysis.statements:
            number = self._add(
                "statements",
                record=statement.id,
                force=statement.force,
                form=statement.form,
                cue=self._words(statement.cue),
                day=day,
                contested=statement.id in self._contested,
            )
            self._numbers[statement.id] = number
            speakers = [statement.speaker, *statement.co_speakers]
            self._parties_of(number, "speaker", speakers, (statement.speaker_span,))
            self._parties_of(number, "about", self._spoken_of(statement), ())

    def _spoken_of(self, statement: Statement) -> list[str]:
        """Entities that the words said mention, in the order of the article's entities."""
        return [
            entity.id
            for entity in self._analysis.entities
            if any(
                content.covers(mention.span)
                for content in statement.content
                for mention in entity.mentions
            )
        ]

    def _events(self) -> None:
        for event in self._analysis.events:
            number = self._add("events", record=event.id, **self._event(event))
            self._numbers[event.id] = number
            for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
                for party in parties:
                    self._party(number, side, party)

    def _event(self, event: Event) -> Row:
        place = event.place
        value = event.time.value if event.time is not None else None
        day = event_day(value, self._analysis.document.published)
        return {
            "type": event.type,
            "mode": event.mode,
            "status": event.status,
            "quad": event.quad,
            "score": event.score,
            "confidence": event.confidence,
            "day": day.first if day is not None else None,
            "place": storable(place.name) if place is not None else None,
            "place_country": place.country if place is not None else None,
            "lat": place.lat if place is not None else None,
            "lon": place.lon if place is not None else None,
            "statement": self._numbers.get(event.said_in or ""),
            "contested": event.id in self._contested,
        }

    def _claims_and_relations(self) -> None:
        for claim in self._analysis.claims:
            columns = {"about": claim.about, "stance": claim.stance, "contested": claim.contested}
            number = self._add("claims", record=claim.id, **columns)
            self._parties_of(number, "claimant", [claim.claimant], ())
        for relation in self._analysis.relations:
            columns = {"kind": relation.kind, "state": relation.state, "since": relation.since}
            number = self._add("relations", record=relation.id, **columns)
            self._parties_of(number, "party", relation.parties, ())

    def _parties_of(
        self, owner: int, side: str, entities: Iterable[str | None], spans: Iterable[Span | None]
    ) -> None:
        """A party for each entity; of the words where no entity is known."""
        known = [self._entities[e] for e in entities if e in self._entities]
        words = next((w for span in spans if (w := self._words(span))), "")
        for place, entity in enumerate(known):
            self._write_party(owner, side, entity, words if place == 0 else "")
        if not known and words:
            self._write_party(owner, side, None, words)

    def _party(self, owner: int, side: str, party: Party) -> None:
        entity = self._entities.get(party.entity or "")
        self._write_party(owner, side, entity, self._words(party.span) or "")
        self.rows["parties"][-1] |= {
            "country": party.country,
            "sectors": _joined(party.sectors),
        }

    def _write_party(self, owner: int, side: str, entity: Entity | None, words: str) -> None:
        names = [words] if entity is None else [entity.name, entity.name_en or "", words]
        self._add(
            "parties",
            owner=owner,
            side=side,
            name=self._name(names),
            wikidata=entity.wikidata if entity is not None else None,
            country=entity.country if entity is not None else None,
            sectors=_joined(entity.sectors if entity is not None else ()),
            actor=identity(entity) if entity is not None else None,
        )

    def _name(self, names: list[str]) -> int:
        """The number of a set of names, made from the names themselves."""
        kept = dict.fromkeys(filter(None, map(comparable, names)))
        joined = f" {' | '.join(kept)} "
        hashed = hashlib.blake2b(joined.encode("utf-8", "replace"), digest_size=8).digest()
        number = int.from_bytes(hashed) >> 1
        if number not in self._names:
            self._names.add(number)
            self.rows["names"].append({"number": number, "names": storable(joined)})
        return number

    def _words(self, span: Span | None) -> str | None:
        return storable(self._analysis.words(span)) if span is not None else None


def _joined(sectors: Iterable[str]) -> str:
    """`` GOV MIL ``: with spaces around each, so that each can be sought."""
    return f" {' '.join(sectors)} "
