"""How a command ends and what it says on standard error.

Beside these codes: 0 for done, 2 for wrong usage and 130 for an interrupt, which Typer gives.
"""

from __future__ import annotations

import sys

ERROR = 1  # nothing could be read, or the output not written
SOME_FAILED = 3  # some documents failed; the records of the others are complete


def say(message: str) -> None:
    """One line on standard error; half surrogates of file names are escaped."""
    safe = message.encode("utf-8", "backslashreplace").decode()
    print(f"musnad: {safe}", file=sys.stderr)
