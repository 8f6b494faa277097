"""Sides: the parties that a clause can name, with their codes.

Input: references and their entities, and counted nouns that no entity stands for («22 مسلحا», *22
gunmen*). Output: sides. Things, places and unknown names are no sides: an event never takes a
party of which neither country nor sector is known.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import msgspec

from musnad.extraction.connectives import connectives
from musnad.grounding.knowledge import metonyms
from musnad.records.assertions import Entity
from musnad.records.layers import Layers, Reference
from musnad.records.spans import Span
from musnad.records.words import Token
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import analyse, splits
from musnad.text.tokens import origin

STATE = "GOV"
_PEOPLE = "CVL"
_SUPRANATIONAL = frozenset({"UNO", "IGO", "EUR", "NGO", "ISM", "IMG", "MNC"})


class Side(msgspec.Struct, frozen=True):
    """A party as the words give it; ``gender`` and ``number`` are those of its phrase."""

    span: Span
    first: int
    last: int
    entity: str | None
    country: str | None
    sectors: tuple[str, ...]
    gender: str = ""
    number: str = "s"
    is_adjective: bool = False

    @property
    def code(self) -> tuple[str | None, str]:
        """Country and first sector."""
        return self.country, self.sectors[0] if self.sectors else ""


@lru_cache(maxsize=1)
def event_words() -> dict[str, frozenset[str]]:
    """Kind → folded forms, from ``lang/ar/extraction/event_words.tsv``."""
    kinds: dict[str, set[str]] = {}
    for row in read_table("extraction", "event_words"):
        kinds.setdefault(row["kind"], set()).add(fold(row["form"]))
    return {kind: frozenset(forms) for kind, forms in kinds.items()}


@lru_cache(maxsize=1)
def _people() -> dict[str, str]:
    return {fold(row["form"]): row["sector"] for row in read_table("extraction", "event_people")}


@lru_cache(maxsize=50_000)
def people_word(norm: str, text: str) -> tuple[str, int] | None:
    """Sector and proclitic letters of a noun that counts people; None for other words."""
    table = _people()
    best = next(iter(analyse(norm, text)), None)
    if best is not None and (best.pos == "verb" or best.enclitic):
        return None
    for cut, rest in splits(norm):
        for form in (rest, *_without_ending(rest)):
            if form in table:
                return table[form], cut
    return None


def _without_ending(form: str) -> list[str]:
    """A word without its article and without its accusative ending."""
    found = [form[len(a) :] for a in connectives()["article"] if form.startswith(a)]
    for ending in event_words()["accusative"]:
        if form.endswith(ending):
            found.append(form[: -len(ending)])
    return found


class Cast:
    """Who can be a party in one document.

    Attributes:
        entities: by id.
        focus: the country the article is mostly about, for people whose country goes unsaid.
        speaker: whose words are being read, for «نا» (*us*); None in the outlet's own voice.
    """

    speaker: Side | None = None

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.entities: dict[str, Entity] = {entity.id: entity for entity in layers.entities}
        self.focus = _focus(layers, self.entities)

    def side(self, reference: Reference) -> Side | None:
        """The side a reference names; None for places, things and names nothing is known of."""
        entity = self.entities.get(reference.entity or "")
        if entity is None:
            return None
        if reference.form == "adjective":
            if not entity.country:
                return None
            people = reference.number == "p" or self._is_counted(reference)
            plain = (_PEOPLE,) if people else (STATE,)
            sectors = entity.sectors if entity.kind != "place" and entity.sectors else plain
            side = _side(reference, entity.country, sectors)
            return msgspec.structs.replace(side, is_adjective=True)
        if reference.kind == "place" and not reference.speaks:
            return None
        if not entity.country and not entity.sectors:
            return None
        norm = self.layers.tokens[reference.first].norm
        if norm in event_words()["not-party"]:
            return None
        if norm in event_words()["own-country"] and self.speaker is not None:
            return _side(reference, self.speaker.country, (STATE,))
        return _side(reference, entity.country, entity.sectors)

    def _is_counted(self, reference: Reference) -> bool:
        """«9 بولنديين» (*9 Poles*): a nationality after a number is people."""
        before = self.layers.tokens[max(reference.first - 1, 0)]
        return before.kind == "number" and reference.first > 0

    def host(self, reference: Reference) -> Side | None:
        """The state in which a place lies, as the host of a visit there."""
        entity = self.entities.get(reference.entity or "")
        if entity is None or entity.country is None or reference.kind != "place":
            return None
        return _side(reference, entity.country, (STATE,))

    def capital(self, reference: Reference) -> Side | None:
        """The state whose capital a place is, for where the capital stands for its government."""
        entity = self.entities.get(reference.entity or "")
        if entity is None or entity.country is None or reference.kind != "place":
            return None
        if fold(entity.name) not in capital_names():
            return None
        return _side(reference, entity.country, (STATE,))

    def side_of_entity(self, entity_id: str, span: Span | None) -> Side | None:
        """The side of an entity whose words stand elsewhere, such as an elided speaker."""
        entity = self.entities.get(entity_id)
        if entity is None or not (entity.country or entity.sectors):
            return None
        words = span if span is not None else entity.mentions[0].span
        return Side(words, -1, -1, entity.id, entity.country, entity.sectors)


@lru_cache(maxsize=1)
def capital_names() -> frozenset[str]:
    """Folded names of capitals that stand for their governments."""
    return frozenset(fold(form) for form in metonyms())


def _side(reference: Reference, country: str | None, sectors: tuple[str, ...]) -> Side:
    return Side(
        reference.span,
        reference.first,
        reference.last,
        reference.entity,
        country,
        sectors,
        reference.gender,
        reference.number,
    )


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]]:
    """Folded first word → phrases with their codes, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, tuple[str, ...]]]] = {}
    for row in read_table("extraction", "event_sides"):
        words = tuple(fold(word) for word in row["phrase"].split())
        codes = tuple(row["sectors"].split())
        found.setdefault(words[0], []).append((words, row["country"], codes))
    return {
        first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()
    }


def phrase_side(tokens: tuple[Token, ...], index: int) -> Side | None:
    """The side a fixed phrase names: «المجتمع الدولي» (*the international community*)."""
    for cut, rest in splits(tokens[index].norm):
        for words, country, sectors in _phrases().get(rest) or _phrases().get(_bare(rest), ()):
            last = index + len(words) - 1
            if last < len(tokens) and all(
                word in (tokens[index + k].norm, _bare(tokens[index + k].norm))
                for k, word in enumerate(words[1:], start=1)
            ):
                span = Span(origin(tokens[index], cut), tokens[last].end)
                return Side(span, index, last, None, country, sectors, "m", "s")
    return None


def _bare(norm: str) -> str:
    for article in connectives()["article"]:
        if norm.startswith(article):
            return norm[len(article) :]
    return norm


def counted_side(token: Token) -> Side | None:
    """The side of a counted noun: «مدنيا» (*civilians*, after a number)."""
    found = people_word(token.norm, token.text)
    if found is None:
        return None
    span = Span(origin(token, found[1]), token.end)
    return Side(span, token.index, token.index, None, None, (found[0],), "m", "p")


def _focus(layers: Layers, entities: dict[str, Entity]) -> str | None:
    """The country most often spoken of, by name, adjective, place or body."""
    counts: Counter[str] = Counter()
    for reference in layers.references:
        entity = entities.get(reference.entity or "")
        country = entity.country if entity is not None else None
        if country is None or country in _SUPRANATIONAL:
            continue
        if reference.kind == "place" and not reference.speaks and reference.form == "name":
            counts[country] += 2
        elif entity is not None and "JRN" not in entity.sectors:
            counts[country] += 3 if entity.kind == "place" else 2
    return max(counts, key=lambda code: counts[code]) if counts else None
