from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator

import openpyxl
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient
from tests.surfaces.web.desk import TALKS, make_client, make_project, read_examples

from musnad.store.project import Project
from musnad.surfaces.rest.filters import KINDS
from musnad.surfaces.rest.forms import EVERY, OF_EVENTS, accepted

Asked = list[tuple[str, str | int | float | bool | None]]
LISTED = ("csv", "tsv", "jsonl", "xlsx")
FILTERS: dict[str, tuple[str, ...]] = {
    "words": ("", "", "حلب", "الهدنة", "«وقف إطلاق النار»"),  # "Aleppo", "the truce", "ceasefire"
    "exact": ("true", "false"),
    "type": ("ASSAULT", "CONSULT", "REJECT"),
    "status": ("actual", "negated"),
    "force": ("deny", "assert"),
    "said_by": ("RUS", "USA GOV", "كيري"),  # "Kerry"
    "about": ("SYR",),
    "actor": ("RUS", "SAU"),
    "recipient": ("SYR", "YEM"),
    "contested": ("true",),
    "since": ("2016-10-05",),
    "until": ("2016-10-15", "2017-01-01"),
    "outlet": ("وكالة الأفق",),  # an agency of the examples
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_project(tmp_path_factory.mktemp("api") / "project", [*read_examples(), TALKS])


@pytest.fixture(scope="module")
def client(project: Project) -> Iterator[TestClient]:
    with make_client(project) as client:
        yield client


def ids_of(form: str, content: bytes) -> list[str]:
    """The ids in a file, in its order."""
    if form == "jsonl":
        return [json.loads(line)["id"] for line in content.splitlines()]
    if form == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0].rows
        return [str(row[0].value) for row in rows][1:]
    separator = "\t" if form == "tsv" else ","
    rows_of_text = csv.reader(io.StringIO(content.decode()), delimiter=separator)
    return [row[0] for row in rows_of_text][1:]


def all_pages(client: TestClient, kind: str, asked: Asked) -> tuple[int, list[str]]:
    """The total and the ids of all pages, three records a page."""
    ids, address = [], f"/api/{kind}"
    parameters: Asked = [*asked, ("limit", "3"), ("with_total", "true")]
    total = None
    while True:
        page = client.get(address, params=parameters).json()
        total = page["total"] if total is None else total
        assert page["total"] == total
        assert page["has_more"] == (page["next"] is not None)
        ids += [item["id"] for item in page["items"]]
        if page["next"] is None:
            return total, ids
        parameters = [*(p for p in parameters if p[0] != "after"), ("after", page["next"])]


def test_what_is_counted_listed_and_exported_is_one_set(client: TestClient) -> None:
    chance = random.Random(5)
    for _ in range(40):
        kind = chance.choice(KINDS)
        names = chance.sample(sorted(FILTERS), k=chance.randint(0, 3))
        asked: Asked = [(name, chance.choice(FILTERS[name])) for name in names]
        total, ids = all_pages(client, kind, asked)
        assert len(ids) == len(set(ids)) == total, asked
        form = chance.choice(LISTED)
        exported = client.get(f"/api/{kind}.{form}", params=asked)
        assert sorted(ids_of(form, exported.content)) == sorted(ids), (kind, asked, form)
        page = client.get("/search", params=[*asked, ("kind", kind)]).text
        assert f"<b>{total:,} {kind[:-1]}" in page or (total == 0 and f"<b>0 {kind}" in page)


def test_every_form_of_events_can_be_had(client: TestClient) -> None:
    for name, form in (EVERY | OF_EVENTS).items():
        response = client.get(f"/api/events.{name}?type=ASSAULT")
        assert response.status_code == 200, name
        assert response.headers["content-type"] == form.media_type
        assert f'filename="events.{form.suffix}"' in response.headers["content-disposition"]
    parquet = client.get("/api/events.parquet").content
    total = client.get("/api/events?with_total=true").json()["total"]
    assert pq.read_table(io.BytesIO(parquet)).num_rows == total


def test_accept_chooses_the_form(client: TestClient) -> None:
    csv_text = client.get("/api/statements", headers={"Accept": "text/csv"})
    assert csv_text.headers["content-type"] == "text/csv; charset=utf-8"
    assert csv_text.content == client.get("/api/statements.csv").content
    assert client.get("/api/statements").headers["content-type"] == "application/json"
    assert accepted("events", "application/json, text/csv;q=0.9") is None
    assert accepted("articles", "application/geo+json") is None
    assert accepted("events", "text/csv;q=nonsense") is None


def test_a_page_is_not_sent_again_while_it_is_the_same(client: TestClient) -> None:
    for address in ("/api/events", "/api/articles/1"):
        tag = client.get(address).headers["etag"]
        again = client.get(address, headers={"If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_next_page_is_linked(client: TestClient) -> None:
    first = client.get("/api/events?limit=2&type=ASSAULT")
    address = first.headers["link"].removeprefix("<").partition(">")[0]
    second = client.get(address).json()
    assert second["items"][0]["id"] not in [item["id"] for item in first.json()["items"]]
    assert all(item["record"]["type"] == "ASSAULT" for item in second["items"])


@pytest.mark.parametrize(
    "asked",
    [
        "limit=0",
        "limit=1001",
        "limit=x",
        "type=WAR",
        "status=maybe",
        "since=yesterday",
        "order=rank",
        "after=nonsense",
        "words=%22",
        "unknown=1",
        "said_by=%7C",
    ],
)
def test_what_has_no_sense_is_refused_in_both_languages(client: TestClient, asked: str) -> None:
    response = client.get(f"/api/events?{asked}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["instance"]) == (422, "/api/events")
    assert problem["title"] == "Something in the request has no sense."
    assert problem["title_ar"] == "في الطلب ما لا معنى له."
    assert problem["detail"]


def test_blank_fields_of_a_form_ask_for_nothing(client: TestClient) -> None:
    blank = "words=&since=&until=&outlet=&said_by=&type=&kind=&order="
    assert client.get(f"/search?{blank}").status_code == 200
    assert client.get("/api/events?words=&since=&order=&after=&actor=").status_code == 200


def test_a_question_without_sense_is_told_beside_the_field(client: TestClient) -> None:
    page = client.get('/search?words="').text
    assert "there is no word in" in page


def test_an_article_is_what_read_prints(client: TestClient, project: Project) -> None:
    assert client.get("/api/articles/1").content == project.article(1).to_json()
    assert client.get("/api/articles/9999").status_code == 404
    assert client.get("/api/articles/0").status_code == 422


def test_a_record_tells_its_words_and_its_inputs(client: TestClient, project: Project) -> None:
    event = project.article(1).events[0]
    told = client.get(f"/api/articles/1/records/{event.id}").json()
    assert (told["id"], told["kind"], told["rule"]) == (event.id, "event", event.rule)
    trigger = next(word for word in told["words"] if word["role"] == "trigger")
    assert trigger["words"] == project.article(1).words(event.trigger)
    assert client.get("/api/articles/1/records/none").status_code == 404


def test_a_text_is_read(client: TestClient) -> None:
    text = {"text": TALKS.text, "published": "2016-10-04"}
    records = client.post("/api/read", json=text).json()
    assert records["document"]["text"] == TALKS.text
    assert records["statements"][0]["force"] == "assert"
    for wrong in ({"text": ""}, {"text": "a"}, {"text": TALKS.text, "published": "soon"}, {}):
        refused = client.post("/api/read", json=wrong)
        assert refused.status_code == 422, wrong
        assert refused.json()["title_ar"]
    assert client.post("/api/read", content=b"{").status_code == 422


def test_the_description_is_openapi_3_1(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {"/api/events", "/api/events.{form}", "/api/read"} <= set(described["paths"])
    assert "/search" not in described["paths"]
