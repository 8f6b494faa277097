"""The words of relations: nouns that name one, verbs that say how it stands, what governs them.

Input: a token. Output: its rows of ``lang/ar/extraction/relation_kinds.tsv`` and
``relation_states.tsv``. A state stands under its verb; the verbal noun and the participles of the
verb say the same («علّق», «تعليق», «معلّقة»: *suspended*).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from musnad.extraction.connectives import connectives
from musnad.rules.tables import cell_list, read_table
from musnad.text.fold import fold
from musnad.text.morphology import Analysis, analyse, splits

_LIKELY = 0.2  # share from which a reading of a form is worth considering
_POSSIBLE = 0.04  # share of a verb, where the clause may show that it is one


class KindRow(msgspec.Struct, frozen=True, gc=False):
    """What a noun names. ``rest``: the folded words after the first, of a phrase."""

    kind: str
    rest: tuple[str, ...]
    frame: str
    gender: str
    near: frozenset[str]
    blocked: frozenset[str]


class KindWord(msgspec.Struct, frozen=True, gc=False):
    """A token as a noun of relations: letters before the noun, the pronoun after it."""

    rows: tuple[KindRow, ...]
    cut: int
    enclitic: str
    definite: bool


class StateRow(msgspec.Struct, frozen=True, gc=False):
    """What a verb says of its theme: the state, that of a plan, and that of the verb negated.

    ``lasting``: a date beside the verb is no beginning, unless «منذ» (*since*) says so.
    """

    theme: str
    kinds: frozenset[str]
    state: str
    planned: str
    negated: str
    aspect: str
    near: str
    lasting: bool


class StateWord(msgspec.Struct, frozen=True, gc=False):
    """A token as a word of state: one reading, and the rows of its verb."""

    reading: Analysis
    rows: tuple[StateRow, ...]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[KindRow, ...]]:
    """Folded first word → rows, phrases first."""
    found: dict[str, list[KindRow]] = {}
    for row in read_table("extraction", "relation_kinds"):
        for form in cell_list(row["forms"]):
            first, *rest = (fold(word) for word in form.split())
            found.setdefault(first, []).append(
                KindRow(
                    row["kind"],
                    tuple(rest),
                    row["frame"],
                    row["gender"],
                    _folded(row["near"]),
                    _folded(row["blocked"]),
                )
            )
    return {
        first: tuple(sorted(rows, key=lambda row: -len(row.rest))) for first, rows in found.items()
    }


@lru_cache(maxsize=1)
def _states() -> dict[str, tuple[StateRow, ...]]:
    """Folded verb → rows."""
    found: dict[str, list[StateRow]] = {}
    for row in read_table("extraction", "relation_states"):
        found.setdefault(fold(row["verb"]), []).append(
            StateRow(
                fold(row["theme"]),
                frozenset(row["kinds"].split()),
                row["state"],
                row["planned"],
                row["negated"],
                row["aspect"],
                fold(row["near"]),
                bool(row["lasting"]),
            )
        )
    return {verb: tuple(rows) for verb, rows in found.items()}


@lru_cache(maxsize=1)
def relation_words() -> dict[str, frozenset[str]]:
    """Kind → folded forms, from ``lang/ar/extraction/relation_words.tsv``."""
    kinds: dict[str, set[str]] = {}
    for row in read_table("extraction", "relation_words"):
        kinds.setdefault(row["kind"], set()).add(fold(row["form"]))
    return {kind: frozenset(forms) for kind, forms in kinds.items()}


@lru_cache(maxsize=1)
def _moods() -> dict[tuple[str, str], str]:
    """Part of speech and folded form → mood, from ``lang/ar/extraction/relation_moods.tsv``."""
    return {
        (row["pos"], fold(row["form"])): row["mood"]
        for row in read_table("extraction", "relation_moods")
    }


def _folded(cell: str) -> frozenset[str]:
    return frozenset(fold(word) for word in cell.split())


@lru_cache(maxsize=50_000)
def kind_word(norm: str, text: str) -> KindWord | None:
    """The relations a token may name; None for other words.

    Example: «محادثاتها» (*her talks*) names talks, with the pronoun ``ها``.
    """
    for cut, rest in splits(norm):
        for form, enclitic in _stems(rest):
            for stem, definite in _without_article(form):
                rows = _kinds().get(stem)
                if rows is None:
                    continue
                if enclitic:
                    rows = tuple(row for row in rows if not row.rest)
                if rows and not _is_sure_verb(norm, text):
                    return KindWord(rows, cut, enclitic, definite or bool(enclitic))
    return None


def _is_sure_verb(norm: str, text: str) -> bool:
    best = next(iter(analyse(norm, text)), None)
    return best is not None and best.pos == "verb" and best.rank > 1 - _LIKELY


def _stems(form: str) -> Iterator[tuple[str, str]]:
    """A form, and the form without an attached pronoun or the ending of the accusative."""
    yield form, ""
    for pronoun in _pronouns():
        if form.endswith(pronoun) and len(form) > len(pronoun) + 2:
            yield form[: -len(pronoun)], pronoun
    for ending in relation_words()["accusative"]:
        if form.endswith(ending):
            yield form[: -len(ending)], ""


@lru_cache(maxsize=1)
def _pronouns() -> tuple[str, ...]:
    """Attached pronouns, the longest first."""
    return tuple(sorted(connectives()["pronoun"], key=lambda ending: (-len(ending), ending)))


def _without_article(form: str) -> Iterator[tuple[str, bool]]:
    yield form, False
    for article in connectives()["article"]:
        if form.startswith(article):
            yield form[len(article) :], True


@lru_cache(maxsize=50_000)
def state_words(norm: str, text: str) -> tuple[StateWord, ...]:
    """The readings of a token that say how something stands, likeliest first."""
    found: list[StateWord] = []
    if any(rest in relation_words()["look-alike"] for _, rest in splits(norm)):
        return ()
    for reading in analyse(norm, text):
        if reading.rank < (_POSSIBLE if reading.pos == "verb" else _LIKELY):
            continue
        rows = _states().get(reading.lemma if reading.pos == "verb" else reading.verb)
        if rows is not None and reading.pos in ("verb", "masdar", "participle"):
            found.append(StateWord(reading, rows))
    return tuple(found)


@lru_cache(maxsize=50_000)
def joins(norm: str, text: str) -> bool:
    """Whether a token tells that one joins or leaves an organisation."""
    joining = relation_words()["joining"]
    return any(
        row.theme in joining and "membership" in row.kinds
        for word in state_words(norm, text)
        for row in word.rows
    )


@lru_cache(maxsize=50_000)
def may_name(norm: str, text: str) -> bool:
    """Whether a token may name a relation, or tell of a membership."""
    return kind_word(norm, text) is not None or joins(norm, text)


@lru_cache(maxsize=50_000)
def mood(norm: str, text: str) -> str:
    """What becomes of a state that a token governs, e.g. ``requested``; empty for other words."""
    moods = _moods()
    for _, rest in splits(norm):
        if ("word", rest) in moods:
            return moods["word", rest]
    for reading in analyse(norm, text):
        finite = reading.pos == "verb"
        found = moods.get(("verb", reading.lemma if finite else reading.verb), "")
        if reading.rank >= _LIKELY and found and (finite or found != "settled"):
            return found  # «التقرير» has nothing of «قرر»
    return ""


@lru_cache(maxsize=50_000)
def is_relation_word(norm: str, kind: str) -> bool:
    """Whether a word, its proclitics taken off, is of a kind of ``relation_words.tsv``."""
    forms = relation_words()[kind]
    return any(rest in forms for _, rest in splits(norm))
