"""A full disk: writes are refused with the remedy, reads go on, nothing is half written, and space is all it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.announcements import Announcements
from service.store import LogFullError
from service.store.sqlite import SqliteLog
from tests.service.logs import document
from tests.service.small_disk import SmallDisk, small_disk
from tests.service.test_server import JSON, NDJSON, Server, serving

MEGABYTE = 1 << 20
DUES = "“We will not raise harbour dues this year,” the minister, Ada Venn, told reporters."
# Not compressible and large, so that a disk of some megabytes holds a few hundred.
FILLER = " ".join(f"word{number * 7919 % 10_007}" for number in range(1_000))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", num_bytes=160 * MEGABYTE) as disk:
        yield disk


def put(server: Server, name: str, text: str) -> tuple[int, dict[str, object]]:
    body = json.dumps({"title": f"About {name}", "text": text}).encode()
    status, answer = server.request("PUT", f"/v1/documents/{name}", body, JSON)
    return status, json.loads(answer)


def verdict(server: Server, quote: str) -> str:
    status, answer = server.request("POST", "/v1/verify", json.dumps({"quote": quote}).encode(), JSON)
    assert status == 200
    return str(json.loads(answer)["verdict"])


def test_log_refuses_what_does_not_fit_and_keeps_the_rest(disk: SmallDisk) -> None:
    with closing(SqliteLog(disk.path / "log.sqlite3")) as log:
        log.append([document("a")])
        disk.fill(leave_bytes=MEGABYTE)
        number = 0

        def append_batches() -> None:
            nonlocal number
            while True:
                number += 1
                log.append([document(f"{number}/{part}", f"{number} {part} {FILLER}") for part in range(5)])

        with pytest.raises(LogFullError, match="No space left"):
            append_batches()
        with pytest.raises(LogFullError):
            log.append([document("a", FILLER * 10)])
        assert (log.find(f"{number}/0"), log.find("a")) == (None, document("a"))
        assert log.num_documents == log.last_sequence == 1 + 5 * (number - 1)
        disk.free()
        assert log.append([document("b")]) == [("created", log.last_sequence)]


def test_announcements_need_no_space_once_they_are_open(disk: SmallDisk) -> None:
    with closing(Announcements(disk.path / "first")) as first:
        (disk.path / "second").mkdir()
        disk.fill()
        first.announce(7)
        assert first.newest == 7
        with pytest.raises(OSError, match="No space left"):
            Announcements(disk.path / "second")


def test_server_answers_507_goes_on_reading_and_recovers(disk: SmallDisk) -> None:
    with serving(disk.path / "data", ONRECORD_BATCH_PROCESSES="0") as server:
        assert put(server, "dues", DUES)[0] == 201
        disk.fill(leave_bytes=2 * MEGABYTE)
        number, status, problem = 0, 201, {}
        while status == 201:
            number += 1
            status, problem = put(server, f"d{number}", f"Berth {number} is closed. {FILLER}")
        assert (status, problem["code"], problem["title"]) == (507, "storage_full", "No space is left for the write")
        assert "Free space" in str(problem["detail"])
        assert number > 5

        assert verdict(server, "We will not raise harbour dues this year") == "verbatim"
        assert verdict(server, f"Berth {number - 1} is closed") == "verbatim"
        assert server.request("GET", f"/v1/documents/d{number}")[0] == 404
        assert server.request("GET", "/v1/documents/dues")[0] == 200
        assert server.request("GET", "/readyz")[0] == 200

        lines = b"".join(
            json.dumps({"id": f"s{n}", "title": "T", "text": f"{n} {FILLER}"}).encode() + b"\n" for n in range(300)
        )
        _, answer = server.request("POST", "/v1/documents/import", lines, NDJSON)
        *statuses, last, summary = map(json.loads, answer.splitlines())
        assert last["error"]["code"] == "storage_full"
        assert last["line"] == len(statuses) + 1
        assert summary["summary"]["failed"] == 1
        assert summary["summary"]["created"] == len(statuses)

        disk.free()
        assert put(server, f"d{number}", f"Berth {number} is closed. {FILLER}")[0] == 201
        assert verdict(server, f"Berth {number} is closed") == "verbatim"
        assert server.request("DELETE", "/v1/documents/d1")[0] == 204
    with serving(disk.path / "data", ONRECORD_BATCH_PROCESSES="0") as again:
        total = json.loads(again.request("GET", "/v1/documents?limit=1")[1])["total"]
        assert total == number + len(statuses)
        assert verdict(again, f"Berth {number} is closed") == "verbatim"


def test_import_names_the_line_where_it_stopped_and_goes_on_later(disk: SmallDisk, tmp_path: Path) -> None:
    path, total = tmp_path / "articles.jsonl", 1_000
    with path.open("w") as file:
        for number in range(total):
            file.write(json.dumps({"id": str(number), "title": "T", "text": f"{number} {FILLER}"}) + "\n")
    command = [sys.executable, "-m", "service.cli", "import", str(path), "--data-dir", str(disk.path / "data")]
    disk.fill(leave_bytes=5 * MEGABYTE)
    stopped = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})
    assert stopped.returncode == 1
    message = stopped.stderr.splitlines()[-1]
    assert message.startswith(f"onrecord: stopped at {path}:")
    assert "No space left" in message
    assert "Traceback" not in stopped.stderr
    line = int(message.removeprefix(f"onrecord: stopped at {path}:").split(":")[0])
    with closing(SqliteLog(disk.path / "data" / "documents.sqlite3")) as log:
        assert [entry.sequence for entry in log.iter_after(0)] == list(range(1, line))
    disk.free()
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0
    assert f"{total - line + 1:,} new, 0 replaced, {line - 1:,} unchanged" in finished.stderr
