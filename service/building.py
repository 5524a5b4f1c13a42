"""The right to write index files: held by one process of a data directory at a time.

The lock is the operating system's, on a file that stays: it is released when its holder ends, however it
ends, so no stale lock has to be cleaned up after a crash.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from service.data_directory import make_directory

# What to do where another process is the builder: for documents there are two ways, for all else one.
STOP_IT = "Stop the server first, then try again."
STOP_IT_OR_SEND = "Stop it, or send the documents to the running server: POST /v1/documents/import."


class DirectoryInUseError(Exception):
    """Another process writes to the data directory."""


class BuilderLock:
    """The lock of one data directory.

    Examples
    --------
    >>> import tempfile; from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as directory:
    ...     lock = BuilderLock(Path(directory))
    ...     lock.acquire(), BuilderLock(Path(directory)).acquire()
    (True, False)
    """

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "builder.lock"
        self._file: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this process is the builder."""
        return self._file is not None

    def acquire(self) -> bool:
        """Try to become the builder; False if another process is."""
        if self._file is not None:
            return True
        make_directory(self._path.parent)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def acquire_or_explain(self, remedy: str) -> None:
        """Become the builder, or raise an error that names the way out."""
        if not self.acquire():
            raise DirectoryInUseError(f"Another process writes to {self._path.parent}. {remedy}")

    def release(self) -> None:
        """Let another process become the builder."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
