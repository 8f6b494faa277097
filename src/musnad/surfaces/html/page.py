"""The page: each article's text with its records marked, and their cards.

Input: analyses. Output: one HTML document, right to left, without scripts and without anything to
fetch. Links lead from words to cards and back; the browser's ``:target`` lights up both. Everything
that comes from outside is escaped; Latin values are isolated from the Arabic around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from musnad.records.analysis import Analysis
from musnad.records.spans import quote
from musnad.surfaces.cards import MarkRole, Section, make_sections
from musnad.surfaces.html.segments import Segment, cut_at_marks
from musnad.surfaces.labels import label, labels
from musnad.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent
# Characters that HTML does not allow, shown as a replacement character; line ends and tabs stay.
_NOT_IN_HTML = {c: "\ufffd" for c in (*range(32), *range(0x7F, 0xA0)) if chr(c) not in "\t\n\r"}
_LEGEND: tuple[tuple[MarkRole, str], ...] = (
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
    return _template().render(articles=articles, legend=_LEGEND, version=__version__)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["label"] = lambda key: label(key, "arabic")
    environment.filters["gloss"] = lambda key: label(key, "english")
    environment.filters["printable"] = _printable
    environment.tests["labelled"] = lambda key: key in labels("arabic")
    return environment.get_template("page.html.j2")


def _article(number: int, analysis: Analysis) -> dict[str, object]:
    sections = make_sections(analysis)
    prefix = f"a{number}-"  # the same text given twice has the same ids twice
    url = analysis.document.url
    return {
        "prefix": prefix,
        "document": analysis.document,
        "url": url if url and urlsplit(url).scheme in ("http", "https") else None,
        "sections": sections,
        "text": _marked_text(analysis, sections, prefix),
        "records": [prefix + card.id for section in sections for card in section.cards],
    }


def _marked_text(analysis: Analysis, sections: Sequence[Section], prefix: str) -> Markup:
    text = analysis.document.text
    cards = [card for section in sections for card in section.cards]
    pieces = (
        _segment(segment, quote(text, segment.span), prefix)
        for segment in cut_at_marks(len(text), cards)
    )
    return Markup("").join(pieces)


def _segment(segment: Segment, text: str, prefix: str) -> Markup:
    """One piece of text, linked to the card of the shortest mark on it."""
    words = escape(_printable(text))
    if segment.placed:
        classes = " ".join(_classes(segment, prefix))
        target = f"#c-{prefix}{segment.placed[0].record}"
        words = Markup('<a class="{}" href="{}">{}</a>').format(classes, target, words)
    for record in segment.begins:
        words = Markup('<span id="{}">{}</span>').format(f"w-{prefix}{record}", words)
    return words


def _classes(segment: Segment, prefix: str) -> Iterator[str]:
    yield from dict.fromkeys(placed.mark.role for placed in segment.placed)
    yield from dict.fromkeys(f"r-{prefix}{placed.record}" for placed in segment.placed)


def _printable(text: str) -> str:
    return text.translate(_NOT_IN_HTML)
