"""``musnad export`` from end to end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from tests.surfaces.export import made
from typer.testing import CliRunner, Result

from musnad.surfaces.cli import app
from musnad.surfaces.export.forms import FormName

NAMES = (
    "acled, annotations, csv, gdelt, gdelt-mentions, geojson, parquet, plover, polecat, tsv, xlsx"
)


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    # Wide, so that no message is folded.
    return CliRunner().invoke(
        app, ["export", *map(str, arguments)], input=stdin, env={"COLUMNS": "400"}
    )


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(made.lines(made.article("a"), made.article("b")))
    return path


def csv_rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline="")))


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "parquet", "geojson", "jsonl", "jsonld"])
def test_the_suffix_chooses_the_form(records: Path, suffix: str) -> None:
    output = records.parent / f"events.{suffix.upper()}"
    result = run(records, "-o", output)
    assert (result.exit_code, result.output) == (0, "")
    content = output.read_bytes()
    if suffix == "xlsx":
        assert openpyxl.load_workbook(output)["events"].max_row == 11
    elif suffix == "parquet":
        assert pq.read_table(output).num_rows == 10
    elif suffix in ("geojson", "jsonld"):
        assert json.loads(content)
    else:
        assert content.count(b"ev-raid") in (2, 4)


def test_a_named_form_wins_over_the_suffix(records: Path) -> None:
    output = records.parent / "events.csv"
    assert run(records, "-o", output, "--as", "geojson").exit_code == 0
    assert json.loads(output.read_bytes())["type"] == "FeatureCollection"


def test_pipes(records: Path) -> None:
    result = run("-", "--as", "csv", "-o", "-", stdin=records.read_bytes())
    assert result.exit_code == 0
    assert len(csv_rows(result.stdout)) == 10


def test_filters(records: Path) -> None:
    result = run(records, "--as", "csv", "--type", "assault", "--status", "negated")
    assert [row["id"] for row in csv_rows(result.stdout)] == ["a:ev-no-raid", "b:ev-no-raid"]
    result = run(records, "--as", "csv", "--actor", "USA", "--events")
    assert [(row["id"], row["tellings"]) for row in csv_rows(result.stdout)] == [
        ("a:ev-visit", "2"),
        ("b:ev-visit", "2"),
    ]
    result = run(records, "--as", "csv", "--actor", "USA", "--mentions", "--until", "2016-10-03")
    assert [row["id"] for row in csv_rows(result.stdout)] == ["a:ev-visit", "b:ev-visit"]


def test_what_a_scheme_cannot_say_is_left_out_and_told(records: Path) -> None:
    result = run(records, "--as", "acled")
    assert len(csv_rows(result.stdout)) == 6
    assert result.stderr == (
        "musnad: 4 events that are not told as happened were left out, "
        "since acled cannot say so; --status all exports them too\n"
    )
    result = run(records, "--as", "acled", "--status", "all")
    assert (len(csv_rows(result.stdout)), result.stderr) == (10, "")
    assert run(records, "--as", "acled", "--quiet").stderr == ""


def test_a_line_that_is_no_record_is_told_and_passed_over(tmp_path: Path) -> None:
    broken = json.loads(made.article("c").to_json())
    broken["events"][0]["trigger"] = [0, 9000]
    path = tmp_path / "records.jsonl"
    path.write_bytes(
        made.lines(made.article("a"))
        + b"{broken\n\n"
        + b'{"document":"b","stage":"source","error":"empty","message":"no text"}\n'
        + b"\xff\xfe\n"
        + json.dumps(broken).encode()
        + b"\n"
        + made.lines(made.article("d"))
    )
    result = run(path, "--as", "csv")
    assert result.exit_code == 3
    assert {row["document_id"] for row in csv_rows(result.stdout)} == {"a", "d"}
    told = result.stderr.splitlines()
    assert [line.partition(": not a line of records: ")[0] for line in told[:-1]] == [
        f"musnad: {path}:{number}" for number in (2, 4, 5, 6)
    ]
    length = len(made.TEXT)
    assert told[3].endswith(
        f"span [0, 9000] is outside the text of {length} characters - document `c`"
    )
    assert told[-1] == "musnad: 4 lines were no records, 2 read"


def test_nothing_but_bad_lines_is_an_error() -> None:
    result = run("-", "--as", "csv", stdin=b"no json\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("musnad: standard input:1: not a line of records: ")


def test_an_empty_input_has_no_rows() -> None:
    result = run("-", "--as", "csv", stdin=b"")
    assert (result.exit_code, csv_rows(result.stdout)) == (0, [])


def test_copies_of_an_id_get_ids_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(made.lines(made.article("a"), made.article("a")))
    result = run(path, "--as", "csv")
    rows = csv_rows(result.stdout)
    assert len({row["id"] for row in rows}) == len(rows) == 10
    assert {row["document_id"] for row in rows} == {"a"}
    assert result.stderr == (
        f"musnad: {path}:2: the document id a came before; its events are numbered as of a~2\n"
    )
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["-o", "events.doc"],
            "Invalid value for --output: events.doc: no form goes with the suffix .doc; "
            f"name one with --as: {NAMES}",
        ),
        (
            ["-o", "events"],
            "Invalid value for --output: events: no form goes with a name without a suffix; "
            f"name one with --as: {NAMES}",
        ),
        ([], f"Invalid value for --as: standard output needs a form: {NAMES}"),
        (
            ["--as", "xlsx"],
            "Invalid value for --output: xlsx is not text: name a file with -o",
        ),
        (
            ["--as", "csv", "--since", "October"],
            "Invalid value for '--since': October is no day; write it as 2016-10-04",
        ),
        (
            ["--as", "csv", "--type", "WAR"],
            "Invalid value for '--type': WAR is no type of event; types: ACCUSE, AGREE, AID, "
            "ASSAULT, COERCE, CONCEDE, CONSULT, COOPERATE, MOBILIZE, PROTEST, REJECT, REQUEST, "
            "RETREAT, SANCTION, SUPPORT, THREATEN",
        ),
    ],
)
def test_wrong_usage(records: Path, arguments: list[str], message: str) -> None:
    result = run(records, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_unknown_form_is_told_with_the_known_ones(records: Path) -> None:
    result = run(records, "--as", "excel")
    assert result.exit_code == 2
    assert "'excel' is not one of" in result.stderr
    assert all(f"'{name}'" in result.stderr for name in FormName)


def test_files_that_cannot_be_read_or_written(records: Path) -> None:
    missing = records.parent / "missing.jsonl"
    result = run(missing, "--as", "csv")
    assert str(result.exception) == f"{missing}: cannot be read: No such file or directory"
    nowhere = records.parent / "nowhere" / "events.csv"
    result = run(records, "-o", nowhere)
    assert str(result.exception) == f"{nowhere}: cannot be written: No such file or directory"


def test_the_input_is_not_written_over(records: Path) -> None:
    before = records.read_bytes()
    result = run(records, "-o", records)
    assert str(result.exception) == f"{records}: is the input; write to another file"
    assert records.read_bytes() == before


def test_half_a_sheet_does_not_stay(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.surfaces.export.xlsx.MAX_ROWS", 7)
    output = records.parent / "events.xlsx"
    result = run(records, "-o", output)
    assert str(result.exception) == (
        "a sheet holds 7 rows and there are more: export csv or parquet"
    )
    assert not output.exists()


def test_what_read_writes_can_be_exported(tmp_path: Path) -> None:
    examples = Path(__file__).resolve().parents[3] / "examples"
    records = tmp_path / "records.jsonl"
    read = CliRunner().invoke(app, ["read", str(examples / "talks.jsonl"), "-o", str(records)])
    assert read.exit_code == 0
    told = json.loads(records.read_bytes().splitlines()[0])["events"]
    rows = csv_rows(run(records, "--as", "csv").stdout)
    assert [row["id"] for row in rows] == [f"talks:{event['id']}" for event in told]
    assert all(row["trigger"] in row["sentence"] for row in rows)


def test_help_has_an_example() -> None:
    result = run("--help")
    assert "Example: musnad export syria -o events.csv" in result.output
