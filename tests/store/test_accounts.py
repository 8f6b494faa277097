from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from musnad.errors import StoreError
from musnad.store.accounts import ROLES, Accounts, User
from musnad.store.project import Project
from musnad.store.schema import KEYS, METADATA

PASSWORD = "a long password"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path / "p")


@pytest.fixture
def accounts(project: Project) -> Accounts:
    accounts = Accounts(project.engine)
    accounts.put("ليلى", "coder", password=PASSWORD)  # Layla
    return accounts


def test_the_right_password_gives_a_session_and_no_other(accounts: Accounts) -> None:
    secret = accounts.sign_in("ليلى", PASSWORD)
    assert secret is not None
    assert accounts.user_of(secret) == User("ليلى", "coder")
    assert accounts.sign_in("ليلى", "another password") is None
    assert accounts.sign_in("nobody", PASSWORD) is None
    assert accounts.user_of("") is None
    accounts.sign_out(secret)
    assert accounts.user_of(secret) is None


def test_a_user_of_a_token_alone_cannot_sign_in(accounts: Accounts) -> None:
    accounts.put("program", "reader", password=None)
    assert accounts.sign_in("program", "") is None
    assert accounts.user_of(accounts.make_token("program")) == User("program", "reader")
    with pytest.raises(StoreError):
        accounts.make_token("nobody")


def test_a_new_password_ends_sessions_and_a_closed_account_everything(accounts: Accounts) -> None:
    session, token = accounts.sign_in("ليلى", PASSWORD), accounts.make_token("ليلى")
    assert session is not None
    accounts.put("ليلى", "curator", password="another password")
    assert accounts.user_of(session) is None
    assert accounts.user_of(token) == User("ليلى", "curator")
    accounts.put("ليلى", "curator", password=None, active=False)
    assert accounts.user_of(token) is None
    assert accounts.sign_in("ليلى", "another password") is None
    accounts.put("ليلى", "curator", password=None)
    assert accounts.user_of(token) is None


def test_a_session_ends(accounts: Accounts, project: Project) -> None:
    secret = accounts.sign_in("ليلى", PASSWORD)
    assert secret is not None
    with project.engine.begin() as connection:
        connection.execute(update(KEYS).values(until="2001-01-01T00:00:00Z"))
    assert accounts.user_of(secret) is None


def test_no_secret_is_kept(accounts: Accounts, project: Project) -> None:
    secrets = [PASSWORD, accounts.sign_in("ليلى", PASSWORD), accounts.make_token("ليلى")]
    with project.engine.connect() as connection:
        rows = [
            str(tuple(row))
            for table in METADATA.sorted_tables
            for row in connection.execute(select(table))
        ]
    assert not [row for row in rows for secret in secrets if str(secret) in row]


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("a\nb", PASSWORD), ("a", "short")])
def test_names_and_passwords_that_cannot_be(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(StoreError):
        accounts.put(name, "reader", password=password)


def test_each_role_may_do_what_those_before_it_may() -> None:
    for place, role in enumerate(ROLES):
        assert [User("a", role).may(other) for other in ROLES] == [
            at <= place for at in range(len(ROLES))
        ]


def test_the_audit_is_read_from_its_end(accounts: Accounts) -> None:
    for number in range(5):
        accounts.note("ليلى", "export", str(number))
    newest = accounts.audit(limit=2)
    assert [entry[4] for entry in newest] == ["4", "3"]
    assert [entry[4] for entry in accounts.audit(before=newest[-1][0])] == ["2", "1", "0"]
