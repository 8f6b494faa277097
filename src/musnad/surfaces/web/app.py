"""Puts the desk together: pages, the interface for programs, files of ours, the guard."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles

from musnad.store.accounts import Accounts
from musnad.store.project import Project
from musnad.surfaces.rest import routers as programs
from musnad.surfaces.rest.limits import Limits
from musnad.surfaces.rest.people import admit
from musnad.surfaces.web.errors import show_errors
from musnad.surfaces.web.guard import LOOPBACK, Guard
from musnad.surfaces.web.pages import NAVIGATION, ROUTERS
from musnad.surfaces.web.rendering import STATIC
from musnad.version import __version__


def make_app(
    project: Project, *, hosts: Iterable[str] | None = LOOPBACK, accounts: bool = False
) -> FastAPI:
    """The desk of a project, an ASGI application.

    Args:
        project: that is open.
        hosts: names under which it may be asked; None for any, which needs accounts.
        accounts: whether people have to sign in.
    """
    if hosts is None and not accounts:
        raise ValueError("a desk that anybody can reach needs accounts")
    app = FastAPI(
        title="Musnad",
        summary="Who said what, who did what to whom, in Arabic news, with the words.",
        version=__version__,
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(admit)],
    )
    app.state.project = project
    app.state.accounts = Accounts(project.engine) if accounts else None
    app.state.limits = Limits()
    app.state.navigation = NAVIGATION
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    for router in programs.ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    show_errors(app)
    app.add_middleware(Guard, hosts=hosts)
    return app
