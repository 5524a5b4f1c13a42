"""Which log a data directory has, and its index is a cache of: written down in both.

Of an index a sequence number alone does not tell: a data directory may be pointed at another database, or a backup
restored over the log, and the new log may have grown past the index. Such an index would answer with documents that are
not there. A data directory is told so that no empty log takes the place of one that has gone.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.errors import SegmentError
from service.building import BuilderLock, DirectoryInUseError
from service.data_directory import INDEX_DIRECTORY
from service.store import DocumentLog
from service.store.identity import known_identity, read_identity, write_identity
from service.store.opening import open_log

if TYPE_CHECKING:
    from matcher import Index

logger = logging.getLogger("onrecord.archive")


def belongs_to(directory: Path, identity: str | None) -> bool:
    """Tell whether an index may be used with a log; one that names no log was made before logs had identities."""
    return identity is None or read_identity(directory) in (None, identity)


def open_own_log(data_dir: Path, lock: BuilderLock | None, *, database_url: str | None = None) -> DocumentLog:
    """Open the log of a data directory, and write down that it is the one if this process has the right to.

    Parameters
    ----------
    lock
        Asked for that right; None for whoever only reads.

    Raises
    ------
    LogMissingError
        There was a log, and it has gone.
    DirectoryInUseError
        The process that has the right works with another log.
    """
    may_write = lock is not None and lock.acquire()
    log = open_log(data_dir, database_url=database_url, read_only=lock is None)
    if may_write:
        keep_identity(data_dir, log.identity)
    elif lock is not None and not _is_known(log, data_dir):
        log.close()
        raise DirectoryInUseError(
            f"Another process works on {data_dir}, with another log of documents. Stop it first, or give each a data "
            "directory of its own."
        )
    return log


def _is_known(log: DocumentLog, data_dir: Path) -> bool:
    known = known_identity(data_dir)
    return known is None or log.identity in (None, known)


def require_log(data_dir: Path, *, database_url: str | None = None) -> None:
    """Refuse a start whose log cannot be opened, or has gone; make it where there was none."""
    lock = BuilderLock(data_dir)
    try:
        open_own_log(data_dir, lock, database_url=database_url).close()
    finally:
        lock.release()


def write_owner(data_dir: Path, identity: str | None) -> None:
    """Write the log's identity down in a data directory and its index, where it does not stand there."""
    for directory in (data_dir, data_dir / INDEX_DIRECTORY):
        write_identity(directory, identity)


def keep_identity(directory: Path, identity: str | None) -> None:
    """Write a log's identity down; where there is no room for it the service goes on, and it is tried again."""
    try:
        write_identity(directory, identity)
    except OSError as error:
        logger.warning("the identity of the log cannot be written down in %s (%s)", directory, error)


def open_index(directory: Path, log: DocumentLog, *, may_write: bool) -> Index:
    """Open the index, or an empty one in its place if it cannot be used; the log or the builder refills it."""
    from matcher import Index

    try:
        index = Index.open(directory)
        if index.last_sequence <= log.last_sequence and belongs_to(directory, log.identity):
            if may_write:
                keep_identity(directory, log.identity)
            return index
        index.close()
        logger.warning("index %s is of another log: rebuilding it", directory)
    except SegmentError as error:
        logger.warning("%s Rebuilding the index from the log.", error)
    if not may_write:
        return Index.awaiting(directory)
    shutil.rmtree(directory)
    keep_identity(directory, log.identity)
    return Index.open(directory)
