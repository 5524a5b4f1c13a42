"""`onrecord batch`: every row is answered or fails alone, and no file is lost to answers that never came."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from matcher.types import Answer, Query
from service.archive import Archive
from tests.service.test_cli import ARTICLES, call, run, write_jsonl

FAITHFUL = "not raise harbour dues"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("data")
    imported = run("import", write_jsonl(directory / "articles.jsonl", ARTICLES), "--data-dir", directory / "archive")
    assert imported.exit_code == 0, imported.output
    return directory / "archive"


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def jsons_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_batch_of_csv_keeps_its_columns_and_adds_the_answer(data_dir: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "quotes.csv", tmp_path / "answers.csv"
    path.write_text('nr,quote,speaker\n1,"not raise harbour dues",Ada Venn\n2,"nobody wrote this sentence",\n')
    assert run("batch", path, "--output", out, "--data-dir", data_dir).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert [(row["nr"], row["verdict"], row["document_id"]) for row in rows] == [
        ("1", "verbatim", "dues"),
        ("2", "not_found", ""),
    ]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_batch_of_csv_answers_with_the_delimiter_that_its_header_has(
    data_dir: Path, tmp_path: Path, delimiter: str
) -> None:
    path = tmp_path / "quotes.csv"
    cells = [["Nr", "Quote", "Speaker"], ["1", "not raise harbour dues", "Ada Venn"], ["2", "never, ever", ""]]
    path.write_text("\ufeff\n" + "\n".join(delimiter.join(row) for row in cells) + "\n", "utf-8")
    done = run("batch", path, "--data-dir", data_dir)
    rows = list(csv.DictReader(io.StringIO(done.stdout), delimiter=delimiter))
    assert [(row["Nr"], row["Quote"], row["verdict"]) for row in rows] == [
        ("1", "not raise harbour dues", "verbatim"),
        ("2", "never, ever", "not_found"),
    ]


def test_a_row_with_too_many_cells_is_told_the_delimiter_of_its_file(data_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    path.write_text("nr;quote\n1;harbour; dues\n")
    assert "put a text that has semicolons in quotation marks" in run("batch", path, "--data-dir", data_dir).stderr


def test_batch_of_json_lines_gives_answers_and_problems_in_order(data_dir: Path, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "q.jsonl", [{"quote": "jammed for forty minutes", "ref": "a"}, {"quotes": "x"}])
    done = run("batch", path, "--data-dir", data_dir)
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["ref"], first["verdict"], second["error"]["code"]) == ("a", "verbatim", "invalid_request")
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("q.csv", b"nr,text\n1,words\n", "no column named quote"),
        ("q.csv", b"quote\n\xff\xfe\n", "no CSV in UTF-8: convert it first"),
        ("q.xlsx", b"PK", "neither .csv nor .jsonl"),
    ],
)
def test_batch_file_that_cannot_be_read_is_one_line(
    data_dir: Path, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    failed = call("batch", tmp_path / name, "--data-dir", data_dir)
    assert failed.returncode == 1
    assert message in failed.stderr
    assert "Traceback" not in failed.stderr


def test_quote_the_matcher_cannot_take_fails_alone(data_dir: Path, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "q.jsonl", [{"quote": "a … " * 1_500}, {"quote": "harbour dues"}])
    first, second = map(json.loads, run("batch", path, "--data-dir", data_dir).stdout.splitlines())
    assert first["error"]["errors"][0]["pointer"] == "/quote"
    assert second["verdict"] == "verbatim"


def test_a_failed_line_keeps_its_reference_and_is_told_with_its_number(data_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"quote": "dues", "ref": 1}\n\n{"quote": "dues", "ref": "r", "foo": 1}\n{bad\n')
    done = run("batch", path, "--data-dir", data_dir)
    answers = [(answer["ref"], "error" in answer) for answer in jsons_of(done.stdout)]
    assert answers == [(1, False), ("r", True), (None, True)]
    assert f"failed {path}:3: /foo: unknown field" in done.stderr
    assert f"failed {path}:4: /: " in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("q.csv", "quote\nharbour dues\ngates of the dam\nforty minutes\n"),
        ("q.jsonl", '{"quote": "harbour dues"}\n{"quote": "gates of the dam"}\n{"quote": "forty minutes"}\n'),
    ],
)
def test_an_unexpected_error_fails_its_quote_alone_and_is_logged(
    data_dir: Path,
    tmp_path: Path,
    name: str,
    content: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    verify = Archive.verify

    def verify_badly(archive: Archive, query: Query) -> Answer:
        if "gates" in query.quote:
            raise IndexError("tuple index out of range")
        return verify(archive, query)

    monkeypatch.setattr(Archive, "verify", verify_badly)
    (tmp_path / name).write_text(content)
    done = run("batch", tmp_path / name, "--data-dir", data_dir)
    assert done.exit_code == 1
    number, answers = (3, rows_of(done.stdout)) if name == "q.csv" else (2, jsons_of(done.stdout))
    assert [answer.get("verdict") or None for answer in answers] == ["verbatim", None, "verbatim"]
    assert f"failed {tmp_path / name}:{number}: Please report this" in done.stderr
    assert "IndexError" in caplog.text


def test_of_many_failures_a_hundred_are_told(data_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text("{bad\n" * 120)
    done = run("batch", path, "--data-dir", data_dir)
    assert (done.exit_code, len(done.stdout.splitlines()), len(done.stderr.splitlines())) == (1, 120, 101)


def soft_link(path: Path, name: Path) -> Path:
    name.symlink_to(path.name)
    return name


def hard_link(path: Path, name: Path) -> Path:
    name.hardlink_to(path)
    return name


@pytest.mark.parametrize("named", [lambda path, _: path, soft_link, hard_link], ids=["itself", "soft", "hard"])
@pytest.mark.parametrize(("name", "content"), [("q.csv", f"quote\n{FAITHFUL}\n"), ("q.jsonl", '{"quote": "dues"}\n')])
def test_answers_do_not_go_into_the_file_of_quotes(
    data_dir: Path, tmp_path: Path, named: Callable[[Path, Path], Path], name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    refused = call("batch", path, "-o", named(path, tmp_path / "other"), "--data-dir", data_dir)
    assert refused.returncode == 1
    assert "is the file with the quotes" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert path.read_text() == content


def test_answers_appended_to_the_file_of_quotes_by_the_shell_are_refused(data_dir: Path, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "q.jsonl", [{"quote": "dues"}])
    content = path.read_text()
    with path.open("a") as out:
        command = [sys.executable, "-m", "service.cli", "batch", str(path), "--data-dir", str(data_dir)]
        refused = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert (refused.returncode, path.read_text()) == (1, content)
    assert "Standard output is the file with the quotes" in refused.stderr


@pytest.mark.parametrize(
    ("name", "content"), [("none.csv", None), ("q.csv", b"text\nwords\n"), ("q.csv", b"quote\nwords\n\xff\n")]
)
def test_a_faulty_file_of_quotes_leaves_earlier_answers_as_they_are(
    data_dir: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    out = tmp_path / "answers.csv"
    out.write_text("earlier answers")
    before = sorted(tmp_path.iterdir())
    assert run("batch", tmp_path / name, "-o", out, "--data-dir", data_dir).exit_code == 1
    assert out.read_text() == "earlier answers"
    assert sorted(tmp_path.iterdir()) == before


def test_a_place_that_answers_cannot_go_to_is_told_by_the_name_that_was_given(data_dir: Path, tmp_path: Path) -> None:
    quotes, output = tmp_path / "q.csv", tmp_path / "nowhere" / "answers.csv"
    quotes.write_text("quote\nWe pay\n", encoding="utf-8")
    failed = call("batch", quotes, "--output", output, "--data-dir", data_dir)
    assert (failed.returncode, failed.stderr) == (1, f"onrecord: {output}: No such file or directory\n")


def test_an_interruption_leaves_earlier_answers_as_they_are(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("service.archive.Archive.verify", interrupt)
    path, out = write_jsonl(tmp_path / "q.jsonl", [{"quote": "dues"}]), tmp_path / "answers.jsonl"
    out.write_text("earlier answers")
    assert run("batch", path, "-o", out, "--data-dir", data_dir).exit_code != 0
    assert out.read_text() == "earlier answers"
    assert sorted(tmp_path.iterdir()) == [out, path]


def test_answers_replace_what_a_link_leads_to_and_keep_its_permissions(data_dir: Path, tmp_path: Path) -> None:
    path, out = write_jsonl(tmp_path / "q.jsonl", [{"quote": "dues"}]), tmp_path / "answers.jsonl"
    out.write_text("earlier answers")
    out.chmod(0o640)
    link = soft_link(out, tmp_path / "link.jsonl")
    assert run("batch", path, "-o", link, "--data-dir", data_dir).exit_code == 0
    assert link.is_symlink()
    assert json.loads(out.read_text())["verdict"] == "verbatim"
    assert out.stat().st_mode & 0o777 == 0o640


def test_answers_go_through_a_named_pipe_and_leave_it_one(data_dir: Path, tmp_path: Path) -> None:
    path, pipe = write_jsonl(tmp_path / "q.jsonl", [{"quote": "dues"}]), tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # does not wait for a writer, who may never come
    try:
        assert call("batch", path, "-o", pipe, "--data-dir", data_dir).returncode == 0
        assert json.loads(os.read(reader, 2**16))["verdict"] == "verbatim"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def batch_csv(data_dir: Path, tmp_path: Path, text: str) -> Result:
    path = tmp_path / "q.csv"
    path.write_text(text, newline="")
    return run("batch", path, "--data-dir", data_dir)


@pytest.mark.parametrize(
    ("column", "cell", "verdict"),
    [
        ("document_ids", "gates", "not_found"),
        ("document_ids", "gates  dues", "verbatim"),
        ("publisher", "The Ledger", "not_found"),
        ("language", "fr", "not_found"),
        ("published_after", "2026-02-05", "not_found"),
        ("Published Before", "2026-02-05", "verbatim"),
        ("published-before", "2026-02-03", "not_found"),
        ("max_matches", " 2 ", "verbatim"),
        ("offset_unit", "utf16", "verbatim"),
        (" SPEAKER", "Ada Venn", "verbatim"),
        ("publisher", " ", "verbatim"),  # an empty cell asks nothing
    ],
)
def test_every_field_of_a_request_is_a_column(
    data_dir: Path, tmp_path: Path, column: str, cell: str, verdict: str
) -> None:
    done = batch_csv(data_dir, tmp_path, f"{column},Quote,note\n{cell},{FAITHFUL},kept\n")
    [row] = rows_of(done.stdout)
    assert (done.exit_code, row["verdict"], row["note"], row[column]) == (0, verdict, "kept", cell)


def test_a_speaker_column_of_any_capitals_is_a_claim(data_dir: Path, tmp_path: Path) -> None:
    [row] = rows_of(batch_csv(data_dir, tmp_path, f"Quote,Speaker\n{FAITHFUL},Ada Venn\n").stdout)
    assert row["attribution"] == "confirmed"


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("max_matches", "x", "valid integer"),
        ("max_matches", "0", "greater than or equal to 1"),
        pytest.param("max_matches", "9" * 5_000, "valid integer", id="more digits than a number may have"),
        ("offset_unit", "bytes", "'codepoint', 'utf16' or 'utf8'"),
        ("published_after", "soon", "a date is written as"),
        ("document_ids", "a\u200bb", "printable characters only"),
    ],
)
def test_a_bad_cell_fails_its_row_with_number_and_reason(
    data_dir: Path, tmp_path: Path, column: str, cell: str, reason: str
) -> None:
    done = batch_csv(data_dir, tmp_path, f"quote,{column}\n\n{FAITHFUL},{cell}\n{FAITHFUL},\n")
    bad, good = rows_of(done.stdout)
    assert (done.exit_code, bad["verdict"], good["verdict"], good["error"]) == (1, "", "verbatim", "")
    assert bad["error"].startswith(f"/{column}")
    assert reason in bad["error"]
    assert f"q.csv:3: {bad['error']}" in done.stderr


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("quote,publishr", "the column 'publishr' looks like publisher, misspelt"),
        ("quote,publishedAfter", "'publishedAfter' looks like published_after"),
        ("quote,Documents_ID", "'Documents_ID' looks like document_ids"),
        ("quote,Spaeker", "'Spaeker' looks like speaker"),
        ("quote,speaker,Speaker", "both 'speaker' and 'Speaker' are the speaker"),
        ("quote,quote", "both 'quote' and 'quote'"),
        ("quote,verdict,message", "the answer adds columns of the same name: verdict, message. Rename or remove"),
        ("quote,document_id", "name the column document_ids"),
        ("words,speaker", "no column named quote; its columns are words, speaker"),
    ],
)
def test_a_header_that_would_ask_something_else_is_refused(
    data_dir: Path, tmp_path: Path, header: str, message: str
) -> None:
    (tmp_path / "q.csv").write_text(f"{header}\n{FAITHFUL}\n")
    refused = call("batch", tmp_path / "q.csv", "--data-dir", data_dir)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert message in refused.stderr
    assert "Traceback" not in refused.stderr


def test_columns_that_ask_nothing_are_carried_through(data_dir: Path, tmp_path: Path) -> None:
    columns = "published,speaker2,title,prefab,note,note,ref,"
    out = batch_csv(data_dir, tmp_path, f"{columns},quote\n1,2,3,4,5,6,7,8,{FAITHFUL}\n").stdout
    header, row = csv.reader(io.StringIO(out))
    assert header[:9] == [*columns.split(","), "quote"]
    assert row[:10] == ["1", "2", "3", "4", "5", "6", "7", "8", FAITHFUL, "verbatim"]


def test_a_cell_of_any_length_fails_at_most_its_own_row(data_dir: Path, tmp_path: Path) -> None:
    long = "word " * 40_000
    done = batch_csv(data_dir, tmp_path, f"quote,note\n{long},\n{FAITHFUL},{long}\n{FAITHFUL},\n")
    assert [row["verdict"] for row in rows_of(done.stdout)] == ["", "verbatim", "verbatim"]
    assert "q.csv:2: /quote: a quote may have 10,000 characters" in done.stderr
    assert done.exit_code == 1


def test_a_row_with_more_cells_than_columns_fails_and_one_with_fewer_does_not(data_dir: Path, tmp_path: Path) -> None:
    done = batch_csv(data_dir, tmp_path, f"quote,speaker\nWe came, we saw, we left\n{FAITHFUL}\n{FAITHFUL},,,\n")
    first, *others = rows_of(done.stdout)
    assert "3 cells under 2 columns" in first["error"]
    assert [row["verdict"] for row in others] == ["verbatim", "verbatim"]


def test_rows_behind_a_quotation_mark_that_is_never_closed_are_not_passed_over(data_dir: Path, tmp_path: Path) -> None:
    done = batch_csv(data_dir, tmp_path, f'quote\n{FAITHFUL}\n"harbour\n{FAITHFUL}\n')
    assert [row["verdict"] for row in rows_of(done.stdout)] == ["verbatim", ""]
    assert "q.csv:3: it has a quotation mark that is not closed" in done.stderr


def test_breaks_inside_a_cell_and_line_ends_of_any_system_are_read(data_dir: Path, tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        done = batch_csv(data_dir, tmp_path, f'quote,note{end}"not raise{end}harbour dues",a{end}{FAITHFUL},"b"')
        assert [row["verdict"] for row in rows_of(done.stdout)] == ["verbatim", "verbatim"], repr(end)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("content", "answers_of"), [(f"quote\n{FAITHFUL}\n", rows_of), (f'{{"quote": "{FAITHFUL}"}}\n', jsons_of)]
)
def test_standard_input_is_read_in_either_format(
    data_dir: Path, content: str, answers_of: Callable[[str], list[dict[str, Any]]], mark: str
) -> None:
    done = run("batch", "-", "--data-dir", data_dir, given=(mark + content).encode())
    assert done.exit_code == 0
    assert [answer["verdict"] for answer in answers_of(done.stdout)] == ["verbatim"]


def test_failures_of_standard_input_are_told_by_its_name(data_dir: Path) -> None:
    done = run("batch", "-", "--data-dir", data_dir, given=b"{bad\n")
    assert done.stderr.startswith("failed standard input:1: /: ")


def test_a_byte_order_mark_costs_no_line(data_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f'\ufeff{{"quote": "{FAITHFUL}"}}\n', encoding="utf-8")
    assert [answer["verdict"] for answer in jsons_of(run("batch", path, "--data-dir", data_dir).stdout)] == ["verbatim"]


def test_answers_do_not_replace_what_standard_input_comes_from(data_dir: Path, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "q.jsonl", [{"quote": "dues"}])
    content = path.read_text()
    command = [sys.executable, "-m", "service.cli", "batch", "-", "-o", str(path), "--data-dir", str(data_dir)]
    with path.open() as questions:
        refused = subprocess.run(command, stdin=questions, stderr=subprocess.PIPE, text=True, check=False)
    assert (refused.returncode, path.read_text()) == (1, content)
    assert "is the file with the quotes" in refused.stderr
