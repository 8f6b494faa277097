"""Head nouns of phrases that refer: offices, bodies, groups of people, kinds of place.

Input: a word. Output: the row of ``lang/ar/mentions/heads.tsv`` it is a form of, with number and
gender. Inflected forms are found through the morphology.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from musnad.records.assertions import EntityKind
from musnad.rules.tables import read_table
from musnad.rules.tries import PhraseTable
from musnad.text.fold import fold
from musnad.text.morphology import analyse, splits

HeadRole = Literal["office", "honorific", "body", "people", "place", "document"]
_RARE = 0.05  # share of a form's tokens below which a reading is passed over


class HeadEntry(msgspec.Struct, frozen=True, gc=False):
    """A row of the table.

    ``prepositions``: those that may stand inside the phrase. ``named``: with a complement it is
    the name of one body («مجلس الأمن»), not a description («حكومة البلاد»).
    """

    form: str
    role: HeadRole
    kind: EntityKind
    sector: str
    prepositions: frozenset[str]
    named: bool


class Head(msgspec.Struct, frozen=True, gc=False):
    """A word read as a head noun.

    Attributes:
        entry: its row.
        cut: folded letters of proclitics before it.
        definite: it has the article.
        possessed: it has a pronoun («وزيرها», *its minister*).
        further: words of the head after its first: one in «ولي العهد» (*the crown prince*).
    """

    entry: HeadEntry
    cut: int
    definite: bool
    possessed: bool
    gender: Literal["m", "f", ""]
    number: Literal["s", "d", "p"]
    further: int = 0


@lru_cache(maxsize=1)
def head_entries() -> dict[str, HeadEntry]:
    """Folded form (words joined by a space) → entry."""
    entries: dict[str, HeadEntry] = {}
    for row in read_table("mentions", "heads"):
        form = " ".join(fold(word) for word in row["form"].split())
        entries[form] = HeadEntry(
            form,
            row["role"],  # type: ignore[arg-type]
            row["kind"],  # type: ignore[arg-type]
            row["sector"],
            frozenset(fold(word) for word in row["prepositions"].split()),
            row["named"] == "y",
        )
    return entries


@lru_cache(maxsize=100_000)
def read_head(norm: str, text: str) -> Head | None:
    """The head noun a word is a form of, or None.

    Example: «ولوزراء» (*and to ministers of*) is «وزراء», plural, two proclitic letters.
    """
    entries = head_entries()
    article = article_letters()
    for reading in analyse(norm, text):
        if reading.rank < _RARE or reading.pos not in ("noun", "participle", "adj", "masdar"):
            continue
        stem = norm[reading.cut :]
        bare = stem[len(article) :] if reading.definite and stem.startswith(article) else stem
        if reading.definite and not stem.startswith(article):
            bare = stem[1:]  # «للوزير»: the alef of the article is not written
        entry = entries.get(stem) or entries.get(bare)
        if entry is None and reading.number in ("p", "d") and reading.pos == "noun":
            entry = entries.get(reading.lemma)
        if entry is None and reading.enclitic:
            stripped = entries.get(bare[: -len(reading.enclitic)])
            entry = stripped or entries.get(reading.lemma)  # «وزارته»: the ta marbuta opens
        if entry is not None:
            return Head(
                entry,
                reading.cut,
                reading.definite,
                bool(reading.enclitic),
                _gender(reading.gender),
                _number(reading.number),
            )
    return _unknown_head(norm)


@lru_cache(maxsize=1)
def compound_heads() -> PhraseTable[Head]:
    """Heads of several words, as they stand in the table and with the article on each word."""
    rows: list[tuple[tuple[str, ...], Head]] = []
    article = article_letters()
    for form, entry in head_entries().items():
        words = tuple(form.split())
        if len(words) == 1:
            continue
        best = next(iter(analyse(words[0], words[0])), None)
        gender, number = (_gender(best.gender), _number(best.number)) if best else ("", "s")
        definite = any(word.startswith(article) for word in words)
        head = Head(entry, 0, definite, False, gender, number, len(words) - 1)
        rows.append((words, head))
        if not definite:
            with_article = tuple(article + word for word in words)
            rows.append((with_article, msgspec.structs.replace(head, definite=True)))
    return PhraseTable(rows)


def _unknown_head(norm: str) -> Head | None:
    """A head the morphology has no reading for, found by its letters."""
    article = article_letters()
    for cut, rest in splits(norm):
        definite = rest.startswith(article)
        entry = head_entries().get(rest[len(article) :] if definite else rest)
        if entry is not None:
            return Head(entry, cut, definite, False, "", "s")
    return None


@lru_cache(maxsize=1)
def article_letters() -> str:
    """The folded article."""
    return next(fold(row["form"]) for row in read_table("mentions", "articles"))


def _gender(letter: str) -> Literal["m", "f", ""]:
    return "f" if letter == "f" else "m" if letter == "m" else ""


def _number(letter: str) -> Literal["s", "d", "p"]:
    return "p" if letter == "p" else "d" if letter == "d" else "s"
