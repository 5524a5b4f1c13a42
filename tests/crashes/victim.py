"""The process that is killed: the service or an import, with an index that is written to disk all the time."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import time
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

# Copies of a process that has no threads, no connections and no open files of an archive.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.crashes.preloaded"])
# Longer than anything here takes on a busy machine.
_PATIENCE_S = 180
_LOOK_S = 0.02


class Victim(NamedTuple):
    """A process in a group of its own, and the file that it prints to."""

    process: BaseProcess
    printed: Path

    @property
    def output(self) -> str:
        """All that was printed so far."""
        return self.printed.read_text() if self.printed.exists() else ""

    @property
    def is_running(self) -> bool:
        """Whether it has not ended by itself."""
        return self.process.is_alive()

    @property
    def port(self) -> int:
        """Where the server listens."""
        found = re.search(r"running on http://127\.0\.0\.1:(\d+)", self.output)
        assert found, self.output
        return int(found.group(1))

    def kill(self, *, with_children: bool) -> None:
        """End it without a chance to do anything more; its children too, or they find themselves alone."""
        with suppress(ProcessLookupError):  # it has no group of its own yet
            if with_children and self.process.pid:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.wait()

    def stop(self) -> None:
        """End it in the way that a supervisor does."""
        self.process.terminate()
        self.wait()

    def wait(self) -> None:
        """Wait for its end."""
        self.process.join(timeout=_PATIENCE_S)
        assert not self.process.is_alive()

    def wait_until_ready(self) -> None:
        """Wait until a server answers; it must not end before."""
        deadline = time.monotonic() + _PATIENCE_S
        while not ("running on http" in self.output and "ready: " in self.output):
            if not self.process.is_alive() or time.monotonic() > deadline:
                raise AssertionError(f"the server did not come up:\n{self.output}")
            time.sleep(_LOOK_S)


def start(*arguments: str | Path, data_dir: Path, database_url: str | None) -> Victim:
    """Start a command of the command line."""
    environment = {"ONRECORD_BATCH_PROCESSES": "0", "ONRECORD_DATA_DIR": str(data_dir), "NO_COLOR": "1"}
    if database_url:
        environment["ONRECORD_DATABASE_URL"] = database_url
    printed = data_dir.parent / "printed.txt"
    printed.unlink(missing_ok=True)
    process = _CONTEXT.Process(target=_run, args=([str(a) for a in arguments], environment, printed))
    process.start()
    return Victim(process, printed)


def start_server(data_dir: Path, database_url: str | None) -> Victim:
    """Start a server on a free port; it is not ready yet."""
    return start("serve", "--port", "0", data_dir=data_dir, database_url=database_url)


def _run(arguments: list[str], environment: dict[str, str], printed: Path) -> None:
    """Be the command line; runs in the copy."""
    from service.cli import main
    from tests.crashes import preloaded  # noqa: F401 (sets the thresholds, should the copy be of something else)

    os.setsid()
    os.environ.update(environment)
    file = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        os.dup2(file, stream.fileno())
    sys.argv = ["onrecord", *arguments]
    main()
