"""Checks that a project is whole: what was received, what was read, what is drawn and indexed.

Input: a snapshot. Output: one problem for each thing that is not as it should be. Articles and
readings are kept with digests; all else can be made anew from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, select, text

from musnad.records.analysis import Analysis
from musnad.records.assertions import Office
from musnad.records.documents import Document
from musnad.records.spans import Span, quote
from musnad.store.drawing import Drawing
from musnad.store.index import COLUMNS, rebuild, words_of
from musnad.store.packing import digest, unpack, unpack_analysis, unpack_document
from musnad.store.schema import ARTICLES, DRAWN, INDEXED, PLACES, READINGS
from musnad.store.writing import draw_anew

_AT_ONCE = 64
Part = Literal["document", "reading", "rows", "index"]
LOST = ("document", "reading")  # parts that nothing but a backup brings back


class Problem(msgspec.Struct, frozen=True):
    """What is wrong, and where.

    Attributes:
        article: its number; 0 for what is of no article.
        part: ``document`` and ``reading`` are lost unless a backup has them; ``rows`` and ``index``
            can be made anew.
        message: for a person.
    """

    article: int
    part: Part
    message: str


def verify(connection: Connection) -> Iterator[tuple[int, list[Problem]]]:
    """Check every article in turn, the index of words last.

    Yields:
        The number of the article, 0 for the index, and its problems.
    """
    last = 0
    page = select(ARTICLES).order_by(ARTICLES.c.number).limit(_AT_ONCE)
    while rows := connection.execute(page.where(ARTICLES.c.number > last)).mappings().all():
        for row in rows:
            last = int(row["number"])
            yield last, list(_article(connection, row))
    yield 0, list(_index(connection))


def repair(connection: Connection, problems: list[Problem]) -> None:
    """Make anew what can be: the rows of the articles that have a problem, and the index."""
    draw_anew(connection, sorted({p.article for p in problems if p.part == "rows"}))
    if any(problem.part == "index" for problem in problems):
        rebuild(connection)


def _article(connection: Connection, row: Mapping[Any, Any]) -> Iterator[Problem]:
    number = int(row["number"])
    if row["state"] == "removed":
        return
    try:
        document = unpack_document(row["document"])
    except Exception as error:  # whatever zlib and msgspec say of damaged bytes
        yield Problem(number, "document", f"the article cannot be unpacked: {error}")
        return
    if digest(unpack(row["document"])) != row["key"]:
        yield Problem(number, "document", "the article is not what was taken in: digests differ")
    if hashlib.sha256(document.text.encode()).hexdigest() != row["sha256"]:
        yield Problem(number, "document", "the text is not what was taken in: digests differ")
    mine = select(READINGS).where(READINGS.c.article == number).order_by(READINGS.c.reader)
    newest = None
    for reading in connection.execute(mine).mappings():
        try:
            analysis = unpack_analysis(reading["analysis"])
        except Exception as error:  # as above
            yield Problem(number, "reading", f"a reading cannot be unpacked: {error}")
            continue
        yield from _reading(number, document, analysis, reading)
        newest = analysis if reading["reader"] == row["reader"] else newest
    if newest is not None:
        yield from _drawn(connection, number, newest)
        yield from _indexed(connection, number, newest)
    elif row["state"] == "read":
        yield Problem(number, "reading", "it is marked as read, and the reading is not there")


def _reading(
    number: int, document: Document, analysis: Analysis, row: Mapping[Any, Any]
) -> Iterator[Problem]:
    if digest(unpack(row["analysis"])) != row["sha256"]:
        yield Problem(number, "reading", "a reading is not what was kept: digests differ")
    if analysis.document.text != document.text:
        yield Problem(number, "reading", "a reading is of another text")
        return
    length = len(document.text)
    for span in _inside(analysis, Span):
        if not 0 <= span.start <= span.end <= length:
            yield Problem(number, "reading", f"span {list(span)} is outside the text")
    for office in _inside(analysis, Office):
        if quote(document.text, office.span) != office.title:
            yield Problem(number, "reading", f"the words at {list(office.span)} are others")


def _inside(value: Any, kind: type) -> Iterator[Any]:
    """Every value of a type anywhere inside a record."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.astuple(value)
    if isinstance(value, tuple) and not isinstance(value, Span):
        for part in value:
            yield from _inside(part, kind)


def _drawn(connection: Connection, number: int, analysis: Analysis) -> Iterator[Problem]:
    expected = Drawing(number, analysis).rows
    for table in DRAWN:
        of_article = table.c.number.between(number * PLACES, number * PLACES + PLACES - 1)
        found = connection.execute(select(table).where(of_article).order_by(table.c.number))
        if [dict(row) for row in found.mappings()] != expected[table.name]:
            yield Problem(number, "rows", f"{table.name} do not agree with the reading")


def _indexed(connection: Connection, number: int, analysis: Analysis) -> Iterator[Problem]:
    packed = connection.scalar(select(INDEXED.c.words).where(INDEXED.c.article == number))
    words = words_of(analysis)
    expected = [" ".join(getattr(word, name) for word in words) for name in COLUMNS]
    if packed is None or unpack(packed).decode().split("\n") != expected:
        yield Problem(number, "index", "its words are not those of the index")


def _index(connection: Connection) -> Iterator[Problem]:
    """Whether the index has exactly the articles that it should have."""
    on_sqlite = connection.dialect.name == "sqlite"
    found = text("SELECT id FROM words_docsize" if on_sqlite else "SELECT article FROM words")
    there, wanted = (
        set(connection.scalars(found)),
        set(connection.scalars(select(INDEXED.c.article))),
    )
    for number in sorted(there ^ wanted):
        yield Problem(number, "index", "it is in the index and should not, or the other way round")
