from __future__ import annotations

import json

import pytest
from tests.sources import samples

from musnad.errors import SourceError
from musnad.sources.html import read_page

PLAIN = "https://example.org/news/17"
MAILED = "2016-10-04T10:00:00+03:00"
DATED = "https://example.org/2016/10/04/talks"


def linked(**fields: object) -> str:
    written = json.dumps({"@context": "https://schema.org", **fields}, ensure_ascii=False)
    return f"<script type='application/ld+json'>{written}</script>"


def published(head: str = "", *, url: str = PLAIN, before: str = "") -> str | None:
    _, found = read_page(samples.page(head, before=before), url=url)
    return found.published


def article(day: str, kind: object = "NewsArticle") -> str:
    return linked(**{"@type": kind, "datePublished": day, "dateModified": "2020-02-02"})


META = "<meta property='article:published_time' content='{}'>"


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (article("2016-10-04T09:00:00+03:00"), PLAIN, "2016-10-04T09:00:00+03:00"),
        (article("2016-10-04", ["NewsArticle", "Thing"]), PLAIN, "2016-10-04"),
        (article("2016-10-04") + META.format("2016-10-06"), PLAIN, "2016-10-04"),
        (article("2016-10-09", "VideoObject") + META.format("2016-10-04"), PLAIN, "2016-10-04"),
        (article("2016-10-09", "WebPage") + META.format("2016-10-04"), PLAIN, "2016-10-04"),
        (article("2016-10-04", "WebPage"), PLAIN, "2016-10-04"),
        (
            "<meta property='article:modified_time' content='2016-10-04'>"
            "<meta property='og:updated_time' content='2016-10-04'>",
            PLAIN,
            None,
        ),
        (
            META.format("2016-10-04") + "<meta name='date' content='2026-11-25'>",
            PLAIN,
            "2016-10-04",
        ),
        ("<meta name='date' content='2016-10-04'>", PLAIN, "2016-10-04"),
        ("<meta name='pubdate' content='Tue, 04 Oct 2016 10:00:00 +0300'>", PLAIN, MAILED),
        (META.format("4 تشرين الأول 2016"), PLAIN, "2016-10-04"),
        (META.format("04/10/2016"), PLAIN, None),
        (META.format("2016"), PLAIN, None),
        ("", DATED, "2016-10-04"),
        (META.format("2016-01-01T00:00:00"), DATED, "2016-10-04"),  # a year alone, written as a day
        (META.format("2016-01-01T00:00:00"), PLAIN, "2016-01-01T00:00:00"),
        (META.format("2016-10-03T22:30:00Z"), DATED, "2016-10-03T22:30:00+00:00"),
        (META.format("2016-10-20") + article("2016-10-04"), DATED, "2016-10-04"),
        (META.format("2017-05-05"), DATED, "2017-05-05"),  # declared, though the address differs
        ("", "https://example.org/2016/10/talks", None),
        (f"<link rel='canonical' href='{DATED}'>", "", "2016-10-04"),
    ],
)
def test_a_declared_day_or_that_of_the_address(head: str, url: str, expected: str | None) -> None:
    assert published(head, url=url) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<div class='post-date'>الثلاثاء 4 تشرين الأول / أكتوبر 2016</div>", "2016-10-04"),
        (
            "<div class='meta'><span id='publishTime'>٤ أكتوبر ٢٠١٦ - ١٠:٣٠</span></div>",
            "2016-10-04",
        ),
        ("<time datetime='2016-10-04T10:00'>قبل ساعتين</time>", "2016-10-04"),
        ("<time>قبل ساعتين</time>", None),
        ("<p>في 4 تشرين الأول 2016 أعلن الوزير</p>", None),  # of what is told, not of the telling
        ("<div class='date'>04/10/2016</div>", None),
        ("<div class='date'>4 أكتوبر 2016</div><div class='date'>5 أكتوبر 2016</div>", None),
        ("<aside><span class='date'>4 أكتوبر 2016</span></aside>", None),
        ("<ul><li class='date'>4 أكتوبر 2016</li></ul>", None),
    ],
)
def test_a_day_printed_by_the_headline(before: str, expected: str | None) -> None:
    assert published(before=before) == expected


def test_the_day_of_today_in_the_head_of_the_site_is_not_that_of_the_article() -> None:
    page = samples.page().replace("<nav>", "<div class='date'>25 نوفمبر 2026</div><nav>")
    _, found = read_page(page, url=PLAIN)
    assert found.published is None


def test_title_and_outlet_are_those_of_the_article() -> None:
    head = linked(
        **{"@type": "WebSite", "headline": "الموقع", "publisher": {"name": "غيرها"}}
    ) + linked(
        **{
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "headline": "الوزير: &quot;مستمرة&quot;",
                    "publisher": [{"name": "وكالة المثال"}],
                }
            ]
        }
    )
    _, found = read_page(samples.page(head))
    assert (found.title, found.outlet) == ('الوزير: "مستمرة"', "وكالة المثال")


def test_without_metadata_the_headline_is_the_title() -> None:
    _, found = read_page(samples.page(title="المحادثات <b>مستمرة</b> اليوم"))
    assert found.title == "المحادثات مستمرة اليوم"
    assert found.outlet is None


def test_a_page_in_another_language_of_these_letters_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read_page(samples.page().replace("lang='ar'", "lang='fa-IR'"))
    assert caught.value.error == "not-arabic"


def test_hostile_linked_data_tells_nothing() -> None:
    deep = f"<script type='application/ld+json'>{'[' * 50_000}</script>"
    odd = linked(**{"@type": 5, "datePublished": ["x"]}) + linked(**{"@graph": [1, None]})
    assert published(deep + odd) is None
