"""The pages: a module and a template each. A new page is added to the two lists here."""

from __future__ import annotations

from musnad.surfaces.web.pages import article, home, preferences, search

ROUTERS = (home.router, article.router, search.router, preferences.router)
NAVIGATION = (
    ("articles", "/"),
    ("search", "/search"),
)  # what the head of every page leads to: message and address
