"""Segments made one beside a running service, in a process of its own.

A compaction is planned and adopted in the writer's turn, which takes a moment; the work lies in between and needs
no turn. Segments in memory are written to files first, then a process maps all files and merges them, so that
neither the interpreter nor the memory of the service is held. Deletions that come meanwhile are carried over when
the result is adopted.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from matcher.errors import CompactionError
from matcher.index.directory import PREFIX
from matcher.index.merge import merge_to_file
from matcher.index.residence import few_mapped_pages
from matcher.index.segment import Segment
from matcher.index.snapshot import Part
from matcher.processes import end_with_input

# As in ``processes``: an interrupt from the keyboard is the parent's to act on.
PROGRAM: Final = (
    "import json, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "sys.path[:] = json.loads(sys.argv.pop()); from matcher.index.compaction import main; main()"
)
# One that was stopped and the next never write to the same file.
_NUMBERS: Final = itertools.count(1)
# Background work gives way to whoever answers requests.
NICENESS: Final = 10


@dataclass(slots=True, eq=False)
class Compaction:
    """Segments that become one.

    Attributes
    ----------
    directory
        Of the index.
    parts
        As they were when the work was planned.
    sequence
        Once the result is adopted, every log entry up to here is on disk.
    is_stopped
        Whether somebody gave the work up.
    """

    directory: Path
    parts: tuple[Part, ...]
    sequence: int
    _number: int = field(default_factory=_NUMBERS.__next__)
    _process: subprocess.Popen[bytes] | None = None
    is_stopped: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def path(self) -> Path:
        """Where the merged segment is written; nobody else writes there."""
        return self.directory / f"{PREFIX}{os.getpid()}-{self._number}.onr"

    def run(self) -> bool:
        """Merge in a process of its own; False where no document is left.

        Raises
        ------
        CompactionError
            The process failed or was stopped; what it wrote is removed.
        """
        written: list[Path] = []
        self.directory.mkdir(parents=True, exist_ok=True)
        try:
            names = [self._file_of(number, part, written) for number, part in enumerate(self.parts)]
            self._merge_elsewhere(names)
        except BaseException:
            self.path.with_name(self.path.name + ".partial").unlink(missing_ok=True)
            self.discard()
            raise
        finally:
            for path in written:
                path.unlink(missing_ok=True)
        return self.path.exists()

    def run_here(self) -> bool:
        """Merge in this process; False where no document is left."""
        self.directory.mkdir(parents=True, exist_ok=True)
        try:
            return merge_to_file(self.parts, self.path)
        except BaseException:
            self.discard()  # it may have its name, and not be known to be on the disk
            raise

    def discard(self) -> None:
        """Remove the merged segment: no manifest will name it, and none removes what this process builds."""
        self.path.unlink(missing_ok=True)

    def stop(self) -> None:
        """End the work, whatever it is doing."""
        with self._lock:
            self.is_stopped = True
            if self._process is not None:
                self._process.kill()

    def _file_of(self, number: int, part: Part, written: list[Path]) -> str:
        """Name a part's file, writing one for a segment in memory."""
        if part.file is not None:
            return part.file
        path = self.directory / f"{PREFIX}{os.getpid()}-{self._number}-{number}.onr"
        written.append(path)
        part.segment.write(path, durable=False)
        return path.name

    def _merge_elsewhere(self, names: Sequence[str]) -> None:
        gone = [[] if part.deleted is None else np.flatnonzero(part.deleted).tolist() for part in self.parts]
        job = {"directory": str(self.directory), "path": str(self.path), "parts": list(zip(names, gone, strict=True))}
        with self._lock:
            if self.is_stopped:
                raise CompactionError("the merge was stopped; nothing was changed")
            self._process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        with self._process as process:
            assert process.stdin is not None
            assert process.stderr is not None
            # The pipe stays open: its end tells the process that nobody waits for it any more.
            with suppress(OSError):
                process.stdin.write(json.dumps(job).encode() + b"\n")
                process.stdin.flush()
            failure = process.stderr.read().decode(errors="replace").strip()
            code = process.wait()
        if code:
            raise CompactionError(f"merging segments failed (exit code {code}); nothing was changed. {failure}")


def main() -> None:
    """Do one job, given as a line of JSON on standard input."""
    os.nice(NICENESS)
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=end_with_input, daemon=True).start()
    directory = Path(job["directory"])
    with few_mapped_pages(directory):
        merge_to_file([_open(directory / name, gone) for name, gone in job["parts"]], Path(job["path"]))


def _open(path: Path, gone: list[int]) -> Part:
    # Verified, or a merge would give damaged bytes a new and valid checksum.
    return Part(Segment.open(path, check=True), path.name).without(gone)
