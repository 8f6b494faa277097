"""Which reader made a record: the version, and a digest of the code and the tables that read.

Two installations with the same name read the same text alike.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from musnad.rules.tables import ROOT
from musnad.version import __version__

_PARTS = (
    "records",
    "text",
    "mentions",
    "grounding",
    "extraction",
    "rules",
    "lang",
    "codes",
    "knowledge",
)
_DIGITS = 10


@lru_cache(maxsize=1)
def reader_name() -> str:
    """For example ``0.1.0+3f9a1c20b7``."""
    digest = hashlib.blake2b(digest_size=_DIGITS // 2)
    files = [path for part in _PARTS for path in (ROOT / part).rglob("*")]
    for path in sorted(path for path in files if path.suffix in (".py", ".tsv", ".yaml")):
        content = hashlib.blake2b(path.read_bytes()).digest()
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + content)
    return f"{__version__}+{digest.hexdigest()}"
