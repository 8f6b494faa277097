"""What pages are asked for: the project that is open, and an article of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Path
from starlette.requests import Request

from musnad.errors import StoreError
from musnad.records.analysis import Analysis
from musnad.store.project import Project

MAX_NUMBER = 2**40  # articles are numbered from 1; larger numbers would not fit a database


def open_project(request: Request) -> Project:
    """The project of the desk."""
    project: Project = request.app.state.project
    return project


OpenProject = Annotated[Project, Depends(open_project)]
ArticleNumber = Annotated[int, Path(ge=1, le=MAX_NUMBER)]


def read_article(project: OpenProject, number: ArticleNumber) -> Analysis:
    """The newest reading of an article; 404 when there is none."""
    try:
        return project.article(number)
    except StoreError as error:
        raise HTTPException(404) from error


ReadArticle = Annotated[Analysis, Depends(read_article)]
