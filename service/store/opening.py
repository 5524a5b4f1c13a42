"""Which database keeps the log: PostgreSQL where a URL says so, otherwise a file of the data directory."""

from __future__ import annotations

from pathlib import Path

from service.data_directory import require_directory
from service.store.identity import known_identity
from service.store.log import DocumentLog
from service.store.sqlite import SqliteLog

LOG_FILE = "documents.sqlite3"


def open_log(
    data_dir: Path, *, database_url: str | None = None, read_only: bool = False, may_be_gone: bool = False
) -> DocumentLog:
    """Open the log, creating it where the directory has had none, unless `read_only`.

    Parameters
    ----------
    data_dir
        Holds the file of the embedded log; not used where there is a URL.
    database_url
        ``postgresql://…``, or None for the embedded log.
    may_be_gone
        Create it where the directory has had one too, as for a snapshot that is going to fill it.

    Raises
    ------
    LogMissingError
        The directory has had a log, and that has gone.
    DataDirectoryError
        The data directory is none.
    LogError
        It cannot be opened; the message names the remedy.
    """
    require_directory(data_dir)
    known = None if may_be_gone else known_identity(data_dir)
    if database_url is None:
        return SqliteLog(data_dir / LOG_FILE, read_only=read_only, known=known)
    # Imported here: the driver takes a tenth of a second, which only its users should wait for.
    from service.store.postgres import PostgresLog

    return PostgresLog(database_url, read_only=read_only, known=known)
