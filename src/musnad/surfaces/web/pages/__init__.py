"""The pages: a module and a template each. A new page is added to the two lists here."""

from __future__ import annotations

from musnad.store.accounts import Role
from musnad.surfaces.web.pages import (
    article,
    audit,
    home,
    interface,
    preferences,
    review,
    search,
    signing,
)

ROUTERS = (
    home.router,
    article.router,
    search.router,
    review.router,
    signing.router,
    audit.router,
    interface.router,
    preferences.router,
)
# What the head of every page leads to: message, address, and who may go there.
NAVIGATION: tuple[tuple[str, str, Role], ...] = (
    ("articles", "/", "reader"),
    ("search", "/search", "reader"),
    ("review", "/review", "coder"),
)
