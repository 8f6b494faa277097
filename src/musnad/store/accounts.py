"""The people of a project: who may sign in, and what they may do.

Passwords are kept as argon2 hashes, sessions and tokens as digests: who reads the database learns
none of them. What people do is written in the audit.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, get_args

import msgspec
from sqlalchemy import Engine, delete, func, insert, select, update

from musnad.errors import StoreError
from musnad.store.schema import AUDIT, KEYS, USERS

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["reader", "coder", "curator", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may
_SESSION = timedelta(days=14)
_SHORTEST_PASSWORD, _LONGEST_PASSWORD, _LONGEST_NAME = 10, 1000, 100


class User(msgspec.Struct, frozen=True):
    """A person or a program that is signed in."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether they may do what that role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts of one project."""

    def __init__(self, engine: Engine) -> None:
        """Of a project's database."""
        self._engine = engine

    def users(self) -> list[tuple[User, bool]]:
        """Everyone, by name, and whether they may sign in."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(USERS).order_by(USERS.c.name))
            return [(User(row.name, row.role), row.active) for row in rows]

    def put(self, name: str, role: Role, *, password: str | None, active: bool = True) -> None:
        """Add a user or change one; without a password the one they have stays.

        Raises:
            StoreError: a name or a password that cannot be.
        """
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise StoreError("a name is 1 to 100 printable characters")
        if password is not None and not _SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
            raise StoreError(f"a password has at least {_SHORTEST_PASSWORD} characters")
        columns: dict[str, str | bool] = {"role": role, "active": active}
        if password is not None:
            columns["password"] = _hasher().hash(password)
        with self._engine.begin() as connection:
            changed = connection.execute(
                update(USERS).where(USERS.c.name == name).values(**columns)
            ).rowcount
            if not changed:
                connection.execute(insert(USERS), {"name": name, "password": None, **columns})
            if password is not None or not active:  # who knew the old one is signed out
                mine = select(USERS.c.number).where(USERS.c.name == name).scalar_subquery()
                kinds = ("session", "token") if not active else ("session",)
                connection.execute(delete(KEYS).where(KEYS.c.owner == mine, KEYS.c.kind.in_(kinds)))

    def sign_in(self, name: str, password: str) -> str | None:
        """The secret of a new session; None for a wrong name or password, which take as long."""
        # Slow to import.
        from argon2.exceptions import Argon2Error, InvalidHashError  # noqa: PLC0415

        with self._engine.connect() as connection:
            row = connection.execute(
                select(USERS).where(USERS.c.name == name, USERS.c.active.is_(True))
            ).first()
        kept = row.password if row is not None and row.password else _hasher().hash("")
        try:
            _hasher().verify(kept, password[:_LONGEST_PASSWORD])
        except (Argon2Error, InvalidHashError):
            return None
        return self._add_key(row.number, "session") if row is not None and row.password else None

    def make_token(self, name: str) -> str:
        """A new token of a user, for a program; it is told this once.

        Raises:
            StoreError: no such user.
        """
        with self._engine.connect() as connection:
            number = connection.scalar(select(USERS.c.number).where(USERS.c.name == name))
        if number is None:
            raise StoreError(f"there is no user {name}")
        return self._add_key(number, "token")

    def user_of(self, secret: str) -> User | None:
        """Whom a session or a token stands for; None for none, an ended one, a closed account."""
        found = (
            select(USERS.c.name, USERS.c.role)
            .join(KEYS, KEYS.c.owner == USERS.c.number)
            .where(KEYS.c.digest == _digest(secret), USERS.c.active.is_(True))
            .where(func.coalesce(KEYS.c.until, "9999") > _now())
        )
        with self._engine.connect() as connection:
            row = connection.execute(found).first()
        return User(row.name, row.role) if row is not None else None

    def sign_out(self, secret: str) -> None:
        """End a session."""
        with self._engine.begin() as connection:
            connection.execute(delete(KEYS).where(KEYS.c.digest == _digest(secret)))

    def note(self, who: str, action: str, subject: str) -> None:
        """Write in the audit what somebody did."""
        row = {"at": _now(), "who": who, "action": action, "subject": subject}
        with self._engine.begin() as connection:
            connection.execute(insert(AUDIT), row)

    def audit(
        self, *, before: int | None = None, limit: int = 100
    ) -> list[tuple[int, str, str, str, str]]:
        """The last entries, the newest first: number, when, who, action, subject."""
        entries = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(limit)
        if before is not None:
            entries = entries.where(AUDIT.c.number < before)
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(entries)]

    def _add_key(self, owner: int, kind: Literal["session", "token"]) -> str:
        secret = secrets.token_urlsafe(32)
        until = _now(_SESSION) if kind == "session" else None
        row = {"digest": _digest(secret), "owner": owner, "kind": kind, "until": until}
        with self._engine.begin() as connection:
            connection.execute(delete(KEYS).where(KEYS.c.until < _now()))
            connection.execute(insert(KEYS), row)
        return secret


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # noqa: PLC0415 - slow to import

    return PasswordHasher()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now(later: timedelta = timedelta(0)) -> str:
    return (datetime.now(UTC) + later).strftime("%Y-%m-%dT%H:%M:%SZ")
