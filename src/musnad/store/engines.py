"""Connections to the database, and its migrations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from musnad.errors import StoreError
from musnad.store.schema import REVISION

T = TypeVar("T")
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a kill loses nothing; a power cut the last transactions
    "PRAGMA busy_timeout = 30000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -65536",  # 64 MB
    "PRAGMA temp_store = MEMORY",
)
_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def make_engine(url: str) -> Engine:
    """Connections to ``sqlite:///…`` or ``postgresql+psycopg://…``.

    Raises:
        StoreError: the address is wrong, or its driver is not installed.
    """
    try:
        engine = create_engine(url)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(f"the database cannot be reached: {error}") from error
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise StoreError(f"{engine.dialect.name} is neither SQLite nor PostgreSQL")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def slices(values: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """Pieces of a list short enough for one statement of SQL."""
    for first in range(0, len(values), size):
        yield values[first : first + size]


def revision_of(engine: Engine) -> str | None:
    """The migration the database is at; None for an empty one.

    Raises:
        StoreError: the server does not answer.
    """
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
            return str(row[0]) if row is not None else None
    except SQLAlchemyError as error:
        raise StoreError(f"the database cannot be read: {error}") from error


def migrate(engine: Engine) -> None:
    """Bring the tables of an older Musnad, or none, to those of this one.

    Raises:
        StoreError: the tables are of a newer Musnad.
    """
    revision = revision_of(engine)
    if revision == REVISION:
        return
    # Slow to import, and almost never needed.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"the tables are of another version of Musnad ({revision}): {error}"
        ) from error
