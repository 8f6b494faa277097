"""All addresses for programs."""

from __future__ import annotations

from musnad.surfaces.rest import articles, gold, reading, records

ROUTERS = (records.router, gold.router, articles.router, reading.router)
