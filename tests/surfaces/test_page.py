from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.surfaces import sample

from musnad.records import Analysis, Span
from musnad.sources.documents import Metadata, make_document
from musnad.surfaces.cards import Card, Mark
from musnad.surfaces.html.page import render_page
from musnad.surfaces.html.segments import cut_at_marks


class Page(HTMLParser):
    """What a browser would find: ids, links, tags, and the text of the article."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "a":
            self.links.append(found["href"] or "")
        if tag == "div" and (self.depth or found.get("class") == "text"):
            if not self.depth:
                self.texts.append("")
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.texts[-1] += data


def test_the_text_on_the_page_is_the_text_of_the_article() -> None:
    page = Page(render_page([sample.sample_analysis()]))
    assert page.texts == [sample.TEXT]


def test_links_lead_from_words_to_cards_and_back() -> None:
    page = Page(render_page([sample.sample_analysis(), sample.sample_analysis()]))
    assert len(page.ids) == len(set(page.ids))
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inner) <= set(page.ids)
    assert {"c-a1-st-said", "w-a2-st-said"} <= set(inner)


def test_the_page_asks_for_nothing() -> None:
    html = render_page([sample.sample_analysis()])
    assert not Page(html).tags & {"script", "img", "link", "iframe", "object", "base"}
    assert not re.search(r"url\(|@import|src=|javascript:", html)
    assert "default-src 'none'" in html


def test_direction_and_language_are_declared() -> None:
    html = render_page([sample.sample_analysis()])
    assert '<html lang="ar" dir="rtl">' in html
    assert '<time dir="ltr" datetime="2016-10-04">2016-10-04</time>' in html
    assert '<bdi lang="ar">جون كيري</bdi>' in html
    assert '<bdi dir="ltr" lang="en">John Kerry · USA GOV · Q22316</bdi>' in html


def test_styles_use_logical_sides_and_leave_letters_joined() -> None:
    style = render_page([]).partition("<style>")[2].partition("</style>")[0]
    assert not re.search(
        r"(margin|padding|border|inset)-(left|right)|float:|text-align: ?(l|r)", style
    )
    assert "inline-block" not in style
    for rule in re.findall(r"(?:\.text a|\.content|\.cue|\.mention)[^{]*\{([^}]*)\}", style):
        assert not re.search(r"padding|margin|border|display", rule), rule


def test_whatever_comes_from_outside_is_escaped() -> None:
    attack = "<script>alert('x')</script>\"&'"
    document = make_document(
        f"قال {attack} الوزير الكبير نعم إن المحادثات مستمرة وإن البلاد ترحب بها\x00\x1b",
        given=Metadata(id=attack, title=attack, outlet=attack, url="javascript:alert(1)//http://x"),
    )
    html = render_page([Analysis(document=document)])
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "\x00" not in html
    assert "\x1b" not in html
    assert attack in Page(html).texts[0]


def test_an_article_without_records_and_a_page_without_articles_are_pages() -> None:
    bare = Analysis(document=msgspec.structs.replace(sample.DOCUMENT, title=None, published=None))
    for html in (render_page([]), render_page([bare])):
        assert "لا سجلات." in html
        assert html.rstrip().endswith("</html>")


def test_several_articles_have_a_list_of_contents() -> None:
    html = render_page([sample.sample_analysis()] * 2)
    assert '<a href="#a2-article">' in html
    assert "<nav" not in render_page([sample.sample_analysis()])


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: Span(min(p), max(p)))


@given(st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=6))
def test_segments_cover_the_text_once_and_carry_the_right_marks(spans: list[list[Span]]) -> None:
    cards = [
        Card(f"r{n}", "", (), (), tuple(Mark(span, "cue") for span in of_card))
        for n, of_card in enumerate(spans)
    ]
    segments = list(cut_at_marks(30, cards))
    assert "".join("x" * (s.span.end - s.span.start) for s in segments) == "x" * 30
    for segment in segments:
        expected = {
            (card.id, mark.span)
            for card in cards
            for mark in card.marks
            if mark.span.overlaps(segment.span) and mark.span.start < mark.span.end
        }
        assert {(p.record, p.mark.span) for p in segment.placed} == expected
        assert all(p.mark.span.covers(segment.span) for p in segment.placed)
    begun = [record for segment in segments for record in segment.begins]
    assert len(begun) == len(set(begun))
