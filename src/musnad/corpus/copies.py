"""Groups of copies: which articles print the same words, and which stands for them.

Input: a connection to a project whose articles are arranged. Output: groups.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, or_, select

from musnad.corpus.articles import Headline, chosen, headlines
from musnad.store.query import Query
from musnad.store.schema import ARTICLES, COPIES, COPY_PAIRS


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """An article among its copies.

    Attributes:
        article: what it is.
        words: how many it has.
        containment: share of the shorter text's shingles that it shares with the article that
            stands for the group, when at least half; None when others join the two. 1 for itself.
    """

    article: Headline
    words: int
    containment: float | None


class CopyGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Articles that print the same words.

    Attributes:
        head: number of the article that stands for them: the first published, the longest of those.
        copies: all of them, the head first, then by day of publication.
    """

    head: int
    copies: tuple[Copy, ...]


def copies_of(connection: Connection, article: int) -> CopyGroup | None:
    """The group of an article, in which it may be alone; None when it is not arranged yet."""
    head = connection.scalar(select(COPIES.c.head).where(COPIES.c.article == article))
    return _group(connection, head) if head is not None else None


def copy_groups(connection: Connection, query: Query | None = None) -> Iterator[CopyGroup]:
    """The groups of more than one article, the largest first.

    Args:
        connection: to the project.
        query: only groups with an article that it finds; they are given whole.
    """
    groups = select(COPIES.c.head).group_by(COPIES.c.head).having(func.count() > 1)
    if query is not None:
        found = select(COPIES.c.head).where(COPIES.c.article.in_(chosen(connection, query)))
        groups = groups.where(COPIES.c.head.in_(found))
    heads = connection.scalars(groups.order_by(func.count().desc(), COPIES.c.head)).all()
    return (_group(connection, head) for head in heads)


def _group(connection: Connection, head: int) -> CopyGroup:
    either = or_(COPY_PAIRS.c.article == head, COPY_PAIRS.c.other == head)
    pairs = connection.execute(
        select(COPY_PAIRS.c.article, COPY_PAIRS.c.other, COPY_PAIRS.c.containment).where(either)
    )
    shares = {(a if b == head else b): share for a, b, share in pairs} | {head: 1.0}
    members = (
        select(COPIES.c.article, COPIES.c.words)
        .join(ARTICLES, ARTICLES.c.number == COPIES.c.article)
        .where(COPIES.c.head == head)
        .order_by(
            COPIES.c.article != head,
            func.coalesce(ARTICLES.c.published, "9999"),
            COPIES.c.article,
        )
    )
    rows = [(int(number), int(words)) for number, words in connection.execute(members)]
    shown = headlines(connection, [number for number, _ in rows])
    copies = tuple(
        Copy(article=shown[number], words=words, containment=shares.get(number))
        for number, words in rows
    )
    return CopyGroup(head=head, copies=copies)
