"""Several workers of one data directory, as real processes: one archive to whoever asks."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from service.announcements import Announcements
from service.workers import MAX_TEMPORARY_PATH

NUM_WORKERS = 3
# A worker is started, loads its kernels and opens the archive: seconds on a busy machine.
START_SECONDS = 300
# New connections tried for one question: the system spreads them over the workers.
NUM_ASKED = 12
# Seconds within which a worker's metrics are told by the others too: many looks at the log.
LATEST_S = 20.0
# Seconds in which every worker has looked at the log, busy or not.
LOOKS_S = 1.0


class Server(NamedTuple):
    process: subprocess.Popen[bytes]
    port: int
    data_dir: Path

    @property
    def log(self) -> Path:
        """What all processes of the server log."""
        return self.data_dir.with_suffix(".log")

    def request(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Ask on a connection of its own, so that any worker may answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            payload = None if body is None else json.dumps(body).encode()
            connection.request(method, path, payload, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def verify(self, quote: str) -> dict[str, Any]:
        # A worker that is still loading says so (503), and a client asks again.
        end = time.monotonic() + START_SECONDS
        status, body = self.request("POST", "/v1/verify", {"quote": quote})
        while status == 503 and time.monotonic() < end:
            time.sleep(0.05)
            status, body = self.request("POST", "/v1/verify", {"quote": quote})
        assert status == 200, body
        answer: dict[str, Any] = json.loads(body)
        return answer

    def workers(self) -> list[int]:
        """Processes that have the archive open."""
        return [pid for pid in descendants(self.process.pid) if has_open(pid, self.data_dir / "announced")]

    def forker(self) -> int:
        """The process that the workers are forked from."""
        (forker,) = {parent(pid) for pid in self.workers()}
        return forker

    def builder(self) -> int | None:
        """The process that holds the builder's lock."""
        return self.holder("builder.lock")

    def holder(self, lock: str) -> int | None:
        """The process that holds a lock of the data directory."""
        inode = (self.data_dir / lock).stat().st_ino
        locks = Path("/proc/locks").read_text("ascii")
        found = re.search(rf"FLOCK +ADVISORY +WRITE +(\d+) +\S+:{inode} ", locks)
        return int(found.group(1)) if found else None


def descendants(pid: int) -> list[int]:
    """All processes below one."""
    found = [pid]
    for above in found:  # grows while it is walked
        with suppress(OSError):
            found += map(int, Path(f"/proc/{above}/task/{above}/children").read_text("ascii").split())
    return found[1:]


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[1])


def ignores(pid: int, number: signal.Signals) -> bool:
    status = dict(line.split(":\t") for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines())
    return bool(int(status["SigIgn"], 16) >> (number - 1) & 1)


def memory(pid: int) -> dict[str, int]:
    """Kilobytes by what they are, as the kernel names it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def has_open(pid: int, path: Path) -> bool:
    try:
        return any(Path(os.readlink(file)) == path for file in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


def eventually(condition: Any, seconds: float) -> bool:
    """Look again and again; what is waited for is another process."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving_with_workers(tmp_path_factory.mktemp("workers"), NUM_WORKERS) as server:
        yield server


@contextmanager
def serving_with_workers(data_dir: Path, num_workers: int, **environment: str) -> Iterator[Server]:
    """Start `onrecord serve --workers` and wait until all of them are ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--workers", str(num_workers)]
    environment = {**os.environ, "ONRECORD_BATCH_PROCESSES": "0", **environment}
    with data_dir.with_suffix(".log").open("w") as log:
        process = subprocess.Popen([*command, "--data-dir", str(data_dir)], stderr=log, env=environment)
    server = Server(process, port, data_dir)

    def is_ready() -> bool:
        try:
            # Each answers for itself: enough of them in a row, and all are ready.
            return len(server.workers()) == num_workers and all(
                server.request("GET", "/readyz")[0] == 200 for _ in range(4 * num_workers)
            )
        except OSError:
            return False

    try:
        assert eventually(is_ready, START_SECONDS), "the workers did not start"
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def test_worker_that_is_killed_while_the_log_is_missing_comes_back_with_the_log(tmp_path: Path) -> None:
    data_dir, elsewhere = tmp_path / "archive", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with serving_with_workers(data_dir, 2) as server:
        put(server, "dues", "The dues will be five crowns in the coming spring.")
        time.sleep(LOOKS_S)
        for path in data_dir.glob("documents.sqlite3*"):
            path.rename(elsewhere / path.name)
        (victim,) = set(server.workers()) - {server.builder()}
        os.kill(victim, signal.SIGKILL)
        assert eventually(lambda: "This worker waits" in server.log.read_text(), START_SECONDS)
        for n in range(NUM_ASKED):
            assert server.verify("dues will be five crowns in the coming spring")["verdict"] == "verbatim"
            assert server.request("PUT", f"/v1/documents/{n}", {"title": "New", "text": "Nobody spoke."})[0] == 503
        assert not list(data_dir.glob("documents.sqlite3*"))
        for path in elsewhere.iterdir():
            path.rename(data_dir / path.name)
        assert eventually(lambda: len(server.workers()) == 2, START_SECONDS)
        put(server, "more", "More will be said by noon.")
        for _ in range(NUM_ASKED):
            assert server.verify("More will be said by noon")["verdict"] == "verbatim"


def put(server: Server, name: str, text: str) -> None:
    """Write a document; a worker that no look at readiness came to may still be loading on a busy machine."""
    answers: list[tuple[int, bytes]] = []

    def is_taken() -> bool:
        answers.append(server.request("PUT", f"/v1/documents/{name}", {"title": name, "text": text}))
        return answers[-1][0] != 503

    eventually(is_taken, START_SECONDS)
    assert answers[-1][0] in (200, 201), answers[-1]


def test_an_acknowledged_write_is_seen_by_the_next_request_wherever_it_goes(server: Server) -> None:
    for n in range(5):
        put(server, "dues", f"The dues will be {n} crowns in the coming spring.")
        for _ in range(NUM_ASKED):
            answer = server.verify(f"dues will be {n} crowns in the coming spring")
            assert answer["verdict"] == "verbatim"
    assert server.request("DELETE", "/v1/documents/dues")[0] == 204
    assert {server.verify("crowns in the coming spring")["verdict"] for _ in range(NUM_ASKED)} == {"not_found"}


def test_equal_generations_everywhere(server: Server) -> None:
    put(server, "ferry", "The ferry will run twice a day.")
    seen = {
        (answer["index"]["generation"], answer["index"]["documents"])
        for answer in (server.verify("ferry will run twice") for _ in range(NUM_ASKED))
    }
    assert len(seen) == 1


def test_metrics_tell_what_all_workers_did(server: Server) -> None:
    def verified() -> float:
        _, body = server.request("GET", "/metrics")
        lines = re.findall(r"^onrecord_verify_outcomes_total\{.*\} (\S+)$", body.decode(), re.M)
        return sum(map(float, lines))

    def settled() -> float:
        """Others see a worker's answers the next time it looks at the log."""
        seen, latest = verified(), time.monotonic() + LATEST_S
        while time.monotonic() < latest:
            time.sleep(LOOKS_S)
            before, seen = seen, verified()
            if before == seen:
                break
        return seen

    before = settled()
    for _ in range(NUM_ASKED):
        server.verify("quite unknown words these are")
    assert settled() - before == NUM_ASKED
    assert {verified() - before for _ in range(NUM_ASKED)} == {NUM_ASKED}


def test_another_worker_builds_when_the_builder_is_killed(server: Server) -> None:
    first = server.builder()
    assert first in server.workers()
    put(server, "kept", "What was acknowledged before the crash is kept.")
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: server.builder() not in (None, first), START_SECONDS)
    for _ in range(NUM_ASKED):
        assert server.verify("acknowledged before the crash")["verdict"] == "verbatim"
    put(server, "later", "Words written after the crash are found as well.")
    for _ in range(NUM_ASKED):
        assert server.verify("words written after the crash")["verdict"] == "verbatim"


def test_workers_say_that_they_go_before_they_go(tmp_path: Path) -> None:
    with serving_with_workers(tmp_path, 2, ONRECORD_DRAIN_SECONDS="300") as server:
        workers = server.workers()
        for pid in (server.process.pid, *descendants(server.process.pid)):  # as a service manager does
            os.kill(pid, signal.SIGTERM)
        assert eventually(lambda: server.request("GET", "/readyz")[0] == 503, LATEST_S)
        time.sleep(LOOKS_S)  # the supervisor has passed the signal on by now
        assert {server.request("GET", path)[0] for path in ["/livez"] * NUM_ASKED} == {200}
        assert {server.request("GET", path)[0] for path in ["/readyz"] * NUM_ASKED} == {503}
        for pid in workers:
            os.kill(pid, signal.SIGINT)
        server.process.wait(timeout=60)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_start_that_is_called_off_ends_in_order(tmp_path: Path, number: signal.Signals) -> None:
    """A signal to the whole group, as from a keyboard, while the process that workers are forked from still loads."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--workers", "2"]
    log = tmp_path / "log"
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [*command, "--data-dir", str(tmp_path / "data")], stderr=stderr, start_new_session=True
        )
    # It ignores the signal from its beginning on; the process beside it that tracks resources does so too.
    assert eventually(lambda: sum(ignores(pid, number) for pid in descendants(process.pid)) == 2, START_SECONDS)
    os.killpg(process.pid, number)
    assert process.wait(timeout=60) == 0
    assert "Traceback" not in log.read_text()


def test_workers_end_with_their_supervisor(tmp_path: Path) -> None:
    with serving_with_workers(tmp_path, 2) as server:
        workers = server.workers()
        server.process.kill()
        assert eventually(lambda: not any(has_open(pid, tmp_path / "announced") for pid in workers), LATEST_S)


def test_workers_share_what_they_loaded(server: Server) -> None:
    for _ in range(NUM_ASKED):
        server.verify("quite unknown words these are")
    for pid in server.workers():
        kilobytes = memory(pid)
        assert kilobytes["Pss_Anon"] < 0.6 * kilobytes["Anonymous"]


def test_workers_start_by_themselves_where_temporary_files_lie_too_deep(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * MAX_TEMPORARY_PATH)
    deep.mkdir()
    with serving_with_workers(tmp_path / "data", 2, TMPDIR=str(deep)) as server:
        put(server, "kept", "What was acknowledged is kept.")
        for _ in range(NUM_ASKED):
            assert server.verify("What was acknowledged is kept")["verdict"] == "verbatim"
        assert {parent(pid) for pid in server.workers()} == {server.process.pid}
    assert "A shorter TMPDIR" in server.log.read_text()


def test_workers_are_replaced_with_the_process_that_they_are_forked_from(tmp_path: Path) -> None:
    with serving_with_workers(tmp_path, 2) as server:
        put(server, "kept", "What was acknowledged before the crash is kept.")
        before = server.workers()
        os.kill(server.forker(), signal.SIGKILL)

        def are_replaced() -> bool:
            now = server.workers()
            return len(now) == 2 and not set(now) & set(before)

        assert eventually(are_replaced, START_SECONDS)
        assert eventually(lambda: not any(has_open(pid, tmp_path / "announced") for pid in before), LATEST_S)
        for _ in range(NUM_ASKED):
            assert server.verify("acknowledged before the crash")["verdict"] == "verbatim"
        after = descendants(server.process.pid)
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in after), LATEST_S)


def test_who_comes_later_finds_what_was_announced_before(tmp_path: Path) -> None:
    one = Announcements(tmp_path)
    one.announce(9)
    later = Announcements(tmp_path)
    assert (one.newest, later.newest) == (9, 9)
    one.close()
    later.close()


def test_a_log_that_was_replaced_by_a_shorter_one_begins_anew(tmp_path: Path) -> None:
    one, other = Announcements(tmp_path), Announcements(tmp_path)
    one.announce(9)
    other.reset(4)
    assert one.newest == 4
    one.close()
    other.close()
