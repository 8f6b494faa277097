"""Events that several articles tell, believed to be the same and joined.

Input: the stories of articles that are new or read anew. Output: rows of ``tellings``. Two events
of one story are joined when they are of one type, told for the same day or the next, in no other
mode or country, and have a party and one thing more in common; where the parties of the other side
differ, place, mode and day have to agree. What is denied is joined with what is asserted; what is
planned, asked for or supposed is not joined with what happened.

Which events are joined depends on the story alone. Copies join by themselves: they tell the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, delete, insert, select

from musnad.corpus.articles import drawn_from
from musnad.store.engines import slices
from musnad.store.schema import EVENTS, PARTIES, STORIES, TELLINGS

_HAPPENED = "happened"
_NEAR = 1  # days between the days two reports tell for one event
_ENOUGH = 2  # points: two for a side in common, less two for one apart, one for each detail
_SIDE, _DETAIL = 2, 1
_AT_ONCE = 100  # articles in one statement


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """An event of one article, as far as it matters for joining.

    Attributes:
        kind: type and status, by which events are never joined across.
        day: ordinal; None when neither the article nor its publication tells one.
        actors, recipients: country codes, ids of actors, or sectors where that is all.
    """

    event: int
    article: int
    kind: tuple[str, str]
    mode: str | None
    day: int | None
    place: str | None
    place_country: str | None
    actors: frozenset[str]
    recipients: frozenset[str]


def join_events(connection: Connection, articles: Sequence[int]) -> None:
    """Join the events of the stories to which articles belong, anew.

    Args:
        connection: in a transaction of the caller; the articles are in their stories.
        articles: numbers.
    """
    mine = select(STORIES.c.story).where(STORIES.c.article.in_(articles))
    members = select(STORIES.c.article, STORIES.c.story).where(STORIES.c.story.in_(mine))
    stories = {int(article): int(story) for article, story in connection.execute(members)}
    tellings: dict[int, list[Telling]] = {}
    for some in slices(sorted(stories), _AT_ONCE):
        connection.execute(delete(TELLINGS).where(TELLINGS.c.article.in_(some)))
        for telling in _tellings(connection, some):
            tellings.setdefault(stories[telling.article], []).append(telling)
    rows = [
        {"event": telling.event, "article": telling.article, "joined": group[0].event}
        for story in tellings.values()
        for group in joined(story)
        for telling in group
    ]
    if rows:
        connection.execute(insert(TELLINGS), rows)


def joined(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """The tellings of each event, in order of their numbers; one told once is alone."""
    by_kind: dict[tuple[str, str], list[Telling]] = {}
    for telling in sorted(tellings, key=lambda telling: telling.event):
        by_kind.setdefault(telling.kind, []).append(telling)
    return [group for alike in by_kind.values() for group in _components(alike)]


def _components(tellings: list[Telling]) -> list[list[Telling]]:
    groups: list[list[Telling]] = []
    for telling in tellings:
        mine = [group for group in groups if any(are_same(telling, other) for other in group)]
        for group in mine:
            groups.remove(group)
        together = [telling, *(one for group in mine for one in group)]
        groups.append(sorted(together, key=lambda one: one.event))
    return groups


def are_same(one: Telling, other: Telling) -> bool:
    """Whether two tellings are believed to be of one event.

    Example: «قصفت طائرات روسية حلب» (*Russian planes shelled Aleppo*) and, next day, «قصف روسيا
    مستشفى في حلب» (*Russia's shelling of a hospital in Aleppo*): type, actor and place agree.
    """
    if one.kind != other.kind or one.day is None or other.day is None:
        return False
    if abs(one.day - other.day) > _NEAR:
        return False
    pairs = ((one.actors, other.actors), (one.recipients, other.recipients))
    if _differ(one.mode, other.mode) or _elsewhere(one, other):
        return False
    sides = sum(bool(mine & theirs) for mine, theirs in pairs)
    details: list[tuple[object, object]] = [(one.place, other.place), (one.mode, other.mode)]
    if one.article != other.article:  # an article that tells two events of a day means two
        details.append((one.day, other.day))
    agree = sum(mine is not None and mine == theirs for mine, theirs in details)
    apart = sum(bool(mine and theirs and not mine & theirs) for mine, theirs in pairs)
    return bool(sides) and _SIDE * (sides - apart) + _DETAIL * agree > _ENOUGH


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _elsewhere(one: Telling, other: Telling) -> bool:
    """Other countries, or two places of which neither is known to lie in the other."""
    return _differ(one.place_country, other.place_country)


def _tellings(connection: Connection, articles: Sequence[int]) -> Iterator[Telling]:
    sides = _sides(connection, articles)
    columns = (EVENTS.c.number, EVENTS.c.article, EVENTS.c.type, EVENTS.c.status, EVENTS.c.mode)
    where = (EVENTS.c.day, EVENTS.c.place, EVENTS.c.place_country)
    mine = drawn_from(EVENTS, articles)
    for row in connection.execute(select(*columns, *where).where(mine)):
        status = _HAPPENED if row.status in ("actual", "negated") else row.status
        yield Telling(
            event=row.number,
            article=row.article,
            kind=(row.type, status),
            mode=row.mode,
            day=_ordinal(row.day),
            place=row.place,
            place_country=row.place_country,
            actors=frozenset(sides.get((row.number, "actor"), ())),
            recipients=frozenset(sides.get((row.number, "recipient"), ())),
        )


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:  # a month or a year
        return None


def _sides(connection: Connection, articles: Sequence[int]) -> dict[tuple[int, str], set[str]]:
    """The parties of each event by its side; those that no code stands for are left out."""
    columns = (PARTIES.c.owner, PARTIES.c.side, PARTIES.c.country, PARTIES.c.actor)
    mine = drawn_from(PARTIES, articles) & PARTIES.c.side.in_(("actor", "recipient"))
    sides: dict[tuple[int, str], set[str]] = {}
    for row in connection.execute(select(*columns, PARTIES.c.sectors).where(mine)):
        party = row.country or row.actor or row.sectors.strip()
        if party:
            sides.setdefault((row.owner, row.side), set()).add(party)
    return sides
