"""The index of words: every article in three columns, prepared by us, not by the database.

``printed`` has the words as they stand, ``folded`` their folded form, ``inside`` the word proper,
without conjunction, preposition, article and attached pronoun as the lexicon reads them; names
are never cut. The k-th word of each column is the same word. SQLite keeps it as an FTS5 table
without contents, PostgreSQL as three ``tsvector``; both get the same words, so both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, TextClause, delete, insert, select, text

from musnad.records.analysis import Analysis
from musnad.records.words import Token
from musnad.store.engines import slices
from musnad.store.packing import pack, unpack, unpack_analysis
from musnad.store.schema import ARTICLES, INDEXED, READINGS
from musnad.text.fold import fold
from musnad.text.morphology import analyse
from musnad.text.tokens import find_tokens

COLUMNS = ("printed", "folded", "inside")
_SEPARATORS = re.compile(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")
_MAX_LETTERS = 200  # of a word; PostgreSQL takes 2046 bytes
_MAX_POSITION = 16_383  # PostgreSQL counts words no further
_AT_ONCE = 64
_SURE = 0.5  # share of a word's tokens that a reading must have to cut it
_TA, _TA_MARBUTA = "\u062a", fold("\u0629")
_SQLITE = (
    "CREATE VIRTUAL TABLE words USING fts5(printed, folded, inside, content='', tokenize='ascii')",
)
_POSTGRESQL = (
    "CREATE TABLE words (article bigint PRIMARY KEY, "
    "printed tsvector NOT NULL, folded tsvector NOT NULL, inside tsvector NOT NULL)",
    *(f"CREATE INDEX words_by_{column} ON words USING gin ({column})" for column in COLUMNS),
)
_INTO_SQLITE = text(
    "INSERT INTO words (rowid, printed, folded, inside) "
    "VALUES (:article, :printed, :folded, :inside)"
)
_INTO_POSTGRESQL = text(
    "INSERT INTO words VALUES (:article, CAST(:printed AS tsvector), "
    "CAST(:folded AS tsvector), CAST(:inside AS tsvector))"
)
_OUT_OF_SQLITE = text(
    "INSERT INTO words (words, rowid, printed, folded, inside) "
    "VALUES ('delete', :article, :printed, :folded, :inside)"
)
_OUT_OF_POSTGRESQL = text("DELETE FROM words WHERE article = ANY(:articles)")


class Word(msgspec.Struct, frozen=True):
    """One word in its three forms, and where it stands in the text."""

    start: int
    end: int
    printed: str
    folded: str
    inside: str


def create_statements(dialect: str) -> tuple[str, ...]:
    """What makes the index in ``sqlite`` or ``postgresql``."""
    return _SQLITE if dialect == "sqlite" else _POSTGRESQL


@lru_cache(maxsize=200_000)
def bare(norm: str, text: str = "") -> str:
    """The word proper of a folded word; the word itself where no reading is sure.

    Example:
        >>> bare("وبالمحادثات")  # "and in the talks"
        'محادثات'
    """
    readings = analyse(norm, text)
    if not readings or readings[0].rank < _SURE:
        return norm
    best = readings[0]
    rest = norm[len(best.proclitics) :] if norm.startswith(best.proclitics) else norm
    if best.enclitic and rest.endswith(best.enclitic):
        rest = rest[: -len(best.enclitic)]
        singular = best.number != "p"  # the final letter of a feminine plural stays
        if singular and rest.endswith(_TA) and best.lemma.endswith(_TA_MARBUTA):
            rest = rest[:-1] + _TA_MARBUTA
    return rest if len(rest) > 1 else norm


def words_of(analysis: Analysis) -> list[Word]:
    """The words of the title and then of the text; those of the title at offset -1."""
    begins = _name_starts(analysis)
    named = _named(analysis)
    title = find_tokens(analysis.document.title or "")
    words = [word for token in title for word in _word(token, bare(token.norm, token.text), 0)]
    words = [msgspec.structs.replace(word, start=-1, end=-1) for word in words]
    for token in find_tokens(analysis.document.text):
        if token.kind == "mark":
            continue
        start = next((p for p in range(token.start, token.end) if p in begins), token.start)
        if start in named:
            inside = fold(token.text[start - token.start :])
        else:
            inside = bare(token.norm, token.text) if token.kind == "word" else token.norm
        words.extend(_word(token, inside, token.start))
    return words


def _word(token: Token, inside: str, start: int) -> Iterable[Word]:
    """The word, or its pieces where signs such as a hyphen part it."""
    if token.kind == "mark":
        return
    printed, folded = split(token.text), split(token.norm)
    insides = split(inside)
    for place, piece in enumerate(printed):
        yield Word(
            start,
            token.end,
            piece,
            folded[place] if len(folded) == len(printed) else piece,
            insides[place] if len(insides) == len(printed) else piece,
        )


def split(word: str) -> list[str]:
    """The pieces between ASCII signs, in lower case."""
    return [piece[:_MAX_LETTERS] for piece in _SEPARATORS.split(word.lower()) if piece]


def _name_starts(analysis: Analysis) -> set[int]:
    return {
        mention.span.start
        for entity in analysis.entities
        for mention in entity.mentions
        if mention.form in ("name", "metonym")
    }


def _named(analysis: Analysis) -> set[int]:
    """Every offset inside a name."""
    return {
        offset
        for entity in analysis.entities
        for mention in entity.mentions
        if mention.form in ("name", "metonym")
        for offset in range(*mention.span)
    }


def add_words(connection: Connection, articles: Iterable[tuple[int, Analysis]]) -> None:
    """Put articles that are not in it into the index."""
    rows, kept = [], []
    for number, analysis in articles:
        words = words_of(analysis)
        columns = [" ".join(getattr(word, name) for word in words) for name in COLUMNS]
        rows.append(_row(connection, number, columns))
        kept.append({"article": number, "words": pack("\n".join(columns).encode())})
    if rows:
        connection.execute(_into(connection), rows)
        connection.execute(insert(INDEXED), kept)


def drop_words(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles out of the index; of those that are not in it nothing happens."""
    for some in slices(numbers):
        mine = INDEXED.c.article.in_(some)
        if connection.dialect.name == "sqlite":
            found = connection.execute(select(INDEXED.c.article, INDEXED.c.words).where(mine)).all()
            rows = [_row(connection, n, unpack(w).decode().split("\n")) for n, w in found]
            if rows:  # without contents it has to be told what to take out
                connection.execute(_OUT_OF_SQLITE, rows)
        else:
            connection.execute(_OUT_OF_POSTGRESQL, {"articles": list(some)})
        connection.execute(delete(INDEXED).where(mine))


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the newest readings."""
    connection.execute(text("DROP TABLE words"))
    for statement in create_statements(connection.dialect.name):
        connection.execute(text(statement))
    connection.execute(delete(INDEXED))
    newest = (READINGS.c.article == ARTICLES.c.number) & (READINGS.c.reader == ARTICLES.c.reader)
    numbers = connection.scalars(select(ARTICLES.c.number).where(ARTICLES.c.reader.is_not(None)))
    for some in slices(numbers.all(), _AT_ONCE):
        found = select(READINGS.c.article, READINGS.c.analysis).join(ARTICLES, newest)
        rows = connection.execute(found.where(READINGS.c.article.in_(some))).all()
        add_words(connection, [(n, unpack_analysis(packed)) for n, packed in rows])


def fill_index(connection: Connection) -> None:
    """Fill an empty index with the words that are kept of each article."""
    page = select(INDEXED).order_by(INDEXED.c.article).limit(_AT_ONCE)
    last = 0
    while found := connection.execute(page.where(INDEXED.c.article > last)).all():
        rows = [_row(connection, n, unpack(words).decode().split("\n")) for n, words in found]
        connection.execute(_into(connection), rows)
        last = found[-1][0]


def _into(connection: Connection) -> TextClause:
    return _INTO_SQLITE if connection.dialect.name == "sqlite" else _INTO_POSTGRESQL


def _row(connection: Connection, number: int, columns: Iterable[str]) -> dict[str, object]:
    if connection.dialect.name != "sqlite":
        columns = map(_vector, columns)
    return {"article": number, **dict(zip(COLUMNS, columns, strict=True))}


def _vector(column: str) -> str:
    """A tsvector as written: words have no signs, so none needs an escape."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(column.split(), start=1):
        places.setdefault(word, []).append(str(min(place, _MAX_POSITION)))
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())
