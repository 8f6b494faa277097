"""Backups: one file with all of a project, as it is at one moment, also while others write to it.

Input: a project; or a file that :func:`back_up` wrote. Output: that file; or a project. Whatever
database the project has, the file holds a SQLite database, so a backup can be restored into
either. It is a tar, compressed when its name ends with ``.gz``, with digests in ``backup.json``.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath

import msgspec

from musnad.errors import StoreError
from musnad.store.copying import copy_rows
from musnad.store.engines import make_engine, migrate
from musnad.store.project import CONFIGURATION, DATABASE, FOLDERS, Project
from musnad.version import __version__

_MANIFEST = "backup.json"
_URL = re.compile(r'^(\s*url\s*=\s*)(".*?"|\'.*?\')', re.MULTILINE)


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds.

    Attributes:
        musnad: the version that wrote it.
        made: when, UTC, ISO 8601.
        states: how many articles are in each state.
        sha256: digest of each file by its path.
    """

    musnad: str
    made: str
    states: dict[str, int]
    sha256: dict[str, str]


def back_up(project: Project, target: Path) -> Manifest:
    """Write a backup; the file appears only once it is whole.

    Raises:
        StoreError: there is a file of that name, or it cannot be written.
    """
    if target.exists():
        raise StoreError(f"{target}: is there already; a backup writes over nothing")
    partial = target.with_name(f"{target.name}.partial")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".musnad-backup-") as folder:
            database = Path(folder) / DATABASE
            _copy_database(project, database)
            manifest = _write(partial, project.folder, database, _states(database))
        partial.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _copy_database(project: Project, target: Path) -> None:
    if project.engine.dialect.name == "sqlite":
        with project.engine.connect() as connection, closing(sqlite3.connect(target)) as copy:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(copy)  # in one step: a writer cannot make it begin again
        return
    engine = make_engine(f"sqlite:///{target}")
    migrate(engine)
    with project.snapshot() as snapshot, engine.begin() as connection:
        copy_rows(snapshot.connection, connection)
    engine.dispose()  # the last to close writes the log beside the file into it


def _states(database: Path) -> dict[str, int]:
    engine = make_engine(f"sqlite:///{database}")
    states = Project(database.parent, engine).states()
    engine.dispose()
    return states


def _write(target: Path, folder: Path, database: Path, states: dict[str, int]) -> Manifest:
    """The database comes first: what it names in ``raw/`` was there before it was copied."""
    digests: dict[str, str] = {}
    mode = "w:gz" if target.suffixes[-2:-1] == [".gz"] else "w"
    with tarfile.open(target, mode) as archive:  # type: ignore[call-overload]
        for name, path in _files(folder, database):
            digests[name] = _add(archive, name, path)
        made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        manifest = Manifest(__version__, made, states, digests)
        content = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        entry = tarfile.TarInfo(_MANIFEST)
        entry.size = len(content)
        archive.addfile(entry, BytesIO(content))
    return manifest


def _files(folder: Path, database: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE, database
    yield CONFIGURATION, folder / CONFIGURATION
    for name in FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix(), path


class _Hashed:
    """A file as tar reads it; a file that grows meanwhile is taken as long as it was."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb")
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self.digest.update(block)
        return block

    def close(self) -> None:
        self._stream.close()


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    entry = tarfile.TarInfo(name)
    entry.size = path.stat().st_size
    entry.mtime = int(path.stat().st_mtime)
    with closing(_Hashed(path)) as stream:
        archive.addfile(entry, stream)
        return stream.digest.hexdigest()


def restore(source: Path, folder: Path, *, url: str | None = None) -> Manifest:
    """Make a project of a backup.

    Args:
        source: the file.
        folder: made; must be empty or not there.
        url: a database to keep the records in; the folder's own SQLite file by default.

    Raises:
        StoreError: the file is no backup or damaged, or the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise StoreError(f"{folder}: is not empty; a backup is restored into a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".musnad-restore-") as temporary:
        whole = Path(temporary) / "project"
        manifest = _unpack(source, whole)
        _settle(whole, url)
        whole.replace(folder)  # takes the place of an empty one
    return manifest


def _unpack(source: Path, folder: Path) -> Manifest:
    folder.mkdir()
    try:
        with tarfile.open(source) as archive:
            digests = {name: _extract(archive, entry, folder) for name, entry in _entries(archive)}
        manifest = msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=Manifest)
    except (tarfile.TarError, EOFError, OSError, msgspec.DecodeError) as error:
        raise StoreError(f"{source}: is no backup, or damaged: {error}") from error
    (folder / _MANIFEST).unlink()
    damaged = [name for name, digest in manifest.sha256.items() if digests.get(name) != digest]
    if damaged:
        raise StoreError(f"{source}: is damaged: {', '.join(damaged)}")
    return manifest


def _entries(archive: tarfile.TarFile) -> Iterator[tuple[str, tarfile.TarInfo]]:
    """The files of a project; a path that leads elsewhere is refused."""
    for entry in archive:
        path = PurePosixPath(entry.name)
        known = entry.name in (DATABASE, CONFIGURATION, _MANIFEST) or path.parts[0] in FOLDERS
        if not entry.isreg() or not known or path.is_absolute() or ".." in path.parts:
            raise StoreError(f"{entry.name!r} is no file of a project")
        yield entry.name, entry


def _extract(archive: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> str:
    target = folder / entry.name
    target.parent.mkdir(parents=True, exist_ok=True)
    stream = archive.extractfile(entry)
    assert stream is not None
    digest = hashlib.sha256()
    with target.open("xb") as out:
        while block := stream.read(1 << 20):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def _settle(folder: Path, url: str | None) -> None:
    """Name the database in the settings, and fill it when it is another."""
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    settings = folder / CONFIGURATION
    written = msgspec.json.encode(url or f"sqlite:///{DATABASE}").decode()
    text = settings.read_text(encoding="utf-8")
    settings.write_text(_URL.sub(lambda found: found[1] + written, text, 1), encoding="utf-8")
    if url is None:
        return
    if url.startswith("sqlite"):
        raise StoreError(f"{url}: SQLite is kept in the folder; leave the address out")
    source, target = make_engine(f"sqlite:///{folder / DATABASE}"), make_engine(url)
    migrate(source)
    migrate(target)
    with source.connect() as old, target.begin() as new:
        copy_rows(old, new)
    source.dispose()
    (folder / DATABASE).unlink()
