from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.surfaces.web.browser import page_at

pytestmark = pytest.mark.slow


def lit(page: Page) -> list[str]:
    """The words that are lit up."""
    script = "[...(CSS.highlights.get('lit') ?? [])].map(range => range.toString())"
    words: list[str] = page.evaluate(script)
    return words


def test_a_card_lights_up_its_words_and_words_lead_to_their_card(
    browser: Browser, base: str
) -> None:
    with page_at(browser, base) as page:
        page.goto("/articles/1")
        card = page.locator(".statements .card").first
        card.locator(".facts").click(position={"x": 2, "y": 2})
        assert "قال" in lit(page)
        assert "بلاده علقت المحادثات مع روسيا" in lit(page)
        page.locator(".text a.trigger", has_text="علقت").click()
        active = page.locator(".card.active")
        assert (active.get_attribute("id") or "").startswith("c-ev-")
        assert lit(page)[0] == "علقت"
        page.locator(".text a.trigger", has_text="علقت").click()  # the next record on the word
        assert (active.get_attribute("id") or "").startswith(("c-re-", "c-st-", "c-cl-"))


def test_the_keyboard_goes_through_cards_to_words_and_back(browser: Browser, base: str) -> None:
    with page_at(browser, base) as page:
        page.goto("/articles/1")
        page.keyboard.press("j")
        page.keyboard.press("j")
        second = page.locator(".card").nth(1)
        expect(second).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".text")).to_be_focused()
        page.keyboard.press("Escape")
        expect(second).to_be_focused()
        page.keyboard.press("k")
        expect(page.locator(".card").first).to_be_focused()


def test_why_unfolds_the_rule_and_the_inputs(browser: Browser, base: str) -> None:
    with page_at(browser, base) as page:
        page.goto("/articles/1")
        card = page.locator(".events .card").first
        card.locator("summary").click()
        expect(card.locator(".explained").first).to_contain_text("event.")
        expect(card.locator("mark").first).to_be_visible()


def test_the_page_can_be_read_without_scripts(browser: Browser, base: str) -> None:
    with page_at(browser, base, scripts=False) as page:
        page.goto("/articles/1")
        first = page.locator(".card").first
        first.locator(".to").click()
        assert page.url.endswith("#w-" + (first.get_attribute("id") or "")[2:])
        page.locator(".events summary").first.click()
        page.locator(".events .reason a").first.click()
        expect(page.locator("h1")).to_have_text("Why?")


def test_a_hostile_article_runs_nothing(browser: Browser, base: str) -> None:
    with page_at(browser, base) as page:
        page.goto("/articles/2")
        expect(page.locator(".text")).to_contain_text("<script>alert(1)</script>")
        expect(page.locator("h1")).to_have_text("<img src=x onerror=alert(4)>{{ 7*7 }}")
        for summary in page.locator(".reason summary").all():
            summary.click()
        page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_is_wider_than_a_small_telephone(
    browser: Browser, base: str, language: str
) -> None:
    with page_at(browser, base, language=language, width=360) as page:
        for address in ("/", "/articles/1", "/articles/2"):
            page.goto(address)
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wider) == 0, address


def test_the_language_is_switched_in_place(browser: Browser, base: str) -> None:
    with page_at(browser, base) as page:
        page.goto("/articles/1")
        page.locator(".settings a[hreflang=ar]").click()
        assert page.url.endswith("/articles/1")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator(".text")).to_have_attribute("dir", "rtl")
