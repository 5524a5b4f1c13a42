"""The format of the embedded log's file: large pages and write-ahead while it is in use, one plain file as a copy."""

from __future__ import annotations

import sqlite3
import time

# 16 KiB pages hold most articles whole, where the default of 4 KiB chains overflow pages. Both lines take effect only
# outside a transaction, the first only before anything is written.
_FILE_FORMAT = "PRAGMA page_size = 16384", "PRAGMA journal_mode = WAL"
# How long a write waits for another process's transaction before it fails; a batch of an import takes well
# under 1 s.
BUSY_TIMEOUT_S = 30.0
# Between two tries at what SQLite does not wait for itself.
_BUSY_PAUSE_S = 0.01


def make_portable(connection: sqlite3.Connection) -> None:
    """End the write-ahead mode: a file of its own can lie on a medium that is read only."""
    connection.execute("PRAGMA journal_mode = DELETE")


def set_file_format(connection: sqlite3.Connection) -> None:
    """Choose page size and write-ahead mode; SQLite does not wait by itself where others do so at the same time."""
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    for line in _FILE_FORMAT:
        while True:
            try:
                connection.execute(line)
                break
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(_BUSY_PAUSE_S)
