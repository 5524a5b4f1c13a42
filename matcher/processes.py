"""The processes of a ``BuilderPool``: how they are started, and how to start them before they are needed.

A process that builds segments takes a second to load its code, and so does one that will hand it documents. The
command line starts the first while the second is still loading: ``started_ahead`` imports nothing but the standard
library, and the next pool takes over what it has started.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# The path of imports is handed on, so that a worker finds this package wherever its parent found it. An interrupt from
# the keyboard reaches the whole group, and may come while code is loaded; the parent decides what becomes of a worker.
PROGRAM: Final = (
    "import json, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "sys.path[:] = json.loads(sys.argv.pop()); from matcher.index.worker import main; main()"
)

_ahead: list[subprocess.Popen[bytes]] = []


@contextmanager
def started_ahead(num_processes: int) -> Iterator[None]:
    """Start processes that pools made inside take over; those that none needed are ended at the end."""
    _ahead.extend(_start() for _ in range(num_processes))
    try:
        yield
    finally:
        while _ahead:
            process = _ahead.pop()
            process.kill()
            process.communicate()


def take_process() -> subprocess.Popen[bytes]:
    """Return a process that waits for its orders: one started ahead, or a new one."""
    return _ahead.pop(0) if _ahead else _start()


def _start() -> subprocess.Popen[bytes]:
    program = [sys.executable, "-c", PROGRAM, json.dumps(sys.path)]
    return subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def end_with_input(exit_code: int = 1) -> None:
    """Wait for the end of standard input, then end the process: whoever started it is gone. For a thread of its own."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(exit_code)


def num_builders() -> int:
    """Return how many processes build an index."""
    return num_cores()


def num_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
