from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.conftest import MakeProject
from tests.sources import samples
from tests.sources.server import Server, page, serving
from tests.sources.test_warc import Warc

from musnad.sources.content import Found, Reading
from musnad.sources.documents import NOTHING_KNOWN
from musnad.sources.locations import find
from musnad.sources.manners import Manners
from musnad.sources.raw import Archive
from musnad.sources.web import Web
from musnad.store.origins import link_filter, origins_of, take_in_found
from musnad.store.project import Project
from musnad.store.schema import ORIGINS, RAW

RSS = "application/rss+xml"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project()


def take(project: Project, location: str) -> tuple[int, int, int]:
    archive = Archive(project.folder / "raw")
    web = Web(Manners(delay=0, allow_private=True))
    with closing(archive), closing(web):
        wanted = link_filter(project.engine)
        reading = Reading(given=NOTHING_KNOWN, web=web, archive=archive, wanted=wanted)
        *_, taken = take_in_found(project.engine, location, find(location, reading))
    return taken.new, taken.known, taken.failed


def test_every_fetched_article_tells_where_its_bytes_are(server: Server, project: Project) -> None:
    html = samples.page().encode()
    server.answers["/a"] = page("", status=302, Location="/b")
    server.answers["/b"] = page(html)
    whole = samples.item("https://example.org/w", content=samples.ARTICLE)
    feed = samples.rss(samples.item(f"{server.url}/a"), whole)
    server.answers["/feed"] = page(feed, RSS)
    assert take(project, f"{server.url}/feed") == (2, 0, 0)
    (of_page,) = origins_of(project.engine, 1)
    (of_feed,) = origins_of(project.engine, 2)
    assert (of_page.asked, of_page.url) == (f"{server.url}/a", f"{server.url}/b")
    assert of_feed.url == f"{server.url}/feed"
    kept = (project.folder / "raw" / of_page.file).read_bytes()
    assert html in gzip.decompress(kept[of_page.offset :])


def test_a_link_is_not_fetched_twice_and_a_dead_one_not_again(
    server: Server, project: Project
) -> None:
    server.answers["/a"] = page("", status=302, Location="/b")
    server.answers["/b"] = page(samples.page())
    server.answers["/empty"] = page("<html><body></body></html>")
    server.answers["/down"] = page("", status=500)
    links = [f"{server.url}/{name}" for name in ("a", "empty", "gone", "down")]
    server.answers["/feed"] = page(samples.rss(*map(samples.item, links)), RSS)
    assert take(project, f"{server.url}/feed") == (1, 0, 3)
    asked = len(server.asked)
    assert take(project, f"{server.url}/feed") == (0, 0, 1)
    assert server.paths()[asked:] == ["/robots.txt", "/feed", "/down"]


def test_reading_the_raw_bytes_again_gives_the_same_articles(
    server: Server, project: Project
) -> None:
    server.answers["/a"] = page(samples.page())
    server.answers["/feed"] = page(samples.rss(samples.item(f"{server.url}/a")), RSS)
    take(project, f"{server.url}/feed")
    server.close()
    assert take(project, str(project.folder / "raw")) == (0, 1, 0)
    assert len(origins_of(project.engine, 1)) == 1


def test_killed_before_the_origins_are_written_they_are_written_next_time(
    server: Server, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/a"] = page(samples.page())
    server.answers["/feed"] = page(samples.rss(samples.item(f"{server.url}/a")), RSS)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("musnad.store.origins._keep_origins", dies)
        with pytest.raises(KeyboardInterrupt):
            take(project, f"{server.url}/feed")
    assert origins_of(project.engine, 1) == []
    assert take(project, f"{server.url}/feed") == (0, 1, 0)
    (origin,) = origins_of(project.engine, 1)
    assert origin.asked == f"{server.url}/a"


def test_many_at_once_are_numbered_in_order(project: Project) -> None:
    warc = Warc()
    for number in range(600):
        title = f"عنوان {number}"
        warc.add(f"https://example.org/{number}", samples.page(title=title).encode())
    path = project.folder / "many.warc.gz"
    path.write_bytes(warc.stream.getvalue())
    assert take(project, str(path)) == (600, 0, 0)
    with project.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(ORIGINS)) == 600
        assert connection.scalar(select(func.max(RAW.c.number))) == 600
    (origin,) = origins_of(project.engine, 600)
    assert origin.url == "https://example.org/599"


def test_plain_files_have_no_origin(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(samples.SENTENCE, encoding="utf-8")
    assert take(project, str(tmp_path / "a.txt")) == (1, 0, 0)
    assert origins_of(project.engine, 1) == []
    assert list((project.folder / "raw").iterdir()) == []


def test_nothing_found_takes_nothing(project: Project) -> None:
    empty: list[Found] = []
    assert list(take_in_found(project.engine, "none", iter(empty))) == []
