"""The newest acknowledged write, known to all processes of a data directory at once.

The tail of the log is looked at four times a second, which is soon enough for everybody but the client that has just
been told that its document is stored: its next request may reach another worker. So the number of that log entry is
written to a small file that all workers map, and whoever answers a quote looks at it first. Looking costs less than a
microsecond; only where something is missing is the log asked.

The entries of an import that is still running are not announced one by one: everybody would wait for them.
Processes on other machines, over one PostgreSQL, have the tail alone.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from pathlib import Path

FILE_NAME = "announced"
_NUMBER = struct.Struct("<Q")


class Announcements:
    """The file of one data directory.

    Examples
    --------
    >>> import tempfile; from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as directory:
    ...     mine, theirs = Announcements(Path(directory)), Announcements(Path(directory))
    ...     mine.announce(7); mine.announce(5)
    ...     theirs.newest
    7
    """

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self._file = os.open(data_dir / FILE_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        # What is there stays: another process may have it mapped.
        if os.fstat(self._file).st_size < _NUMBER.size:
            # Written, not made room for: on a full disk this fails, where the map would end the process by a signal.
            os.pwrite(self._file, bytes(_NUMBER.size), 0)
        self._map = mmap.mmap(self._file, _NUMBER.size)

    @property
    def newest(self) -> int:
        """The newest sequence announced."""
        return int(_NUMBER.unpack_from(self._map)[0])

    def announce(self, sequence: int) -> None:
        """Tell everybody of a log entry; of two at once the later one stays."""
        self._replace(sequence, only_newer=True)

    def reset(self, sequence: int) -> None:
        """Begin anew for a log that ends here: another one may have been restored in its place."""
        self._replace(sequence, only_newer=False)

    def close(self) -> None:
        """Let go of the file, which stays."""
        self._map.close()
        os.close(self._file)

    def _replace(self, sequence: int, *, only_newer: bool) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            if not only_newer or sequence > self.newest:
                _NUMBER.pack_into(self._map, 0, sequence)
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)
