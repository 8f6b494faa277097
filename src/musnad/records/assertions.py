"""What an article tells: entities, times, statements, events, claims, relations.

The JSON of these records is the public contract: field names do not change.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.records.spans import Span

EntityKind = Literal["person", "organisation", "place", "group"]
MentionForm = Literal["name", "title", "nominal", "adjective", "pronoun", "metonym"]
TimeKind = Literal["date", "time", "duration", "set"]
TimeAnchor = Literal["published", "text", "absolute"]
StatementForm = Literal["direct", "indirect", "mixed"]
Force = Literal["assert", "deny", "demand", "promise", "threaten", "accuse", "hope", "ask"]
EventStatus = Literal["actual", "future", "requested", "hypothetical", "negated"]
Stance = Literal["asserts", "denies", "doubts", "confirms"]
RelationKind = Literal[
    "talks",
    "ceasefire",
    "cooperation",
    "military_contact",
    "diplomatic_relations",
    "sanctions",
    "alliance",
    "membership",
    "armed_conflict",
    "occupation",
    "agreement",
    "resolution",
]
RelationState = Literal[
    "proposed",
    "under_way",
    "agreed",
    "in_force",
    "suspended",
    "violated",
    "failed",
    "ended",
    "resumed",
]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What every record of an article has.

    Attributes:
        id: stable: the same text and reader give the same id.
        rule: the rule that made the record, e.g. ``statement.verb-anna``.
        inputs: ids of the records it was made from.
    """

    id: str
    rule: str
    inputs: tuple[str, ...] = ()


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One place where an entity is named, titled, described or meant by a pronoun.

    Attributes:
        span: the words.
        form: how they mean it; ``metonym`` is a capital or building standing for its government.
    """

    span: Span
    form: MentionForm


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office as the article gives it: «وزير الخارجية الأميركي» (US Secretary of State).

    Attributes:
        title: the words of the office.
        span: where they stand.
    """

    title: str
    span: Span


class Entity(Record, frozen=True, kw_only=True):
    """One person, organisation, place or group of the world, as the article speaks of it.

    Attributes:
        kind: what sort of thing it is.
        name: the fullest Arabic form in the article.
        name_en: English name when known.
        wikidata: QID when known.
        country: ISO 3166-1 alpha-3, or PLOVER's IGO UNO EUR NGO ISM IMG MNC, or None.
        sectors: PLOVER sector codes, most specific first, at the article's date.
        roles: offices the article gives.
        mentions: in text order, never empty.
    """

    kind: EntityKind
    name: str
    name_en: str | None = None
    wikidata: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    roles: tuple[Office, ...] = ()
    mentions: tuple[Mention, ...]


class Time(Record, frozen=True, kw_only=True):
    """A date or time expression and its value.

    Attributes:
        span: the whole expression.
        kind: of TIMEX3: a day or longer, a time of day, a length of time, or a recurrence.
        value: TIMEX3 over ISO 8601, or None when it cannot be resolved without guessing.
        edtf: beside it where EDTF says more (approximate, season).
        anchor: what the value was reckoned from.
        calendar: ``hijri`` when the text gives a Hijri date; ``value`` is then converted.
    """

    span: Span
    value: str | None
    kind: TimeKind
    anchor: TimeAnchor
    edtf: str | None = None
    calendar: Literal["gregorian", "hijri"] = "gregorian"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A side of a statement or event: the words, and the entity when known.

    Attributes:
        entity: id, or None when the words lead to no entity.
        span: the words.
        country: as for an entity.
        sectors: as for an entity, at the article's date.
    """

    entity: str | None
    span: Span
    country: str | None = None
    sectors: tuple[str, ...] = ()


class TimeReference(msgspec.Struct, frozen=True, kw_only=True):
    """The time of a statement or event: a value and the words it came from.

    Attributes:
        value: as for a time.
        span: the words.
    """

    value: str
    span: Span


class Statement(Record, frozen=True, kw_only=True):
    """Something said or written, as the article reports it.

    Attributes:
        cue: the reporting word, without clitics; None for a quotation with no cue.
        form: ``direct`` wholly inside quotation marks, ``indirect``, or ``mixed``.
        speaker: entity id; None when nobody is named or the source has no entity.
        speaker_span: the words nearest the cue that name the speaker; None when elided.
        co_speakers: entity ids of those who said it jointly.
        addressee: to whom.
        venue: the words for the occasion or medium: «في مؤتمر صحفي» (at a press conference).
        time: when it was said, if the clause says.
        content: what was said, in pieces, without complementiser and quotation marks.
        force: what was done by saying it.
        within: id of the statement that reports this one.
    """

    cue: Span | None
    form: StatementForm
    speaker: str | None
    speaker_span: Span | None
    co_speakers: tuple[str, ...] = ()
    addressee: Party | None = None
    venue: Span | None = None
    time: TimeReference | None = None
    content: tuple[Span, ...]
    force: Force
    within: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an event happened.

    Attributes:
        span: the words.
        name: in Arabic.
        country: ISO 3166-1 alpha-3.
        lat, lon: WGS84 degrees of its centre.
        geonames: GeoNames id.
        precision: the kind of place the coordinates stand for.
    """

    span: Span
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    precision: Literal["country", "province", "city", "district"] | None = None


class Event(Record, frozen=True, kw_only=True):
    """A politically relevant interaction in the PLOVER ontology.

    Attributes:
        type: PLOVER event type, e.g. ``CONSULT``.
        mode: PLOVER mode of the type, e.g. ``visit``; None where the type has none or it is open.
        contexts: PLOVER contexts.
        trigger: the word or fixed phrase that names the event.
        actors: who did it; both parties of a meeting, talks or clash.
        recipients: to whom it was done.
        place: where, when the clause says.
        time: when, if the clause says.
        status: whether it happened, is to come, is asked for, supposed, or denied.
        said_in: id of the statement that tells it; None for the outlet's own voice.
        confidence: 0-1, the chance that the record is right.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        score: from conflict (-10) to cooperation (10), by type and mode.
        cameo: CAMEO code that corresponds, when one does.
        same_as: id of the earlier record of the same event in the article.
    """

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    trigger: Span
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    time: TimeReference | None = None
    status: EventStatus
    said_in: str | None = None
    confidence: float
    quad: int
    score: float
    cameo: str | None = None
    same_as: str | None = None


class Claim(Record, frozen=True, kw_only=True):
    """Who vouches for an event or a stated fact, and who disputes it.

    Attributes:
        about: id of the event, or of the statement whose content is the fact.
        claimant: entity id; None for the outlet, and for a source that no entity stands for.
        stance: what the claimant does with it.
        span: the words of the claim.
        said_in: id of the statement that makes the claim; None for the outlet's own voice.
        contested: whether the article has a claim of the opposite stance about the same.
    """

    about: str
    claimant: str | None
    stance: Stance
    span: Span
    said_in: str | None = None
    contested: bool = False


class Relation(Record, frozen=True, kw_only=True):
    """How things stand between parties as the article leaves them.

    Attributes:
        kind: of relation, e.g. ``talks``, ``ceasefire``, ``sanctions``.
        parties: entity ids.
        state: how it stands, e.g. ``under_way``, ``suspended``.
        since: EDTF, or None when the article does not say.
        evidence: the words that tell it, those that tell the state first.
        events: ids of the events it follows from.
        concerns: entity ids of what or where it is about: talks on Syria, a ceasefire in Yemen.
        cause: the words for the reason of the state, when the same clause gives one.
    """

    kind: RelationKind
    parties: tuple[str, ...]
    state: RelationState
    since: str | None
    evidence: tuple[Span, ...]
    events: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    cause: Span | None = None
