"""Codes: the country and the sectors of an entity, as far as words and knowledge say.

Input: a chain and the publication date. Output: PLOVER's country (ISO 3166-1 alpha-3 or UNO,
IGO, …) and sectors, most specific first. Known people and bodies take the codes of the tables;
others the country of their adjectives and places and the sector of their head noun.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from musnad.grounding.chain_index import Chain
from musnad.grounding.knowledge import body_at, locations, metonyms, people
from musnad.mentions.heads import head_entries
from musnad.mentions.phrases import Phrase

_STATE = ("GOV",)
_LED_SECTORS = frozenset({"", "MIL"})  # of heads that say less than who is led: «قوات»


class Code(msgspec.Struct, frozen=True):
    """An actor code; ``country`` None and ``sectors`` empty where nothing says."""

    country: str | None = None
    sectors: tuple[str, ...] = ()


def chain_code(chain: Chain, published: str | None) -> Code:
    """The code of a chain at a date (ISO 8601, or None when unknown)."""
    kind, _, key = chain.key.partition(":")
    if kind == "country":
        return Code(key, _STATE)
    if kind == "person" and key in people():
        return Code(*people()[key].code(published))
    if kind == "organisation" and (body := body_at(key, published)) is not None:
        return Code(body.country or _told_country(chain, published), body.sectors)
    if kind == "metonym":
        seat = metonyms()[key]
        return Code(seat.country or None, seat.sectors)
    if kind == "place" and key in locations():
        return Code(locations()[key].country or None)
    return Code(_told_country(chain, published), _told_sectors(chain, published))


def _told_country(chain: Chain, published: str | None) -> str | None:
    """The country that the words of the chain's phrases name most often, the first on a tie."""
    told = Counter(phrase.codes[0] for phrase in chain.phrases if phrase.codes)
    if told:
        return max(told, key=lambda code: told[code])
    for phrase in chain.phrases:
        country = _country_of_names(phrase, published)
        if country is not None:
            return country
    return None


def _country_of_names(phrase: Phrase, published: str | None) -> str | None:
    """The country of a place or body inside a phrase: «محافظ حلب», «زعيم حزب الله»."""
    for word in phrase.modifiers:
        kind, _, key = word.partition(":")
        if kind == "place" and key in locations():
            return locations()[key].country or None
        if kind == "organisation" and (body := body_at(key, published)) is not None:
            return body.country or None
        if kind == "metonym" and key in metonyms():
            return metonyms()[key].country or None
    return None


def _is_led(phrase: Phrase) -> bool:
    """Whether a people a phrase names tells its sector: «قوات المعارضة», not «وزير الإعلام»."""
    head = phrase.head
    return head is None or head.entry.sector in _LED_SECTORS


def _told_sectors(chain: Chain, published: str | None) -> tuple[str, ...]:
    """Sectors of the head nouns and adjectives, and of a body the office belongs to."""
    found: list[str] = []
    for phrase in chain.phrases:
        if phrase.sector:
            found.append(phrase.sector)
        for word in phrase.modifiers:
            kind, _, key = word.partition(":")
            if kind == "organisation" and (body := body_at(key, published)) is not None:
                found += body.sectors
            elif kind == "metonym" and key in metonyms():
                found += metonyms()[key].sectors
            elif (
                _is_led(phrase) and word in head_entries() and head_entries()[word].role == "people"
            ):
                found.append(head_entries()[word].sector)  # «قوات المعارضة»
        if phrase.head is not None and phrase.head.entry.sector:
            found.append(phrase.head.entry.sector)
    return tuple(dict.fromkeys(sector for sector in found if sector))
