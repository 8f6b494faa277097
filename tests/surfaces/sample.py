"""An analysis made by hand, every kind of record, overlapping spans, a nested statement."""

from __future__ import annotations

import msgspec

from musnad.records import (
    Analysis,
    Claim,
    Entity,
    Event,
    Mention,
    Office,
    Party,
    Place,
    Relation,
    Span,
    Statement,
    Time,
    TimeReference,
)
from musnad.sources.documents import Metadata, make_document

TEXT = (
    "قال وزير الخارجية الأمريكي جون كيري، الاثنين، إن بلاده علقت المحادثات مع روسيا.\n"
    "وأضاف في بروكسل: «لن نتخلى عن السلام».\n"
    "ونقلت وكالة عن دبلوماسي قوله إن موسكو نفت القصف."
)


def at(words: str, occurrence: int = 0) -> Span:
    """The span of words in the text."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


DOCUMENT = make_document(
    TEXT,
    given=Metadata(
        id="sample", outlet="وكالة المثال", title="تعليق المحادثات", published="2016-10-04"
    ),
)

KERRY = Entity(
    id="en-kerry",
    rule="entity.person",
    kind="person",
    name="جون كيري",
    name_en="John Kerry",
    wikidata="Q22316",
    country="USA",
    sectors=("GOV",),
    roles=(Office(title="وزير الخارجية الأمريكي", span=at("وزير الخارجية الأمريكي")),),
    mentions=(Mention(span=at("جون كيري"), form="name"), Mention(span=at("بلاده"), form="pronoun")),
)
MOSCOW = Entity(
    id="en-moscow",
    rule="entity.metonym",
    kind="place",
    name="موسكو",
    country="RUS",
    sectors=("GOV",),
    mentions=(
        Mention(span=at("روسيا"), form="name"),
        Mention(span=at("موسكو"), form="metonym"),
    ),
)
MONDAY = Time(
    id="ti-monday",
    rule="time.weekday",
    span=at("الاثنين"),
    value="2016-10-03",
    kind="date",
    anchor="published",
)
SAID = Statement(
    id="st-said",
    rule="statement.verb-anna",
    inputs=("ti-monday",),
    cue=at("قال"),
    form="indirect",
    speaker="en-kerry",
    speaker_span=at("جون كيري"),
    time=TimeReference(value="2016-10-03", span=at("الاثنين")),
    content=(at("بلاده علقت المحادثات مع روسيا"),),
    force="assert",
)
ADDED = Statement(
    id="st-added",
    rule="statement.quoted",
    inputs=("st-said",),
    cue=at("أضاف"),
    form="direct",
    speaker="en-kerry",
    speaker_span=None,
    venue=at("بروكسل"),
    content=(at("لن نتخلى عن السلام"),),
    force="promise",
)
RELAYED = Statement(
    id="st-relayed",
    rule="statement.relayed",
    cue=at("قوله"),
    form="indirect",
    speaker=None,
    speaker_span=at("دبلوماسي"),
    content=(at("موسكو نفت القصف"),),
    force="assert",
)
DENIED = Statement(
    id="st-denied",
    rule="statement.denial",
    cue=at("نفت"),
    form="indirect",
    speaker="en-moscow",
    speaker_span=at("موسكو"),
    content=(at("القصف"),),
    force="deny",
    within="st-relayed",
)
SUSPENDED = Event(
    id="ev-suspended",
    rule="event.sanction",
    inputs=("st-said",),
    type="SANCTION",
    mode="discontinue",
    contexts=("diplomatic",),
    trigger=at("علقت"),
    actors=(Party(entity="en-kerry", span=at("بلاده"), country="USA", sectors=("GOV",)),),
    recipients=(Party(entity="en-moscow", span=at("روسيا"), country="RUS", sectors=("GOV",)),),
    place=Place(span=at("بروكسل"), name="بروكسل", country="BEL", lat=50.85, lon=4.35),
    time=TimeReference(value="2016-10-03", span=at("الاثنين")),
    status="actual",
    said_in="st-said",
    confidence=0.8,
    quad=4,
    score=-6.5,
)
CLAIM = Claim(
    id="cl-kerry",
    rule="claim.asserted",
    about="ev-suspended",
    claimant="en-kerry",
    stance="asserts",
    span=at("علقت المحادثات"),
)
RELATION = Relation(
    id="re-talks",
    rule="relation.talks",
    kind="talks",
    parties=("en-kerry", "en-moscow"),
    state="suspended",
    since="2016-10-03",
    evidence=(at("علقت المحادثات مع روسيا"),),
    events=("ev-suspended",),
)


def sample_analysis() -> Analysis:
    """The records above on their document."""
    sentences = tuple(at(line) for line in TEXT.split("\n"))
    return Analysis(
        document=msgspec.structs.replace(DOCUMENT, sentences=sentences),
        entities=(KERRY, MOSCOW),
        times=(MONDAY,),
        statements=(SAID, ADDED, RELAYED, DENIED),
        events=(SUSPENDED,),
        claims=(CLAIM,),
        relations=(RELATION,),
    )
