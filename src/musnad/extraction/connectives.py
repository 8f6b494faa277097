"""The small words that hold clauses together: conjunctions, particles, prepositions."""

from __future__ import annotations

from functools import lru_cache

from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import splits


@lru_cache(maxsize=1)
def connectives() -> dict[str, frozenset[str]]:
    """Kind → folded forms, from ``lang/ar/extraction/connectives.tsv``."""
    kinds: dict[str, set[str]] = {}
    for row in read_table("extraction", "connectives"):
        kinds.setdefault(row["kind"], set()).add(fold(row["form"]))
    return {kind: frozenset(forms) for kind, forms in kinds.items()}


@lru_cache(maxsize=1)
def anonymity_words() -> frozenset[str]:
    """«اسمه», «هويته»: what a source asks not to be told."""
    return frozenset(fold(row["form"]) for row in read_table("extraction", "anonymity"))


@lru_cache(maxsize=1)
def inna_letters() -> frozenset[str]:
    """The letters, as printed, that tell «إن» from «أن» where print keeps them apart."""
    return frozenset(row["form"] for row in read_table("extraction", "inna_letters"))


@lru_cache(maxsize=20_000)
def is_kind(norm: str, kind: str) -> bool:
    """Whether a word is of a kind, with or without a conjunction written on it («ولم»)."""
    forms = connectives()[kind]
    if norm in forms:
        return True
    return norm[:1] in connectives()["coordinator"] and norm[1:] in forms


@lru_cache(maxsize=50_000)
def that_prefix(norm: str) -> str | None:
    """The preposition written on a form of «أن», empty for none; None for any other word.

    «بأنها» (*that she*, after a verb that takes «بـ») gives ``ب``.
    """
    kinds = connectives()
    for cut, rest in splits(norm):
        for that in kinds["that"]:
            if rest == that or (rest.startswith(that) and rest[len(that) :] in kinds["pronoun"]):
                return norm[:cut] if rest != norm else ""
    return None
