"""Copies: articles that print the same words, found and put into groups.

Input: articles that are new in the project. Output: rows of ``copy_pairs`` for every two articles
of which the shorter has at least half of its shingles in the other, and of ``copies``, which groups
the articles that pairs join and names the one that stands for its group.

Candidates come from an index in the database, a sample of shingles, and are confirmed on the whole
texts; memory does not grow with the project. Pairs and groups depend on the articles alone and not
on the order in which they came, but for passages printed in more than :data:`COMMON` articles: from
then on they lead to no candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import Connection, func, insert, select, update

from musnad.corpus.shingles import Shingled, containment, shingled
from musnad.store.engines import slices
from musnad.store.packing import unpack_document
from musnad.store.schema import ARTICLES, COPIES, COPY_PAIRS, SHINGLES

LEAST = 0.5  # share of the shorter text's shingles that makes a copy
COMMON = 2000  # articles that have a shingle, after which it leads to no candidates
_LIKELY = 0.25  # the same share in the sample, below which the texts are not compared


def arrange_copies(connection: Connection, numbers: Sequence[int]) -> None:
    """Find the copies of articles and put them into groups; an article comes once only.

    Args:
        connection: in a transaction of the caller.
        numbers: of the articles.
    """
    known = set(connection.scalars(select(COPIES.c.article).where(COPIES.c.article.in_(numbers))))
    texts = lru_cache(maxsize=512)(lambda number: _text(connection, number))
    new = {number: texts(number) for number in numbers if number not in known}
    _index(connection, new)
    pairs = {}
    for number, text in new.items():
        for other in _candidates(connection, number, text):
            pair = (min(number, other), max(number, other))
            if pair not in pairs:
                pairs[pair] = containment(text, texts(other))
    alike = {pair: share for pair, share in pairs.items() if share >= LEAST}
    if alike:
        rows = [{"article": a, "other": b, "containment": share} for (a, b), share in alike.items()]
        connection.execute(insert(COPY_PAIRS), rows)
        _join(connection, alike)


def _text(connection: Connection, number: int) -> Shingled:
    packed = connection.scalar(select(ARTICLES.c.document).where(ARTICLES.c.number == number))
    return shingled(unpack_document(packed).text) if packed is not None else shingled("")


def _index(connection: Connection, new: dict[int, Shingled]) -> None:
    samples = {number: text.sample() for number, text in new.items()}
    rows = [{"shingle": s, "article": n} for n, sample in samples.items() for s in sample]
    if rows:
        connection.execute(insert(SHINGLES), rows)
    alone = [
        {"article": n, "sample": len(samples[n]), "words": len(text.words), "head": n}
        for n, text in new.items()
    ]
    if alone:
        connection.execute(insert(COPIES), alone)


def _candidates(connection: Connection, number: int, text: Shingled) -> list[int]:
    """Other articles whose sample shares enough with that of this one."""
    sample = text.sample()
    shared: Counter[int] = Counter()
    for some in slices(sample):
        rare = (
            select(SHINGLES.c.shingle)
            .where(SHINGLES.c.shingle.in_(some))
            .group_by(SHINGLES.c.shingle)
            .having(func.count().between(2, COMMON))
        )
        found = select(SHINGLES.c.article).where(SHINGLES.c.shingle.in_(rare))
        shared.update(connection.scalars(found))
    del shared[number]
    sizes: dict[int, int] = {}
    for others in slices(sorted(shared)):
        size = select(COPIES.c.article, COPIES.c.sample).where(COPIES.c.article.in_(others))
        sizes.update((int(row[0]), int(row[1])) for row in connection.execute(size))
    return [
        other for other, size in sizes.items() if shared[other] >= _LIKELY * min(size, len(sample))
    ]


def _join(connection: Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Bring the groups of each pair together, and choose anew who stands for them."""
    for pair in pairs:
        heads = set(connection.scalars(select(COPIES.c.head).where(COPIES.c.article.in_(pair))))
        if len(heads) > 1:
            members = COPIES.c.head.in_(heads)
            head = connection.scalar(
                select(COPIES.c.article)
                .join(ARTICLES, ARTICLES.c.number == COPIES.c.article)
                .where(members)
                .order_by(
                    func.coalesce(ARTICLES.c.published, "9999"),
                    COPIES.c.words.desc(),
                    ARTICLES.c.key,
                )
                .limit(1)
            )
            connection.execute(update(COPIES).where(members).values(head=head))
