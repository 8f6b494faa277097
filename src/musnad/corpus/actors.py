"""Actors: people, bodies and places across documents, with what people decided of them.

Input: a connection to a project. Output: actors by their ids, those that may be the same, and
decisions. An id comes from :func:`musnad.grounding.identities.identity`; a decision that two are
the same, or are not, goes before it and can be taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select

from musnad.errors import StoreError
from musnad.grounding.identities import IDENTITY
from musnad.store.drawing import comparable
from musnad.store.schema import ACTOR_DECISIONS, ENTITIES

Verdict = Literal["same", "different"]
_LEAST_ARTICLES = 2  # an actor seen once is not worth a person's time


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that articles speak of.

    Attributes:
        id: ``Q7747`` or ``ac-3f9a1c20b7``; of several that are the same, the Wikidata id, else the
            first in the alphabet.
        ids: all that are decided to be the same, itself among them.
        name: the commonest Arabic name.
        names: all of them, the commonest first.
        articles: that speak of it.
    """

    id: str
    ids: tuple[str, ...]
    kind: str
    name: str
    names: tuple[str, ...]
    name_en: str | None
    wikidata: str | None
    country: str | None
    articles: int


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided of two actors.

    Attributes:
        one, other: their ids, in alphabetical order.
        who: decided it.
        moment: when, ISO 8601.
    """

    one: str
    other: str
    verdict: Verdict
    who: str
    moment: str
    note: str | None = None


def actor(connection: Connection, id_: str) -> Actor | None:
    """An actor with all that is decided to be the same; None when no article has it."""
    ids = same_as(connection, id_)
    mine = ENTITIES.c.actor.in_(ids)
    columns = [ENTITIES.c[name] for name in ("kind", "name", "name_en", "wikidata", "country")]
    rows = connection.execute(select(*columns, func.count()).where(mine).group_by(*columns)).all()
    if not rows:
        return None
    count = select(func.count(ENTITIES.c.article.distinct())).where(mine)
    kinds, names, english, wikidata, countries = (_commonest(rows, place) for place in range(5))
    return Actor(
        id=_first(ids),
        ids=tuple(sorted(ids)),
        kind=kinds[0],
        name=names[0],
        names=tuple(names),
        name_en=english[0] if english else None,
        wikidata=wikidata[0] if wikidata else None,
        country=countries[0] if countries else None,
        articles=connection.scalar(count) or 0,
    )


def _commonest(rows: Collection[Collection[object]], place: int) -> list[str]:
    counts: Counter[str] = Counter()
    for row in rows:
        *values, count = row
        if values[place] is not None:
            counts[str(values[place])] += int(str(count))
    return sorted(counts, key=lambda value: (-counts[value], value))


def actors(
    connection: Connection, *, name: str = "", country: str | None = None, limit: int = 50
) -> list[Actor]:
    """Those in most articles first.

    Args:
        connection: to the project.
        name: words of a name in any spelling, Arabic or English; empty for all.
        country: only of this country.
        limit: how many at most.
    """
    articles = func.count(ENTITIES.c.article.distinct())
    found = select(ENTITIES.c.actor).where(ENTITIES.c.actor.is_not(None))
    if country is not None:
        found = found.where(ENTITIES.c.country == country)
    if name:
        found = found.where(ENTITIES.c.actor.in_(_named(connection, name)))
    order = (articles.desc(), ENTITIES.c.actor)
    ids = connection.scalars(found.group_by(ENTITIES.c.actor).order_by(*order).limit(limit))
    shown: dict[str, Actor] = {}
    for id_ in ids.all():
        one = actor(connection, id_)
        if one is not None:
            shown.setdefault(one.id, one)
    return list(shown.values())


def _named(connection: Connection, name: str) -> set[str]:
    wanted = f" {comparable(name)} "
    columns = (ENTITIES.c.actor, ENTITIES.c.name, ENTITIES.c.name_en)
    rows = connection.execute(select(*columns).where(ENTITIES.c.actor.is_not(None)).distinct())
    return {
        id_
        for id_, *names in rows
        if any(wanted in f" {comparable(one)} " for one in names if one is not None)
    }


def same_as(connection: Connection, id_: str) -> set[str]:
    """All ids that decisions join with this one, itself among them."""
    ids, new = {id_}, {id_}
    while new:
        either = or_(ACTOR_DECISIONS.c.one.in_(new), ACTOR_DECISIONS.c.other.in_(new))
        same = either & (ACTOR_DECISIONS.c.verdict == "same")
        pairs = connection.execute(
            select(ACTOR_DECISIONS.c.one, ACTOR_DECISIONS.c.other).where(same)
        )
        found = {one for pair in pairs for one in pair}
        new = found - ids
        ids |= new
    return ids


def _first(ids: Collection[str]) -> str:
    return min(ids, key=lambda id_: (not id_.startswith("Q"), len(id_), id_))


def decide(connection: Connection, decision: Decision) -> None:
    """Keep a decision; one of the same two actors that was there is replaced.

    Raises:
        StoreError: an id is none, the two are one id, or the decision contradicts others.
    """
    for id_ in (decision.one, decision.other):
        if not IDENTITY.fullmatch(id_):
            raise StoreError(f"{id_} is no id of an actor, such as Q7747 or ac-3f9a1c20b7")
    one, other = sorted((decision.one, decision.other))
    if one == other:
        raise StoreError(f"{one} is one actor, not two")
    undecide(connection, one, other)
    mine, theirs = same_as(connection, one), same_as(connection, other)
    if decision.verdict == "different" and other in mine:
        raise StoreError(
            f"{one} and {other} are the same by other decisions; take those back first"
        )
    if decision.verdict == "same" and _apart(connection, mine, theirs):
        raise StoreError(
            f"{one} and {other} are different by other decisions; take those back first"
        )
    ordered = msgspec.structs.replace(decision, one=one, other=other)
    connection.execute(insert(ACTOR_DECISIONS), msgspec.structs.asdict(ordered))


def _apart(connection: Connection, mine: set[str], theirs: set[str]) -> bool:
    across = or_(
        ACTOR_DECISIONS.c.one.in_(mine) & ACTOR_DECISIONS.c.other.in_(theirs),
        ACTOR_DECISIONS.c.one.in_(theirs) & ACTOR_DECISIONS.c.other.in_(mine),
    )
    found = select(func.count()).where(ACTOR_DECISIONS.c.verdict == "different", across)
    return bool(connection.scalar(found))


def undecide(connection: Connection, one: str, other: str) -> None:
    """Take a decision back; nothing happens where there is none."""
    one, other = sorted((one, other))
    mine = (ACTOR_DECISIONS.c.one == one) & (ACTOR_DECISIONS.c.other == other)
    connection.execute(delete(ACTOR_DECISIONS).where(mine))


def decisions(connection: Connection) -> list[Decision]:
    """All decisions, the newest first."""
    order = (ACTOR_DECISIONS.c.moment.desc(), ACTOR_DECISIONS.c.one, ACTOR_DECISIONS.c.other)
    rows = connection.execute(select(ACTOR_DECISIONS).order_by(*order)).mappings()
    return [Decision(**row) for row in rows]


def undecided(connection: Connection) -> Iterator[tuple[Actor, Actor]]:
    """Pairs that may be the same, those in most articles first, for a person to decide.

    Two people of whom one is called by the beginning or the end of the other's name, of no two
    countries: «محمد بن سلمان» and «محمد بن سلمان بن عبدالعزيز»; two bodies or places of one name.
    """
    decided = {(decision.one, decision.other) for decision in decisions(connection)}
    seen = _seen(connection)
    by_word: dict[tuple[str, str], list[str]] = {}
    for id_, (kind, name, _, _) in seen.items():
        words = name.split()
        for word in {words[0], words[-1]} if kind == "person" else {name}:
            by_word.setdefault((kind, word), []).append(id_)
    pairs = {
        (one, other)
        for alike in by_word.values()
        for one in alike
        for other in alike
        if one < other and (one, other) not in decided and _may_be_same(seen[one], seen[other])
    }
    for one, other in sorted(pairs, key=lambda pair: (-min(seen[p][3] for p in pair), pair)):
        first, second = actor(connection, one), actor(connection, other)
        if first is not None and second is not None and first.id != second.id:
            yield first, second


_Seen = tuple[str, str, str | None, int]  # kind, name as compared, country, articles


def _seen(connection: Connection) -> dict[str, _Seen]:
    """Every actor of more than one article, by the commonest of its names."""
    count = func.count(ENTITIES.c.article.distinct())
    columns = (ENTITIES.c.actor, ENTITIES.c.kind, ENTITIES.c.name, ENTITIES.c.country)
    rows = connection.execute(
        select(*columns, count.label("articles"))
        .where(ENTITIES.c.actor.is_not(None))
        .group_by(*columns)
        .order_by(count.desc(), ENTITIES.c.actor, ENTITIES.c.name)
    )
    seen: dict[str, _Seen] = {}
    for row in rows:
        name = comparable(row.name)
        if name:
            seen.setdefault(row.actor, (row.kind, name, row.country, row.articles))
    return {id_: one for id_, one in seen.items() if one[3] >= _LEAST_ARTICLES}


def _may_be_same(one: _Seen, other: _Seen) -> bool:
    if one[0] != other[0] or (one[2] is not None and other[2] is not None and one[2] != other[2]):
        return False
    short, long = sorted((one[1], other[1]), key=len)
    if short == long:
        return True
    return one[0] == "person" and (long.startswith(f"{short} ") or long.endswith(f" {short}"))
