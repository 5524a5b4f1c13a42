"""A snapshot read back into an empty archive, or over another where that is asked for.

The log is taken over in one transaction of its database, under a new identity: other machines' indexes of the log that
was there before are then known to be of another log, and rebuilt.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from service.building import STOP_IT, BuilderLock
from service.data_directory import INDEX_DIRECTORY
from service.snapshots.contents import Contents, SnapshotError, check_files, read_contents
from service.snapshots.taking import copy_index
from service.store import DocumentLog
from service.store.identity import write_identity
from service.store.opening import LOG_FILE, open_log


def restore_snapshot(
    snapshot: Path, data_dir: Path, *, database_url: str | None = None, may_replace: bool = False
) -> Contents:
    """Make an archive equal to a snapshot; the snapshot may come from either kind of database.

    Parameters
    ----------
    may_replace
        Forget the documents that are there.

    Raises
    ------
    SnapshotError
        The snapshot is not whole, or there are documents already; nothing was changed.
    DirectoryInUseError
        A server works on the data directory.
    LogError, OSError
        Something could not be read or written.
    """
    contents = read_contents(snapshot)
    check_files(snapshot, contents)
    lock = BuilderLock(data_dir)
    lock.acquire_or_explain(STOP_IT)
    try:
        with closing(open_log(data_dir, database_url=database_url, may_be_gone=True)) as log:
            if log.last_sequence and not may_replace:
                raise SnapshotError(
                    f"There are {log.num_documents:,} documents already; --replace forgets them for the snapshot's."
                )
            _replace(log, snapshot, data_dir / INDEX_DIRECTORY)
            write_identity(data_dir, log.identity)
    finally:
        lock.release()
    return contents


def _replace(log: DocumentLog, snapshot: Path, index: Path) -> None:
    """Take over log and index. The old index goes first, so that at no moment it stands beside the new log, and so does
    what an earlier restore may have left, which would be taken for this one's.
    """
    partial = index.with_name(index.name + ".partial")
    for old in (index, partial):
        shutil.rmtree(old, ignore_errors=True)
    log.replace_with(snapshot / LOG_FILE)
    if (snapshot / INDEX_DIRECTORY).is_dir():
        copy_index(snapshot / INDEX_DIRECTORY, partial)
    if partial.is_dir():
        write_identity(partial, log.identity)
        partial.replace(index)
