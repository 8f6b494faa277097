"""Joined events as they are shown: one event, all its reports, and who stands for and against it.

Input: a connection to a project whose articles are arranged, and a query. Output: events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, select

from musnad.corpus.articles import Headline, chosen_events, headlines, readings
from musnad.records.analysis import Analysis
from musnad.records.assertions import Claim, Event, Party, Stance
from musnad.records.spans import Span
from musnad.store.query import Query
from musnad.store.schema import COPIES, EVENTS, TELLINGS


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An event as one article tells it.

    Attributes:
        article: what it is.
        copy_of: number of the article that stands for its copies; its own when it does.
        event: id of the event in the records of the article.
        status: as this article has it.
        span, words: the sentence, where it stands.
    """

    article: Headline
    copy_of: int
    event: str
    status: str
    span: Span
    words: str


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Who vouches for an event or against it, in one article.

    Attributes:
        stance: asserts, confirms, doubts or denies.
        claimant: name, as the article has it; None for the outlet itself.
        country: of the claimant.
        outlet: who published the article.
        article: its number.
        span, words: of the claim.
    """

    stance: Stance
    claimant: str | None
    country: str | None
    outlet: str | None
    article: int
    span: Span
    words: str


class JoinedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event with all its reports.

    Attributes:
        number: of the first of the events joined; another when an earlier article comes in.
        type, mode: PLOVER.
        status: that most reports have.
        day: that most reports tell, else of the first report, ISO 8601; None without any.
        place: that most reports name.
        actors, recipients: codes or names, those that most reports name first.
        reports: that tell it, copies of one article counted once.
        contested: whether one asserts and another denies it, in one article or across articles.
        told: by which articles, in the order of publication.
        stands: for and against, in the same order.
    """

    number: int
    type: str
    mode: str | None
    status: str
    day: str | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: int
    contested: bool
    told: tuple[Told, ...]
    stands: tuple[Stand, ...]


_FOR, _AGAINST = frozenset(("asserts", "confirms")), frozenset(("denies", "doubts"))


def joined_events(connection: Connection, query: Query) -> Iterator[JoinedEvent]:
    """The events that a query finds, each with all its reports, also those it does not find.

    The earliest first; one without a day before all.
    """
    mine = TELLINGS.c.event.in_(chosen_events(connection, query))
    found = select(TELLINGS.c.joined).where(mine).distinct()
    first = select(EVENTS.c.number).where(EVENTS.c.number.in_(found))
    for number in connection.scalars(first.order_by(EVENTS.c.day, EVENTS.c.number)).all():
        yield joined_event(connection, number)


def joined_event(connection: Connection, number: int) -> JoinedEvent:
    """The event to which an event of an article belongs, by the number of the first joined."""
    found = connection.execute(
        select(TELLINGS.c.article, EVENTS.c.record, EVENTS.c.day, EVENTS.c.place, COPIES.c.head)
        .join(EVENTS, EVENTS.c.number == TELLINGS.c.event)
        .join(COPIES, COPIES.c.article == TELLINGS.c.article)
        .where(TELLINGS.c.joined == number)
        .order_by(TELLINGS.c.event)
    ).all()
    articles = sorted({row.article for row in found})
    shown = headlines(connection, articles)
    analyses = dict(readings(connection, articles))
    rows = sorted(found, key=lambda row: (shown[row.article].published or "", row.article))
    events = [(row, _event(analyses[row.article], row.record)) for row in rows]
    stands = tuple(_stands(shown, analyses, ((row.article, row.record) for row in rows)))
    stances = {stand.stance for stand in stands}
    sides = {
        side: _commonest(
            _name(analyses[row.article], party)
            for row, event in events
            for party in getattr(event, side)
        )
        for side in ("actors", "recipients")
    }
    return JoinedEvent(
        number=number,
        type=events[0][1].type,
        mode=next(iter(_commonest(event.mode for _, event in events)), None),
        status=_commonest(event.status for _, event in events)[0],
        day=_day([(row.day, event) for row, event in events]),
        place=next(iter(_commonest(row.place for row in rows)), None),
        actors=sides["actors"],
        recipients=sides["recipients"],
        reports=len({row.head for row in rows}),
        contested=bool(stances & _FOR) and bool(stances & _AGAINST),
        told=tuple(_told(shown[r.article], r.head, analyses[r.article], e) for r, e in events),
        stands=stands,
    )


def _day(days: list[tuple[str | None, Event]]) -> str | None:
    told = _commonest(day for day, event in days if event.time is not None)
    return told[0] if told else min((day for day, _ in days if day is not None), default=None)


def _event(analysis: Analysis, record: str) -> Event:
    return next(event for event in analysis.events if event.id == record)


def _told(article: Headline, head: int, analysis: Analysis, event: Event) -> Told:
    sentences = analysis.document.sentences
    span = next((s for s in sentences if s.covers(event.trigger)), event.trigger)
    return Told(
        article=article,
        copy_of=head,
        event=event.id,
        status=event.status,
        span=span,
        words=analysis.words(span),
    )


def _stands(
    shown: dict[int, Headline], analyses: dict[int, Analysis], told: Iterable[tuple[int, str]]
) -> Iterator[Stand]:
    for article, record in told:
        analysis = analyses[article]
        for claim in analysis.claims:
            if claim.about == record:
                yield _stand(shown[article], analysis, claim)


def _stand(article: Headline, analysis: Analysis, claim: Claim) -> Stand:
    entities = {entity.id: entity for entity in analysis.entities}
    claimant = entities.get(claim.claimant or "")
    return Stand(
        stance=claim.stance,
        claimant=claimant.name if claimant is not None else None,
        country=claimant.country if claimant is not None else None,
        outlet=article.outlet,
        article=article.number,
        span=claim.span,
        words=analysis.words(claim.span),
    )


def _name(analysis: Analysis, party: Party) -> str:
    """``RUS MIL``, or the words where no code is known."""
    codes = " ".join(filter(None, (party.country, *party.sectors[:1])))
    return codes or analysis.words(party.span)


def _commonest(values: Iterable[str | None]) -> tuple[str, ...]:
    counts = Counter(value for value in values if value is not None)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
