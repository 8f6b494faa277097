"""All addresses for programs."""

from __future__ import annotations

from musnad.surfaces.rest import articles, reading, records

ROUTERS = (records.router, articles.router, reading.router)
