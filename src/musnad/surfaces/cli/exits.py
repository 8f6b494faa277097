"""How a command ends and what it says on standard error."""

from __future__ import annotations

import os
import sys

ERROR = 1  # nothing could be read, or the output not written
USAGE = 2  # the command line is wrong
SOME_FAILED = 3  # some documents failed; the records of the others are complete
INTERRUPTED = 130  # by Ctrl-C


def say(message: str) -> None:
    """One line on standard error; half surrogates of file names are escaped."""
    safe = message.encode("utf-8", "backslashreplace").decode()
    print(f"musnad: {safe}", file=sys.stderr)


def close_quietly() -> None:
    """After the reader of a pipe has gone: nothing more can be written, not even on exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
