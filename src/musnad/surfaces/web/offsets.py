"""Places in a text as browsers count them: in UTF-16 code units, not in code points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable


def in_browser(text: str) -> Callable[[int], int]:
    """From an offset in code points to one in UTF-16.

    Example:
        >>> in_browser("😀 قال")(2)  # "said" comes after a sign of two units and a space
        3
    """
    wide = [place for place, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)
