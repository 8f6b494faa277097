"""The word lists that light morphology reads, compiled once.

Input: the tables ``lang/ar/text/{verb_stems,nominals,closed_class,homographs,proclitics,enclitics,
verb_affixes,nominal_affixes}.tsv``. Output: a :class:`Lexicon`. Tables are written in full
spelling (hamza, ta marbuta, alef maksura); the keys here are folded.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import msgspec

from musnad.errors import LanguageDataError
from musnad.rules.tables import LANGUAGE, read_table
from musnad.text.fold import fold, folding_map


class VerbAffix(NamedTuple):
    """One prefix and suffix of the conjugation, free and before an attached pronoun.

    ``cell`` names the kind of stem it goes on; ``share`` is the part of a verb's tokens that
    take it, about 1 over all affixes.
    """

    prefix: str
    suffix: str
    cell: str
    person: int
    number: str
    gender: str
    mood: str
    share: float


class VerbStem(msgspec.Struct, frozen=True, gc=False):
    """What a verb keeps in some cells of its conjugation.

    ``cells``: letters of the affix cells the stem serves; a lower-case letter is the same cell
    before an attached pronoun. ``voice``: ``a`` active, ``p`` passive, ``e`` either.
    ``tokens``: of the verb, in the corpus the lexicon was ranked on.
    """

    spelling: str
    lemma: str
    form: str
    tense: str
    voice: str
    cells: str
    tokens: float


class NominalAffix(NamedTuple):
    """A nominal ending and what it replaces on the base; empty ``number`` keeps the base's own.

    ``place``: ``free``, ``indefinite`` (free and without the article), ``bound`` (before an
    attached pronoun) or ``any``. ``base_key`` is ``base_ending`` folded.
    """

    spelling: str
    base_ending: str
    base_key: str
    pos: str
    place: str
    number: str
    gender: str
    share: float


NominalAffixes = dict[str, dict[str, list[NominalAffix]]]
"""Folded suffix → folded ending that it replaces on the base → affixes."""


class Nominal(msgspec.Struct, frozen=True, gc=False):
    """A noun, adjective, participle or masdar as the dictionary lists it, and its token count.

    ``voice`` is ``a``, ``p`` or ``e`` for participles, else empty.
    """

    spelling: str
    lemma: str
    pos: str
    number: str
    gender: str
    verb: str
    form: str
    voice: str
    tokens: float


class ClosedWord(NamedTuple):
    """A function word or number word; ``share`` is the part of its spelling's tokens it takes."""

    spelling: str
    lemma: str
    pos: str
    function: str
    person: int
    number: str
    gender: str
    definite: bool
    share: float
    proclitics: str


class Enclitic(NamedTuple):
    """An attached pronoun; ``attaches`` is ``verb``, ``nominal`` or ``any``."""

    letters: str
    attaches: str
    share: float


class Homograph(NamedTuple):
    """How the tokens of one spelling divide between verbs and other open-class words."""

    verb: float
    nominal: float


Row = TypeVar("Row")


class Rows(Generic[Row]):
    """A large table by folded form; a row stays text until its form is asked for: most never are.

    ``forms``: all its forms.

    Example: ``lexicon().stems["قال"]`` (*he said*) gives the rows of «قال» with that stem.
    """

    def __init__(self, lines: dict[str, str], compile_row: Callable[[str], Row]) -> None:
        """Remember the lines as :func:`index_rows` gives them, and how one is compiled."""
        self.forms = lines.keys()
        self._lines = lines
        self._compile = compile_row
        self._rows: dict[str, tuple[Row, ...]] = {}

    def __getitem__(self, form: str) -> tuple[Row, ...]:
        """The rows of a form, in the order of the table; raises KeyError where there are none."""
        rows = self._rows.get(form)
        if rows is None:
            rows = self._rows[form] = tuple(map(self._compile, self._lines[form].split("\n")))
        return rows


class Lexicon(msgspec.Struct, frozen=True):
    """The compiled tables; every key is folded."""

    stems: Rows[VerbStem]
    nominals: Rows[Nominal]
    closed: dict[str, list[ClosedWord]]
    bound: dict[str, list[ClosedWord]]
    homographs: dict[str, Homograph]
    conjunctions: dict[str, float]
    prepositions: dict[str, float]
    subordinators: dict[str, float]
    futures: dict[str, float]
    article: tuple[str, float]
    enclitics: dict[str, Enclitic]
    free_verb_affixes: dict[tuple[str, str], list[VerbAffix]]
    bound_verb_affixes: dict[tuple[str, str], list[VerbAffix]]
    prefixes: frozenset[str]
    free_nominal_affixes: NominalAffixes
    bound_nominal_affixes: NominalAffixes


def _verb_stem(line: str) -> VerbStem:
    spelling, lemma, form, tense, voice, cells, count = line.split("\t")
    return VerbStem(spelling, lemma, form, tense, voice, cells, float(count))


def _nominal(line: str) -> Nominal:
    spelling, lemma, pos, number, gender, verb, form, voice, count = line.split("\t")
    return Nominal(spelling, lemma, pos, number, gender, verb, form, voice, float(count))


_STEM_HEADER = "stem\tlemma\tform\ttense\tvoice\tcells\tcount"
_NOMINAL_HEADER = "form\tlemma\tpos\tnumber\tgender\tverb\tverb_form\tvoice\tcount"


def fold_table(text: str) -> str:
    """A whole table folded at once: faster than folding its cells. One letter stays one letter."""
    mapping = folding_map()
    for letter in set(text):
        if ord(letter) in mapping:
            text = text.replace(letter, mapping[ord(letter)])
    return text


def index_rows(rows: list[str]) -> dict[str, str]:
    """Rows by their folded first cell; those of one form are joined by line breaks."""
    index: dict[str, str] = {}
    for row, folded in zip(rows, fold_table("\n".join(rows)).split("\n"), strict=True):
        key = folded[: folded.index("\t")]
        index[key] = f"{index[key]}\n{row}" if key in index else row
    return index


def _large_table(name: str, header: str) -> dict[str, str]:
    """A generated table by folded first cell, without a dictionary a row (tens of thousands)."""
    path = LANGUAGE / "text" / f"{name}.tsv"
    try:
        first, *rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except OSError as error:
        raise LanguageDataError(f"{path}: cannot be read ({error.strerror})") from error
    if first != header:
        raise LanguageDataError(f"{path}: the header is not {header!r}")
    return index_rows(rows) if rows else {}


def _verb_affixes(bound: bool) -> dict[tuple[str, str], list[VerbAffix]]:
    """Affixes by (tense and prefix, suffix), as they stand before a pronoun or not."""
    index: dict[tuple[str, str], list[VerbAffix]] = {}
    for row in read_table("text", "verb_affixes"):
        cell = row["cell"]
        suffix = row["suffix"]
        if bound:
            suffix = row["bound_suffix"]
            cell = cell if suffix else cell.lower()
        affix = VerbAffix(
            row["prefix"],
            suffix,
            cell,
            int(row["person"]),
            row["number"],
            row["gender"],
            row["mood"],
            float(row["share"]),
        )
        index.setdefault((row["tense"] + fold(row["prefix"]), suffix), []).append(affix)
    return index


def _nominal_affixes(*places: str) -> NominalAffixes:
    index: NominalAffixes = {}
    for row in read_table("text", "nominal_affixes"):
        if row["place"] in places:
            affix = NominalAffix(
                row["suffix"],
                row["base_ending"],
                fold(row["base_ending"]),
                row["pos"],
                row["place"],
                row["number"],
                row["gender"],
                float(row["share"]),
            )
            endings = index.setdefault(fold(row["suffix"]), {})
            endings.setdefault(affix.base_key, []).append(affix)
    return index


def _closed_words() -> tuple[dict[str, list[ClosedWord]], dict[str, list[ClosedWord]]]:
    free: dict[str, list[ClosedWord]] = {}
    bound: dict[str, list[ClosedWord]] = {}
    for row in read_table("text", "closed_class"):
        word = ClosedWord(
            row["spelling"] or row["form"],
            row["lemma"],
            row["pos"],
            row["function"],
            int(row["person"] or 0),
            row["number"],
            row["gender"],
            bool(row["definite"]),
            float(row["share"]),
            row["proclitics"],
        )
        free.setdefault(row["form"], []).append(word)
        if row["bound"]:
            bound.setdefault(row["bound"], []).append(word)
    return free, bound


def _proclitics(kind: str) -> dict[str, float]:
    return {
        row["letters"]: float(row["share"])
        for row in read_table("text", "proclitics")
        if row["kind"] == kind
    }


def compile_lexicon(
    stems: dict[str, str],
    nominals: dict[str, str],
    homographs: dict[str, Homograph],
) -> Lexicon:
    """The small tables around the given open-class words."""
    closed, bound = _closed_words()
    return Lexicon(
        stems=Rows(stems, _verb_stem),
        nominals=Rows(nominals, _nominal),
        closed=closed,
        bound=bound,
        homographs=homographs,
        conjunctions=_proclitics("conjunction"),
        prepositions=_proclitics("preposition"),
        subordinators=_proclitics("subordinator"),
        futures=_proclitics("future"),
        article=next(iter(_proclitics("article").items())),
        enclitics={
            row["letters"]: Enclitic(row["letters"], row["attaches"], float(row["share"]))
            for row in read_table("text", "enclitics")
        },
        free_verb_affixes=_verb_affixes(bound=False),
        bound_verb_affixes=_verb_affixes(bound=True),
        prefixes=frozenset(fold(row["prefix"]) for row in read_table("text", "verb_affixes")),
        free_nominal_affixes=_nominal_affixes("free", "indefinite", "any"),
        bound_nominal_affixes=_nominal_affixes("bound", "any"),
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with Musnad, read once.

    Raises:
        LanguageDataError: a table is missing or its header is not the expected one.

    Example:
        >>> [stem.lemma for stem in lexicon().stems["قال"]][:1]  # "he said"
        ['قال']
    """
    homographs = {
        row["form"]: Homograph(float(row["verb"] or 0), float(row["nominal"] or 0))
        for row in read_table("text", "homographs")
    }
    return compile_lexicon(
        _large_table("verb_stems", _STEM_HEADER),
        _large_table("nominals", _NOMINAL_HEADER),
        homographs,
    )
