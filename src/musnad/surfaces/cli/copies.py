"""``musnad copies``: articles of a project that print the same words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.surfaces.cli.filters import asking
from musnad.surfaces.cli.listing import AsJson, AsLines, Limit, Listing

if TYPE_CHECKING:
    from musnad.store.query import Query

EXAMPLE = "Example: musnad copies syria --article talks-1"


@asking
def copies(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A project.")],
    query: Query,
    article: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Compare the copies of this article: what each leaves out and adds, a denial "
            "among them. Its id, or its number in the project.",
        ),
    ] = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
) -> None:
    """List the groups of copies that have an article which passes every filter, the largest first.

    Two articles are copies when at least half of the runs of six words of the shorter one stand
    in the other; the first published stands for its group.
    """
    # Slow to import.
    from musnad.corpus.articles import article_number  # noqa: PLC0415
    from musnad.corpus.copies import copies_of, copy_groups  # noqa: PLC0415
    from musnad.corpus.differences import group_differences  # noqa: PLC0415
    from musnad.store.project import Project  # noqa: PLC0415
    from musnad.surfaces.corpus_views import show_difference, show_group  # noqa: PLC0415
    from musnad.surfaces.terminal import style_for  # noqa: PLC0415

    listing = Listing(limit, as_json=as_json, as_lines=as_lines)
    style = style_for(sys.stdout)
    with Project.open(folder).engine.connect() as connection:
        if article is None:
            groups = copy_groups(connection, query)
            listing.show(groups, lambda group: show_group(group, style), "groups of copies")
            return
        mine = copies_of(connection, article_number(connection, article))
        differences = group_differences(connection, mine) if mine is not None else ()
        listing.show(differences, lambda one: show_difference(one, style), "copies")
