"""The text of an article with its marks, as HTML: background and underline only.

A mark adds no padding and no direction of its own, so letters stay joined and the order of words
stays as it is. Each leads to the card of the shortest record on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from musnad.records.analysis import Analysis
from musnad.records.spans import quote
from musnad.surfaces.cards import Section
from musnad.surfaces.html.environment import printable
from musnad.surfaces.html.segments import Segment, cut_at_marks


def mark_text(analysis: Analysis, sections: Sequence[Section], prefix: str = "") -> Markup:
    """The whole text, escaped and marked.

    Args:
        analysis: the article.
        sections: the cards whose words are marked.
        prefix: what ids on the page begin with, for pages of several articles.
    """
    text = analysis.document.text
    cards = [card for section in sections for card in section.cards]
    pieces = (
        _segment(segment, quote(text, segment.span), prefix)
        for segment in cut_at_marks(len(text), cards)
    )
    return Markup("").join(pieces)


def _segment(segment: Segment, text: str, prefix: str) -> Markup:
    """One piece of text, linked to the card of the shortest mark on it.

    Cards are what a keyboard goes through, each with a link to its words; the words are no stops.
    """
    words = _exactly(text)
    if segment.placed:
        classes = " ".join(_classes(segment, prefix))
        target = f"#c-{prefix}{segment.placed[0].record}"
        link = Markup('<a class="{}" href="{}" tabindex="-1">{}</a>')
        words = link.format(classes, target, words)
    for record in segment.begins:
        words = Markup('<span id="{}">{}</span>').format(f"w-{prefix}{record}", words)
    return words


def _exactly(text: str) -> Markup:
    """Escaped so that a browser keeps every character: it would drop the CR of a written CR LF."""
    return Markup(str(escape(printable(text))).replace("\r", "&#13;"))


def _classes(segment: Segment, prefix: str) -> Iterator[str]:
    yield from dict.fromkeys(placed.mark.role for placed in segment.placed)
    yield from dict.fromkeys(f"r-{prefix}{placed.record}" for placed in segment.placed)
