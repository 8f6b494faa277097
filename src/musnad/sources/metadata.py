"""What a page says about its article: title, outlet, address, day of publication.

Input: the tree of a page and its address. Output: a Metadata. A day is taken from what the page
declares, else from its address, else from the line beside its headline that prints one. A wrong day
is worse than none: what is only modified, printed elsewhere, a month or a year is not taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from typing import Any

from musnad.sources.dates import day_in_address, printed_day, read_date
from musnad.sources.documents import Metadata

_ARTICLE_TYPES = ("Article", "BlogPosting", "Report")  # NewsArticle, AnalysisNewsArticle, …
_PAGE_TYPES = ("WebPage", "ItemPage")
_DECLARED_DATES = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
    "//meta[@property='og:article:published_time' or @name='parsely-pub-date']/@content",
)
_VAGUE_DATES = (  # some write here the day on which the page was made
    "//meta[@name='pubdate' or @name='publishdate' or @name='publish-date']/@content",
    "//meta[@name='DC.date.issued' or @name='dc.date.issued' or @name='DC.date']/@content",
    "//meta[@name='date']/@content",
)
_TITLES = ("//meta[@property='og:title']/@content", "string(//h1)", "string(//title)")
_OUTLETS = (
    "//meta[@property='og:site_name']/@content",
    "//meta[@name='application-name']/@content",
)
_ADDRESSES = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_DATE_CLASS = re.compile(r"date|time|publish|posted", re.IGNORECASE)
_ELSEWHERE = frozenset(("nav", "aside", "footer", "ul", "ol"))
_NEAR = 3  # levels above the headline
_MAX_LINE = 120
_MAX_DAYS_APART = 1  # zones


def page_metadata(tree: Any, url: str | None) -> Metadata:
    """What a page declares, and its day of publication where that is beyond doubt.

    Args:
        tree: of lxml.
        url: where the page came from, or None.
    """
    linked = list(_linked_data(tree))
    articles = [item for item in linked if _is_of(item, _ARTICLE_TYPES)]
    address = next(_texts(tree, _ADDRESSES), None)
    return Metadata(
        url=address,
        outlet=next(iter([*_texts(tree, _OUTLETS), *_values(articles, "publisher", "name")]), None),
        title=next(iter([*_values(articles, "headline"), *_texts(tree, _TITLES)]), None),
        published=_published(tree, linked, url or address or ""),
    )


def _published(tree: Any, linked: list[dict[str, Any]], address: str) -> str | None:
    in_address = day_in_address(address)
    articles = [item for item in linked if _is_of(item, _ARTICLE_TYPES)]
    pages = [item for item in linked if _is_of(item, _PAGE_TYPES)]
    declared = [
        *_read(_values(articles, "datePublished")),
        *_read(_texts(tree, _DECLARED_DATES)),
        *_read(_values(pages, "datePublished")),
    ] or list(_read(_texts(tree, _VAGUE_DATES)))
    if in_address is not None:
        near = (day for day in declared if _apart(day, in_address) <= _MAX_DAYS_APART)
        declared = [*near, *(day for day in declared if not _is_new_year(day)), in_address]
    return declared[0] if declared else _day_by_headline(tree)


def _read(written: Iterable[str]) -> Iterator[str]:
    for one in written:
        if found := read_date(one):
            yield found


def _apart(published: str, day: str) -> int:
    return abs((date.fromisoformat(published[:10]) - date.fromisoformat(day)).days)


def _is_new_year(published: str) -> bool:
    """Whether it may be a year alone, which some systems write as its first day."""
    return published[5:10] == "01-01" and published[11:16] in ("", "00:00")


def _day_by_headline(tree: Any) -> str | None:
    """The one day printed in a line for it near the headline."""
    above = next(iter(tree.xpath("//h1")), None)
    for _ in range(_NEAR):
        above = above.getparent() if above is not None else None
        if above is None or above.tag in ("body", "html"):
            return None
        days = set(_days_in(above))
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _days_in(element: Any) -> Iterator[str]:
    for line in element.iter():
        if not isinstance(line.tag, str) or not _is_date_line(line):
            continue
        if any(parent.tag in _ELSEWHERE for parent in line.iterancestors()):
            continue
        text = " ".join("".join(line.itertext()).split())
        day = printed_day(text) if len(text) <= _MAX_LINE else None
        declared = read_date(line.get("datetime") or "")
        if found := (declared or day):
            yield found[:10]


def _is_date_line(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag == "time" or bool(_DATE_CLASS.search(named))


def _texts(tree: Any, xpaths: tuple[str, ...]) -> Iterator[str]:
    for xpath in xpaths:
        found = tree.xpath(xpath)
        for one in [found] if isinstance(found, str) else found:
            if text := " ".join(str(one).split()):
                yield text


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, those inside ``@graph`` and lists included."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            loaded = json.loads(str(script), strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common and tells nothing
        for item in loaded if isinstance(loaded, list) else [loaded]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (i for i in graph or () if isinstance(i, dict))


def _is_of(item: dict[str, Any], types: tuple[str, ...]) -> bool:
    named = item.get("@type")
    names = named if isinstance(named, list) else [named]
    return any(isinstance(name, str) and name.endswith(types) for name in names)


def _values(items: list[dict[str, Any]], *path: str) -> Iterator[str]:
    """The texts at a path, through lists; entities of HTML are resolved."""
    for item in items:
        value: Any = item
        for key in path:
            value = value[0] if isinstance(value, list) and value else value
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str) and value.strip():
            yield " ".join(unescape(value).split())
