"""Whole ways through the desk, in a real browser."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.surfaces.web.browser import page_at, served
from tests.surfaces.web.desk import TALKS, make_project

from musnad.store.decisions import decisions_of
from musnad.surfaces.web.app import make_app

pytestmark = pytest.mark.slow
AXE = Path(__file__).resolve().parents[3] / "frontend/node_modules/axe-core/axe.min.js"
PAGES = (
    "/",
    "/search",
    "/search?type=ASSAULT&actor=RUS",
    "/search?words=حلب&kind=statements",
    "/articles/3",
    "/review",
    "/review?queue=sample",
    "/api",
)


def test_from_a_search_to_its_file(browser: Browser, examples_base: str) -> None:
    with page_at(browser, examples_base) as page:
        page.goto("/search")
        page.locator("#words").fill("حلب")  # "Aleppo"
        page.locator(".words button").click()
        page.locator(".filters > summary").click()
        page.locator("input[name=type][value=ASSAULT]").check()
        expect(page.locator(".chips li")).to_have_count(2)
        assert "kind=&" not in page.url
        total = int(page.locator(".total").inner_text().split()[0])
        expect(page.locator(".results > li")).to_have_count(total)
        with page.expect_download() as started:
            page.locator(".downloads a", has_text="CSV").click()
        with started.value.path().open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == total > 0
        assert {row["type"] for row in rows} == {"ASSAULT"}
        page.locator(".chips a").first.click()
        expect(page.locator(".chips")).to_have_count(0)


def test_a_result_leads_to_its_words(browser: Browser, examples_base: str) -> None:
    with page_at(browser, examples_base) as page:
        page.goto("/search?type=ASSAULT")
        page.locator(".results .to").first.click()
        expect(page.locator(".card.active")).to_be_visible()
        assert page.evaluate("CSS.highlights.get('lit').size") > 0


def test_review_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", [TALKS])
    with served(make_app(project)) as base, page_at(browser, base) as page:
        page.goto("/review?queue=article&article=1")
        records = []
        for key in ("a", "r", "j", "a"):
            records.append(page.locator(".card").get_attribute("id"))
            with page.expect_navigation():
                page.keyboard.press(key)
        with page.expect_navigation():
            page.keyboard.press("u")
        with project.engine.connect() as connection:
            made = [(d.verdict, f"c-{d.record}") for d in decisions_of(connection)]
        assert made == [("accept", records[0]), ("reject", records[1])]


def test_words_chosen_in_the_text_correct_a_span(browser: Browser, tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", [TALKS])
    with served(make_app(project)) as base, page_at(browser, base) as page:
        page.goto("/review?queue=article&article=1")
        choose(page, " المحادثات ")  # "the talks", with blanks that are no part of it
        page.locator("button[data-role=content]").click()
        expect(page.locator("output.changed")).to_have_text("المحادثات")
        with page.expect_navigation():
            page.keyboard.press("e")
        with project.engine.connect() as connection:
            [decision] = decisions_of(connection)
        after = decision.after
        assert [TALKS.text[a:b] for a, b in getattr(after, "content", ())] == ["المحادثات"]


def choose(page: Page, words: str) -> None:
    """Select words of the text, as a reader does with the mouse."""
    page.evaluate(
        """words => {
          const text = document.querySelector(".text");
          const start = text.textContent.indexOf(words);
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let at = 0;
          while (walker.nextNode()) {
            const node = walker.currentNode, next = at + node.data.length;
            if (at <= start && start < next) range.setStart(node, start - at);
            const end = start + words.length;
            if (at < end && end <= next) range.setEnd(node, end - at);
            at = next;
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )


def test_single_keys_can_be_turned_off(browser: Browser, tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", [TALKS])
    with served(make_app(project)) as base, page_at(browser, base) as page:
        page.goto("/preferences?keys=off&back=/review?queue=sample")
        page.keyboard.press("a")
        page.goto("/articles/1")
        page.keyboard.press("j")
        expect(page.locator(".card.active")).to_have_count(0)
        with project.engine.connect() as connection:
            assert decisions_of(connection) == []


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_serious_obstacle_on_any_page(
    browser: Browser, examples_base: str, language: str, dark: bool
) -> None:
    if shutil.which("npm") is None:
        pytest.skip("axe comes with npm, which is not on this machine")
    assert AXE.is_file(), "axe is missing: make frontend"
    with page_at(browser, examples_base, language=language, dark=dark) as page:
        for address in PAGES:
            page.goto(address)
            page.evaluate(AXE.read_text("utf-8"))
            found: list[dict[str, Any]] = page.evaluate("axe.run().then(r => r.violations)")
            serious = [
                {"rule": v["id"], "where": [n["target"] for n in v["nodes"][:3]]}
                for v in found
                if v["impact"] in ("serious", "critical")
            ]
            assert not serious, f"{address}: {json.dumps(serious, ensure_ascii=False)}"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_fits_a_small_telephone(
    browser: Browser, examples_base: str, language: str
) -> None:
    with page_at(browser, examples_base, language=language, width=360) as page:
        for address in PAGES:
            page.goto(address)
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wider) == 0, address
