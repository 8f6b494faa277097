"""The command line: one file a command. Data on standard output, all else on standard error."""

from __future__ import annotations

import sys

import typer

from musnad.errors import MusnadError
from musnad.surfaces.cli import (
    backup,
    bench,
    changes,
    copies,
    demo,
    diff,
    doctor,
    evaluate,
    explain,
    export,
    ingest,
    init,
    read,
    remove,
    restore,
    schema,
    search,
    serve,
    sources,
    stories,
    user,
    verify,
    watch,
)
from musnad.surfaces.cli.exits import ERROR, say
from musnad.version import __version__

app = typer.Typer(
    name="musnad",
    help="Read Arabic news: who said what, who is meant, and when, each with its words.",
    epilog="Example: musnad read article.txt --published 2016-10-04",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"musnad {__version__}")
        raise typer.Exit


@app.callback()
def _musnad(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Print the version."
    ),
) -> None:
    pass


app.command(epilog=read.EXAMPLE)(read.read)
app.command(epilog=export.EXAMPLE)(export.export)
app.command(epilog=init.EXAMPLE)(init.init)
app.command(epilog=ingest.EXAMPLE)(ingest.ingest)
app.command(epilog=watch.EXAMPLE)(watch.watch)
app.command(epilog=sources.EXAMPLE)(sources.sources)
app.command(epilog=search.EXAMPLE)(search.search)
app.command(epilog=copies.EXAMPLE)(copies.copies)
app.command(epilog=stories.EXAMPLE)(stories.stories)
app.command(epilog=changes.EXAMPLE)(changes.changes)
app.command(epilog=diff.EXAMPLE)(diff.diff)
app.command(epilog=remove.EXAMPLE)(remove.remove)
app.command(epilog=verify.EXAMPLE)(verify.verify)
app.command(epilog=doctor.EXAMPLE)(doctor.doctor)
app.command(epilog=backup.EXAMPLE)(backup.backup)
app.command(epilog=restore.EXAMPLE)(restore.restore)
app.command(epilog=explain.EXAMPLE)(explain.explain)
app.command(epilog=evaluate.EXAMPLE)(evaluate.evaluate)
app.command(epilog=bench.EXAMPLE)(bench.bench)
app.command(epilog=schema.EXAMPLE)(schema.schema)
app.command(epilog=demo.EXAMPLE)(demo.demo)
app.command(epilog=serve.EXAMPLE)(serve.serve)
app.command(epilog=user.EXAMPLE)(user.user)


def main() -> None:
    """Run the command line; errors become one line on standard error and exit code 1.

    Typer ends an interrupt with 130 and a pipe that nobody reads any more with 1, both silently.
    """
    try:
        app()
    except (MusnadError, OSError) as error:
        say(str(error))
        sys.exit(ERROR)
