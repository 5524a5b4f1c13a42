"""A disk that fills up while a service imports and merges: 507 for writes, reads go on, and space is all it takes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from matcher.index.manifest import NAME, read_manifest
from service.data_directory import INDEX_DIRECTORY
from service.store.identity import FILE as OWNER_FILE
from tests.service.small_disk import SmallDisk, small_disk
from tests.service.test_server import JSON, NDJSON, Server, serving

MEGABYTE = 1 << 20
# A service that writes and merges segments of fifty documents, many times a second.
PROGRAM = (sys.executable, "-c", "import tests.crashes.preloaded; from service.cli import main; main()")
FILLER = " ".join(f"word{number * 7919 % 10_007}" for number in range(400))
PATIENCE_S = 120


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", num_bytes=96 * MEGABYTE) as disk:
        yield disk


def text_of(number: int) -> str:
    return f"“Berth {number} closes at noon.” {FILLER}"


def put(server: Server, number: int) -> tuple[int, bytes]:
    body = json.dumps({"title": "T", "text": text_of(number)}).encode()
    return server.request("PUT", f"/v1/documents/d{number}", body, JSON)


def import_(server: Server, numbers: range) -> tuple[int, int | None]:
    """Import; give how many were stored, and the status of the error that stopped it."""
    lines = b"".join(json.dumps({"id": f"d{n}", "title": "T", "text": text_of(n)}).encode() + b"\n" for n in numbers)
    answer = server.request("POST", "/v1/documents/import", lines, NDJSON)[1]
    *statuses, summary = map(json.loads, answer.splitlines())
    errors = [status["error"]["status"] for status in statuses if "error" in status]
    return summary["summary"]["created"], errors[0] if errors else None


def verdict(server: Server, number: int) -> str:
    body = json.dumps({"quote": f"Berth {number} closes at noon"}).encode()
    status, answer = server.request("POST", "/v1/verify", body, JSON)
    assert status == 200
    return str(json.loads(answer)["verdict"])


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline


def strangers(index: Path) -> set[str]:
    named = {entry.file for entry in read_manifest(index).segments}
    return {path.name for path in index.iterdir()} - named - {NAME, OWNER_FILE}


def test_import_and_merge_on_a_full_disk(disk: SmallDisk) -> None:
    index = disk.path / "data" / INDEX_DIRECTORY
    with serving(disk.path / "data", program=PROGRAM) as server:
        assert import_(server, range(200)) == (200, None)
        wait_for(lambda: read_manifest(index).last_sequence >= 150)
        before = read_manifest(index)
        disk.fill(leave_bytes=2 * MEGABYTE)

        stored, status, number = 0, None, 200
        while status is None:
            stored, status = import_(server, range(number, number + 100))
            number += stored
        assert status == 507
        status, problem = 201, b""
        while status == 201:
            status, problem = put(server, number)
            number += status == 201
        assert (status, json.loads(problem)["code"]) == (507, "storage_full")
        # What the log took is found, although the segment that it is due in cannot be written; nothing is left of it.
        assert {verdict(server, n) for n in (0, 150, number - 1)} == {"verbatim"}
        assert server.request("GET", "/readyz")[0] == 200
        assert {entry.file for entry in before.segments} <= {path.name for path in index.iterdir()}

        disk.free()
        assert import_(server, range(number, number + 100)) == (100, None)
        wait_for(lambda: read_manifest(index).last_sequence >= number + 50)
        assert verdict(server, number + 99) == "verbatim"
        wait_for(lambda: not strangers(index))
    with serving(disk.path / "data", program=PROGRAM) as again:
        assert {verdict(again, n) for n in (0, 150, number - 1, number + 99)} == {"verbatim"}
        assert json.loads(again.request("GET", "/v1/documents?limit=1")[1])["total"] == number + 100
