"""Takes the pictures of the desk in docs/images anew, over the example articles, with Chromium.

Usage: python tools/picture_desk.py
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
# Name, address, language, dark, width, height.
PICTURES = (
    ("desk-article", "/articles/8", "ar", False, 1280, 900),
    ("desk-search", "/search?type=ASSAULT&actor=RUS", "en", False, 1280, 900),
    ("desk-review", "/review", "ar", True, 1280, 720),
    ("desk-telephone", "/articles/8", "ar", False, 360, 720),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "musnad", "demo", "--no-open", "--port", "0"]
        desk = subprocess.Popen(
            [*command, "--folder", f"{folder}/demo"], stderr=subprocess.PIPE, text=True
        )
        try:
            assert desk.stderr is not None
            lines = iter(desk.stderr.readline, "")
            found = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in lines)
            take_pictures(next(match[0] for match in found if match))
        finally:
            desk.terminate()


def take_pictures(base: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, address, language, dark, width, height in PICTURES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
            )
            context.add_cookies([{"name": "language", "value": language, "url": base}])
            page = context.new_page()
            page.goto(base + address, wait_until="networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
