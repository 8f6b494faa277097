from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.conftest import MakeProject
from tests.sources import samples
from tests.sources.server import Server, page, serving
from typer.testing import CliRunner, Result

from musnad.errors import SourceError
from musnad.store.fetches import Fetch, fetches_of, health, log_fetch, watch
from musnad.store.project import Project
from musnad.surfaces.cli import app
from musnad.surfaces.watching import WatchSettings, due_at, watch_settings

RSS = "application/rss+xml"
EAGER = "\n[fetch]\ndelay = 0.0\ntimeout = 2.0\n"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project()
    with (project.folder / "musnad.toml").open("a", encoding="utf-8") as settings:
        settings.write(EAGER)
    return project


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def round_of(project: Project) -> Result:
    return run("watch", project.folder, "--once", "--allow-private")


def feed_of(server: Server, *names: str) -> str:
    for name in names:
        server.answers[f"/{name}"] = page(samples.page(title=f"عنوان {name}"))
    links = [samples.item(f"{server.url}/{name}") for name in names]
    server.answers["/feed"] = page(samples.rss(*links), RSS, ETag=f'"{len(names)}"')
    return f"{server.url}/feed"


def test_a_round_takes_in_what_is_new_and_reads_it(server: Server, project: Project) -> None:
    feed = feed_of(server, "a", "b")
    assert run("sources", project.folder, "--add", feed).exit_code == 0
    first = round_of(project)
    assert first.exit_code == 0, first.stderr
    assert "2 new, 0 known; 2 read, 0 failed" in first.stderr
    feed_of(server, "a", "b", "c")
    asked = len(server.asked)
    second = round_of(project)
    assert "1 new, 0 known; 1 read, 0 failed" in second.stderr
    assert server.paths()[asked:] == ["/robots.txt", "/feed", "/c"]
    assert project.states()["read"] == 3
    third = round_of(project)
    assert "0 new, 0 known; 0 read, 0 failed" in third.stderr
    assert server.asked[-1].headers["if-none-match"] == '"3"'


def test_how_sources_fare_is_shown(server: Server, project: Project) -> None:
    feed = feed_of(server, "a", "b")
    server.answers["/b"] = page("<html><body></body></html>")
    undated = samples.item(f"{server.url}/c", date="04/10/2016")
    server.answers["/c"] = page(samples.page(title="ج"))
    server.answers["/undated"] = page(samples.rss(undated), RSS)
    gone = f"{server.url}/gone.xml"
    run("sources", project.folder, "--add", feed, "--add", f"{server.url}/undated", "--add", gone)
    assert round_of(project).exit_code == 3
    assert round_of(project).exit_code == 1
    found = json.loads(run("sources", project.folder, "--json").stdout)
    assert [one["source"] for one in found] == [feed, f"{server.url}/undated", gone]
    assert [one["status"] for one in found] == ["unchanged", "unchanged", "gone"]
    assert [one["articles"] for one in found] == [1, 1, 0]
    assert [one["failed"] for one in found] == [1, 0, 0]
    assert [one["undated"] for one in found] == [0, 1, 0]
    assert [one["failing"] for one in found] == [0, 0, 2]
    shown = run("sources", project.folder).stdout.splitlines()
    assert shown[0].split() == [
        *("source", "last", "fetch", "status", "articles", "a", "day", "failed", "undated")
    ]
    assert shown[1].startswith(f"* {feed}")
    assert "gone (2 times)" in shown[3]


def test_a_feed_that_is_broken_does_not_keep_the_others(server: Server, project: Project) -> None:
    feed = feed_of(server, "a")
    server.answers["/bad"] = page("<rss><channel", RSS)
    run("sources", project.folder, "--add", f"{server.url}/bad", "--add", feed)
    result = round_of(project)
    assert result.exit_code == 3
    assert "1 new, 0 known; 1 read, 1 failed" in result.stderr
    assert fetches_of(project.engine, f"{server.url}/bad")[0].error == "xml"


def test_an_article_that_was_out_of_reach_is_tried_again(server: Server, project: Project) -> None:
    feed = feed_of(server, "a")
    server.answers["/a"] = page("", status=500)
    run("sources", project.folder, "--add", feed)
    assert "1 failed" in round_of(project).stderr
    server.answers["/a"] = page(samples.page())
    assert "1 new" in round_of(project).stderr


def test_feeds_can_stand_in_the_settings_and_in_a_list(
    server: Server, project: Project, tmp_path: Path
) -> None:
    with (project.folder / "musnad.toml").open("a", encoding="utf-8") as settings:
        settings.write('[watch]\nfeeds = ["https://example.org/feed.xml"]\nminutes = 30\n')
    (tmp_path / "feeds.opml").write_text(
        "<opml><body><outline xmlUrl='https://example.org/b.xml'/>"
        "<outline xmlUrl='https://example.org/c.xml'/></body></opml>",
        encoding="utf-8",
    )
    run("sources", project.folder, "--add", tmp_path / "feeds.opml")
    found = json.loads(run("sources", project.folder, "--json").stdout)
    names = [one["source"].rpartition("/")[2] for one in found]
    assert sorted(names) == ["b.xml", "c.xml", "feed.xml"]
    assert all(one["watched"] and one["fetched"] is None for one in found)
    assert run("sources", project.folder, "--remove", "https://example.org/b.xml").exit_code == 0
    refused = run("sources", project.folder, "--remove", "https://example.org/feed.xml")
    assert refused.exit_code == 1
    assert "musnad.toml" in str(refused.exception)


def test_without_a_feed_it_says_what_to_do(project: Project) -> None:
    result = round_of(project)
    assert result.exit_code == 1
    assert "--add" in str(result.exception)
    assert run("sources", project.folder, "--add", "ftp://example.org/").exit_code == 1


def test_a_feed_is_due_after_its_interval_and_later_when_it_fails(project: Project) -> None:
    engine, feed, settings = project.engine, "https://example.org/f", WatchSettings(minutes=10)
    assert due_at(engine, feed, settings) < datetime.now(UTC)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    log_fetch(engine, feed, Fetch(fetched=at.isoformat()))
    assert due_at(engine, feed, settings) == at + timedelta(minutes=10)
    for _ in range(2):
        log_fetch(engine, feed, Fetch(fetched=at.isoformat(), error="timeout"))
    assert due_at(engine, feed, settings) == at + timedelta(minutes=40)
    for _ in range(20):
        log_fetch(engine, feed, Fetch(fetched=at.isoformat(), error="timeout"))
    assert due_at(engine, feed, settings) == at + timedelta(minutes=640)


def test_articles_a_day_are_of_the_last_week(project: Project) -> None:
    engine, feed = project.engine, "https://example.org/f"
    watch(engine, [feed, feed])
    assert [h.per_day for h in health(engine, [])] == [None]
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for day, new in ((0, 500), (1, 90), (10, 6), (14, 8)):
        fetched = (at + timedelta(days=day)).isoformat()
        log_fetch(engine, feed, Fetch(fetched=fetched, new=new))
    assert [h.per_day for h in health(engine, [])] == [2.0]


def test_settings_are_checked() -> None:
    assert watch_settings({}) == WatchSettings()
    wrongs: tuple[dict[str, object], ...] = ({"minutes": 0}, {"feed": []}, {"feeds": "x"})
    for wrong in wrongs:
        with pytest.raises(SourceError) as caught:
            watch_settings(wrong)
        assert caught.value.error == "settings"


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_goes_on_until_it_is_stopped(server: Server, project: Project, how: int) -> None:
    watch(project.engine, [feed_of(server, "a")])
    command = [sys.executable, "-m", "musnad", "watch", str(project.folder), "--allow-private"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ)
    deadline = time.monotonic() + 60
    while project.states()["read"] < 1 and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(1.0)  # in its nap
    process.send_signal(how)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "1 new, 0 known; 1 read, 0 failed" in said
    assert said.endswith("musnad: stopped; what was fetched is kept\n")
    assert "Traceback" not in said
