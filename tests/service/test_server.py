"""A real server on a free port: start, streams in both directions, and a stop that drops nothing."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from service.batches.worker import FOLLOW_S

JSON = {"Content-Type": "application/json"}
NDJSON = {"Content-Type": "application/x-ndjson"}
PROGRAM = (sys.executable, "-m", "service.cli")
DOCUMENT = {"title": "Dues frozen", "text": "“We will not raise harbour dues this year,” Ada Venn said."}
FAITHFUL: dict[str, object] = {"quote": "We will not raise harbour dues this year"}


class ServerAnswer(NamedTuple):
    status: int
    headers: Message
    body: bytes


class Server(NamedTuple):
    process: subprocess.Popen[str]
    port: int

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        answer = self.answer(method, path, body, headers)
        return answer.status, answer.body

    def answer(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> ServerAnswer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return ServerAnswer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@contextmanager
def serving(data_dir: Path, *, program: Sequence[str] = PROGRAM, **environment: str) -> Iterator[Server]:
    """Start `onrecord serve` on a free port and wait until its log says that it is ready."""
    command = [*program, "serve", "--port", "0", "--data-dir", str(data_dir)]
    # Each further process takes a second or two to start; tests that want them say so.
    environment = {"ONRECORD_BATCH_PROCESSES": "0", "ONRECORD_SPEAKERS_AHEAD": "false", **environment}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment})
    assert process.stderr is not None
    port, log = 0, ""
    for line in process.stderr:
        log += line
        if found := re.search(r"running on http://127\.0\.0\.1:(\d+)", line):
            port = int(found.group(1))
        if port and "ready: " in log:
            break
    else:
        raise AssertionError(f"the server did not start:\n{log}")
    rest = threading.Thread(target=process.stderr.read, daemon=True)
    rest.start()
    try:
        yield Server(process, port)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        rest.join(timeout=10)
        process.stderr.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("archive")) as server:
        yield server


def test_what_is_put_is_found_by_the_next_request(server: Server) -> None:
    status, _ = server.request("PUT", "/v1/documents/dues", json.dumps(DOCUMENT).encode(), JSON)
    assert status in (200, 201)
    status, body = server.request("POST", "/v1/verify", b'{"quote": "not raise harbour dues"}', JSON)
    assert (status, json.loads(body)["verdict"]) == (200, "verbatim")


def test_query_method_passes_through_the_http_parser(server: Server) -> None:
    status, _ = server.request("QUERY", "/v1/verify", b'{"quote": "harbour dues"}', JSON)
    assert status == 200


def test_first_answer_comes_before_the_last_question(server: Server) -> None:
    """Lines are sent one by one on an open connection, and each is answered before the next is sent."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest("POST", "/v1/verify/batch")
    for name, value in {**NDJSON, "Transfer-Encoding": "chunked"}.items():
        connection.putheader(name, value)
    connection.endheaders()

    def send(line: bytes) -> None:
        connection.send(b"%x\r\n%s\r\n" % (len(line), line))

    send(b'{"quote": "harbour dues", "ref": 1}\n')
    assert connection.sock is not None
    stream = connection.sock.makefile("rb")
    seen = b""
    while b'"ref":1' not in seen:
        seen += stream.readline()
    send(b'{"quote": "harbour dues", "ref": 2}\n')
    while b'"ref":2' not in seen:
        seen += stream.readline()
    connection.send(b"0\r\n\r\n")
    while b'"summary"' not in seen:
        seen += stream.readline()
    stream.close()
    connection.close()


def test_client_that_sends_all_before_it_reads_is_not_blocked(server: Server) -> None:
    line = json.dumps({"quote": "We will not raise harbour dues this year"}).encode() + b"\n"
    status, body = server.request("POST", "/v1/verify/batch", line * 5_000, NDJSON)
    assert status == 200
    assert len(body.splitlines()) == 5_001


@pytest.fixture(scope="module")
def batch_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose processes for batches are up."""
    with serving(tmp_path_factory.mktemp("archive"), ONRECORD_BATCH_PROCESSES="2") as server:
        wait_for_processes(server)
        yield server


def wait_for_processes(server: Server, num_processes: int = 2) -> None:
    while b"onrecord_batch_processes %d.0" % num_processes not in server.request("GET", "/metrics")[1]:
        assert server.process.poll() is None


def batch(server: Server, items: list[dict[str, object]]) -> list[dict[str, object]]:
    status, body = server.request("POST", "/v1/verify/batch", json.dumps({"items": items}).encode(), JSON)
    assert status == 200
    results: list[dict[str, object]] = json.loads(body)["results"]
    return results


def test_batch_finds_what_was_put_and_misses_what_was_deleted_before_it(batch_server: Server) -> None:
    item: dict[str, object] = {"quote": "We will not raise harbour dues this year"}
    for verdict in ("verbatim", "not_found") * 5:
        method, body = ("PUT", json.dumps(DOCUMENT).encode()) if verdict == "verbatim" else ("DELETE", None)
        assert batch_server.request(method, "/v1/documents/dues", body, JSON)[0] in (200, 201, 204)
        assert {answer["verdict"] for answer in batch(batch_server, [item] * 40)} == {verdict}


def test_processes_answer_a_batch_as_the_server_answers_single_requests(batch_server: Server) -> None:
    batch_server.request("PUT", "/v1/documents/dues", json.dumps(DOCUMENT).encode(), JSON)
    quotes = ("not raise harbour dues", "We will raise harbour dues this year", "nothing of the kind", "…", "\udc00", 5)
    items: list[dict[str, object]] = [{"quote": quote, "speaker": "Venn", "ref": str(quote)} for quote in quotes]
    for item, answer in zip(items, batch(batch_server, items), strict=True):
        _, body = batch_server.request("POST", "/v1/verify", json.dumps(item).encode(), JSON)
        single = json.loads(body)
        answer = answer.get("error", answer)  # type: ignore[assignment]
        for one in (single, answer):
            one.get("index", {}).pop("generation", None)  # each process counts its own
        assert answer == single


@pytest.mark.parametrize("idle_s", [0.0, 0.1])
def test_batch_outlives_the_processes_that_answer_it(batch_server: Server, idle_s: float) -> None:
    children = Path(f"/proc/{batch_server.process.pid}/task/{batch_server.process.pid}/children")
    if not children.exists():
        pytest.skip("no way to find the processes of a server")
    wait_for_processes(batch_server)
    batch_server.request("PUT", "/v1/documents/dues", json.dumps(DOCUMENT).encode(), JSON)
    items: list[dict[str, object]] = [{"quote": "We will raise harbour dues", "ref": ref} for ref in range(1_000)]
    if idle_s:
        kill_all(children)
        time.sleep(idle_s)
        answers = batch(batch_server, items)
    else:
        with ThreadPoolExecutor() as threads:
            answered = threads.submit(batch, batch_server, items)
            kill_all(children)
            answers = answered.result()
    assert [(answer["ref"], answer["verdict"]) for answer in answers] == [(n, "altered") for n in range(1_000)]


def test_log_that_is_removed_under_the_service_is_still_read_but_no_more_written(tmp_path: Path) -> None:
    body = json.dumps(DOCUMENT).encode()
    with serving(tmp_path) as server:
        assert server.request("PUT", "/v1/documents/dues", body, JSON)[0] == 201
        remove_log(tmp_path)
        for method, name, sent in (("PUT", "more", body), ("DELETE", "dues", None)):
            status, problem = server.request(method, f"/v1/documents/{name}", sent, JSON)
            assert (status, json.loads(problem)["code"]) == (503, "storage_failed")
            assert "removed from under the service" in json.loads(problem)["detail"]
        imported = json.dumps({"id": "more", **DOCUMENT}).encode()
        lines = server.request("POST", "/v1/documents/import", imported, NDJSON)[1].splitlines()
        assert [json.loads(line).get("error", {}).get("status") for line in lines] == [503, None]
        assert [server.request("GET", f"/v1/documents/{name}")[0] for name in ("dues", "more")] == [200, 404]
        assert [answer["verdict"] for answer in batch(server, [FAITHFUL])] == ["verbatim"]
        assert not list(tmp_path.glob("documents.sqlite3*"))


def test_processes_answer_batches_without_the_log_if_they_have_all_of_it(tmp_path: Path) -> None:
    with serving(tmp_path, ONRECORD_BATCH_PROCESSES="1") as server:
        wait_for_processes(server, 1)
        server.request("PUT", "/v1/documents/dues", json.dumps(DOCUMENT).encode(), JSON)
        assert batch(server, [FAITHFUL])[0]["verdict"] == "verbatim"
        remove_log(tmp_path)
        until = time.monotonic() + 1.5 * FOLLOW_S  # it looks at the log meanwhile
        while time.monotonic() < until:
            assert batch(server, [FAITHFUL])[0]["verdict"] == "verbatim"
        assert b"onrecord_batch_processes 1.0" in server.request("GET", "/metrics")[1]


def test_no_process_answers_a_batch_without_what_was_written_last(tmp_path: Path) -> None:
    with serving(tmp_path, ONRECORD_BATCH_PROCESSES="1") as server:
        wait_for_processes(server, 1)
        server.request("PUT", "/v1/documents/dues", json.dumps(DOCUMENT).encode(), JSON)
        remove_log(tmp_path)
        answers = [answer for _ in range(20) for answer in batch(server, [FAITHFUL])]
        assert {answer.get("verdict", "failed") for answer in answers} <= {"verbatim", "failed"}
        assert answers[-1].get("verdict") == "verbatim"


def remove_log(data_dir: Path) -> None:
    for path in data_dir.glob("documents.sqlite3*"):
        path.unlink()


def kill_all(children: Path) -> None:
    for process_id in children.read_text().split():
        os.kill(int(process_id), signal.SIGKILL)


def test_stop_leaves_no_process_behind(tmp_path: Path) -> None:
    with serving(tmp_path, ONRECORD_BATCH_PROCESSES="2") as server:
        children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        if not children.exists():
            pytest.skip("no way to find the processes of a server")
        while len(process_ids := children.read_text().split()) < 2:
            pass
    for process_id in process_ids:
        with pytest.raises(ProcessLookupError):
            os.kill(int(process_id), 0)


def test_import_of_a_long_stream(server: Server) -> None:
    lines = b"".join(json.dumps({"id": f"s{n}", **DOCUMENT}).encode() + b"\n" for n in range(300))
    _, body = server.request("POST", "/v1/documents/import", lines, NDJSON)
    assert json.loads(body.splitlines()[-1])["summary"]["created"] == 300


def test_stop_lets_a_running_stream_end_and_keeps_what_was_stored(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.putrequest("POST", "/v1/documents/import")
        for name, value in {**NDJSON, "Transfer-Encoding": "chunked"}.items():
            connection.putheader(name, value)
        connection.endheaders()
        line = json.dumps({"id": "kept", **DOCUMENT}).encode() + b"\n"
        connection.send(b"%x\r\n%s\r\n" % (len(line), line))
        assert connection.sock is not None
        stream = connection.sock.makefile("rb")
        while b'"created"' not in stream.readline():
            pass
        server.process.send_signal(signal.SIGTERM)
        connection.send(b"0\r\n\r\n")
        assert b'"summary"' in stream.read()
        stream.close()
        connection.close()
        assert server.process.wait(timeout=60) in (0, -signal.SIGTERM)
    with serving(tmp_path) as again:
        assert again.request("GET", "/v1/documents/kept")[0] == 200


def test_readiness_turns_before_the_door_closes(tmp_path: Path) -> None:
    with serving(tmp_path, ONRECORD_DRAIN_SECONDS="30") as server:
        assert server.request("GET", "/readyz")[0] == 200
        server.process.send_signal(signal.SIGTERM)
        while server.request("GET", "/readyz")[0] == 200:
            pass
        assert server.request("GET", "/livez")[0] == 200
        server.process.send_signal(signal.SIGTERM)  # a second signal does not wait
        server.process.wait(timeout=60)


def test_service_takes_all_open_files_that_the_system_allows() -> None:
    lines = (
        "import resource; from service.server import allow_open_files",
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 256)); allow_open_files()",
        "print(resource.getrlimit(resource.RLIMIT_NOFILE))",
    )
    run = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert run.stdout == "(256, 256)\n"


def test_start_that_fails_names_the_file_in_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "announced").mkdir()
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0", "--data-dir", str(tmp_path)]
    failed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert failed.returncode == 3
    messages = [json.loads(line)["message"] for line in failed.stderr.splitlines()]
    assert [message for message in messages if "cannot be opened" in message and "announced" in message]


def test_directory_that_cannot_be_used_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "documents.sqlite3").write_bytes(b"something else " * 50)
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0", "--data-dir", str(tmp_path)]
    failed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert failed.returncode != 0
    assert "not a document log" in failed.stderr
