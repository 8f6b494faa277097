"""A project: a folder with ``musnad.toml``, ``musnad.db``, ``raw/`` and ``parquet/``.

::

    project = Project.open("syria")
    query = Query(words="الهدنة", types=("ASSAULT",))  # "the truce"
    project.count(query)
    for hit in project.rows(query).hits:
        project.article(hit.article).document.title
"""

from __future__ import annotations

import fcntl
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine, Select, and_, func, or_, select

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.store.engines import make_engine, migrate, revision_of
from musnad.store.matching import matched
from musnad.store.packing import unpack_analysis
from musnad.store.query import MAX_LIMIT, Query, selected
from musnad.store.schema import ARTICLES, EVENTS, FAILURES, READINGS, REVISION, STATEMENTS

CONFIGURATION = "musnad.toml"
DATABASE = "musnad.db"
_FOLDERS = ("raw", "parquet")
_TABLES = {"articles": ARTICLES, "statements": STATEMENTS, "events": EVENTS}
_TOML = """\
# A project of Musnad: articles and what was read in them.

[database]
url = {url}
"""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an article without its text.

    Attributes:
        number: of the article in the project, from 1, in the order taken in.
        id: the id that its source gives it; not always unique in a project.
        state: ``queued``, ``read`` or ``failed``.
        published: ISO 8601, or None.
    """

    number: int
    id: str
    state: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One record that a query finds.

    Attributes:
        number: of the record in its table; never changes for the same reading.
        article: number of its article.
        record: id of the statement or event in the article's records; None for articles.
        day: of the record, ISO 8601, or None.
        rank: how well the words match, smaller is better; 0 without words.
    """

    number: int
    article: int
    record: str | None
    day: str | None
    rank: float = 0.0


class Page(msgspec.Struct, frozen=True):
    """Some hits, and ``next``, which as ``Query.after`` gives the page after; None at the end."""

    hits: tuple[Hit, ...]
    next: str | None = None


class Project:
    """A project that is open.

    Attributes:
        folder: where it is.
        engine: SQLAlchemy's connections to its database.
    """

    def __init__(self, folder: Path, engine: Engine) -> None:
        """Of a folder and its database; users call :meth:`open` or :meth:`make`."""
        self.folder = folder
        self.engine = engine

    @classmethod
    def make(cls, folder: str | Path, *, url: str | None = None) -> Project:
        """Make a folder a project; what is in it stays.

        Args:
            folder: made when it is missing.
            url: of a database, e.g. ``postgresql+psycopg://host/name``; the folder's own
                SQLite file by default.

        Raises:
            StoreError: it is a project already, or the database cannot be reached.
        """
        folder = Path(folder)
        configuration = folder / CONFIGURATION
        if configuration.exists():
            raise StoreError(f"{folder}: is a project already")
        try:
            for name in _FOLDERS:
                (folder / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be made: {error.strerror}") from error
        project = cls(folder, make_engine(_absolute(url, folder)))
        migrate(project.engine)
        written = msgspec.json.encode(url or f"sqlite:///{DATABASE}").decode()
        configuration.write_text(_TOML.format(url=written), encoding="utf-8")
        return project

    @classmethod
    def open(cls, folder: str | Path) -> Project:
        """Open a project; tables of an older version of Musnad are brought up to this one.

        Raises:
            StoreError: there is none, or its database cannot be read.
        """
        folder = Path(folder)
        try:
            settings = tomllib.loads((folder / CONFIGURATION).read_text(encoding="utf-8"))
            url = settings["database"]["url"]
        except FileNotFoundError as error:
            raise StoreError(f"{folder}: no project; `musnad init {folder}` makes one") from error
        except (tomllib.TOMLDecodeError, KeyError, TypeError, OSError, ValueError) as error:
            raise StoreError(f"{folder / CONFIGURATION}: cannot be read: {error}") from error
        project = cls(folder, make_engine(_absolute(str(url), folder)))
        if revision_of(project.engine) != REVISION:
            migrate(project.engine)
        return project

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers of this folder out.

        Raises:
            StoreError: another process writes.
        """
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StoreError(
                    f"{self.folder}: another process is writing to this project"
                ) from error
            yield

    def article(self, number: int) -> Analysis:
        """The newest reading of an article.

        Raises:
            StoreError: no such article, or it has not been read.
        """
        newest = and_(
            READINGS.c.article == ARTICLES.c.number, READINGS.c.reader == ARTICLES.c.reader
        )
        found = select(READINGS.c.analysis).select_from(ARTICLES.join(READINGS, newest))
        with self.engine.connect() as connection:
            packed = connection.scalar(found.where(ARTICLES.c.number == number))
        if packed is None:
            raise StoreError(f"{self.folder}: article {number} is not here or not read")
        return unpack_analysis(packed)

    def articles(self, *, after: int = 0, limit: int = 100) -> list[Article]:
        """A page of articles of every state, by number; empty at the end.

        Args:
            after: the last number of the page before.
            limit: how many at most.
        """
        columns = [ARTICLES.c.number, ARTICLES.c.identity.label("id"), ARTICLES.c.state]
        columns += [ARTICLES.c[name] for name in ("url", "outlet", "title", "published")]
        page = select(*columns).where(ARTICLES.c.number > after)
        with self.engine.connect() as connection:
            rows = connection.execute(page.order_by(ARTICLES.c.number).limit(limit)).mappings()
            return [Article(**row) for row in rows]

    def states(self) -> dict[str, int]:
        """How many articles are in each state; ``refused`` counts what never became one."""
        counted = select(ARTICLES.c.state, func.count()).group_by(ARTICLES.c.state)
        refused = select(func.count()).select_from(FAILURES).where(FAILURES.c.article.is_(None))
        with self.engine.connect() as connection:
            states = {str(row[0]): int(row[1]) for row in connection.execute(counted)}
            states["refused"] = connection.scalar(refused) or 0
        return {name: states.get(name, 0) for name in ("queued", "read", "failed", "refused")}

    def count(self, query: Query) -> int:
        """How many records the query has on all its pages.

        Raises:
            StoreError: the query has no sense, e.g. words without a word.
        """
        numbers = self._selected(query).subquery()
        with self.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(numbers)) or 0

    def rows(self, query: Query) -> Page:
        """One page of what :meth:`count` counts.

        Raises:
            StoreError: the query has no sense; ranked pages do not go on after the first.
        """
        limit = max(1, min(query.limit, MAX_LIMIT))
        with self.engine.connect() as connection:
            found = connection.execute(self._page(query).limit(limit + 1)).mappings()
            hits = tuple(Hit(**row) for row in found)
        if len(hits) <= limit or query.order == "rank":
            return Page(hits[:limit])
        last = hits[limit - 1]
        return Page(hits[:limit], f"{last.day or ''}~{last.number}")

    def every(self, query: Query) -> Iterator[Hit]:
        """All records of the query, page by page, by number."""
        query = msgspec.structs.replace(query, order="number", limit=MAX_LIMIT, after=None)
        while True:
            page = self.rows(query)
            yield from page.hits
            if page.next is None:
                return
            query = msgspec.structs.replace(query, after=page.next)

    def _selected(self, query: Query) -> Select[Any]:
        dialect = self.engine.dialect.name
        return selected(query, matched(query.words, exact=query.exact, dialect=dialect))

    def _page(self, query: Query) -> Select[Any]:
        table = _TABLES[query.kind]
        article = table.c.number if query.kind == "articles" else table.c.article
        columns = [table.c.number, article.label("article"), table.c.day]
        if query.kind != "articles":
            columns.append(table.c.record)
        else:
            columns.append(func.nullif("", "").label("record"))
        page = select(*columns).where(table.c.number.in_(self._selected(query)))
        if query.order == "rank":
            words = matched(query.words, exact=query.exact, dialect=self.engine.dialect.name)
            if words is None:
                raise StoreError("only a query with words has a best match")
            if query.after is not None:
                raise StoreError("the best matches have no further page; raise the limit")
            ranked = page.add_columns(words.c.rank).join(words, words.c.article == article)
            return ranked.order_by(words.c.rank, table.c.number)
        day, number = _cursor(query.after)
        if query.order == "number":
            return page.where(table.c.number > number).order_by(table.c.number)
        newest = func.coalesce(table.c.day, "")
        if query.after is not None:
            page = page.where(or_(newest < day, and_(newest == day, table.c.number < number)))
        return page.order_by(newest.desc(), table.c.number.desc())


def _cursor(after: str | None) -> tuple[str, int]:
    if after is None:
        return "", 0
    day, _, number = after.partition("~")
    if not number.isascii() or not number.isdigit():
        raise StoreError(f"{after!r} is not where a page ended")
    return day, int(number)


def _absolute(url: str | None, folder: Path) -> str:
    """A SQLite file named without a path is in the folder."""
    name = (url or f"sqlite:///{DATABASE}").removeprefix("sqlite:///")
    if url is None or url == f"sqlite:///{name}":
        return f"sqlite:///{folder.resolve() / name}"
    return url
