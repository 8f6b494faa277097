"""What the corpus knows, on a terminal: copies and their differences, stories.

Arabic stands on lines of its own, as in :mod:`musnad.surfaces.terminal`.
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.corpus.articles import Headline
from musnad.corpus.copies import CopyGroup
from musnad.corpus.differences import CopyDifference, Dropped
from musnad.corpus.stories import Story
from musnad.surfaces.labels import label
from musnad.surfaces.terminal import PLAIN, Style, one_line_each


def show_headline(article: Headline, style: Style = PLAIN, *, facts: str = "") -> Iterator[str]:
    """An article: a line of Latin facts, then its outlet and title on lines of their own."""
    published = article.published or label("unknown_date", "english")
    more = f" · {facts}" if facts else ""
    yield f"   {style.faint}{article.id} · {published}{more}{style.off}"
    for text in filter(None, (article.outlet, article.title)):
        yield f"      {' '.join(one_line_each(text))}"


def show_group(group: CopyGroup, style: Style = PLAIN) -> Iterator[str]:
    """A group of copies, the one that stands for it first."""
    count = f"{len(group.copies)} {label('copies', 'english')}"
    yield f"{style.strong}{count}{style.off}"
    for copy in group.copies:
        share = "" if copy.containment is None else f"{copy.containment:.0%}"
        yield from show_headline(copy.article, style, facts=share)


def show_difference(difference: CopyDifference, style: Style = PLAIN) -> Iterator[str]:
    """What a copy leaves out of the article that stands for its group, and what it adds."""
    comparison = difference.comparison
    yield from show_headline(difference.copy, style, facts=f"{comparison.containment:.0%}")
    for name in ("only_here", "only_there"):
        for dropped in getattr(comparison, name):
            yield from _dropped(name, dropped, style)


def _dropped(name: str, dropped: Dropped, style: Style) -> Iterator[str]:
    what = f"{label(dropped.kind, 'english')} · {label(dropped.code, 'english')}"
    yield f"   {label(name, 'english')}: {style.strong}{what}{style.off}"
    for line in one_line_each(dropped.words):
        yield f"      {line}"


def show_story(story: Story, style: Style = PLAIN, *, most: int | None = None) -> Iterator[str]:
    """A story: its counts and days, its title, and its reports, copies left out.

    Args:
        story: what is shown.
        style: of the terminal.
        most: reports that are shown; None for all.
    """
    reports = [report for report in story.reports if report.copy_of == report.article.number]
    copies = len(story.reports) - len(reports)
    days = " – ".join(dict.fromkeys(filter(None, (story.since, story.until))))
    counted = [(story.count, "reports"), (story.outlets, "outlets"), (copies, "copies")]
    facts = [f"{count} {label(name, 'english')}" for count, name in counted if count]
    yield f"{style.strong}{' · '.join(filter(None, [days, *facts]))}{style.off}"
    for line in one_line_each(story.title or ""):
        yield f"   {style.strong}{line}{style.off}"
    for report in reports[:most]:
        yield from show_headline(report.article, style)
    if most is not None and len(reports) > most:
        yield f"   {style.faint}… {len(reports) - most}{style.off}"
