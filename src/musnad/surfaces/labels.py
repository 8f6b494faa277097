"""What the surfaces call things, in English and in Arabic: ``surfaces/labels.tsv``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from musnad.rules.tables import read_rows

_TABLE = Path(__file__).parent / "labels.tsv"


@lru_cache(maxsize=2)
def labels(language: Literal["english", "arabic"]) -> dict[str, str]:
    """Key → label. A key that is not in the table, such as ``AGREE``, is its own label."""
    return {row["key"]: row[language] for row in read_rows(_TABLE)}


def label(key: str, language: Literal["english", "arabic"]) -> str:
    """The label of a key, or the key.

    Example:
        >>> label("speaker", "arabic"), label("AGREE", "arabic")  # "the one who says"
        ('القائل', 'AGREE')
    """
    return labels(language).get(key, key)
