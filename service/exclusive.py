"""A right that one process has at a time.

The lock is the operating system's, on a file that stays: it is released when its holder ends, however it
ends, so no stale lock has to be cleaned up after a crash.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from service.data_directory import make_directory


class ExclusiveLock:
    """A lock on a file, which is made where it is missing, and its directory with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this process holds it."""
        return self._file is not None

    def acquire(self) -> bool:
        """Try to get it; False if another process holds it."""
        if self._file is not None:
            return True
        make_directory(self.path.parent)
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let another process get it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
