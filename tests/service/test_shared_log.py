"""The service on a log in PostgreSQL: the command line, and archives of several machines over one database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from benchmarks.postgres_server import PostgresServer
from matcher.types import Query
from service.archive import open_archive
from service.cli import app
from tests.service.logs import document
from tests.service.test_server import JSON, NDJSON, serving

DUES = "“We will not raise harbour dues this year,” the minister, Ada Venn, told reporters."


@pytest.fixture
def url(postgres_server: PostgresServer) -> str:
    return postgres_server.create_database()


def run(url: str, data_dir: Path, *arguments: str | Path) -> Result:
    flags = ["--database-url", url, "--data-dir", str(data_dir)]
    return CliRunner().invoke(app, [*map(str, arguments), *flags], env={"COLUMNS": "160"})


def test_every_command_works_on_the_shared_log(url: str, tmp_path: Path) -> None:
    articles, data_dir = tmp_path / "articles.jsonl", tmp_path / "archive"
    articles.write_text(json.dumps({"id": "dues", "title": "Dues frozen", "text": DUES}) + "\n")
    assert "1 new" in run(url, data_dir, "import", articles).output
    assert "1 unchanged" in run(url, data_dir, "import", articles).output
    answer = json.loads(run(url, data_dir, "verify", "We will raise harbour dues", "--json").output)
    assert answer["verdict"] == "altered"
    assert run(url, tmp_path / "elsewhere", "documents").output.split()[0] == "dues"
    assert json.loads(run(url, data_dir, "info", "--json").output)["documents"] == 1
    assert not (data_dir / "documents.sqlite3").exists()


def test_archives_of_two_machines_see_each_other(url: str, tmp_path: Path) -> None:
    query = Query("not raise harbour dues")
    one, two = (open_archive(tmp_path / name, database_url=url) for name in ("one", "two"))
    one.put(document("dues", DUES))
    assert two.verify(query).verdict == "not_found"
    two.follow()
    assert two.verify(query).verdict == "verbatim"
    two.delete("dues")
    one.put(document("other", "Nobody spoke."))
    assert one.verify(query).verdict == "not_found"
    one.close()
    two.close()


def test_import_of_one_machine_has_what_another_writes_meanwhile(url: str, tmp_path: Path) -> None:
    one, two = (open_archive(tmp_path / name, database_url=url) for name in ("one", "two"))

    def write_between(_: object) -> None:
        two.delete("a0")  # imported a moment ago
        two.put(document("dues", DUES))

    one.import_many([[document(f"{batch}{n}", "Words.") for n in range(3)] for batch in "abc"], write_between)
    one.follow()
    two.follow()
    for archive in (one, two):
        assert archive.verify(Query("not raise harbour dues")).verdict == "verbatim"
        assert archive.num_documents == 9
        archive.close()


def test_index_that_is_lost_is_rebuilt_from_the_shared_log(url: str, tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "one", database_url=url)
    archive.import_many([[document("dues", DUES), document("gone", "Gone by noon.")]], lambda _: None)
    archive.delete("gone")
    archive.close()
    fresh = open_archive(tmp_path / "two", database_url=url)
    fresh.recover()
    assert fresh.verify(Query("not raise harbour dues")).verdict == "verbatim"
    assert fresh.num_documents == 1
    fresh.close()


@pytest.mark.parametrize("url", ["mysql://localhost/archive", "postgresql://ada:secret@[::1/archive"])
def test_url_that_names_no_database_is_one_line_without_the_password(url: str, tmp_path: Path) -> None:
    failed = run(url, tmp_path, "info")
    assert failed.exit_code != 0
    assert "secret" not in f"{failed.output}{failed.exception}"


def test_service_reads_on_while_the_database_is_away(postgres_server: PostgresServer, url: str, tmp_path: Path) -> None:
    body = json.dumps({"title": "Dues frozen", "text": DUES}).encode()
    environment = {"ONRECORD_DATABASE_URL": url, "ONRECORD_BATCH_PROCESSES": "1"}
    with serving(tmp_path, **environment) as server:
        assert server.request("PUT", "/v1/documents/dues", body, JSON)[0] == 201
        postgres_server.stop()
        try:
            for request in (
                ("PUT", "/v1/documents/new", body, JSON),
                ("GET", "/v1/documents/dues"),
                ("GET", "/v1/documents"),
                ("DELETE", "/v1/documents/dues"),
            ):
                answer = server.answer(*request)
                assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
                assert json.loads(answer.body)["code"] == "storage_failed"
            quote = {"quote": "We will not raise harbour dues this year"}
            status, answered = server.request("POST", "/v1/verify", json.dumps(quote).encode(), JSON)
            assert (status, json.loads(answered)["verdict"]) == (200, "verbatim")
            batch = json.dumps({"items": [quote] * 3}).encode()
            status, answered = server.request("POST", "/v1/verify/batch", batch, JSON)
            assert [found["verdict"] for found in json.loads(answered)["results"]] == ["verbatim"] * 3
            assert server.request("GET", "/readyz")[0] == 200
            _, lines = server.request("POST", "/v1/documents/import", b'{"id":"x","title":"T","text":"X"}\n', NDJSON)
            assert json.loads(lines.splitlines()[0])["error"]["status"] == 503
        finally:
            postgres_server.start()
        while (status := server.request("PUT", "/v1/documents/new", body, JSON)[0]) == 503:
            pass
        assert status == 201
        assert server.request("DELETE", "/v1/documents/dues")[0] == 204
