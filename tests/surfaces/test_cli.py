from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.surfaces import sample
from typer.testing import CliRunner, Result

from musnad.records import Document, Failure
from musnad.surfaces.cli import app
from musnad.surfaces.cli.progress import count_articles

TEXT = "قال الوزير إن المحادثات مستمرة."


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    path = tmp_path / "mixed.jsonl"
    lines = [{"id": "a", "text": TEXT}, {"id": "b", "text": "English"}, {"id": "c", "text": TEXT}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(sample.sample_analysis().to_json() + b"\n")
    return path


def test_read_prints_json_lines_to_programs(article: Path) -> None:
    result = run("read", article, "--published", "2016-10-04", "--outlet", "وكالة", "--id", "x")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    document = json.loads(line)["document"]
    assert document["text"] == TEXT
    assert (document["id"], document["outlet"]) == ("x", "وكالة")
    assert (document["published"], document["published_from"]) == ("2016-10-04", "given")


def test_read_takes_standard_input() -> None:
    result = run("read", "-", stdin=TEXT.encode())
    assert json.loads(result.stdout)["document"]["text"] == TEXT


def test_read_takes_several_inputs_in_order(article: Path, mixed: Path) -> None:
    result = run("read", mixed, article, "-q")
    texts = [json.loads(line)["document"]["text"] for line in result.stdout.splitlines()]
    assert len(texts) == 3


def test_some_failures_end_with_3_and_are_listed(mixed: Path, tmp_path: Path) -> None:
    failures = tmp_path / "failures.jsonl"
    result = run("read", mixed, "--failures", failures)
    assert result.exit_code == 3
    assert [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()] == ["a", "c"]
    assert "mixed.jsonl:2" in result.stderr
    assert "1 failed, 2 read" in result.stderr
    (failure,) = map(json.loads, failures.read_text(encoding="utf-8").splitlines())
    assert set(failure) == set(Failure.__struct_fields__)
    assert (failure["document"], failure["stage"], failure["error"]) == (
        "b",
        "source",
        "not-arabic",
    )


def test_nothing_read_ends_with_1(tmp_path: Path) -> None:
    result = run("read", tmp_path / "none.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none.txt" in result.stderr


def test_quiet_says_nothing(mixed: Path) -> None:
    assert run("read", mixed, "--quiet").stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "a.txt", "--published", "yesterday"],
        ["read", "a.txt", "--format", "xml"],
        ["read", "a.txt", "-j", "0"],
        ["read", "a.jsonl", "--id", "x"],
        ["read", "a.txt", "b.txt", "--id", "x"],
        ["no-such-command"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize(
    ("name", "beginning"), [("o.html", "<!doctype html>"), ("o.json", "["), ("o.jsonl", "{")]
)
def test_the_name_of_the_output_tells_its_form(
    article: Path, tmp_path: Path, name: str, beginning: str
) -> None:
    result = run("read", article, "-o", tmp_path / name)
    assert result.stdout == ""
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_the_table_is_plain_where_it_is_not_a_terminal(article: Path) -> None:
    result = run("read", article, "--format", "table")
    assert "\x1b" not in result.stdout
    assert "───" in result.stdout


def test_a_bar_leaves_the_data_alone(mixed: Path) -> None:
    with_bar = run("read", mixed, "--progress")
    assert with_bar.stdout == run("read", mixed, "--no-progress").stdout


def test_articles_are_counted_where_that_is_cheap(
    mixed: Path, article: Path, tmp_path: Path
) -> None:
    assert count_articles([str(mixed), str(article)]) == 4
    assert count_articles([str(tmp_path)]) is None


def test_explain_shows_rule_words_and_inputs(records: Path) -> None:
    result = run("explain", "ev-suspended", records)
    assert result.exit_code == 0
    for words in ("event.sanction", "⟦علقت⟧", "made from", "statement.verb-anna"):
        assert words in result.stdout


def test_evaluate_prints_figures(records: Path, tmp_path: Path) -> None:
    gold = {
        "id": "sample",
        "text": sample.TEXT,
        "sentences": [],
        "statements": [],
        "events": [],
        "times": [],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold), encoding="utf-8")
    assert "statement_f1: 0.0000\n" in run("evaluate", path, records).stdout
    assert json.loads(run("evaluate", path, records, "--json").stdout)["articles"] == 1


def test_schema_is_json() -> None:
    assert "Statement" in json.loads(run("schema").stdout)["$defs"]


def test_version_is_printed() -> None:
    assert run("--version").stdout.startswith("musnad ")


def musnad(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "musnad", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@pytest.mark.slow
def test_errors_of_ours_are_one_line_and_end_with_1(records: Path) -> None:
    for arguments in (["explain", "st-none", str(records)], ["evaluate", "none", "none"]):
        process = musnad(*arguments)
        _, errors = process.communicate()
        assert process.returncode == 1
        assert errors.startswith(b"musnad: ")
        assert errors.count(b"\n") == 1


@pytest.mark.slow
def test_an_interrupt_ends_cleanly() -> None:
    process = musnad("read", "-")
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in errors


@pytest.mark.slow
def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(json.dumps({"text": TEXT * 20}) + "\n", encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8") * 400, encoding="utf-8")
    process = musnad("read", str(path))
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 1
    assert process.stderr is not None
    assert process.stderr.read() == b""


@pytest.mark.slow
def test_bench_prints_figures(mixed: Path) -> None:
    figures = json.loads(run("bench", mixed, "--json", "--limit", "2").stdout)
    assert figures["articles"] == 2
    assert figures["words"] == 2 * len(TEXT.split())
    assert figures["articles_per_second"] > 0
    assert 0 < figures["cold_start_seconds"] < 30
    assert figures["peak_memory_mb"] > 1
    assert "stage_text_seconds" in figures


@pytest.mark.slow
def test_one_article_imports_nothing_heavy(article: Path) -> None:
    code = (
        "import sys; from musnad.surfaces.cli import app; "
        f"app(['read', {str(article)!r}], standalone_mode=False); "
        "print(','.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = set(done.stderr.decode().strip().split(","))
    assert not loaded & {"trafilatura", "httpx", "jinja2", "rich", "multiprocessing", "lxml"}


def test_a_document_can_be_given_as_records_are(tmp_path: Path) -> None:
    """``musnad read`` ignores keys it does not know, so annotated articles are articles."""
    path = tmp_path / "a.jsonl"
    keys = dict.fromkeys(Document.__struct_fields__, None)
    path.write_text(json.dumps({**keys, "text": TEXT, "sentences": []}), encoding="utf-8")
    assert run("read", path).exit_code == 0
