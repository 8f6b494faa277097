from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.surfaces.web.browser import chromium, served
from tests.surfaces.web.desk import make_project, read_examples

from musnad.surfaces.web.app import make_app


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over two articles, one of them hostile."""
    project = make_project(tmp_path_factory.mktemp("desk") / "project")
    with served(make_app(project)) as base:
        yield base


@pytest.fixture(scope="module")
def examples_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over the example articles."""
    project = make_project(tmp_path_factory.mktemp("desk") / "examples", read_examples())
    with served(make_app(project)) as base:
        yield base
