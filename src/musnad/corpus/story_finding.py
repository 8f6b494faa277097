"""Stories: articles that report on the same matter over days, found and kept.

Input: articles that are new, or read anew. Output: rows of ``stories``. Every report follows the
one earlier report that is most like it, of those published at most :data:`WINDOW` days before; a
report that follows none begins a story, and the story is all that follow it, directly or through
others.

What a report follows depends on the articles alone: on their features, which come from no
statistics of the project, and on the order of publication. So any order of taking in, in batches of
any size, leads to the same stories, as long as no more than :data:`CROWD` reports of one window
share a feature; beyond that the feature leads to no candidates. Memory does not grow with the
project: candidates come from an index in the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from musnad.corpus.articles import readings
from musnad.corpus.story_features import Features, likeness, story_features
from musnad.store.engines import slices
from musnad.store.schema import ARTICLES, STORIES, STORY_FEATURES

WINDOW = 3  # days between two reports of which one follows the other
LEAST = 0.38  # likeness of a report and the one it follows
CROWD = 1000
_FADES = 0.06  # of the likeness, by each day between
_INDEXED = 10  # features of an article in the index, the heaviest
_SHARED = 2  # of them that make a candidate
_KEY_DIGITS = 16
_LONGEST = 999_999  # letters of a text; of two published at once the longer comes first
_FEATURES = msgspec.msgpack.Decoder(Features)


class _Followed(msgspec.Struct, frozen=True):
    """The report that another follows, and how like it is."""

    article: int | None = None
    moment: str = ""
    likeness: float = 0.0

    def is_better_than(self, other: _Followed) -> bool:
        """More alike, or as much and earlier."""
        if self.likeness != other.likeness:
            return self.likeness > other.likeness
        return self.moment < other.moment


class _Report(msgspec.Struct, frozen=True):
    """An article as stories see it; ``moment`` orders all reports, no two alike."""

    article: int
    moment: str
    day: int
    features: Features
    followed: _Followed = _Followed()


def arrange_stories(connection: Connection, numbers: Sequence[int]) -> None:
    """Find what articles follow and what follows them; those known before are arranged anew.

    Args:
        connection: in a transaction of the caller.
        numbers: of articles that have been read.
    """
    orphans = _forget(connection, numbers)
    reports = _keep(connection, numbers)
    arranged = set(numbers)
    for report in [*reports, *_reports(connection, orphans - arranged)]:
        _follow(connection, report)


def _forget(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Take articles out; gives those that followed them, which have to find another."""
    known = set(connection.scalars(select(STORIES.c.article).where(STORIES.c.article.in_(numbers))))
    if not known:
        return set()
    stories = select(STORIES.c.story).where(STORIES.c.article.in_(known))
    touched = connection.scalars(select(STORIES.c.article).where(STORIES.c.story.in_(stories)))
    left = set(touched) - known
    followers = select(STORIES.c.article).where(STORIES.c.parent.in_(known))
    orphans = set(connection.scalars(followers)) - known
    connection.execute(delete(STORIES).where(STORIES.c.article.in_(known)))
    # By day, as the table is ordered: there is no index by article.
    days = select(STORY_FEATURES.c.day).where(STORY_FEATURES.c.article.in_(known))
    mine = STORY_FEATURES.c.article.in_(known) & STORY_FEATURES.c.day.in_(days)
    connection.execute(delete(STORY_FEATURES).where(mine))
    _set_followed(connection, {orphan: _Followed() for orphan in orphans})
    _renew(connection, left)
    return orphans


def _keep(connection: Connection, numbers: Sequence[int]) -> list[_Report]:
    """Write the articles with their features, each its own story so far."""
    columns = (ARTICLES.c.number, ARTICLES.c.published, ARTICLES.c.key, ARTICLES.c.day)
    known = select(*columns, ARTICLES.c.reader).where(ARTICLES.c.number.in_(numbers))
    described = {int(row.number): row for row in connection.execute(known)}
    rows, reports = [], []
    for number, analysis in readings(connection, numbers):
        row = described[number]
        features = story_features(analysis)
        day = date.fromisoformat(row.day).toordinal() if row.day else None
        length = _LONGEST - min(len(analysis.document.text), _LONGEST)
        moment = f"{row.published} {length:06} {row.key[:_KEY_DIGITS]}" if row.day else None
        rows.append(
            {
                "article": number,
                "reader": row.reader,
                "moment": moment,
                "day": day,
                "features": msgspec.msgpack.encode(features),
                "story": number,
            }
        )
        if day is not None and moment is not None:
            reports.append(_Report(number, moment, day, features))
    if rows:
        connection.execute(insert(STORIES), rows)
    indexed = [
        {"feature": feature, "day": report.day, "article": report.article}
        for report in reports
        for feature in _heaviest(report.features)
    ]
    if indexed:
        connection.execute(insert(STORY_FEATURES), indexed)
    return reports


def _heaviest(features: Features) -> list[int]:
    return sorted(features, key=lambda feature: (-features[feature], feature))[:_INDEXED]


def _follow(connection: Connection, report: _Report) -> None:
    """Let a report follow the best of the earlier ones, and later ones follow it if it is best."""
    candidates = _reports(connection, _candidates(connection, report))
    mine = _Followed()
    changed = {}
    for other in candidates:
        alike = likeness(report.features, other.features)
        alike *= 1 - _FADES * abs(report.day - other.day)
        if alike < LEAST:
            continue
        if other.moment < report.moment:
            found = _Followed(other.article, other.moment, alike)
            mine = found if found.is_better_than(mine) else mine
        else:
            found = _Followed(report.article, report.moment, alike)
            if found.is_better_than(other.followed):
                changed[other.article] = found
    if mine.article is not None:
        changed[report.article] = mine
    if changed:
        _join(connection, changed)


def _candidates(connection: Connection, report: _Report) -> list[int]:
    """Other reports of the window that share enough of the heaviest features."""
    near = STORY_FEATURES.c.day.between(report.day - WINDOW, report.day + WINDOW)
    heaviest = STORY_FEATURES.c.feature.in_(_heaviest(report.features))
    having: dict[int, list[int]] = {}
    found = select(STORY_FEATURES.c.feature, STORY_FEATURES.c.article).where(heaviest, near)
    for feature, article in connection.execute(found):
        having.setdefault(feature, []).append(article)
    shared = Counter(a for articles in having.values() if len(articles) <= CROWD for a in articles)
    del shared[report.article]
    return sorted(article for article, count in shared.items() if count >= _SHARED)


def _reports(connection: Connection, numbers: Iterable[int]) -> list[_Report]:
    """Those of the articles that have a day, with what they follow now."""
    parent = STORIES.alias("parent")
    mine = (STORIES.c.article, STORIES.c.moment, STORIES.c.day, STORIES.c.features)
    followed = (STORIES.c.parent, parent.c.moment.label("before"), STORIES.c.likeness)
    both = STORIES.outerjoin(parent, parent.c.article == STORIES.c.parent)
    reports = []
    for some in slices(sorted(numbers)):
        known = STORIES.c.article.in_(some) & STORIES.c.day.is_not(None)
        rows = connection.execute(select(*mine, *followed).select_from(both).where(known))
        for article, moment, day, packed, *before in rows:
            follows = _Followed(*before) if before[0] is not None else _Followed()
            reports.append(_Report(article, moment, day, _FEATURES.decode(packed), follows))
    return reports


def _join(connection: Connection, changed: dict[int, _Followed]) -> None:
    """Let reports follow others, and say anew to which story each belongs."""
    ends = [*changed, *(f.article for f in changed.values() if f.article is not None)]
    stories = select(STORIES.c.story).where(STORIES.c.article.in_(ends))
    touched = connection.scalars(select(STORIES.c.article).where(STORIES.c.story.in_(stories)))
    members = set(touched)
    _set_followed(connection, changed)
    _renew(connection, members)


def _set_followed(connection: Connection, changed: dict[int, _Followed]) -> None:
    for article, followed in changed.items():
        values = {"parent": followed.article, "likeness": followed.likeness or None}
        connection.execute(update(STORIES).where(STORIES.c.article == article).values(values))


def _renew(connection: Connection, members: set[int]) -> None:
    """The first report of each member, by what it follows; members are whole stories."""
    columns = (STORIES.c.article, STORIES.c.parent, STORIES.c.story)
    parents: dict[int, int | None] = {}
    stories: dict[int, int] = {}
    for some in slices(sorted(members)):
        for row in connection.execute(select(*columns).where(STORIES.c.article.in_(some))):
            parents[row.article], stories[row.article] = row.parent, row.story
    moved: dict[int, list[int]] = {}
    for article in parents:
        first = article
        while (parent := parents[first]) is not None:
            first = parent
        if stories[article] != first:
            moved.setdefault(first, []).append(article)
    for first, articles in moved.items():
        for some in slices(articles):
            mine = STORIES.c.article.in_(some)
            connection.execute(update(STORIES).where(mine).values(story=first))
