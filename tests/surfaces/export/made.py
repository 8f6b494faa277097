"""Articles made by hand, with what goes wrong in exports: formulas, breaks, zeros, copies."""

from __future__ import annotations

from typing import Any

import msgspec

from musnad.records import Analysis, Entity, Event, Mention, Party, Place, Span, TimeReference
from musnad.sources.documents import Metadata, make_document

TEXT = (
    "زار كيري موسكو الاثنين والتقى لافروف.\n"
    "=وقصفت الطائرات الروسية مدينة حلب، ولم تقصف إدلب.\n"
    "وانتهت الزيارة، وقد يجتمعون في سوريا."
)
PLOVER: dict[str, tuple[int, float, str | None]] = {
    "CONSULT": (1, 4.0, "042"),
    "ASSAULT": (4, -9.5, "195"),
    "AGREE": (1, 2.5, None),
}


def at(words: str) -> Span:
    """The first place of words in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


KERRY = Entity(
    id="en-kerry",
    rule="entity.known",
    kind="person",
    name="جون كيري",
    name_en="John Kerry",
    wikidata="Q22316",
    country="USA",
    sectors=("GOV", "ELI"),
    mentions=(Mention(span=at("كيري"), form="name"),),
)
LAVROV = Entity(
    id="en-lavrov",
    rule="entity.known",
    kind="person",
    name="سيرغي لافروف",
    name_en="Sergey Lavrov",
    wikidata="Q58217",
    country="RUS",
    sectors=("GOV",),
    mentions=(Mention(span=at("لافروف"), form="name"),),
)
US = Party(entity="en-kerry", span=at("كيري"), country="USA", sectors=("GOV", "ELI"))
RUSSIA = Party(entity="en-lavrov", span=at("لافروف"), country="RUS", sectors=("GOV",))
PLANES = Party(entity=None, span=at("الطائرات الروسية"), country="RUS", sectors=("MIL",))
TOWN = Party(entity=None, span=at("مدينة حلب"), country="SYR", sectors=("CVL",))
ALEPPO = Place(
    span=at("حلب"),
    name="حلب",
    country="SYR",
    lat=36.2012,
    lon=37.1612,
    geonames=170063,
    precision="city",
)
SYRIA = Place(
    span=at("سوريا"), name="سوريا", country="SYR", lat=35.0, lon=38.0, precision="country"
)


def event(id_: str, type_: str, words: str, **more: Any) -> Event:
    """An event with the codes of its type, actual unless said otherwise."""
    quad, score, cameo = PLOVER[type_]
    fields = {"status": "actual", "confidence": 0.9, "rule": "event.verb", "mode": None}
    return Event(
        **{
            "id": id_,
            "type": type_,
            "trigger": at(words),
            "quad": quad,
            "score": score,
            "cameo": cameo,
            **fields,
            **more,
        }
    )


VISIT = event(
    "ev-visit",
    "CONSULT",
    "زار",
    mode="visit",
    actors=(US,),
    recipients=(RUSSIA,),
    time=TimeReference(value="2016-10-03", span=at("الاثنين")),
)
RAID = event(
    "ev-raid", "ASSAULT", "قصفت", mode="aerial", actors=(PLANES,), recipients=(TOWN,), place=ALEPPO
)
NO_RAID = event(
    "ev-no-raid", "ASSAULT", "لم تقصف", mode="aerial", actors=(PLANES,), status="negated"
)
VISIT_AGAIN = event(
    "ev-visit-again", "CONSULT", "الزيارة", mode="visit", actors=(US,), same_as="ev-visit"
)
MEETING = event("ev-meeting", "AGREE", "يجتمعون", place=SYRIA, status="future", mode=None)
EVENTS = (VISIT, RAID, NO_RAID, VISIT_AGAIN, MEETING)


def sentences() -> tuple[Span, ...]:
    """A sentence a line."""
    return tuple(at(line) for line in TEXT.split("\n"))


def article(document_id: str = "a/1", **metadata: str) -> Analysis:
    """One article with all the events."""
    given = {"outlet": "=HYPERLINK(1)", "title": "خبر،\t«عاجل»", "published": "2016-10-04"}
    document = make_document(TEXT, given=Metadata(id=document_id, **{**given, **metadata}))
    document = msgspec.structs.replace(document, sentences=sentences())
    return Analysis(document=document, entities=(KERRY, LAVROV), events=EVENTS)


def lines(*analyses: Analysis) -> bytes:
    """What ``musnad read --format jsonl`` would write."""
    return b"".join(analysis.to_json() + b"\n" for analysis in analyses)
