"""Arranges the articles that were read: finds their copies and their stories.

Input: articles of a project in the state ``read``. Output: the rows of the corpus, batch by batch,
each batch one transaction; what is arranged is not arranged again unless another reader read it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine, func, select

from musnad.corpus.copy_finding import arrange_copies
from musnad.store.schema import ARTICLES, COPIES

_AT_ONCE = 64
_WAITING = (ARTICLES.c.state == "read") & COPIES.c.article.is_(None)
_ALL = ARTICLES.outerjoin(COPIES, COPIES.c.article == ARTICLES.c.number)


def count_waiting(engine: Engine) -> int:
    """How many articles are read and not arranged."""
    with engine.connect() as connection:
        waiting = select(func.count()).select_from(_ALL).where(_WAITING)
        return connection.scalar(waiting) or 0


def arrange(engine: Engine) -> Iterator[int]:
    """Arrange all that waits, by number.

    Yields:
        After each batch is safe, how many are done so far.
    """
    done = 0
    page = select(ARTICLES.c.number).select_from(_ALL).where(_WAITING)
    while True:
        with engine.begin() as connection:
            numbers = list(connection.scalars(page.order_by(ARTICLES.c.number).limit(_AT_ONCE)))
            if not numbers:
                return
            arrange_copies(connection, numbers)
        done += len(numbers)
        yield done
