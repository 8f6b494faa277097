"""Background and news: words of violence are coded where the text tells a concrete deed."""

import pytest

from musnad.extraction.event_evidence import days_before
from musnad.extraction.event_triggers import named_company
from musnad.pipeline import run
from musnad.records import Document, Event
from musnad.records.layers import Layers
from musnad.rules.tables import ROOT, read_rows, read_table

TYPES = {row["type"] for row in read_rows(ROOT / "codes" / "plover.tsv")}


def events(text: str) -> tuple[Event, ...]:
    document = Document(id="x", text=text, sha256="x", published="2016-10-04")
    return run(Layers(document=document)).events


@pytest.mark.parametrize(
    "text",
    [
        "ويبحث الكتاب في تاريخ الاغتيالات السياسية وأسبابها.",
        "وتدرس الجامعة مناهضة التعذيب في كلية الحقوق.",
        "وتبقى المظاهرات ظاهرة معروفة في المدن الكبرى.",
    ],
)
def test_a_kind_of_deed_is_no_deed(text: str) -> None:
    assert not {"ASSAULT", "PROTEST"} & {event.type for event in events(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وقتل ثلاثة جنود في تفجير سيارة مفخخة في مقديشو أمس.", "ASSAULT"),
        ("وتظاهر مئات العمال أمام البرلمان في تونس احتجاجا على الغلاء.", "PROTEST"),
    ],
)
def test_a_deed_with_its_toll_or_place_is_told(text: str, kind: str) -> None:
    assert kind in {event.type for event in events(text)}


def test_a_bare_mention_counts_beside_a_concrete_one_and_is_less_sure() -> None:
    concrete = "وقتل ثلاثة جنود في تفجير سيارة مفخخة في مقديشو أمس."
    bare = "وجاء الهجوم بعد هدوء طويل."
    assert not events(bare)
    first, *_, last = events(f"{concrete}\n{bare}")
    assert last.type == "ASSAULT"
    assert last.confidence < first.confidence


def test_the_table_weighs_types_that_exist_by_lists_that_exist() -> None:
    rows = list(read_table("extraction", "event_evidence"))
    assert {row["type"] for row in rows} <= TYPES
    assert all(row["sign"][1:] in named_company() for row in rows if row["sign"][0] == "@")


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2016-10-03", 1),
        ("2016-10-02/2016-10-03", 2),
        ("2016-10-04TEV", 0),
        ("2016-08", 60),
        ("1995", 21 * 365),
        ("2016-W40", None),
        ("P3D", None),
    ],
)
def test_days_before_publication(value: str, days: int | None) -> None:
    assert days_before(value, "2016-10-04T08:00:00") == days
    assert days_before(value, None) is None
