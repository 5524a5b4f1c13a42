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
        ("q.csv", b"quote\n\xff\xfe\n", "no CSV in UTF-8"),
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
    command = [sys.executable, "-m", "service.cli", "batch", str(path), "-o", str(pipe), "--data-dir", str(data_dir)]
    with subprocess.Popen(command) as process:
        assert json.loads(pipe.read_text())["verdict"] == "verbatim"
    assert process.returncode == 0
    assert pipe.is_fifo()
