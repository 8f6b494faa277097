"""The page: each article's text with its records marked, and their cards.

Input: analyses. Output: one HTML document, right to left, without scripts and without anything to
fetch. Links lead from words to cards and back; the browser's ``:target`` lights up both. Everything
that comes from outside is escaped; Latin values are isolated from the Arabic around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from musnad.records.analysis import Analysis
from musnad.surfaces.cards import MarkRole, make_sections
from musnad.surfaces.html.environment import make_environment
from musnad.surfaces.html.marking import mark_text
from musnad.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

LEGEND: tuple[tuple[MarkRole, str], ...] = (
    ("content", "said"),
    ("cue", "cue"),
    ("speaker", "speaker"),
    ("trigger", "trigger"),
    ("time", "when"),
    ("place", "where"),
    ("mention", "entities"),
)


def render_page(analyses: Sequence[Analysis]) -> str:
    """The page of all articles, in their order; a page without articles for none."""
    articles = [_article(number, analysis) for number, analysis in enumerate(analyses, start=1)]
    return _template().render(articles=articles, legend=LEGEND, version=__version__, words="arabic")


def web_address(url: str | None) -> str | None:
    """An address that a page may link to, else None.

    Example:
        >>> web_address("javascript:alert(1)") is None
        True
    """
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # no address at all, such as «http://[»
        return None


@lru_cache(maxsize=1)
def _template() -> Template:
    return make_environment().get_template("page.html.j2")


def _article(number: int, analysis: Analysis) -> dict[str, object]:
    sections = make_sections(analysis)
    prefix = f"a{number}-"  # the same text given twice has the same ids twice
    return {
        "prefix": prefix,
        "document": analysis.document,
        "url": web_address(analysis.document.url),
        "sections": sections,
        "text": mark_text(analysis, sections, prefix),
        "records": [prefix + card.id for section in sections for card in section.cards],
    }
