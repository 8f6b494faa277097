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


def mark_text(
    analysis: Analysis, sections: Sequence[Section], prefix: str = "", *, links: bool = True
) -> Markup:
    """The whole text, escaped and marked.

    Args:
        analysis: the article.
        sections: the cards whose words are marked.
        prefix: what ids on the page begin with, for pages of several articles.
        links: whether marks lead to their cards; not where the page has a single one.
    """
    text = analysis.document.text
    cards = [card for section in sections for card in section.cards]
    pieces = (
        _segment(segment, quote(text, segment.span), prefix, links=links)
        for segment in cut_at_marks(len(text), cards)
    )
    return Markup("").join(pieces)


def _segment(segment: Segment, text: str, prefix: str, *, links: bool) -> Markup:
    """One piece of text, linked to the card of the shortest mark on it.

    Cards are what a keyboard goes through, each with a link to its words; the words are no stops.
    """
    words = _exactly(text)
    if segment.placed:
        classes = " ".join(_classes(segment, prefix))
        target = f"#c-{prefix}{segment.placed[0].record}" if links else None
        words = _mark(classes, target, words)
    for record in segment.begins:
        words = Markup('<span id="{}">{}</span>').format(f"w-{prefix}{record}", words)
    return words


def _mark(classes: str, target: str | None, words: Markup) -> Markup:
    """Marked words; blanks between marks lead nowhere, for a link without words has no name."""
    if target is None or not words.strip():
        return Markup('<span class="{}">{}</span>').format(classes, words)
    return Markup('<a class="{}" href="{}" tabindex="-1">{}</a>').format(classes, target, words)


def _exactly(text: str) -> Markup:
    """Escaped so that a browser keeps every character: it would drop the CR of a written CR LF."""
    return Markup(str(escape(printable(text))).replace("\r", "&#13;"))


def _classes(segment: Segment, prefix: str) -> Iterator[str]:
    yield from dict.fromkeys(placed.mark.role for placed in segment.placed)
    yield from dict.fromkeys(f"r-{prefix}{placed.record}" for placed in segment.placed)
