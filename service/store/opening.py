"""Which database keeps the log: PostgreSQL where a URL says so, otherwise a file of the data directory."""

from __future__ import annotations

from pathlib import Path

from service.data_directory import require_directory
from service.store.log import DocumentLog
from service.store.sqlite import SqliteLog

LOG_FILE = "documents.sqlite3"


def open_log(data_dir: Path, *, database_url: str | None = None, read_only: bool = False) -> DocumentLog:
    """Open the log, creating it where missing unless `read_only`.

    Parameters
    ----------
    data_dir
        Holds the file of the embedded log; not used where there is a URL.
    database_url
        ``postgresql://…``, or None for the embedded log.

    Raises
    ------
    DataDirectoryError
        The data directory is none.
    LogError
        It cannot be opened; the message names the remedy.
    """
    require_directory(data_dir)
    if database_url is None:
        return SqliteLog(data_dir / LOG_FILE, read_only=read_only)
    # Imported here: the driver takes a tenth of a second, which only its users should wait for.
    from service.store.postgres import PostgresLog

    return PostgresLog(database_url, read_only=read_only)
