"""Musnad reads Arabic news: who said what, who is meant, and when, each with its words."""

from musnad.version import __version__

__all__ = ["__version__"]
