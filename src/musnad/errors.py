"""Everything Musnad raises.

::

    MusnadError
    ├── SourceError         a document cannot be read: what, where, what to do
    ├── LanguageDataError   a table or rule of ours is wrong: file and line
    ├── StoreError          a project cannot be made, opened, read or written
    └── PipelineError       a stage broke its contract
        └── StageError      a stage failed on a document

A message says what went wrong, where, and what the user can do about it.
"""

from __future__ import annotations


class MusnadError(Exception):
    """Base of every error Musnad raises on purpose."""


class SourceError(MusnadError):
    """A document cannot be read: missing, binary, undecodable, too large, not Arabic.

    Attributes:
        error: short class of what is wrong, e.g. ``empty``; becomes ``Failure.error``.
    """

    def __init__(self, message: str, *, error: str) -> None:
        super().__init__(message)
        self.error = error


class LanguageDataError(MusnadError):
    """A table or a rule file that ships with Musnad is malformed."""


class PipelineError(MusnadError):
    """A stage read or wrote what it had not declared, or failed."""


class StageError(PipelineError):
    """A stage failed on a document. ``stage``: its name; the cause is the error it raised."""

    def __init__(self, stage: str, message: str) -> None:
        """Remember which stage failed."""
        super().__init__(f"{stage}: {message}")
        self.stage = stage


class StoreError(MusnadError):
    """A project cannot be made, opened, read or written; or a query asks what cannot be asked."""
