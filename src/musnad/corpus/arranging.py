"""Arranges the articles that were read: finds their copies and stories, joins their events.

Input: articles of a project in the state ``read``. Output: the rows of the corpus, batch by batch,
each batch one transaction. What is arranged is not arranged again, unless another reader has read
it since.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine, func, select

from musnad.corpus.copy_finding import arrange_copies
from musnad.corpus.event_joining import join_events
from musnad.corpus.story_finding import arrange_stories
from musnad.store.schema import ARTICLES, COPIES, STORIES

_AT_ONCE = 64
_WAITING = (ARTICLES.c.state == "read") & (
    ARTICLES.c.reader.is_distinct_from(STORIES.c.reader) | COPIES.c.article.is_(None)
)
_ALL = ARTICLES.outerjoin(STORIES, STORIES.c.article == ARTICLES.c.number).outerjoin(
    COPIES, COPIES.c.article == ARTICLES.c.number
)


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
    done = last = 0
    waiting = select(ARTICLES.c.number).select_from(_ALL).where(_WAITING)
    while True:
        page = waiting.where(ARTICLES.c.number > last).order_by(ARTICLES.c.number)
        with engine.begin() as connection:
            numbers = list(connection.scalars(page.limit(_AT_ONCE)))
            if not numbers:
                return
            arrange_copies(connection, numbers)
            arrange_stories(connection, numbers)
            join_events(connection, numbers)
        done, last = done + len(numbers), numbers[-1]
        yield done
