from __future__ import annotations

import pytest
from tests.corpus.sample import ingest, outcomes

from musnad.store.project import Project


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The whole example corpus, arranged."""
    project = Project.make(tmp_path_factory.mktemp("corpus") / "p")
    ingest(project, list(outcomes()))
    return project
