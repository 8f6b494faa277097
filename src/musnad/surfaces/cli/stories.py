"""``musnad stories``: reports of a project on the same matter, over days."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.surfaces.cli.filters import asking
from musnad.surfaces.cli.listing import AsJson, AsLines, Limit, Listing

if TYPE_CHECKING:
    from musnad.store.query import Query

EXAMPLE = "Example: musnad stories syria --type ASSAULT --since 2016-10-01"


@asking
def stories(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project.")],
    query: Query,
    article: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Show the story of this article with all its reports. Its id, or its number in "
            "the project.",
        ),
    ] = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
) -> None:
    """List the stories that have an article which passes every filter, the largest first.

    A story is reports on the same matter, each published within three days of the one it follows.
    Copies of one article count as one report.
    """
    # Slow to import.
    from musnad.corpus import stories as reading  # noqa: PLC0415
    from musnad.corpus.articles import article_number  # noqa: PLC0415
    from musnad.store.project import Project  # noqa: PLC0415
    from musnad.surfaces.corpus_views import show_story  # noqa: PLC0415
    from musnad.surfaces.terminal import style_for  # noqa: PLC0415

    listing = Listing(limit, as_json=as_json, as_lines=as_lines)
    style = style_for(sys.stdout)
    with Project.open(folder).engine.connect() as connection:
        if article is None:
            found = reading.stories(connection, query)
            listing.show(found, lambda story: show_story(story, style, most=3), "stories")
            return
        story = reading.story_of(connection, article_number(connection, article))
        only = [story] if story is not None else []
        listing.show(only, lambda story: show_story(story, style), "stories")
