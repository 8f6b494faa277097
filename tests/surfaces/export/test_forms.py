"""Each form on hand-made records, read back with what reads it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.surfaces.export import made

from musnad.records import Analysis
from musnad.store.query import Query
from musnad.surfaces.export import acled, gdelt, polecat
from musnad.surfaces.export.asked import asked_of_lines
from musnad.surfaces.export.delimited import EVIDENCE_HEADER
from musnad.surfaces.export.exporting import Export
from musnad.surfaces.export.forms import FormName
from musnad.surfaces.export.lines import Lines
from musnad.surfaces.export.plain import COLUMNS, HEADER
from musnad.surfaces.export.rows import number_of

ALL = ("actual", "future", "requested", "hypothetical", "negated")
HEADERS = {
    FormName.gdelt: gdelt.EVENTS_HEADER,
    FormName.gdelt_mentions: gdelt.MENTIONS_HEADER,
}
TABULAR = [form for form in FormName if form not in (FormName.annotations, FormName.plover)]


def written(
    form: FormName,
    *analyses: Analysis,
    evidence: bool = False,
    once: bool = False,
    statuses: tuple[str, ...] = ALL,
    **asked: Any,
) -> tuple[bytes, Export]:
    query = Query(kind="events", statuses=statuses, **asked)
    source = io.BytesIO(made.lines(*(analyses or (made.article(),))))
    articles = asked_of_lines(Lines(source, "made", pytest.fail), query)
    task = Export(articles, form, once=once, statuses=bool(statuses))
    stream = io.BytesIO()
    task.write(stream, evidence=evidence)
    return stream.getvalue(), task


def table(form: FormName, content: bytes) -> list[dict[str, str]]:
    """Rows of delimited text by heading; every row as wide as its header."""
    if form in (FormName.csv, FormName.acled):
        rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    else:
        rows = [line.split("\t") for line in content.decode().split("\n")[:-1]]
    header = HEADERS[form] if form in HEADERS else tuple(rows.pop(0))
    return [dict(zip(header, row, strict=True)) for row in rows]


def sheet(content: bytes) -> list[dict[str, Any]]:
    active = openpyxl.load_workbook(io.BytesIO(content)).active
    assert active is not None
    header, *rows = active.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def parquet(content: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(content)).to_pylist()
    return rows


def geojson(content: bytes) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(content)["features"]
    return features


def rows_in(form: FormName, content: bytes) -> int:
    reader: dict[FormName, Callable[[bytes], list[dict[str, Any]]]] = {
        FormName.xlsx: sheet,
        FormName.parquet: parquet,
        FormName.geojson: geojson,
    }
    return len(reader[form](content)) if form in reader else len(table(form, content))


POLECAT = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]


def test_headings_are_those_of_the_schemes() -> None:
    assert list(polecat.HEADER) == POLECAT
    assert (len(POLECAT), len(set(POLECAT))) == (40, 40)
    assert (len(gdelt.EVENTS_HEADER), len(set(gdelt.EVENTS_HEADER))) == (61, 61)
    assert (len(gdelt.MENTIONS_HEADER), len(set(gdelt.MENTIONS_HEADER))) == (16, 16)
    assert (len(acled.HEADER), len(set(acled.HEADER))) == (31, 31)
    assert gdelt.EVENTS_HEADER[5] == "Actor1Code"
    assert gdelt.EVENTS_HEADER[26:29] == ("EventCode", "EventBaseCode", "EventRootCode")
    assert gdelt.EVENTS_HEADER[51:53] == ("ActionGeo_Type", "ActionGeo_FullName")
    assert gdelt.EVENTS_HEADER[-2:] == ("DATEADDED", "SOURCEURL")
    assert gdelt.MENTIONS_HEADER[-1] == "Extras"


@pytest.mark.parametrize("form", TABULAR)
def test_a_row_for_each_event(form: FormName) -> None:
    content, task = written(form)
    assert rows_in(form, content) == len(made.EVENTS) == task.written


@pytest.mark.parametrize("form", FormName)
def test_the_same_records_give_the_same_bytes(form: FormName) -> None:
    assert written(form)[0] == written(form)[0]


@pytest.mark.parametrize("form", FormName)
def test_no_events_give_a_form_without_rows(form: FormName) -> None:
    content, task = written(form, types=("PROTEST",))
    assert task.written == 0
    if form in TABULAR:
        assert rows_in(form, content) == 0


@pytest.mark.parametrize("form", [FormName.csv, FormName.tsv])
def test_the_plain_table(form: FormName) -> None:
    rows = table(form, written(form)[0])
    visit, raid, *_ = rows
    assert tuple(visit) == HEADER
    assert (visit["id"], visit["document_id"]) == ("a/1:ev-visit", "a/1")
    assert (visit["trigger"], visit["sentence"]) == ("زار", made.TEXT.split("\n")[0])
    assert (visit["cameo"], visit["score"]) == ("042", "4.0")
    assert (visit["actor_sectors"], visit["actor_names_en"]) == ("GOV|ELI", "John Kerry")
    assert (visit["date"], visit["date_told"]) == ("2016-10-03", "true")
    assert (raid["date"], raid["date_told"]) == ("2016-10-04", "false")
    assert (raid["score"], raid["lat"], raid["geonames"]) == ("-9.5", "36.2012", "170063")
    assert len({row["id"] for row in rows}) == len(rows)
    assert rows[3]["event_id"] == "a/1:ev-visit"
    assert [row["status"] for row in rows][2:] == ["negated", "actual", "future"]


def test_a_spreadsheet_finds_no_formula() -> None:
    for row in (table(FormName.csv, written(FormName.csv)[0]), sheet(written(FormName.xlsx)[0])):
        assert row[0]["outlet"] == "'=HYPERLINK(1)"
        assert row[1]["sentence"] == "'" + made.TEXT.split("\n")[1]
        assert row[0]["title"].startswith("خبر")


def test_tabs_hold_no_breaks_and_commas_keep_them() -> None:
    assert table(FormName.tsv, written(FormName.tsv)[0])[0]["title"] == "خبر، «عاجل»"
    assert table(FormName.csv, written(FormName.csv)[0])[0]["title"] == "خبر،\t«عاجل»"


@pytest.mark.parametrize("form", [FormName.tsv, FormName.polecat])
def test_readers_of_quotation_marks_see_the_same_cells(form: FormName) -> None:
    analysis = made.article(outlet='"الخبر" اليوم')
    content = written(form, analysis, evidence=True)[0].decode()
    plain = [line.split("\t") for line in content.split("\n")[:-1]]
    marked = list(csv.reader(io.StringIO(content, newline=""), delimiter="\t"))
    assert [len(row) for row in plain] == [len(row) for row in marked]
    assert len(marked) == len(made.EVENTS) + 1
    assert '"الخبر" اليوم' in marked[1]


def test_the_sheet_runs_from_right_to_left_and_keeps_text_as_text() -> None:
    content = written(FormName.xlsx)[0]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.active is not None
    assert book["events"].sheet_view.rightToLeft
    visit = sheet(content)[0]
    assert tuple(visit) == HEADER
    assert (visit["cameo"], visit["quad"], visit["score"]) == ("042", 1, 4.0)


def test_parquet_has_types() -> None:
    content = written(FormName.parquet)[0]
    assert pq.read_schema(io.BytesIO(content)).names == list(HEADER)
    visit, raid, *_ = parquet(content)
    assert (visit["cameo"], visit["date_told"], visit["trigger_start"]) == ("042", True, 0)
    assert visit["outlet"] == "=HYPERLINK(1)"  # no spreadsheet runs it
    assert (visit["actor_names"], raid["recipient_countries"]) == (["جون كيري"], ["SYR"])
    assert (visit["lat"], raid["lat"]) == (None, 36.2012)


def test_geojson_pins_no_country() -> None:
    features = geojson(written(FormName.geojson)[0])
    visit, raid, _, _, meeting = features
    assert raid["geometry"] == {"type": "Point", "coordinates": [37.1612, 36.2012]}
    assert visit["geometry"] is meeting["geometry"] is None
    assert meeting["properties"]["place_precision"] == "country"
    assert meeting["properties"]["lat"] is None
    assert meeting["properties"]["sentence"] == made.TEXT.split("\n")[2]
    assert len({feature["id"] for feature in features}) == len(features)
    assert set(raid["properties"]) == {column.name for column in COLUMNS}


def test_polecat() -> None:
    rows = table(FormName.polecat, written(FormName.polecat)[0])
    visit, raid = rows[:2]
    assert list(visit) == POLECAT
    assert visit["Event ID"] == "a/1:ev-visit"
    assert (visit["Event Date"], visit["Quad Code"]) == ("2016-10-03", "VERBAL COOPERATION")
    assert (visit["Actor Name"], visit["Primary Actor Sector"]) == ("جون كيري", "GOV")
    assert (visit["Actor Sectors"], visit["Recipient Country"]) == ("GOV|ELI", "RUS")
    assert (visit["City"], raid["City"], raid["Country"]) == ("None", "حلب", "SYR")
    assert raid["GeoNames ID"] == "170063"
    assert visit["Story People"] == "جون كيري; سيرغي لافروف"
    assert all(cell for row in rows for cell in row.values())


def test_gdelt_events_keep_the_zeros_of_codes() -> None:
    rows = table(FormName.gdelt, written(FormName.gdelt)[0])
    visit, raid, *_, meeting = rows
    assert visit["GLOBALEVENTID"] == str(number_of("a/1:ev-visit"))
    assert (visit["SQLDATE"], visit["MonthYear"], visit["Year"]) == ("20161003", "201610", "2016")
    assert [visit[f"Event{name}Code"] for name in ("", "Base", "Root")] == ["042", "042", "04"]
    assert (visit["QuadClass"], visit["GoldsteinScale"]) == ("1", "1.9")
    assert (visit["Actor1Code"], visit["Actor1Type2Code"]) == ("USAGOVELI", "ELI")
    assert (visit["Actor2Code"], visit["Actor2Name"]) == ("RUSGOV", "Sergey Lavrov")
    assert (visit["IsRootEvent"], raid["IsRootEvent"]) == ("1", "0")
    assert (raid["ActionGeo_Type"], raid["ActionGeo_CountryCode"]) == ("4", "SY")
    assert (raid["ActionGeo_Lat"], raid["GoldsteinScale"]) == ("36.2012", "-10.0")
    assert (meeting["ActionGeo_Type"], meeting["ActionGeo_FullName"]) == ("1", "Syria")
    assert (meeting["ActionGeo_Lat"], meeting["EventCode"]) == ("", "")
    assert visit["DATEADDED"] == "20161004000000"
    assert visit["SOURCEURL"] == "urn:musnad:document:a%2F1"
    assert len({row["GLOBALEVENTID"] for row in rows}) == len(rows)


def test_gdelt_mentions_find_their_event() -> None:
    mentions = table(FormName.gdelt_mentions, written(FormName.gdelt_mentions)[0])
    events = table(FormName.gdelt, written(FormName.gdelt, once=True)[0])
    assert {row["GLOBALEVENTID"] for row in mentions} == {row["GLOBALEVENTID"] for row in events}
    assert [row["NumMentions"] for row in events] == ["2", "1", "1", "1"]
    visit = mentions[0]
    extras = json.loads(visit["Extras"])
    assert (extras["id"], extras["document"]) == ("a/1:ev-visit", "a/1")
    assert extras["trigger"] == "زار"
    assert (visit["SentenceID"], visit["Confidence"]) == ("1", "90")
    assert made.TEXT[int(visit["Actor1CharOffset"]) :].startswith("كيري")
    assert made.TEXT[int(visit["ActionCharOffset"]) :].startswith("زار")


def test_acled() -> None:
    rows = table(FormName.acled, written(FormName.acled)[0])
    visit, raid = rows[:2]
    assert (visit["event_type"], visit["notes"]) == ("", made.TEXT.split("\n")[0])
    assert raid["event_type"] == "Explosions/Remote violence"
    assert (raid["sub_event_type"], raid["civilian_targeting"]) == (
        "Air/drone strike",
        "Civilian targeting",
    )
    assert (raid["inter1"], raid["inter2"]) == ("External/Other forces", "Civilians")
    assert (raid["iso"], raid["country"], raid["location"]) == ("760", "Syria", "حلب")
    assert (raid["fatalities"], raid["geo_precision"]) == ("", "1")
    assert "trigger=قصفت" in raid["tags"]
    assert "document=a/1" in raid["tags"]


def test_plover() -> None:
    content = written(FormName.plover)[0]
    visit, raid, no_raid, _, meeting = map(json.loads, content.splitlines())
    assert (visit["id"], visit["document_id"]) == ("a/1:ev-visit", "a/1")
    assert (visit["event"], visit["mode"], visit["quad_code"]) == (["CONSULT"], ["visit"], 1)
    assert (visit["event_text"], visit["text"]) == (["زار"], made.TEXT.split("\n")[0])
    assert visit["actor"][0]["sector"] == ["GOV", "ELI"]
    assert visit["recipient"][0]["identifier_id"] == "Q58217"
    assert visit["text_info"] == {"sequence": 1, "start": 0, "end": 3, "text_story": "a/1"}
    assert raid["event_loc"]["resolution"] == 4
    assert (no_raid["mode"], meeting["mode"]) == (["aerial", "negation"], ["future"])
    assert meeting["event_loc"]["lat"] is None


def test_annotations_select_the_words_twice() -> None:
    collection = json.loads(written(FormName.annotations)[0])
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 5)
    items = collection["first"]["items"]
    assert len({item["id"] for item in items}) == 5
    for item, event in zip(items, made.EVENTS, strict=True):
        words, position = item["target"]["selector"]
        assert (words["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert made.TEXT[position["start"] : position["end"]] == words["exact"]
        sentence = words["prefix"] + words["exact"] + words["suffix"]
        assert sentence in made.TEXT.split("\n")
        assert (position["start"], position["end"]) == event.trigger
    assert items[0]["body"][1]["source"] == "http://www.wikidata.org/entity/Q22316"


@pytest.mark.parametrize(
    "form", [FormName.acled, FormName.gdelt, FormName.gdelt_mentions, FormName.polecat]
)
def test_schemes_take_columns_of_evidence_after_their_own(form: FormName) -> None:
    content = written(form, evidence=True)[0]
    if form in (FormName.acled, FormName.polecat):
        assert tuple(table(form, content)[0])[-5:] == EVIDENCE_HEADER
        cells = list(table(form, content)[0].values())
    else:
        cells = content.decode().split("\n")[0].split("\t")
        assert len(cells) == len(HEADERS[form]) + 5
    assert cells[-5:] == ["a/1:ev-visit", "a/1", "actual", "زار", made.TEXT.split("\n")[0]]


def test_a_scheme_without_status_takes_what_happened_unless_asked() -> None:
    for form in FormName:
        _, task = written(form, statuses=())
        silent = form in (
            FormName.acled,
            FormName.gdelt,
            FormName.gdelt_mentions,
            FormName.polecat,
        )
        assert (task.written, task.unhappened) == ((3, 2) if silent else (5, 0)), form


@settings(max_examples=25, deadline=None)
@given(
    form=st.sampled_from(TABULAR),
    types=st.lists(st.sampled_from(["CONSULT", "ASSAULT", "AGREE"]), max_size=2),
    statuses=st.lists(st.sampled_from(ALL), min_size=1, max_size=3),
    once=st.booleans(),
    articles=st.integers(min_value=1, max_value=3),
)
def test_rows_are_the_events_selected(
    *, form: FormName, types: list[str], statuses: list[str], once: bool, articles: int
) -> None:
    analyses = [made.article(f"d{n}") for n in range(articles)]
    content, task = written(
        form, *analyses, types=tuple(types), statuses=tuple(statuses), once=once
    )
    told = [
        event.same_as or event.id
        for event in made.EVENTS
        if event.type in (types or [event.type]) and event.status in statuses
    ]
    expected = len(set(told) if once else told) * articles
    assert rows_in(form, content) == task.written == expected
    assert task.selected == len(told) * articles
