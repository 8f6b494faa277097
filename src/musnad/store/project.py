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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.store.changes import Change
from musnad.store.engines import make_engine, migrate, revision_of
from musnad.store.query import Query
from musnad.store.removal import remove_articles
from musnad.store.schema import REVISION
from musnad.store.snapshot import Article, Hit, Page, Snapshot

CONFIGURATION = "musnad.toml"
DATABASE = "musnad.db"
FOLDERS = ("raw", "parquet")
_TOML = """\
# A project of Musnad: articles and what was read in them.

[database]
url = {url}
"""


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
            for name in FOLDERS:
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
            url = _configuration(folder)["database"]["url"]
        except (KeyError, TypeError) as error:
            raise StoreError(f"{folder / CONFIGURATION}: no url under [database]") from error
        project = cls(folder, make_engine(_absolute(str(url), folder)))
        if revision_of(project.engine) != REVISION:
            migrate(project.engine)
        return project

    def settings(self, section: str) -> dict[str, Any]:
        """What a section of ``musnad.toml`` sets; empty without it.

        Raises:
            StoreError: the file cannot be read.
        """
        found = _configuration(self.folder).get(section, {})
        if not isinstance(found, dict):
            raise StoreError(f"{self.folder / CONFIGURATION}: {section} is no section")
        return found

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

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Ask one state of the project several things; close it soon, for writers wait to tidy."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")  # the driver itself begins with a write only
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield Snapshot(connection)

    def count(self, query: Query) -> int:
        """See :meth:`Snapshot.count`."""
        with self.snapshot() as snapshot:
            return snapshot.count(query)

    def rows(self, query: Query) -> Page:
        """See :meth:`Snapshot.rows`."""
        with self.snapshot() as snapshot:
            return snapshot.rows(query)

    def every(self, query: Query) -> Iterator[Hit]:
        """See :meth:`Snapshot.every`."""
        with self.snapshot() as snapshot:
            yield from snapshot.every(query)

    def article(self, number: int) -> Analysis:
        """See :meth:`Snapshot.article`."""
        with self.snapshot() as snapshot:
            return snapshot.article(number)

    def articles(self, *, after: int = 0, limit: int = 100) -> list[Article]:
        """See :meth:`Snapshot.articles`."""
        with self.snapshot() as snapshot:
            return snapshot.articles(after=after, limit=limit)

    def changes(self, *, after: int = 0, since: str | None = None) -> Iterator[Change]:
        """See :meth:`Snapshot.changes`."""
        with self.snapshot() as snapshot:
            yield from snapshot.changes(after=after, since=since)

    def remove(self, numbers: Sequence[int]) -> int:
        """Remove articles and all that was read in them; a tombstone of each stays in the feed.

        Returns:
            How many there were that had not been removed before.

        Raises:
            StoreError: another process writes.
        """
        with self.writing(), self.engine.begin() as connection:
            return remove_articles(connection, numbers)

    def states(self) -> dict[str, int]:
        """See :meth:`Snapshot.states`."""
        with self.snapshot() as snapshot:
            return snapshot.states()


def _configuration(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / CONFIGURATION).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StoreError(f"{folder}: no project; `musnad init {folder}` makes one") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder / CONFIGURATION}: cannot be read: {error}") from error


def _absolute(url: str | None, folder: Path) -> str:
    """A SQLite file named without a path is in the folder."""
    name = (url or f"sqlite:///{DATABASE}").removeprefix("sqlite:///")
    if url is None or url == f"sqlite:///{name}":
        return f"sqlite:///{folder.resolve() / name}"
    return url
