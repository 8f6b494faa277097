"""Stories as they are shown: their reports, day by day, copies counted once.

Input: a connection to a project whose articles are arranged. Output: stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, select

from musnad.corpus.articles import Headline, chosen, headlines
from musnad.store.query import Query
from musnad.store.schema import ARTICLES, COPIES, STORIES


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a story.

    Attributes:
        article: what it is.
        copy_of: number of the article that stands for its copies; its own when it does.
        follows: number of the earlier report most like it; None for the first.
        likeness: of the two, from 0 to 1, less for each day between; None for the first.
    """

    article: Headline
    copy_of: int
    follows: int | None
    likeness: float | None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Articles on the same matter.

    Attributes:
        number: of the first report; another one when an earlier report comes in.
        title: that of the report that most others follow, of several the earliest.
        since, until: days of the first and the last report; None for an article without a day.
        count: of reports, copies of one article counted once.
        outlets: how many published one.
        reports: all articles, in the order of publication.
    """

    number: int
    title: str | None
    since: str | None
    until: str | None
    count: int
    outlets: int
    reports: tuple[Report, ...]


def stories(connection: Connection, query: Query | None = None) -> Iterator[Story]:
    """The stories of more than one article, those with the most reports first.

    Args:
        connection: to the project.
        query: only stories with an article that it finds; they are given whole.
    """
    reports = func.count(COPIES.c.head.distinct())
    found = (
        select(STORIES.c.story)
        .join(COPIES, COPIES.c.article == STORIES.c.article)
        .group_by(STORIES.c.story)
        .having(func.count() > 1)
        .order_by(reports.desc(), func.count().desc(), STORIES.c.story)
    )
    if query is not None:
        mine = select(STORIES.c.story).where(STORIES.c.article.in_(chosen(connection, query)))
        found = found.where(STORIES.c.story.in_(mine))
    return (_story(connection, number) for number in connection.scalars(found).all())


def story_of(connection: Connection, article: int) -> Story | None:
    """The story of an article, in which it may be alone; None when it is not arranged yet."""
    number = connection.scalar(select(STORIES.c.story).where(STORIES.c.article == article))
    return _story(connection, number) if number is not None else None


def _story(connection: Connection, number: int) -> Story:
    members = (
        select(STORIES.c.article, COPIES.c.head, STORIES.c.parent, STORIES.c.likeness)
        .join(COPIES, COPIES.c.article == STORIES.c.article)
        .join(ARTICLES, ARTICLES.c.number == STORIES.c.article)
        .where(STORIES.c.story == number)
        .order_by(STORIES.c.moment, STORIES.c.article)
    )
    rows = connection.execute(members).all()
    shown = headlines(connection, [row.article for row in rows])
    reports = tuple(
        Report(
            article=shown[row.article],
            copy_of=row.head,
            follows=row.parent,
            likeness=row.likeness,
        )
        for row in rows
    )
    days = sorted(r.article.published[:10] for r in reports if r.article.published)
    return Story(
        number=number,
        title=shown[_centre(reports)].title,
        since=days[0] if days else None,
        until=days[-1] if days else None,
        count=len({report.copy_of for report in reports}),
        outlets=len({report.article.outlet for report in reports if report.article.outlet}),
        reports=reports,
    )


def _centre(reports: tuple[Report, ...]) -> int:
    followers = Counter(report.follows for report in reports)
    order = [report.article.number for report in reports]
    return max(order, key=lambda number: (followers[number], -order.index(number)))
