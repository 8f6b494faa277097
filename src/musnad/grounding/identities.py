"""Who an entity is across documents: one id for the same person, body or place everywhere.

Input: an entity of one article. Output: an id that the same one has in every article, or None for
what only the article itself can tell apart, such as «متحدث» (*a spokesman*).
"""

from __future__ import annotations

import hashlib
import re

from musnad.records.assertions import Entity
from musnad.text.tokens import find_tokens

IDENTITY = re.compile(r"Q\d+|ac-[0-9a-f]{10}")
_PROPER = ("name", "metonym")
_LEAST_WORDS = 2  # of a person's name that says who it is without a country


def identity(entity: Entity) -> str | None:
    """The Wikidata id; else one made from the name and its context.

    A known entity goes by its kind and its English name, which is one for all spellings. Another
    goes by its kind, the words of its name and its country; a person named with one word, and a
    body (وزارة الداخلية, *the interior ministry*), only with a country.

    Returns:
        ``Q7747``, or ``ac-`` and ten hexadecimal digits; None for an entity without a name.
    """
    if entity.wikidata is not None:
        return entity.wikidata
    if not any(mention.form in _PROPER for mention in entity.mentions):
        return None
    if entity.name_en is not None:
        context = entity.country or "" if entity.kind == "place" else ""
        return _made(entity.kind, entity.name_en.casefold(), context)
    words = [token.norm for token in find_tokens(entity.name) if token.kind != "mark"]
    alone = entity.kind == "organisation" or (entity.kind == "person" and len(words) < _LEAST_WORDS)
    if not words or (alone and entity.country is None):
        return None
    return _made(entity.kind, " ".join(words), entity.country or "")


def _made(*parts: str) -> str:
    natural = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return f"ac-{hashlib.blake2b(natural, digest_size=5).hexdigest()}"
