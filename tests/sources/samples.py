"""Pages and feeds in the manner of news sites, for the tests."""

from __future__ import annotations

from html import escape

SENTENCE = "قال وزير الخارجية إن المحادثات مستمرة وإن بلاده ترحب بها كل الترحيب."
PARAGRAPHS = [
    f"{SENTENCE} وأضاف في الفقرة {number} أن الوفد سيعود إلى جنيف بعد أيام قليلة."
    for number in ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة")
]
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
assert len("".join(PARAGRAPHS)) > 600


def page(head: str = "", *, before: str = "", title: str = "المحادثات مستمرة") -> str:
    return (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'>{head}</head><body>"
        f"<nav>الرئيسية | اتصل بنا</nav><article><h1>{title}</h1>{before}{ARTICLE}</article>"
        "</body></html>"
    )


def rss(*items: str, title: str = "وكالة المثال") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://example.org/</link>{''.join(items)}</channel></rss>"
    )


def item(
    link: str = "",
    *,
    title: str = "عنوان الخبر",
    date: str = "Tue, 04 Oct 2016 00:30:00 +0300",
    content: str = "",
) -> str:
    return (
        f"<item><title>{title}</title>"
        + (f"<link>{escape(link)}</link>" if link else "")
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + "<description>قال الوزير إن المحادثات...</description>"
        + (f"<content:encoded>{escape(content)}</content:encoded>" if content else "")
        + "</item>"
    )


def atom(*entries: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>وكالة المثال</title>{''.join(entries)}</feed>"
    )
