"""The words of a query: what is sought in the index, and where it stands in a text.

Input: what the user typed. Output: an expression for FTS5 or for ``tsquery``, and the spans of
the words that match. No sign that the user types is ever part of the language of the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import BigInteger, Float, Subquery, TextClause, text

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.records.spans import Span
from musnad.store.index import Word, bare, split, words_of
from musnad.text.fold import fold
from musnad.text.morphology import analyse
from musnad.text.tokens import find_tokens

_PHRASE = re.compile(r"[\"«“„](?P<phrase>[^\"»”]+)[\"»”]|(?P<rest>[^\"«“„»”]+)|.", re.DOTALL)


class Sought(msgspec.Struct, frozen=True):
    """A word or a phrase: its words folded (or as printed) and, unless exact, without article."""

    words: tuple[str, ...]
    inside: tuple[str, ...] | None


def parse(words: str, *, exact: bool) -> list[Sought]:
    """What is sought, all of it; empty when there is no word.

    Example:
        >>> parse("المحادثات", exact=False)[0].inside  # "the talks"
        ('محادثات',)
    """
    sought = []
    for part in _PHRASE.finditer(words):
        if part["phrase"]:
            sought.append(_sought(part["phrase"], exact=exact))
        elif part["rest"]:
            sought.extend(_sought(word, exact=exact) for word in part["rest"].split())
    return [one for one in sought if one.words]


def _sought(phrase: str, *, exact: bool) -> Sought:
    tokens = [token for token in find_tokens(phrase) if token.kind != "mark"]
    if exact:
        return Sought(tuple(w for token in tokens for w in split(token.text)), None)
    folded = tuple(w for token in tokens for w in split(token.norm))
    return Sought(folded, tuple(map(_without_article, folded)))


def _without_article(word: str) -> str:
    """A query's word loses its article, not a letter that may be a preposition or its first."""
    readings = analyse(fold(word))
    return bare(word) if readings and readings[0].definite else word


def matched(words: str, *, exact: bool, dialect: str) -> Subquery | None:
    """The articles with the words, by ``article`` and ``rank`` (smaller is better).

    Returns:
        None when there are no words.

    Raises:
        StoreError: what is typed has no word in it.
    """
    if not words.strip():
        return None
    sought = _asked(words, exact=exact)
    if dialect == "sqlite":
        statement = text(
            "SELECT rowid AS article, bm25(words) AS rank FROM words WHERE words MATCH :sought"
        ).bindparams(sought=_for_sqlite(sought))
    else:
        statement = _for_postgresql(sought)
    return statement.columns(article=BigInteger, rank=Float).subquery("matched")


def _asked(words: str, *, exact: bool) -> list[Sought]:
    sought = parse(words, exact=exact)
    if not sought:
        raise StoreError(f"there is no word in {words!r}")
    return sought


def _for_sqlite(sought: list[Sought]) -> str:
    return " AND ".join(f"({' OR '.join(_phrases(one))})" for one in sought)


def _columns(one: Sought) -> list[tuple[str, tuple[str, ...]]]:
    """Where it may stand and as what, each once."""
    if one.inside is None:
        return [("printed", one.words)]
    forms = (("folded", one.words), ("inside", one.words), ("inside", one.inside))
    return list(dict.fromkeys(forms))


def _phrases(one: Sought) -> list[str]:
    return [f'{column} : "{" ".join(words)}"' for column, words in _columns(one)]


def _for_postgresql(sought: list[Sought]) -> TextClause:
    values: dict[str, str] = {}
    conditions, ranks = [], []
    for one in sought:
        either = []
        for column, words in _columns(one):
            name = f"q{len(values)}"
            values[name] = " <-> ".join(f"'{word}'" for word in words)
            either.append(f"{column} @@ CAST(:{name} AS tsquery)")
            ranks.append(f"ts_rank({column}, CAST(:{name} AS tsquery))")
        conditions.append(f"({' OR '.join(either)})")
    return text(
        f"SELECT article, -CAST({' + '.join(ranks)} AS double precision) AS rank FROM words "
        f"WHERE {' AND '.join(conditions)}"
    ).bindparams(**values)


def matches(analysis: Analysis, sought: Sequence[Sought]) -> list[Span]:
    """Where the words sought stand in the text, in order; those of the title are not shown."""
    words = words_of(analysis)
    found = {place for one in sought for place in _places(words, one) if place.start >= 0}
    return sorted(found)


def has_all(analysis: Analysis, words: str, *, exact: bool) -> bool:
    """Whether the article's title and text have all the words, as the index would say.

    Raises:
        StoreError: what is typed has no word in it.
    """
    indexed = words_of(analysis)
    return all(any(True for _ in _places(indexed, one)) for one in _asked(words, exact=exact))


def _places(words: list[Word], one: Sought) -> Iterator[Span]:
    """Where a word or phrase stands; at -1 what begins in the title."""
    for column, wanted in _columns(one):
        phrase = list(wanted)
        forms = [getattr(word, column) for word in words]
        for place in range(len(forms) - len(phrase) + 1):
            if forms[place] == phrase[0] and forms[place : place + len(phrase)] == phrase:
                yield Span(words[place].start, words[place + len(phrase) - 1].end)
