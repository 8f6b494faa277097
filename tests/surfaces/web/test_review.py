from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.surfaces.web.desk import TALKS, make_client, make_project

from musnad.store.decisions import decisions_of
from musnad.store.project import Project
from musnad.surfaces.evaluation.files import evaluate_files

ARTICLE = "/review?queue=article&article=1"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p", [TALKS])


@pytest.fixture
def client(project: Project) -> TestClient:
    return make_client(project)


def fields_of(page: str) -> dict[str, str]:
    """The hidden and the chosen values of the form."""
    form = page.partition('<form class="decide')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        assert chosen is not None
        fields[name] = chosen[1]
    return fields


def decided(project: Project) -> list[tuple[str, str]]:
    with project.engine.connect() as connection:
        return [(d.verdict, d.record) for d in decisions_of(connection)]


def send(client: TestClient, **changes: str) -> str:
    """Decide on the first record of the article; gives the next page."""
    fields = fields_of(client.get(ARTICLE).text) | changes
    response = client.post("/review", data=fields, headers={"Origin": "http://localhost"})
    assert response.status_code == 200, response.text
    return response.text


def test_a_decision_is_written_down_and_the_next_record_shown(
    client: TestClient, project: Project
) -> None:
    first = fields_of(client.get(ARTICLE).text)
    page = send(client, verdict="accept")
    assert decided(project) == [("accept", first["record"])]
    assert fields_of(page)["record"] != first["record"]
    send(client, verdict="undo")
    assert decided(project) == []
    assert fields_of(client.get(ARTICLE).text)["record"] == first["record"]


def test_words_and_values_are_corrected(client: TestClient, project: Project) -> None:
    start = TALKS.text.index("المحادثات")  # "the talks"
    send(client, verdict="correct", force="promise", content=f"{start}-{start + 9}")
    with project.engine.connect() as connection:
        [decision] = decisions_of(connection)
    after = decision.after
    assert after is not None
    assert getattr(after, "force", None) == "promise"
    assert [TALKS.text[a:b] for a, b in getattr(after, "content", ())] == ["المحادثات"]


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "correct"},
        {"verdict": "maybe"},
        {"verdict": "correct", "content": "9-1"},
        {"verdict": "correct", "content": "x"},
        {"verdict": "correct", "force": "shout"},
        {"verdict": "accept", "record": "none"},
        {"verdict": "accept", "of": "99"},
        {"verdict": "accept", "of": "x"},
    ],
)
def test_what_has_no_sense_decides_nothing(
    client: TestClient, project: Project, changes: dict[str, str]
) -> None:
    fields = fields_of(client.get(ARTICLE).text) | changes
    assert client.post("/review", data=fields).status_code in (404, 422)
    assert decided(project) == []


def test_gold_is_what_was_reviewed(client: TestClient, project: Project, tmp_path: Path) -> None:
    analysis = project.article(1)
    assert client.get("/api/gold.jsonl").content == b""
    rejected = fields_of(client.get(ARTICLE).text)["record"]
    send(client, verdict="reject")
    assert client.get("/api/gold.jsonl").content == b""
    partial = json.loads(client.get("/api/gold.jsonl?partial=true").content)
    assert partial["reviewed"]["complete"] is False
    for _ in range(len(analysis.statements) + len(analysis.events) - 1):
        send(client, verdict="accept")
    content = client.get("/api/gold.jsonl").content
    line = json.loads(content)
    assert line["reviewed"]["complete"] is True
    assert len(line["statements"]) + len(line["events"]) == (
        len(analysis.statements) + len(analysis.events) - 1
    )
    gold, records = tmp_path / "gold.jsonl", tmp_path / "records.jsonl"
    gold.write_bytes(content)
    records.write_bytes(analysis.to_json())
    figures = evaluate_files(gold, records)
    kind = "statement" if any(s.id == rejected for s in analysis.statements) else "event"
    other = "event" if kind == "statement" else "statement"
    assert figures[f"{kind}_r"] == 1.0
    assert figures[f"{kind}_p"] < 1.0
    assert figures[f"{other}_f1"] == 1.0


def test_queues_are_counted_and_empty_ones_say_so(client: TestClient) -> None:
    for queue in ("uncertain", "contested", "sample"):
        assert client.get(f"/review?queue={queue}").status_code == 200
    assert client.get("/review?queue=none").status_code == 422
    assert "Nothing waits here." in client.get("/review?queue=contested").text
