"""A real PostgreSQL server for the tests: found or installed, started on loopback, thrown away.

``python -m tests.postgresql`` installs Debian's package when there is none and says where it is.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

NEEDED = "MUSNAD_NEEDS_POSTGRESQL"  # set in CI: without a server the tests fail
_DEBIAN = Path("/usr/lib/postgresql")
_USERS = ("postgres", "nobody")  # it refuses to run as root
_SECONDS = 60


class MissingError(Exception):
    """There is no server here and none can be installed."""


class Cluster:
    """A server that runs; every address it gives is that of a new, empty database."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = count(1)

    def new_database(self) -> str:
        name = f"musnad_{next(self._numbers)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self._address(name).replace("postgresql://", "postgresql+psycopg://")

    def _address(self, database: str) -> str:
        return f"postgresql://musnad@127.0.0.1:{self._port}/{database}"


def find_programs() -> Path:
    """The folder with initdb and postgres, of the newest version.

    Raises:
        MissingError: there is none and it could not be installed.
    """
    found = _found_programs() or (_install() and _found_programs())
    if not found:
        raise MissingError("no PostgreSQL here, and only root installs it: apt install postgresql")
    return found


def _found_programs() -> Path | None:
    folders = sorted(_DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("initdb")
    if on_path is not None:
        folders.insert(0, Path(on_path).resolve().parent)
    usable = [folder for folder in folders if (folder / "postgres").exists()]
    return usable[-1] if usable else None


def _install() -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", "postgresql"]):
        done = subprocess.run(
            ["apt-get", "-q", *arguments], env=environment, stdout=sys.stderr, check=False
        )
        if done.returncode != 0:
            return False
    return True


@contextmanager
def throw_away_cluster() -> Iterator[Cluster]:
    """A server on a free port of loopback, sorting text as Arabic does, until the block ends.

    Raises:
        MissingError: see :func:`find_programs`.
    """
    programs = find_programs()
    with tempfile.TemporaryDirectory(prefix="musnad-postgresql-") as folder:
        user = _unprivileged_user()
        if user is not None:
            shutil.chown(folder, user)
        data = Path(folder) / "data"
        options = ["-D", str(data), "-U", "musnad", "-A", "trust", "-E", "UTF8", "--no-sync"]
        locale = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=ar"]
        subprocess.run(
            [programs / "initdb", *options, *locale],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        yield from _running(programs, data, user)


def _running(programs: Path, data: Path, user: str | None) -> Iterator[Cluster]:
    port = _free_port()
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (data.parent / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", str(data), "-p", str(port), *options],
            user=user,
            cwd=data.parent,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(port, server, data.parent / "log")
        yield Cluster(port)
    finally:
        server.send_signal(signal.SIGINT)  # fast: does not wait for connections left open
        server.wait(timeout=_SECONDS)


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            psycopg.connect(
                f"postgresql://musnad@127.0.0.1:{port}/postgres", connect_timeout=1
            ).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _unprivileged_user() -> str | None:
    """Whom root becomes to run it; None for who is not root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in _USERS if user in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    print(find_programs())
