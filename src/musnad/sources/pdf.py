"""PDF files, read only when their text layer is whole.

Input: the bytes of a PDF. Output: its text, with a warning in the log, for no PDF says in which
order its lines are read. Refused: a text layer of presentation forms, of words spelt backwards, or
without letters, which would give wrong names and wrong words in silence.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import Any

from musnad.errors import SourceError
from musnad.rules.tables import read_table
from musnad.sources.documents import Metadata

MAX_PAGES = 500
_LOGGER = logging.getLogger(__name__)
_PRESENTATION = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
_LETTERS = re.compile(r"[\u0620-\u064a]+")
_MAX_PRESENTATION_SHARE = 0.02
_MAX_BACKWARD_SHARE = 0.02  # of the words begin with a letter that only ends words
_BROKEN = "broken-text-layer"


def read_pdf(content: bytes, place: str) -> tuple[str, Metadata]:
    """The text of a PDF, page after page, and its title.

    Raises:
        SourceError: class ``broken-text-layer``; ``pdf`` for what is damaged or locked, or when
            the extra ``pdf`` is not installed.
    """
    try:
        import pypdfium2  # noqa: PLC0415
    except ImportError as error:
        raise SourceError("PDF is read with `pip install 'musnad[pdf]'`", error="pdf") from error
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"not a PDF that can be read: {error}", error="pdf") from error
    try:
        text = "\n".join(_page_text(document[n]) for n in range(min(len(document), MAX_PAGES)))
        title = str(document.get_metadata_value("Title")).strip() or None
    finally:
        document.close()
    check_text_layer(text)
    _LOGGER.warning(
        "%s: the text of a PDF may be out of order; compare the records with the page", place
    )
    return text, Metadata(title=title)


def _page_text(page: Any) -> str:
    return str(page.get_textpage().get_text_bounded()).replace("\r\n", "\n")


def check_text_layer(text: str) -> None:
    """Raise SourceError, class ``broken-text-layer``, for text that is not what the page shows."""
    words = _LETTERS.findall(text)
    forms = len(_PRESENTATION.findall(text))
    letters = sum(map(len, words)) + forms
    if not letters:
        raise SourceError("no Arabic letters in its text layer: a scan?", error=_BROKEN)
    if forms > _MAX_PRESENTATION_SHARE * letters:
        raise SourceError("its text layer holds shapes of letters, not letters", error=_BROKEN)
    backward = sum(word[0] in _only_last() for word in words if len(word) > 1)
    if backward > _MAX_BACKWARD_SHARE * len(words):
        raise SourceError("its text layer spells words backwards", error=_BROKEN)


@lru_cache(maxsize=1)
def _only_last() -> frozenset[str]:
    return frozenset(row["letter"] for row in read_table("sources", "only_last_letters"))
