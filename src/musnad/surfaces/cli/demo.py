"""``musnad demo``: the desk over our own example articles."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from musnad.errors import MusnadError
from musnad.surfaces.cli.ingest import ingest
from musnad.surfaces.cli.serve import PORT

EXAMPLE = "Example: musnad demo"
_PACKAGE = Path(__file__).resolve().parents[2]
# In a wheel the examples are part of the package; in a checkout they lie beside it.
_EXAMPLES = (_PACKAGE / "examples", _PACKAGE.parents[1] / "examples")


def demo(
    folder: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep the project here, and not among the user's caches."),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes a free one.")
    ] = PORT,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Read our example articles into a project and open its desk in the browser.

    Nothing is fetched; the articles were written for Musnad and tell of nothing that happened. The
    same folder is used again the next time.
    """
    # Slow to import.
    from musnad.store.project import CONFIGURATION, Project  # noqa: PLC0415
    from musnad.surfaces.web.serving import serve_desk  # noqa: PLC0415

    kept = folder or caches() / "musnad" / "demo"
    if not (kept / CONFIGURATION).exists():
        Project.make(kept)
    ingest(kept, [str(path) for path in examples()], again=True)
    serve_desk(Project.open(kept), host="127.0.0.1", port=port, show=show)


def examples() -> list[Path]:
    """The files of example articles, in alphabetical order.

    Raises:
        MusnadError: they are missing: the installation is not whole.
    """
    for folder in _EXAMPLES:
        if found := sorted(folder.glob("*.jsonl")):
            return found
    raise MusnadError(f"{_EXAMPLES[0]}: the example articles are missing; install Musnad anew")


def caches() -> Path:
    """Where this user's programs keep what can be made anew."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
