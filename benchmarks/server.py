"""Start the service in a process of its own for the time of a with block, on a free loopback port."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Seconds to wait for readiness: a first start compiles the kernels.
READY_SECONDS = 300
APP = "benchmarks.canned:create_app"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens and which process it is."""

    port: int
    pid: int

    def url(self, path: str) -> str:
        """Full address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def memory_mb(self) -> float:
        """Proportional set size in megabytes: its own memory and its share of what several map."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup")
        lines = rollup.read_text(encoding="ascii").splitlines() if rollup.exists() else []
        return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))

    def cpu_seconds(self) -> float:
        """Processor time spent so far by the server and the processes that it keeps."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        process_ids = [str(self.pid), *(children.read_text(encoding="ascii").split() if children.exists() else ())]
        return sum(_cpu_seconds(process_id) for process_id in process_ids)


def post(server: Server, path: str, body: bytes) -> tuple[int, bytes]:
    """Send one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("POST", path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    status, content = answer.status, answer.read()
    connection.close()
    return status, content


def _cpu_seconds(process_id: str) -> float:
    """User and system time from the kernel's table; the name in it may hold anything, so we count from its end."""
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def is_ready(server: Server) -> bool:
    """Whether the service says that it can answer."""
    try:
        with urllib.request.urlopen(server.url("/readyz"), timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_for_batch_processes(server: Server, num_processes: int) -> None:
    """Wait until the processes for batches are up: before that threads would be measured."""
    deadline = time.monotonic() + READY_SECONDS
    line = f"onrecord_batch_processes {float(num_processes)}".encode()
    while line not in urllib.request.urlopen(server.url("/metrics"), timeout=5).read():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{num_processes} processes for batches were not up after {READY_SECONDS} s")
        time.sleep(0.05)


def wait_until_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Ask for readiness until it is given, the process ends or the time is over."""
    deadline = time.monotonic() + READY_SECONDS
    while not is_ready(server):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}; start it by hand to see why")
        if time.monotonic() > deadline:
            raise TimeoutError(f"the server was not ready after {READY_SECONDS} s")
        time.sleep(0.05)


@contextmanager
def serving(data_dir: Path, app: str = APP) -> Iterator[Server]:
    """Serve a data directory with one worker that answers every request anew."""
    port = free_port()
    options = ("--factory", "--port", str(port), "--no-access-log", "--log-level", "warning")
    environment = {
        **os.environ,
        "ONRECORD_DATA_DIR": str(data_dir),
        "ONRECORD_KEPT_ANSWER_BYTES": "0",
        "ONRECORD_SPEAKERS_AHEAD": "false",  # done before, so that it takes no core from what is measured
    }
    process = subprocess.Popen([sys.executable, "-m", "uvicorn", app, *options], env=environment)
    server = Server(port, process.pid)
    try:
        wait_until_ready(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=60)
