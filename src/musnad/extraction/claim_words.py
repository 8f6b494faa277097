"""The words of claims: verbs that deny, doubt or confirm, and words that stand for a charge."""

from __future__ import annotations

from functools import lru_cache

from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import analyse, splits

_LIKELY = 0.2  # share from which a reading of a form is worth considering


@lru_cache(maxsize=1)
def claim_words() -> dict[str, frozenset[str]]:
    """Kind → folded forms, from ``lang/ar/extraction/claim_words.tsv``."""
    kinds: dict[str, set[str]] = {}
    for row in read_table("extraction", "claim_words"):
        kinds.setdefault(row["kind"], set()).add(fold(row["form"]))
    return {kind: frozenset(forms) for kind, forms in kinds.items()}


@lru_cache(maxsize=50_000)
def is_claim_verb(norm: str, text: str, kind: str) -> bool:
    """Whether a word is a verb of a kind, in any of its forms."""
    verbs = claim_words()[kind]
    return any(
        reading.rank >= _LIKELY
        and (reading.lemma if reading.pos == "verb" else reading.verb) in verbs
        for reading in analyse(norm, text)
    )


@lru_cache(maxsize=50_000)
def is_claim_word(norm: str, kind: str) -> bool:
    """Whether a word, its proclitics taken off, is of a kind."""
    forms = claim_words()[kind]
    return any(rest in forms for _, rest in splits(norm))


@lru_cache(maxsize=50_000)
def is_verb(norm: str, text: str) -> bool:
    """Whether a word is read as a finite verb first."""
    best = next(iter(analyse(norm, text)), None)
    return best is not None and best.pos == "verb"
