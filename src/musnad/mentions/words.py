"""What kind of word stands at a token, for the grammar of noun phrases.

Input: a token. Output: one small record, cached by form: noun or not, definite, unknown to the
lexicon, and so on. The grammar asks nothing else of the morphology.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.mentions.gazetteer import Nationality, name_words, nationalities
from musnad.mentions.heads import article_letters
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import Analysis, analyse, commonness, splits

_NOMINAL = frozenset({"noun", "adj", "participle", "masdar", "number"})
_MOSTLY = 0.5
_SOMETIMES = 0.25
_STRANGE = 0.1  # tokens of the lexicon's corpus below which a form may be a name


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word form as the phrase grammar sees it.

    Attributes:
        cut: folded letters of its proclitics.
        bare: the folded word without proclitics and article.
        nominal: mostly a noun, adjective or participle.
        verb: mostly a verb; ``verbal``: often one.
        closed: a function word: preposition, particle, pronoun, conjunction.
        unknown: the lexicon has no reading for it.
        definite: written with the article.
        possessed: ends in an attached pronoun.
        accusative: an indefinite accusative, which ends a phrase («رسميا», *officially*).
        adjective: can be an adjective; ``attributive``: that or a participle.
        plural: a masculine plural adjective or participle, which only people take.
        given, family: can be part of a personal name; ``doubtful`` ones are words too.
    """

    cut: int
    bare: str
    nominal: bool
    verb: bool
    verbal: bool
    closed: bool
    unknown: bool
    definite: bool
    possessed: bool
    accusative: bool
    given: bool
    doubtful_given: bool
    family: bool
    doubtful_family: bool
    adjective: bool
    attributive: bool
    plural: bool
    nationality: Nationality | None


@lru_cache(maxsize=200_000)
def read_word(norm: str, text: str) -> Word:
    """Classify a word form."""
    readings = analyse(norm, text)
    share = {"nominal": 0.0, "verb": 0.0, "closed": 0.0}
    for reading in readings:
        kind = (
            "verb" if reading.pos == "verb" else "nominal" if reading.pos in _NOMINAL else "closed"
        )
        share[kind] += reading.rank
    best = readings[0] if readings else None
    cut = best.cut if best is not None else 0
    stem = norm[cut:]
    article = article_letters()
    definite = best.definite if best is not None else stem.startswith(article)
    bare = stem[len(article) :] if stem.startswith(article) and len(stem) > 3 else stem
    names = name_words()
    is_closed = share["closed"] >= _MOSTLY
    is_nominal = share["nominal"] >= _SOMETIMES and share["nominal"] >= share["verb"]
    return Word(
        cut=cut,
        bare=bare,
        nominal=is_nominal,
        verb=share["verb"] >= _MOSTLY,
        verbal=share["verb"] >= _SOMETIMES,
        closed=is_closed,
        unknown=not readings,
        definite=(definite and is_nominal) or (not readings and stem.startswith(article)),
        possessed=bool(best is not None and best.enclitic),
        accusative=norm.endswith(_accusative()) and not definite and is_nominal,
        given=stem in names.given and not is_closed,
        doubtful_given=stem in names.doubtful_given and not is_closed,
        family=stem in names.family and not is_closed,
        doubtful_family=stem in names.doubtful_family and not is_closed,
        adjective=any(r.pos == "adj" and r.rank >= _SOMETIMES / 2 for r in readings),
        attributive=sum(r.rank for r in readings if r.pos in ("adj", "participle")) >= _SOMETIMES,
        plural=_is_people_plural(best),
        nationality=find_nationality(norm),
    )


def _is_people_plural(best: Analysis | None) -> bool:
    """A masculine plural, which describes people: «المسلحين» (*the armed men*)."""
    if best is None or best.pos not in ("adj", "participle"):
        return False
    return best.number == "p" and best.gender == "m"


@lru_cache(maxsize=1)
def _accusative() -> str:
    return next(fold(row["form"]) for row in read_table("mentions", "accusative_endings"))


@lru_cache(maxsize=100_000)
def is_strange(norm: str, text: str) -> bool:
    """Whether a word is unknown, or can be read only as a form that hardly ever occurs."""
    word = read_word(norm, text)
    if word.closed or word.nationality is not None:
        return False
    return word.unknown or commonness(norm) < _STRANGE


@lru_cache(maxsize=50_000)
def find_nationality(norm: str) -> Nationality | None:
    """The nationality a word form expresses, its article and proclitics taken off."""
    article = article_letters()
    for _, rest in splits(norm):
        stem = rest[len(article) :] if rest.startswith(article) else rest
        found = nationalities().get(stem)
        if found is not None and len(stem) > 2:
            return found
    return None


@lru_cache(maxsize=1)
def small_words() -> dict[str, frozenset[str]]:
    """Kind → folded forms, from ``lang/ar/mentions/small_words.tsv``."""
    kinds: dict[str, set[str]] = {}
    for row in read_table("mentions", "small_words"):
        kinds.setdefault(row["kind"], set()).add(fold(row["form"]))
    return {kind: frozenset(forms) for kind, forms in kinds.items()}
