"""Which log an index is a cache of, written beside its files.

A sequence number alone does not tell: a data directory may be pointed at another database, or a backup restored over
the log, and the new log may have grown past the index. Such an index would answer with documents that are not there.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.errors import SegmentError
from service.store import DocumentLog

if TYPE_CHECKING:
    from matcher import Index

OWNER_FILE = "log.identity"

logger = logging.getLogger("onrecord.archive")


def belongs_to(directory: Path, identity: str | None) -> bool:
    """Tell whether an index may be used with a log; one that names no log was made before logs had identities."""
    path = directory / OWNER_FILE
    return identity is None or not path.exists() or path.read_text("ascii") == identity


def set_owner(directory: Path, identity: str | None) -> None:
    """Write down the log of an index, durably; its directory is created if missing."""
    path = directory / OWNER_FILE
    if identity is None or (path.exists() and path.read_text("ascii") == identity):
        return
    from matcher.index.format import replacing  # needs NumPy, which `onrecord --help` does not

    directory.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(identity.encode("ascii"))


def open_index(directory: Path, log: DocumentLog, *, may_write: bool) -> Index:
    """Open the index, or an empty one in its place if it cannot be used; the log or the builder refills it."""
    from matcher import Index

    try:
        index = Index.open(directory)
        if index.last_sequence <= log.last_sequence and belongs_to(directory, log.identity):
            if may_write:
                set_owner(directory, log.identity)
            return index
        index.close()
        logger.warning("index %s is of another log: rebuilding it", directory)
    except SegmentError as error:
        logger.warning("%s Rebuilding the index from the log.", error)
    if not may_write:
        return Index.awaiting(directory)
    shutil.rmtree(directory)
    set_owner(directory, log.identity)
    return Index.open(directory)
