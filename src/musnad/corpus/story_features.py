"""What an article is about, as weighted features by which reports of one story are alike.

Input: the records of an article. Output: features, each a whole number made from an entity, a place
or a word, with a weight that is great for what few articles have. Weights come from the tables that
ship with Musnad and never from the project, so an article has the same features everywhere.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from functools import lru_cache

from musnad.grounding.identities import identity
from musnad.records.analysis import Analysis
from musnad.records.assertions import Entity
from musnad.store.index import bare
from musnad.text.lexicon import lexicon
from musnad.text.morphology import analyse
from musnad.text.tokens import find_tokens

_LEAD = 1200  # letters of the text; news tells first what it is about
_TITLE = 2.0  # a word of the title counts so much more
_COMMONEST = 7000.0  # tokens of the commonest word in the corpus the lexicon was counted on
_RARE = 3.0  # tokens assumed of a word that the lexicon does not have, mostly a name
_LEAST = 2.0  # weight below which a word says nothing of the subject
_KINDS = {"person": 5.0, "organisation": 4.0, "place": 4.0, "group": 3.0}
_COUNTRY = 1.5  # weight of a country, which many articles have
_PRESS = "JRN"
_MOST = 48  # features of an article, the heaviest
_FUNCTION = ("particle", "pronoun", "number", "prep", "conj")

Features = dict[int, float]


def story_features(analysis: Analysis) -> Features:
    """The heaviest features, with weights of which the squares add up to 1; empty for no words."""
    weights: dict[str, float] = {}
    for name, weight in (*_entities(analysis), *_words(analysis)):
        weights[name] = weights.get(name, 0.0) + weight
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest))
    return {_number(name): weight / length for name, weight in heaviest}


def likeness(one: Features, other: Features) -> float:
    """From 0 for nothing in common to 1 for the same: the cosine of the two."""
    if len(other) < len(one):
        one, other = other, one
    # fsum does not depend on the order of the features, so the likeness is the same both ways.
    return math.fsum(weight * other.get(feature, 0.0) for feature, weight in one.items())


def _entities(analysis: Analysis) -> Iterator[tuple[str, float]]:
    for entity in analysis.entities:
        who = identity(entity)
        if who is not None and _PRESS not in entity.sectors:
            yield who, _entity_weight(entity) * (1 + math.log(len(entity.mentions)))


def _entity_weight(entity: Entity) -> float:
    if entity.kind == "place" and entity.wikidata is not None:
        return _COUNTRY
    return _KINDS[entity.kind]


def _words(analysis: Analysis) -> Iterator[tuple[str, float]]:
    seen: dict[str, float] = {}
    for token in find_tokens(analysis.document.title or ""):
        if token.kind == "word":
            seen[bare(token.norm, token.text)] = _TITLE
    for token in find_tokens(analysis.document.text[:_LEAD]):
        if token.kind == "word":
            seen.setdefault(bare(token.norm, token.text), 1.0)
    for word, factor in seen.items():
        weight = word_weight(word)
        if weight >= _LEAST:
            yield word, weight / 2 * factor


@lru_cache(maxsize=100_000)
def word_weight(word: str) -> float:
    """How much a folded word says of what a text is about: the rarer in news the more.

    Example:
        >>> word_weight("هدنه") > word_weight("قال"), word_weight("الذي")  # truce, said, who
        (True, 0.0)
    """
    readings = analyse(word)
    if not readings:
        return math.log(_COMMONEST / _RARE)
    best = readings[0]
    if best.pos in _FUNCTION:
        return 0.0
    return math.log(_COMMONEST / max(_RARE, *_tokens(best.lemma, best.verb or best.lemma)))


def _tokens(nominal: str, verb: str) -> Iterator[float]:
    """Counts of a noun and of a verb in the corpus the lexicon was counted on; 0 without one."""
    yield 0.0
    if nominal in lexicon().nominals.forms:
        yield from (row.tokens for row in lexicon().nominals[nominal])
    if verb in lexicon().stems.forms:
        yield from (row.tokens for row in lexicon().stems[verb])


def _number(feature: str) -> int:
    """63 bits: the widest whole number that both databases keep."""
    name = feature.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest()) >> 1
