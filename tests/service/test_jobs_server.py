"""Jobs of real servers: killed and started again, with several workers, on a full disk, beside the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.postgres_server import PostgresServer
from tests.service.jobs import CSV, NDJSON
from tests.service.small_disk import SmallDisk, small_disk
from tests.service.test_server import DOCUMENT, JSON, Server, serving
from tests.service.test_workers import NUM_ASKED, eventually, serving_with_workers

MEGABYTE = 1 << 20
# Seconds in which a job of some thousand lines is done, or a server up again, on a busy machine.
DONE_S = 300
# Enough for a second of work or two, so that it can be met in the middle.
NUM_LINES = 6_000


def quotes(num_lines: int) -> bytes:
    """Give lines that are found, altered, not found or bad, each with its number."""
    kinds = ("We will not raise harbour dues", "We will raise harbour dues this year", "Nobody wrote this", 5)
    items = ({"quote": kinds[number % 4], "speaker": "Ada Venn", "ref": number} for number in range(num_lines))
    return b"".join(json.dumps(item).encode() + b"\n" for item in items)


def put_document(server: Server) -> None:
    assert server.request("PUT", "/v1/documents/dues", json.dumps(DOCUMENT).encode(), JSON)[0] in (200, 201)


def send(server: Server, body: bytes, headers: dict[str, str] = NDJSON) -> str:
    status, answer = server.request("POST", "/v1/jobs", body, headers)
    assert status == 202, answer
    return str(json.loads(answer)["links"]["self"])


def state(server: Any, path: str) -> dict[str, Any]:
    status, answer = server.request("GET", path)
    assert status == 200, answer
    found: dict[str, Any] = json.loads(answer)
    return found


def wait_until(server: Any, path: str, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    assert eventually(lambda: is_so(state(server, path)), DONE_S), state(server, path)
    return state(server, path)


def is_under_way(job: dict[str, Any]) -> bool:
    assert job["status"] in ("enqueued", "processing")
    return bool(job["done"])


def is_finished(job: dict[str, Any]) -> bool:
    return job["finished_at"] is not None


def lines(server: Server, path: str) -> list[dict[str, Any]]:
    status, answer = server.request("GET", path + "/results", None, {"Accept": "application/x-ndjson"})
    assert status == 200
    return [json.loads(line) for line in answer.splitlines()]


def without_generation(answer: dict[str, Any]) -> dict[str, Any]:
    """Leave out what counts anew in each process."""
    return {**answer, "index": {**answer["index"], "generation": 0}} if "index" in answer else answer


@pytest.mark.parametrize("num_processes", ["0", "1"])
def test_a_job_outlives_kills_and_goes_on_where_it_was(tmp_path: Path, num_processes: str) -> None:
    body, path, done = quotes(NUM_LINES), "", 0
    for _ in range(2):
        with serving(tmp_path, ONRECORD_BATCH_PROCESSES=num_processes) as server:
            put_document(server)
            if not path:
                path = send(server, body)
            seen = wait_until(server, path, lambda job: is_under_way(job) and job["done"] > done)  # noqa: B023
            before = lines(server, path)
            server.process.kill()
            server.process.wait()
            assert len(before) >= seen["done"] > done
            done = seen["done"]
    with serving(tmp_path, ONRECORD_BATCH_PROCESSES=num_processes) as server:
        assert lines(server, path)[: len(before)] == before
        job = wait_until(server, path, is_finished)
        answers = lines(server, path)
        expected = server.request("POST", "/v1/verify/batch", body, NDJSON)[1].splitlines()
    assert (job["status"], job["done"], job["total"]) == ("succeeded", NUM_LINES, NUM_LINES)
    assert [answer["ref"] for answer in answers] == list(range(NUM_LINES))
    *expected_answers, summary = map(json.loads, expected)
    assert job["summary"] == summary["summary"]
    assert list(map(without_generation, answers)) == list(map(without_generation, expected_answers))


def test_a_job_is_canceled_in_the_middle_and_the_next_one_begins(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        put_document(server)
        path, next_path = send(server, quotes(NUM_LINES)), send(server, quotes(4))
        wait_until(server, path, is_under_way)
        status, answer = server.request("DELETE", path)
        canceled = json.loads(answer)
        assert (status, canceled["status"]) == (200, "canceled")
        assert 0 < canceled["done"] < NUM_LINES
        assert wait_until(server, next_path, is_finished)["status"] == "succeeded"
        assert state(server, path) == canceled
        assert len(lines(server, path)) == canceled["done"]


def test_a_table_is_answered_as_the_command_line_answers_it(tmp_path: Path) -> None:
    table = tmp_path / "quotes.csv"
    table.write_bytes(
        b"\xef\xbb\xbfNr;Quote;Speaker;max matches\r\n"
        b'1;"not raise harbour; dues";Ada Venn;\r\n\r\n2;We will raise harbour dues;Venn;1\r\n3;;;\r\n'
        b'4;x;y;z;too many\r\n5;"two\r\nlines";;many\r\n6;it is;"not closed\r\n'
    )
    with serving(tmp_path / "archive") as server:
        put_document(server)
        path = send(server, table.read_bytes(), CSV)
        job = wait_until(server, path, is_finished)
        status, answer = server.request("GET", path + "/results", None, {"Accept": "text/csv"})
        assert (status, job["total"], job["summary"]["failed"]) == (200, 6, 3)
        command = [sys.executable, "-m", "service.cli", "batch", str(table), "--data-dir", str(tmp_path / "archive")]
        ran = subprocess.run(command, capture_output=True, check=False)
    assert ran.returncode == 1
    assert answer.decode() == ran.stdout.decode()


def test_every_worker_answers_for_every_job_and_one_works(tmp_path: Path) -> None:
    with serving_with_workers(tmp_path, 2) as workers:
        server = Server(workers.process, workers.port)  # type: ignore[arg-type]
        put_document(server)
        path = send(server, quotes(4 * NUM_LINES))
        last = send(server, quotes(8))
        wait_until(server, path, is_under_way)
        first = workers.holder("jobs/worker.lock")
        assert first in workers.workers()
        os.kill(first, signal.SIGKILL)
        assert eventually(lambda: workers.holder("jobs/worker.lock") not in (None, first), DONE_S)

        def finished() -> bool:
            try:
                return is_finished(state(server, last))
            except OSError:  # a connection that the killed one had taken
                return False

        assert eventually(finished, DONE_S)
        assert {state(server, path)["status"] for _ in range(NUM_ASKED)} == {"succeeded"}
        assert [answer["ref"] for answer in lines(server, path)] == list(range(4 * NUM_LINES))
        listed = [json.loads(server.request("GET", "/v1/jobs")[1])["jobs"] for _ in range(NUM_ASKED)]
        assert all([job["links"]["self"] for job in jobs] == [last, path] for jobs in listed)


def test_jobs_on_a_shared_log_are_their_machines_and_go_on_while_it_is_away(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url = postgres_server.create_database()
    with serving(tmp_path / "one", ONRECORD_DATABASE_URL=url) as one:
        put_document(one)
        postgres_server.stop()
        try:
            path = send(one, quotes(8))
            job = wait_until(one, path, is_finished)
        finally:
            postgres_server.start()
        assert (job["status"], job["summary"]["failed"], job["summary"]["ok"]) == ("succeeded", 2, 2)
        with serving(tmp_path / "two", ONRECORD_DATABASE_URL=url) as two:
            status, answer = two.request("GET", path)
            assert (status, json.loads(answer)["code"]) == (404, "job_not_found")


def test_single_quotes_are_answered_beside_a_job(tmp_path: Path) -> None:
    with serving(tmp_path, ONRECORD_BATCH_PROCESSES="1") as server:
        put_document(server)
        path = send(server, quotes(NUM_LINES))
        wait_until(server, path, is_under_way)
        began, num_answered = time.monotonic(), 0
        while not is_finished(state(server, path)):
            assert server.request("POST", "/v1/verify", b'{"quote": "raise harbour dues"}', JSON)[0] == 200
            num_answered += 1
        # Far above what is promised, for machines that do other things too.
        assert num_answered == 0 or (time.monotonic() - began) / num_answered < 1


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", num_bytes=160 * MEGABYTE) as disk:
        yield disk


def test_a_full_disk_refuses_jobs_whole_and_stops_none_for_good(disk: SmallDisk) -> None:
    with serving(disk.path) as server:
        put_document(server)
        disk.fill(leave_bytes=MEGABYTE // 2)
        for body, headers in ((quotes(20_000), NDJSON), (b"quote\n" + b"harbour dues\n" * 60_000, CSV)):
            status, answer = server.request("POST", "/v1/jobs", body, headers)
            assert (status, json.loads(answer)["code"]) == (507, "storage_full")
        assert json.loads(server.request("GET", "/v1/jobs")[1])["jobs"] == []
        assert [path.name for path in (disk.path / "jobs").iterdir() if path.suffix != ".lock"] == []
        disk.free()
        finished = send(server, quotes(8))
        path, canceled = send(server, quotes(3 * NUM_LINES)), send(server, quotes(4))
        wait_until(server, path, is_under_way)
        disk.fill()
        # Nothing more fits, so that the job stands still, whenever that is looked at.
        stopped = wait_until(server, path, lambda job: job["done"] == state(server, path)["done"])
        assert (stopped["status"], stopped["done"] < stopped["total"]) == ("processing", True)
        assert server.request("POST", "/v1/verify", b'{"quote": "raise harbour dues"}', JSON)[0] == 200
        status, answer = server.request("POST", "/v1/check", json.dumps({"text": DOCUMENT["text"]}).encode(), JSON)
        assert (status, json.loads(answer)["summary"]["ok"]) == (200, 1)
        # What is there can be read and removed; a cancellation has to be written.
        assert len(lines(server, finished)) == 8
        status, answer = server.request("DELETE", canceled)
        assert (status, json.loads(answer)["code"]) == (507, "storage_full")
        assert server.request("DELETE", canceled + "?remove=true")[0] == 204
        listed = json.loads(server.request("GET", "/v1/jobs")[1])["jobs"]
        assert [job["links"]["self"] for job in listed] == [path, finished]
        disk.free()
        job = wait_until(server, path, is_finished)
        assert (job["status"], job["done"]) == ("succeeded", 3 * NUM_LINES)
        assert [answer["ref"] for answer in lines(server, path)] == list(range(3 * NUM_LINES))
