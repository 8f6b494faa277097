from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.surfaces.web.desk import make_client, make_project

from musnad.store.project import Project
from musnad.surfaces.web.app import make_app
from musnad.surfaces.web.pages.preferences import local
from musnad.surfaces.web.rendering import STATIC

PAGES = ("/", "/articles/1", "/articles/2", "/articles/99")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_project(tmp_path_factory.mktemp("desk") / "project")


@pytest.fixture(scope="module")
def client(project: Project) -> Iterator[TestClient]:
    with make_client(project) as client:
        yield client


@pytest.mark.parametrize("page", PAGES)
def test_language_and_direction_go_together(project: Project, page: str) -> None:
    assert '<html lang="ar" dir="rtl"' in make_client(project, "ar").get(page).text
    assert '<html lang="en" dir="ltr"' in make_client(project, "en").get(page).text


def test_a_browser_without_a_choice_gets_its_language(project: Project) -> None:
    bare = TestClient(make_app(project), base_url="http://localhost")
    for accepted, language in (("en-GB,ar;q=0.5", "en"), ("fr,ar;q=0.5", "ar"), ("fr", "ar")):
        page = bare.get("/", headers={"Accept-Language": accepted}).text
        assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("page", PAGES)
def test_a_page_holds_no_script_or_style_and_asks_no_other_host(
    client: TestClient, page: str
) -> None:
    response = client.get(page)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=\"", response.text)
    for script in re.findall(r"<script[^>]*>", response.text):
        assert re.search(r' src="/static/| type="application/json"', script)
    for address in re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]*)"', response.text):
        assert address.startswith("/static/")
        assert client.get(address).status_code == 200


def test_files_of_ours_load_nothing_from_elsewhere() -> None:
    for path in STATIC.rglob("*.css"):
        for address in re.findall(r"url\(([^)]*)\)|@import", path.read_text("utf-8")):
            assert (path.parent / address).is_file(), f"{path}: {address}"


def test_styles_use_logical_sides() -> None:
    for path in STATIC.glob("*.css"):
        sides = re.findall(
            r"\b(?:left|right)\b[^;{]*:|align:\s*(?:left|right)", path.read_text("utf-8")
        )
        assert not sides, path


def test_a_hostile_article_is_shown_as_text(client: TestClient) -> None:
    page = client.get("/articles/2").text + client.get("/").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert "{{ 7*7 }}" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_desk_answers_to_its_own_names_only(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 403
    assert client.get("/", headers={"Host": "127.0.0.1:8470"}).status_code == 200
    assert client.get("/", headers={"Host": "[::1]:8470"}).status_code == 200


def test_another_site_may_not_write(client: TestClient) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ):
        assert client.post("/", headers=headers).status_code == 403
    assert client.post("/", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 405
    assert client.post("/", headers={"Origin": "http://localhost"}).status_code == 405


def test_preferences_are_kept_and_lead_back(project: Project) -> None:
    client = make_client(project)
    response = client.get(
        "/preferences", params={"language": "ar", "back": "/articles/1"}, follow_redirects=False
    )
    assert response.headers["location"] == "/articles/1"
    assert "language=ar" in response.headers["set-cookie"]


@pytest.mark.parametrize("away", ["//evil.example", "/\\evil.example", "https://e.example", "/\n/"])
def test_no_address_leads_back_elsewhere(away: str) -> None:
    assert local(away) == "/"


def test_what_does_not_exist_is_a_page_that_says_so(client: TestClient) -> None:
    for address in ("/articles/99", "/nothing"):
        response = client.get(address)
        assert response.status_code == 404
        assert "There is no such page here" in response.text
    assert client.get("/articles/x").status_code == 422
    assert client.get("/?after=-1").status_code == 422


def test_a_project_without_articles_says_what_to_do(tmp_path: Path) -> None:
    client = make_client(make_project(tmp_path / "empty", ()))
    assert "musnad ingest" in client.get("/").text
