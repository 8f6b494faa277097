"""Musnad reads Arabic news: who said what, who is meant, and when, each with its words.

::

    import musnad

    analysis = musnad.read("قال الوزير إن المحادثات مستمرة.", published="2016-10-04")
    for statement in analysis.statements:
        print(statement.form, [analysis.words(span) for span in statement.content])
"""

from musnad.errors import MusnadError, SourceError
from musnad.reader import read, read_document, read_documents
from musnad.records import Analysis, Document, Failure, Span
from musnad.version import __version__

__all__ = [
    "Analysis",
    "Document",
    "Failure",
    "MusnadError",
    "SourceError",
    "Span",
    "__version__",
    "read",
    "read_document",
    "read_documents",
]
