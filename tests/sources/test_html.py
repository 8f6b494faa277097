from __future__ import annotations

import pytest

from musnad.errors import SourceError
from musnad.sources.html import decode_page, read_page

BODY = "".join(
    f"<p>قال الوزير في الفقرة {number} إن المحادثات مستمرة وإن بلاده ترحب بها كل الترحيب.</p>"
    for number in ("الأولى", "الثانية", "الثالثة", "الرابعة")
)


def page(head: str = "", body: str = BODY) -> str:
    return (
        f"<!doctype html><html lang='ar'><head>{head}</head><body><nav>الرئيسية | اتصل بنا</nav>"
        f"<article><h1>المحادثات مستمرة</h1>{body}</article></body></html>"
    )


def test_the_article_is_found_without_the_navigation() -> None:
    text, _ = read_page(page())
    assert "قال الوزير في الفقرة الأولى" in text
    assert "اتصل بنا" not in text


def test_metadata_is_what_the_page_declares() -> None:
    _, found = read_page(
        page(
            "<title>عنوان | موقع</title><meta property='og:title' content='المحادثات  مستمرة'>"
            "<meta property='og:site_name' content='وكالة المثال'>"
            "<meta property='article:published_time' content='2016-10-04T09:00:00+03:00'>"
            "<link rel='canonical' href='https://example.org/talks'>"
        )
    )
    assert found.title == "المحادثات مستمرة"
    assert found.outlet == "وكالة المثال"
    assert found.published == "2016-10-04T09:00:00+03:00"
    assert found.url == "https://example.org/talks"


def test_linked_data_is_read_and_broken_linked_data_passed_over() -> None:
    good = (
        '{"@graph": [{"@type": "NewsArticle", "headline": "عنوان", "datePublished": '
        '"2016-10-04", "publisher": {"name": "وكالة"}}]}'
    )
    _, found = read_page(
        page(
            "<script type='application/ld+json'>{broken</script>"
            f"<script type='application/ld+json'>{good}</script>"
        )
    )
    assert (found.title, found.outlet, found.published) == ("عنوان", "وكالة", "2016-10-04")


def test_a_date_that_is_only_printed_is_not_guessed() -> None:
    _, found = read_page(page(body="<p>3 تشرين الأول 2016</p>" + BODY))
    assert found.published is None


def test_a_declared_date_that_is_none_is_passed_over() -> None:
    _, found = read_page(page("<meta name='date' content='yesterday'>"))
    assert found.published is None


@pytest.mark.parametrize("html", ["", "<html></html>", "<html><body></body></html>"])
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_page(html)
    assert caught.value.error == "no-article"


def test_the_declared_encoding_is_used() -> None:
    html = page("<meta charset='windows-1256'>")
    assert decode_page(html.encode("windows-1256")) == html
    assert decode_page(html.encode("iso-8859-6"), declared="iso-8859-6") == html


def test_a_wrong_declaration_gives_way_to_the_bytes() -> None:
    html = page("<meta charset='utf-8'>")
    assert decode_page(html.encode("windows-1256")) == html
    assert decode_page(html.encode(), declared="no-such-charset") == html
