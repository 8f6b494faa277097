from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.surfaces.web.browser import page_at

pytestmark = pytest.mark.slow


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """The address of a demo's desk."""
    command = [sys.executable, "-m", "musnad", "demo", "--no-open", "--port", "0"]
    desk = subprocess.Popen([*command, "--folder", str(folder)], stderr=subprocess.PIPE, text=True)
    try:
        assert desk.stderr is not None
        found = None
        while found is None:
            line = desk.stderr.readline()
            assert line, "it ended before it answered"
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
        yield found[0]
    finally:
        desk.terminate()
        desk.wait(30)


def test_from_the_first_command_to_the_first_record_in_a_minute(
    browser: Browser, tmp_path: Path
) -> None:
    began = time.monotonic()
    with demo(tmp_path / "demo") as base, page_at(browser, base) as page:
        page.goto("/")
        page.locator(".item a").first.click()
        expect(page.locator(".card").first).to_be_visible()
        assert time.monotonic() - began < 60


def test_the_same_folder_is_used_again(browser: Browser, tmp_path: Path) -> None:
    totals: list[str] = []
    for _ in range(2):
        with demo(tmp_path / "demo") as base, page_at(browser, base) as page:
            page.goto("/search")
            totals.append(page.locator(".total").inner_text())
    assert totals[0] == totals[1] != "no articles"
