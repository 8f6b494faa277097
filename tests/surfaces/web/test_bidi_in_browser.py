"""Where every letter stands on the screen: marks move none, and what has a direction keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.surfaces.web.browser import page_at, served
from tests.surfaces.web.desk import TALKS, TORTURE, make_project

from musnad.surfaces.web.app import make_app

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("language", ["ar", "en"])]
_PLACES = """text => {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const places = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.data.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      places.push([box.left, box.right, box.top]);
    }
  }
  return places;
}"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = make_project(tmp_path_factory.mktemp("bidi") / "project", [TORTURE, TALKS])
    with served(make_app(project)) as base:
        yield base


def places(page: Any, selector: str) -> list[list[float]]:
    """Left, right and top of every UTF-16 unit of a text, in the order of the text."""
    page.evaluate("document.fonts.ready")
    found: list[list[float]] = page.locator(selector).first.evaluate(_PLACES)
    return found


@pytest.mark.parametrize("article", [1, 2])
@pytest.mark.parametrize("width", [360, 1280])
def test_marks_move_no_letter(
    browser: Browser, base: str, language: str, article: int, width: int
) -> None:
    """Not its place, so not its order; and not its form, since other forms are of other widths."""
    with page_at(browser, base, language=language, width=width) as page:
        page.goto(f"/articles/{article}")
        expect(page.locator(".text a").first).to_be_visible()
        marked = places(page, ".text")
        page.locator(".text").evaluate("text => { text.textContent = text.textContent; }")
        bare = places(page, ".text")
        assert len(marked) == len(bare) > 0
        for of_marked, of_bare in zip(marked, bare, strict=True):
            assert of_marked == pytest.approx(of_bare, abs=1.0)


def test_the_text_in_the_page_is_the_text_as_received(
    browser: Browser, base: str, language: str
) -> None:
    with page_at(browser, base, language=language) as page:
        page.goto("/articles/1")
        assert page.locator(".text").evaluate("text => text.textContent") == TORTURE.text


def test_an_arabic_title_runs_from_the_right(browser: Browser, base: str, language: str) -> None:
    with page_at(browser, base, language=language) as page:
        for address, title in (("/articles/1", "h1"), ("/", ".item a"), ("/search", ".item h2 a")):
            page.goto(address)
            page.locator(title, has_text="BBC").first.evaluate("title => title.id = 'title'")
            at = places(page, "#title")
            title_text = TORTURE.title or ""
            latin, arabic = at[title_text.index("B")], at[title_text.index("ت")]
            assert latin[0] > arabic[0], address


def test_a_day_reads_from_the_year(browser: Browser, base: str, language: str) -> None:
    with page_at(browser, base, language=language) as page:
        for address in ("/", "/search", "/articles/1"):
            page.goto(address)
            at = places(page, "main time")
            lefts = [left for left, _, _ in at]
            assert lefts == sorted(lefts), address


def test_a_number_stands_after_the_name_it_counts(
    browser: Browser, base: str, language: str
) -> None:
    with page_at(browser, base, language=language) as page:
        page.goto("/articles/1")
        link = page.locator(".kinds a").first.bounding_box()
        count = page.locator(".kinds a .count").first.bounding_box()
        assert link is not None
        assert count is not None
        middle = link["x"] + link["width"] / 2
        assert (count["x"] > middle) == (language == "en")
