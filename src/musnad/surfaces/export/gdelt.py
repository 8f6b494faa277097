"""GDELT 2.0: the table of events (61 columns) and that of mentions (16), without headings.

GDELT has two actors: the first of ours, and the first recipient or else the second actor. Its ids
are numbers, made from ours. Geography is that of the event; GDELT's of the actors stays empty. An
event of the one table is found in the other by ``GLOBALEVENTID``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO
from urllib.parse import quote, urlsplit

import msgspec

from musnad.grounding.days import Day, stamp
from musnad.grounding.knowledge import countries
from musnad.surfaces.export.cells import Cell
from musnad.surfaces.export.delimited import Table, with_evidence, write_table
from musnad.surfaces.export.rows import Row, Side, number_of
from musnad.surfaces.export.schemes import country_codes, goldstein_scale, sector_codes

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode"),
    *("Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS_HEADER = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTIONS_HEADER = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName"),
    *("MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset"),
    *("ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone"),
    *("MentionDocTranslationInfo", "Extras"),
)
_NO_GEO: tuple[Cell, ...] = (0, *("",) * 7)
_GROUPS = frozenset(("UNO", "EUR"))  # a body of its own; the others are types of bodies
_WEB, _CITATION = 1, 2


def write_events(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    """Write the rows as GDELT's table of events."""
    table = Table(header=EVENTS_HEADER, cells=event_cells, separator="\t", headed=False)
    write_table(rows, stream, with_evidence(table) if evidence else table)


def write_mentions(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    """Write the rows as GDELT's table of mentions."""
    table = Table(header=MENTIONS_HEADER, cells=mention_cells, separator="\t", headed=False)
    write_table(rows, stream, with_evidence(table) if evidence else table)


def event_cells(row: Row) -> list[Cell]:
    """The 61 cells of an event. CAMEO codes are text and keep their zeros."""
    code = row.event.cameo or ""
    first, second = _two_sides(row)
    return [
        number_of(row.event_id if row.of_event else row.id),
        *_date_cells(row.day),
        *_actor_cells(first),
        *_actor_cells(second),
        int(_is_in_lead(row)),
        code,
        code[:3],
        code[:2],
        _quad_class(code),
        goldstein_scale().get(code),
        row.tellings,
        1,
        1,
        "",  # tone: not measured
        *_NO_GEO,
        *_NO_GEO,
        *_geo_cells(row),
        stamp(row.document.published),
        source_of(row),
    ]


def mention_cells(row: Row) -> list[Cell]:
    """The 16 cells of a mention; ``Extras`` is JSON with our ids and the words."""
    document, added = row.document, stamp(row.document.published)
    first, second = _two_sides(row)
    extras = {
        "id": row.id,
        "document": document.id,
        "status": row.event.status,
        "trigger": row.trigger,
        "sentence": row.sentence,
        "actors": [side.name for side in row.actors],
        "recipients": [side.name for side in row.recipients],
    }
    return [
        number_of(row.event_id),
        added,
        added,
        _WEB if document.url else _CITATION,
        (urlsplit(document.url).hostname if document.url else document.outlet) or "",
        source_of(row),
        row.sentence_number or "",
        first.span.start if first is not None else -1,
        second.span.start if second is not None else -1,
        row.event.trigger.start,
        1,
        round(row.event.confidence * 100),
        len(document.text),
        "",  # tone: not measured
        "",  # not translated: the offsets are those of the Arabic text
        msgspec.json.encode(extras).decode(),
    ]


def source_of(row: Row) -> str:
    """The address of the article, or a name for it when it has none."""
    return row.document.url or f"urn:musnad:document:{quote(row.document.id, safe='')}"


def _two_sides(row: Row) -> tuple[Side | None, Side | None]:
    others = (*row.recipients, *row.actors[1:])
    return (row.actors[0] if row.actors else None), (others[0] if others else None)


def _date_cells(day: Day | None) -> tuple[Cell, ...]:
    if day is None:
        return ("",) * 4
    when = date.fromisoformat(day.first)
    fraction = when.year + (when.month * 30 + when.day) / 365  # GDELT's own formula
    digits = day.first.replace("-", "")
    return digits, digits[:6], digits[:4], f"{fraction:.4f}"


def _actor_cells(side: Side | None) -> tuple[str, ...]:
    if side is None:
        return ("",) * len(_ACTOR)
    country = side.country if side.country in countries() else ""
    group = side.country if side.country in _GROUPS else ""
    body = side.country if side.country and not country and not group else ""
    codes = [sector_codes()[s].cameo for s in side.sectors if s in sector_codes()]
    types = [*dict.fromkeys(code for code in (body, *codes) if code)][:3]
    name = (side.entity.name_en if side.entity is not None else None) or side.name
    whole = "".join((country or group or "", *types))
    return (whole, name, country or "", group or "", "", "", "", *types, *("",) * (3 - len(types)))


def _is_in_lead(row: Row) -> bool:
    """Whether the event is told in the first paragraph, GDELT's measure of importance."""
    before = row.document.text[: row.event.trigger.start]
    return "\n" not in before.lstrip()


def _quad_class(code: str) -> str:
    """GDELT's quad of a CAMEO code, which differs from PLOVER's for concessions."""
    root = code[:2]
    if not root:
        return ""
    return "1" if root <= "05" else "2" if root <= "08" else "3" if root <= "13" else "4"


def _geo_cells(row: Row) -> tuple[Cell, ...]:
    place = row.event.place
    if place is None:
        return _NO_GEO
    codes = country_codes().get(place.country or "")
    fips = codes.fips if codes is not None else ""
    american = place.country == "USA"
    kinds = {"country": 1, "province": 2 if american else 5}
    kind = kinds.get(place.precision or "", 3 if american else 4)
    country = countries().get(place.country or "")
    whole = place.name if country is None else f"{place.name}, {country.name_en}"
    latitude, longitude = row.point or ("", "")
    # GDELT's feature ids are those of GNS; GeoNames has others, so none is written.
    name = country.name_en if place.precision == "country" and country is not None else whole
    return kind, name, fips, fips, "", latitude, longitude, fips if kind == 1 else ""
