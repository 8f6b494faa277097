from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.surfaces.web.desk import TALKS, make_project

from musnad.errors import MusnadError
from musnad.store.accounts import Accounts
from musnad.store.project import Project
from musnad.surfaces.rest.limits import Limits
from musnad.surfaces.web.app import make_app
from musnad.surfaces.web.guard import MAX_BODY
from musnad.surfaces.web.serving import serve_desk

PASSWORD = "a long password"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_project(tmp_path / "p", [TALKS])
    accounts = Accounts(project.engine)
    for role in ("reader", "coder", "curator", "admin"):
        accounts.put(role, role, password=PASSWORD)
    return project


@pytest.fixture
def client(project: Project) -> TestClient:
    app = make_app(project, hosts=None, accounts=True)
    return TestClient(app, base_url="http://desk.example", cookies={"language": "en"})


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    fields = {"name": name, "password": password, "back": "/search"}
    return client.post("/sign-in", data=fields, follow_redirects=False).status_code


def test_nothing_is_shown_to_strangers(client: TestClient) -> None:
    for page in ("/", "/articles/1", "/search", "/review", "/audit"):
        response = client.get(page, follow_redirects=False)
        assert response.status_code == 303
        assert response.headers["location"].startswith("/sign-in?back=")
    for address in ("/api/events", "/api/events.csv", "/api/articles/1", "/api/gold.jsonl"):
        response = client.get(address)
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == "Bearer"
        assert response.headers["content-type"] == "application/problem+json"
    assert client.post("/api/read", json={"text": TALKS.text}).status_code == 401


def test_signing_in_and_out(client: TestClient) -> None:
    assert "Sign in" in client.get("/sign-in").text
    assert sign_in(client, "reader", "a wrong password") == 401
    assert sign_in(client, "reader") == 303
    assert client.get("/").status_code == 200
    assert client.post("/sign-out", follow_redirects=False).status_code == 303
    assert client.get("/", follow_redirects=False).status_code == 303


def test_the_session_is_no_business_of_scripts(client: TestClient) -> None:
    fields = {"name": "reader", "password": PASSWORD}
    cookie = client.post("/sign-in", data=fields, follow_redirects=False).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_another_site_cannot_sign_somebody_in(client: TestClient) -> None:
    fields = {"name": "reader", "password": PASSWORD}
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/sign-in", data=fields, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("reader", "/api/events.csv", "/review"),
        ("coder", "/review", "/api/gold.jsonl"),
        ("curator", "/api/gold.jsonl", "/audit"),
        ("admin", "/audit", None),
    ],
)
def test_roles(client: TestClient, role: str, may: str, may_not: str | None) -> None:
    sign_in(client, role)
    assert client.get(may).status_code == 200
    if may_not is not None:
        assert client.get(may_not).status_code == 403


def test_a_program_has_a_token(client: TestClient, project: Project) -> None:
    headers = {"Authorization": f"Bearer {Accounts(project.engine).make_token('reader')}"}
    assert client.get("/api/events", headers=headers).status_code == 200
    headers["Authorization"] += "x"
    assert client.get("/api/events", headers=headers).status_code == 401


def test_guessing_passwords_is_slowed_down(client: TestClient) -> None:
    codes = [sign_in(client, "reader", f"wrong password {number}") for number in range(11)]
    assert codes == [401] * 10 + [429]


def test_what_people_do_is_in_the_audit(client: TestClient) -> None:
    sign_in(client, "admin", "a wrong password")
    sign_in(client, "admin")
    client.get("/api/events.csv?type=ASSAULT")
    page = client.get("/audit").text
    for word in ("sign in refused", "sign in", "export", "events.csv?type=ASSAULT"):
        assert word in page


def test_no_desk_for_others_without_accounts(tmp_path: Path) -> None:
    project = Project.make(tmp_path / "p")
    with pytest.raises(MusnadError, match="musnad user"):
        serve_desk(project, host="0.0.0.0", port=0, show=False)
    with pytest.raises(ValueError, match="accounts"):
        make_app(project, hosts=None)


def test_what_is_too_large_is_refused(client: TestClient) -> None:
    sign_in(client, "reader")
    assert client.post("/api/read", content=b" " * (MAX_BODY + 1)).status_code == 413
    pieces = (b" " * 1024 * 1024 for _ in range(MAX_BODY // 1024 // 1024 + 1))
    assert client.post("/api/read", content=pieces).status_code == 413


def test_limits_count_what_was_allowed_within_the_time() -> None:
    now = [0.0]
    limits = Limits(lambda: now[0])
    assert [limits.allow("a", 2, 10) for _ in range(3)] == [True, True, False]
    assert limits.allow("b", 2, 10)
    now[0] = 10.0
    assert [limits.allow("a", 2, 10) for _ in range(3)] == [True, True, False]
