"""Projects in both databases, those in PostgreSQL in slow tests; how properties are tested."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings
from tests.postgresql import NEEDED, Cluster, MissingError, throw_away_cluster

from musnad.store.project import Project

# A machine that is busy with other work makes any test slow: time says nothing of a property.
settings.register_profile("musnad", deadline=None)
settings.load_profile("musnad")

MakeProject = Callable[[], Project]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    try:
        with throw_away_cluster() as running:
            yield running
    except MissingError as error:
        if NEEDED in os.environ:
            raise
        pytest.skip(str(error))


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
)
def make_project(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> MakeProject:
    """Makes empty projects in one of the databases."""

    def make() -> Project:
        url = None
        if request.param == "postgresql":
            url = request.getfixturevalue("cluster").new_database()
        return Project.make(tmp_path_factory.mktemp("project") / "p", url=url)

    return make
