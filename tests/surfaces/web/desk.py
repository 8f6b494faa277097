"""A desk over a small project of our own articles, for the tests of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from starlette.testclient import TestClient

from musnad.reader import read_documents
from musnad.records.documents import Document
from musnad.sources.documents import Metadata, make_document
from musnad.store.project import Project
from musnad.store.readers import reader_name
from musnad.store.writing import read_queued, take_in
from musnad.surfaces.web.app import make_app

# "Foreign Minister John Kerry said on Monday that his country suspended the talks with Russia. The
# Kremlin's spokesman denied that Russian planes shelled hospitals in the city of Aleppo."
TALKS = make_document(
    "قال وزير الخارجية الأمريكي جون كيري يوم الاثنين إن بلاده علقت المحادثات مع روسيا.\n"
    "ونفى المتحدث باسم الكرملين دميتري بيسكوف أن تكون الطائرات الروسية قصفت مستشفيات في مدينة حلب.",
    given=Metadata(
        id="talks",
        title="واشنطن تعلق المحادثات",  # "Washington suspends the talks"
        outlet="مثال",  # "Example"
        published="2016-10-04",
        url="https://example.org/talks",
    ),
)
HOSTILE = make_document(
    "قال الوزير <script>alert(1)</script> إن «<img src=x onerror=alert(2)>» في حلب.\n"
    "وأضاف أن </script><b>المحادثات</b> & {{ 7*7 }} مستمرة.",
    given=Metadata(
        id="<script>alert(3)</script>",
        title="<img src=x onerror=alert(4)>{{ 7*7 }}",
        outlet='"><script>alert(5)</script>',
        published="2016-10-05",
        url="javascript:alert(6)",
    ),
)


def make_project(
    folder: Path,
    documents: Iterable[Document] = (TALKS, HOSTILE),
    *,
    project: Project | None = None,
) -> Project:
    """A project with these articles, read; made in the folder unless one is given."""
    project = project or Project.make(folder)
    for _ in take_in(project.engine, "tests", documents):
        pass
    for _ in read_queued(project.engine, reader_name(), read_documents):
        pass
    return project


def make_client(project: Project, language: str = "en") -> TestClient:
    """A browser without scripts, in one language, on this machine."""
    cookies = {"language": language}
    return TestClient(make_app(project), base_url="http://localhost", cookies=cookies)
