"""A desk over a small project of our own articles, for the tests of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from starlette.testclient import TestClient

from musnad.reader import read_documents
from musnad.records.documents import Document
from musnad.sources.documents import NOTHING_KNOWN, Metadata, make_document
from musnad.sources.locations import read_location
from musnad.store.project import Project
from musnad.store.readers import reader_name
from musnad.store.writing import read_queued, take_in
from musnad.surfaces.cli.demo import examples
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


# What browsers get wrong: Latin names, numbers, slashed dates, ranges, brackets, direction
# marks, vowel signs, tatweel, ligatures, signs of two units, marks in the middle of words.
TORTURE = make_document(
    "قالت المتحدثة ماريا زاخاروفا 😀 (03-10-2016) إن طائرات F-16 و Su-24 حلّقت فوق حلب، وإن نسبة "
    "50% «غير دقيقة».\r\n"
    "وفي تشرين الأول/أكتوبر 2016-2017 قالَ كِتَابٌ إن الـUN و UNESCO ستجتمعان؛ وللكرملين رأي: "
    "«It is over» بحسب CNN.\n"
    "\u200fوأضاف وزير الخارجية: \u202bالاتفـــاق رقم 042\u202c في 3/10/2016 [مرفق] ﷺ.",
    given=Metadata(
        id="torture",
        title="BBC: تقرير (2016) عن 50% من الأسعار",  # "BBC: report (2016) on 50% of prices"
        outlet="Reuters عربي",
        published="2016-10-06",
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


def read_examples() -> list[Document]:
    """The example articles, without their records."""
    found = [d for path in examples() for d in read_location(str(path), given=NOTHING_KNOWN)]
    return [item for item in found if isinstance(item, Document)]


def make_client(project: Project, language: str = "en") -> TestClient:
    """A browser without scripts, in one language, on this machine."""
    cookies = {"language": language}
    return TestClient(make_app(project), base_url="http://localhost", cookies=cookies)
