"""Looks at the installation and at a project, and says what to do about what it finds."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

import msgspec
from sqlalchemy import text

from musnad.errors import MusnadError
from musnad.store.project import Project
from musnad.store.readers import reader_name
from musnad.store.schema import REVISION
from musnad.version import __version__

Verdict = Literal["ok", "note", "bad"]
_ROOM = 2  # free disk as a multiple of the database, below which backups and growth fail
_EXTRAS_FOR_WORK = ("build", "dev")  # not for users


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at.

    Attributes:
        name: what.
        verdict: ``ok``; ``note`` where something is missing that not everybody needs; ``bad``.
        found: what is there.
        advice: what to do; empty when there is nothing to do.
    """

    name: str
    verdict: Verdict
    found: str
    advice: str = ""


def examine(folder: Path | None) -> Iterator[Finding]:
    """The installation, and the project when a folder is given."""
    yield Finding("musnad", "ok", __version__)
    yield Finding("reader", "ok", reader_name())
    yield Finding("python", "ok", f"{platform.python_version()} at {sys.executable}")
    yield _sqlite()
    yield from _extras()
    if folder is not None:
        yield from _project(folder)


def _sqlite() -> Finding:
    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(word, content='')")
        except sqlite3.OperationalError as error:
            advice = "install a Python whose SQLite has FTS5, or use PostgreSQL"
            return Finding("sqlite", "bad", f"{sqlite3.sqlite_version}: {error}", advice)
    return Finding("sqlite", "ok", f"{sqlite3.sqlite_version} with FTS5")


def _extras() -> Iterator[Finding]:
    """The optional packages, extra by extra."""
    for line in requires("musnad") or ():
        wanted, _, marker = line.partition(";")
        extra = marker.partition("extra ==")[2].strip().strip("\"'")
        if not extra or extra in _EXTRAS_FOR_WORK:
            continue
        name = "".join(_until(wanted.strip(), "<>=!~[ "))
        try:
            yield Finding(f"extra {extra}", "ok", f"{name} {version(name)}")
        except PackageNotFoundError:
            advice = f"if you need it: pip install 'musnad[{extra}]'"
            yield Finding(f"extra {extra}", "note", f"{name} is not installed", advice)


def _until(word: str, stops: str) -> Iterator[str]:
    for character in word:
        if character in stops:
            return
        yield character


def _project(folder: Path) -> Iterator[Finding]:
    yield _permission(folder)
    try:
        project = Project.open(folder)
    except MusnadError as error:
        yield Finding("project", "bad", str(error), "see the message")
        return
    yield _database(project)
    yield _articles(project)
    yield _disk(folder)
    yield _writer(project)


def _permission(folder: Path) -> Finding:
    refused = [
        path.name
        for path in (folder, *(folder.iterdir() if folder.is_dir() else ()))
        if not os.access(path, os.R_OK | os.W_OK)
    ]
    if not folder.is_dir():
        return Finding("folder", "bad", f"{folder} is no folder", f"musnad init {folder}")
    if refused:
        advice = "give yourself the right to read and write there"
        return Finding("folder", "bad", f"no access to {', '.join(refused)}", advice)
    return Finding("folder", "ok", str(folder.resolve()))


def _database(project: Project) -> Finding:
    on_sqlite = project.engine.dialect.name == "sqlite"
    asked = "PRAGMA journal_mode" if on_sqlite else "SHOW server_version"
    with project.engine.connect() as connection:
        answer = connection.scalar(text(asked))
    if on_sqlite and answer != "wal":
        advice = "keep the project on a local disk: its file system has no shared memory for WAL"
        return Finding("database", "bad", f"SQLite, journal {answer}", advice)
    kind = "SQLite" if on_sqlite else "PostgreSQL"
    return Finding("database", "ok", f"{kind}, {answer}, revision {REVISION}")


def _articles(project: Project) -> Finding:
    states = project.states()
    found = ", ".join(f"{count} {name}" for name, count in states.items() if count) or "none"
    if states["queued"]:
        return Finding(
            "articles", "note", found, f"musnad ingest {project.folder} goes on with them"
        )
    if states["failed"]:
        advice = f"musnad ingest {project.folder} --again reads what failed anew"
        return Finding("articles", "note", found, advice)
    return Finding("articles", "ok", found)


def _disk(folder: Path) -> Finding:
    files = [path for path in folder.rglob("*") if path.is_file()]
    size, free = sum(path.stat().st_size for path in files), shutil.disk_usage(folder).free
    found = f"{size / 1e6:.1f} MB used, {free / 1e6:.0f} MB free"
    if free < _ROOM * size:
        return Finding("disk", "bad", found, "make room: backups and the next ingest need it")
    return Finding("disk", "ok", found)


def _writer(project: Project) -> Finding:
    try:
        with project.writing():
            return Finding("writer", "ok", "nobody writes")
    except MusnadError as error:
        return Finding(
            "writer", "note", str(error), "wait for it, or stop it; reading works meanwhile"
        )
