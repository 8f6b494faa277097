"""Tables of articles and of statements that a search finds; events have their own, ``plain``.

Input: hits with what they stand for. Output: a line each, with the words and the source beside
what is coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Literal

from musnad.records.assertions import Entity, Statement
from musnad.records.spans import Span, covering
from musnad.surfaces.export.cells import Cell, joined
from musnad.surfaces.export.delimited import Table, write_table
from musnad.surfaces.export.xlsx import write_sheet
from musnad.surfaces.search import Found

TableName = Literal["csv", "tsv", "xlsx"]
_ARTICLE = ("id", "url", "outlet", "title", "published", "state", "words_found")
_STATEMENT = (
    *("id", "document_id", "url", "outlet", "title", "published", "form", "force"),
    *("speaker", "speaker_en", "speaker_country", "speaker_sectors", "speaker_wikidata"),
    *("speaker_words", "cue", "said", "said_start", "said_end", "time_value", "sentence", "rule"),
)


def write_found(
    found: Iterable[Found],
    stream: BinaryIO,
    kind: Literal["articles", "statements"],
    form: TableName,
) -> None:
    """Write the table of one kind of record; memory does not grow with it.

    Raises:
        MusnadError: more rows than a sheet holds.
    """
    header, cells = (_ARTICLE, _article) if kind == "articles" else (_STATEMENT, _statement)
    if form == "xlsx":
        write_sheet(map(cells, found), stream, name=kind, header=header)
    else:
        separator: Literal[",", "\t"] = "," if form == "csv" else "\t"
        write_table(found, stream, Table(header=header, cells=cells, separator=separator))


def _article(found: Found) -> Sequence[Cell]:
    article = found.article
    words = found.analysis.words if found.analysis is not None else str
    return (
        *(article.key, article.url, article.outlet, article.title, article.published),
        *(article.state, joined(dict.fromkeys(words(place) for place in found.places))),
    )


def _statement(found: Found) -> Sequence[Cell]:
    """The cells of a statement; a hit for it always has its records."""
    analysis, statement = found.analysis, found.record
    assert analysis is not None
    assert isinstance(statement, Statement)
    document = analysis.document
    speaker = next((e for e in analysis.entities if e.id == statement.speaker), None)
    said = covering(statement.content)
    return (
        *(found.id, document.id, document.url, document.outlet, document.title),
        *(document.published, statement.form, statement.force, *_speaker(speaker)),
        *(_words(found, statement.speaker_span), _words(found, statement.cue)),
        joined((analysis.words(piece) for piece in statement.content), separator=" … "),
        *(said.start, said.end, statement.time.value if statement.time else None),
        joined((analysis.words(s) for s in document.sentences if s.overlaps(said)), separator=" "),
        statement.rule,
    )


def _speaker(entity: Entity | None) -> Sequence[Cell]:
    if entity is None:
        return (None,) * 5
    return entity.name, entity.name_en, entity.country, joined(entity.sectors), entity.wikidata


def _words(found: Found, span: Span | None) -> str | None:
    return found.analysis.words(span) if found.analysis is not None and span is not None else None
