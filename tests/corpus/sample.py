"""Projects of the example corpus for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select

from musnad.corpus.arranging import arrange
from musnad.reader import Outcome, read_documents
from musnad.records import Document
from musnad.sources.documents import Metadata
from musnad.sources.locations import read_location
from musnad.store.project import Project
from musnad.store.readers import reader_name
from musnad.store.schema import ARTICLES
from musnad.store.writing import read_queued, take_in

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "corpus.jsonl"


@lru_cache(maxsize=1)
def outcomes() -> dict[str, Outcome]:
    """Of every article of the example corpus, by its id."""
    documents = [d for d in read_location(str(CORPUS), given=Metadata()) if isinstance(d, Document)]
    return {d.id: o for d, o in zip(documents, read_documents(documents), strict=True)}


def ingest(project: Project, ids: Sequence[str]) -> None:
    """Take in, read and arrange these articles, in this order."""
    analyses = [outcomes()[name] for name in ids]
    documents = [a.document for a in analyses if not isinstance(a.document, str)]
    for _ in take_in(project.engine, "corpus", documents):
        pass
    read = {
        document.sha256: analysis for document, analysis in zip(documents, analyses, strict=True)
    }
    for _ in read_queued(project.engine, reader_name(), lambda ds: (read[d.sha256] for d in ds)):
        pass
    for _ in arrange(project.engine):
        pass


def ids(project: Project) -> dict[int, str]:
    """Number → id."""
    with project.engine.connect() as connection:
        rows = connection.execute(select(ARTICLES.c.number, ARTICLES.c.identity))
        return {int(number): str(name) for number, name in rows}
