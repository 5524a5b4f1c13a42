"""The command line on a data directory of its own, without a server."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service import __version__
from service.building import BuilderLock, DirectoryInUseError
from service.cli import app
from service.server_address import AddressError, require_free
from service.settings import Settings

ARTICLES = [
    {
        "id": "dues",
        "title": "Harbour dues frozen",
        "text": "“We will not raise harbour dues this year,” the minister, Ada Venn, told reporters.",
        "published": "2026-02-04",
    },
    {
        "id": "gates",
        "title": "Gates jammed",
        "text": "The gates of the dam jammed for forty minutes, an inquiry heard.",
    },
]


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    """Run a command with what is given on standard input."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given, env={"COLUMNS": "160"})


def write_jsonl(path: Path, lines: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in lines))
    return path


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("data")
    path = write_jsonl(directory / "articles.jsonl", ARTICLES)
    imported = run("import", path, "--data-dir", directory / "archive")
    assert imported.exit_code == 0, imported.output
    return directory / "archive"


def test_quote_that_is_not_in_utf8_is_refused(data_dir: Path) -> None:
    """Its other bytes would be looked for as other letters, and not be found."""
    refused = run("verify", "caf\udce9 closes", "--data-dir", data_dir)
    assert refused.exit_code == 2
    assert "not in UTF-8" in refused.output


def test_import_again_changes_nothing(data_dir: Path) -> None:
    again = run("import", data_dir.parent / "articles.jsonl", "--data-dir", data_dir)
    assert again.exit_code == 0
    assert "2 unchanged" in again.output


def test_import_with_bad_lines_says_which_and_fails(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [ARTICLES[0], {"id": "x"}, 5])
    imported = run("import", path, "--data-dir", tmp_path / "archive")
    assert imported.exit_code == 1
    assert f"{path}:2: /title: Field required" in imported.output.replace("\n", "")
    assert "1 new" in imported.output
    assert "2 failed" in imported.output


def test_import_reads_json_lines_from_standard_input(tmp_path: Path) -> None:
    lines = "".join(json.dumps(entry) + "\n" for entry in ARTICLES)
    imported = run("import", "-", "--data-dir", tmp_path, given=f"\ufeff{lines}{{bad\n".encode())
    assert "standard input:3: /: " in imported.output.replace("\n", "")
    assert "2 new, 0 replaced, 0 unchanged, 1 failed" in imported.output
    assert imported.exit_code == 1


def test_verify_shows_changes_side_by_side_without_colour(data_dir: Path) -> None:
    shown = run("verify", "We will raise harbour dues this year", "--data-dir", data_dir)
    assert shown.exit_code == 0
    assert "altered" in shown.output
    assert "{+not+}" in shown.output
    assert "Harbour dues frozen" in shown.output


def test_verify_json_is_the_answer_of_the_api(data_dir: Path) -> None:
    answer = json.loads(run("verify", "not raise harbour dues", "--json", "--data-dir", data_dir).output)
    assert answer["verdict"] == "verbatim"
    assert answer["matches"][0]["document"]["id"] == "dues"


def test_verify_of_a_miss_is_no_failure(data_dir: Path) -> None:
    shown = run("verify", "Purple elephants negotiated the treaty overnight", "--data-dir", data_dir)
    assert shown.exit_code == 0
    assert "not_found" in shown.output


def test_documents_lists_ids_and_titles(data_dir: Path) -> None:
    lines = run("documents", "--data-dir", data_dir).output.splitlines()
    assert lines == ["dues\t2026-02-04\tHarbour dues frozen", "gates\t\tGates jammed"]
    assert json.loads(run("documents", "--json", "--data-dir", data_dir).output.splitlines()[1])["id"] == "gates"


def test_documents_are_a_line_each_whatever_their_titles_hold(tmp_path: Path) -> None:
    title = "First\r\nsecond\tthird\u2028fourth \x1b[31m"
    imported = run(
        "import", write_jsonl(tmp_path / "a.jsonl", [{**ARTICLES[1], "title": title}]), "--data-dir", tmp_path
    )
    assert imported.exit_code == 0
    listed = run("documents", "--data-dir", tmp_path).output
    assert listed == "gates\t\tFirst  second third fourth \ufffd[31m\n"
    assert json.loads(run("documents", "--json", "--data-dir", tmp_path).output)["title"] == title


@pytest.mark.parametrize("command", [["reindex"], ["restore", "snapshot"]], ids=lambda command: str(command[0]))
def test_a_running_server_has_to_be_stopped_before_its_index_is_replaced(tmp_path: Path, command: list[str]) -> None:
    assert run("import", write_jsonl(tmp_path / "a.jsonl", ARTICLES), "--data-dir", tmp_path / "d").exit_code == 0
    assert run("snapshot", tmp_path / "snapshot", "--data-dir", tmp_path / "d").exit_code == 0
    server = BuilderLock(tmp_path / "d")
    assert server.acquire()
    arguments = [tmp_path / argument if argument == "snapshot" else argument for argument in command]
    refused = run(*arguments, "--data-dir", tmp_path / "d")
    server.release()
    assert isinstance(refused.exception, DirectoryInUseError)
    assert "Stop the server first" in str(refused.exception)
    assert "import" not in str(refused.exception)


@pytest.mark.parametrize("port", ["99999", "-1"])
def test_port_out_of_range_is_wrong_usage(data_dir: Path, port: str) -> None:
    refused = run("serve", "--port", port, "--data-dir", data_dir)
    assert refused.exit_code == 2
    assert "--port" in refused.output


def test_info_tells_size_generation_and_policy(data_dir: Path) -> None:
    facts = json.loads(run("info", "--json", "--data-dir", data_dir).output)
    assert facts["documents"] == 2
    assert facts["index_bytes"] > 0
    assert facts["policy"]


def call(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "service.cli", *map(str, arguments)]
    environment = {**os.environ, "NO_COLOR": "1", **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)


def test_wrong_setting_is_one_line_for_the_server_too(data_dir: Path) -> None:
    for command in (["serve", "--port", "0"], ["info"]):
        failed = call(*command, "--data-dir", data_dir, ONRECORD_LOG_LEVEL="loud")
        assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
        assert failed.stderr.startswith("onrecord: ONRECORD_LOG_LEVEL: Input should be 'debug', 'info'"), failed.stderr


def test_log_level_is_taken_in_any_capitals() -> None:
    assert Settings(log_level="Warning").log_level == "warning"  # type: ignore[arg-type]


ROOT = Path(__file__).parents[2]
COMMANDS = [["serve", "--port", "0"], ["import", "a.txt"], ["info"], ["documents"], ["verify", "words"], ["reindex"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
def test_file_in_the_place_of_the_data_directory_is_one_line_with_the_remedy(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "afile").write_text("words")
    failed = call(*command, "--data-dir", tmp_path / "afile")
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
    assert "afile is a file, not a directory for documents. Name a directory with --data-dir" in failed.stderr
    assert (tmp_path / "afile").read_text() == "words"


@pytest.mark.parametrize("command", COMMANDS[:2], ids=lambda command: str(command[0]))
def test_data_directory_that_cannot_be_made_is_one_line_with_the_remedy(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "afile").touch()
    failed = call(*command, "--data-dir", tmp_path / "afile" / "inner")
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
    assert "inner cannot be made: Not a directory. Name a directory with --data-dir" in failed.stderr


@pytest.mark.parametrize("command", [["verify", "a quote"], ["info"], ["documents"]])
def test_empty_directory_is_one_line_with_the_remedy(tmp_path: Path, command: list[str]) -> None:
    failed = call(*command, "--data-dir", tmp_path / "none")
    assert failed.returncode == 1
    assert failed.stderr.startswith("onrecord: ")
    assert "Traceback" not in failed.stderr
    assert not (tmp_path / "none").exists()


def test_data_directory_of_something_else_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "documents.sqlite3").write_bytes(b"something else " * 50)
    failed = call("info", "--data-dir", tmp_path)
    assert failed.returncode == 1
    assert "not a document log" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_reindex_makes_no_directory_of_a_misspelt_name(tmp_path: Path) -> None:
    failed = call("reindex", "--data-dir", tmp_path / "none")
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "none.txt"], "none.txt: No such file or directory"),
        (["check", "."], ".: Is a directory"),
        (["batch", "none.csv"], "none.csv: No such file or directory"),
        (["check", "draft.txt", "--language", " "], "--language: a filter is not blank; leave it out"),
        (["info", "--database-url", "mysql://db"], "--database-url: the URL of a PostgreSQL database begins with"),
    ],
)
def test_what_is_wrong_is_told_by_its_file_or_flag(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text("words")
    failed = call(*arguments, "--data-dir", data_dir, PYTHONPATH=str(ROOT))
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
    assert failed.stderr.startswith(f"onrecord: {told}"), failed.stderr


def test_variable_that_is_a_setting_misspelt_is_told_and_others_are_left_alone(data_dir: Path) -> None:
    listed = call("documents", "--data-dir", data_dir, ONRECORD_LOG_LEVLE="debug", ONRECORD_PORT="tcp://10.0.0.1:80")
    assert listed.returncode == 0
    assert listed.stderr == "onrecord: ONRECORD_LOG_LEVLE is no setting and is ignored; is ONRECORD_LOG_LEVEL meant?\n"


def test_an_address_that_is_taken_is_one_line_with_the_remedy(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        failed = call("serve", "--port", port, "--data-dir", data_dir)
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
    assert (
        f"Cannot listen at 127.0.0.1, port {port}: Address already in use. Choose another with --port" in failed.stderr
    )


def test_a_host_that_nobody_can_listen_at_is_told_with_its_own_remedy() -> None:
    with pytest.raises(AddressError, match=r"port 8080: .* Choose another with --host\.$"):
        require_free("192.0.2.1", 8080)  # An address for documentation, which no machine has.


def test_version_is_shown() -> None:
    assert run("--version").output == f"onrecord {__version__}\n"


def test_help_needs_no_matcher() -> None:
    code = "import sys; from service.cli import app; print('numpy' in sys.modules, 'fastapi' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "False"]
