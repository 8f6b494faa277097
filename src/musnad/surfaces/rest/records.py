"""``/api/articles``, ``statements``, ``events``: a page as JSON, or all in another form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, BinaryIO
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from musnad.store.project import Project
from musnad.store.query import Query as Question
from musnad.surfaces.export.asked import asked_of_project
from musnad.surfaces.export.exporting import Export
from musnad.surfaces.export.forms import FormName
from musnad.surfaces.export.found import TableName, write_found
from musnad.surfaces.rest.answers import answer
from musnad.surfaces.rest.asked import OpenProject
from musnad.surfaces.rest.filters import KINDS, Filters, PageFilters
from musnad.surfaces.rest.forms import Kind, accepted, forms_of
from musnad.surfaces.rest.people import note
from musnad.surfaces.rest.streaming import stream
from musnad.surfaces.search import as_json, find

router = APIRouter(prefix="/api", tags=["records"])


def _add(kind: Kind) -> None:
    """The two addresses of a kind of record."""

    def page(
        request: Request, project: OpenProject, filters: Annotated[PageFilters, Query()]
    ) -> Response:
        form = accepted(kind, request.headers.get("accept", ""))
        if form is not None:
            return export(request, project, filters, kind=kind, name=form)
        return list_page(request, project, filters, kind)

    def whole(
        request: Request, project: OpenProject, form: str, filters: Annotated[Filters, Query()]
    ) -> Response:
        return export(request, project, filters, kind=kind, name=form)

    forms = ", ".join(forms_of(kind))
    router.add_api_route(
        f"/{kind}",
        page,
        name=f"list_{kind}",
        summary=f"A page of {kind}",
        description=f"As JSON; with an Accept of another form all of them. Forms: {forms}.",
    )
    router.add_api_route(
        f"/{kind}.{{form}}",
        whole,
        name=f"export_{kind}",
        summary=f"All {kind} of the question, in one form",
        description=f"Sent as it is made, without a limit. Forms: {forms}.",
    )


for _kind in KINDS:
    _add(_kind)


def list_page(request: Request, project: Project, filters: PageFilters, kind: Kind) -> Response:
    """A page: ``items``, ``next`` (as ``after`` it gives the page after), ``has_more``."""
    query = filters.page_query(kind)
    with project.snapshot() as snapshot:
        page = snapshot.rows(query)
        content: dict[str, Any] = {
            "items": [as_json(found) for found in find(snapshot, query, page.hits)],
            "next": page.next,
            "has_more": page.next is not None,
        }
        if filters.with_total:
            content["total"] = snapshot.count(query)
    links = {}
    if page.next is not None:
        again = [(k, v) for k, v in request.query_params.multi_items() if k != "after"]
        links["next"] = f"/api/{kind}?{urlencode([*again, ('after', page.next)])}"
    return answer(request, content, links=links)


def export(
    request: Request, project: Project, filters: Filters, *, kind: Kind, name: str
) -> Response:
    """All records of the question in one form, sent as it is made.

    Raises:
        HTTPException: 404 for a form that there is not.
        StoreError: the question has no sense.
    """
    form = forms_of(kind).get(name)
    if form is None:
        raise HTTPException(404)
    query = filters.query(kind)
    project.count(query)  # what has no sense is refused before anything is sent
    note(request, "export", f"{kind}.{name}?{urlencode(filters.asked())}")
    disposition = f'attachment; filename="{kind}.{form.suffix}"'
    return StreamingResponse(
        stream(_writer(project, query, name)),
        media_type=form.media_type,
        headers={"Content-Disposition": disposition, "Vary": "Accept"},
    )


def _writer(project: Project, query: Question, name: str) -> Callable[[BinaryIO], None]:
    def write(out: BinaryIO) -> None:
        with project.snapshot() as snapshot:
            if name == "jsonl":
                for found in find(snapshot, query, snapshot.every(query)):
                    out.write(msgspec.json.encode(as_json(found)) + b"\n")
            elif query.kind == "events":
                asked = asked_of_project(snapshot, query)
                Export(asked, FormName(name), statuses=bool(query.statuses)).write(out)
            else:
                found_all = find(snapshot, query, snapshot.every(query))
                table: TableName = msgspec.convert(name, TableName)
                write_found(found_all, out, query.kind, table)

    return write
