"""A consistent copy of an archive, taken while others read and write it.

The index is copied first and the log after it, so the log has everything that the index has; what the index lacks is
replayed when the copy is opened. The index's files never change once they are written, so a hard link is a copy where
the file system allows it: it takes no time and no room as long as the archive has the same file.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from matcher.errors import SegmentError
from matcher.index import Index
from matcher.index.format import sync_directory
from matcher.index.manifest import NAME as MANIFEST
from matcher.index.manifest import read_manifest
from service import __version__
from service.data_directory import INDEX_DIRECTORY
from service.snapshots.contents import Contents, SnapshotError, describe_file, write_contents
from service.store import DocumentLog
from service.store.opening import LOG_FILE
from service.store.sqlite import SqliteLog

# A merge may remove a file between the reading of the manifest and the linking. The next try reads a newer manifest;
# merges are seconds apart, a try takes milliseconds unless files have to be copied.
_MAX_TRIES = 20
# File systems without hard links, and places on another one.
_NO_LINKS = (errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.EACCES)
# Faults of a log that are named in an error; of a wholly broken one more would help nobody.
_MAX_NAMED = 3

logger = logging.getLogger("onrecord.snapshots")


def take_snapshot(log: DocumentLog, data_dir: Path, target: Path) -> Contents:
    """Copy the log and the index into a new directory, whole or not at all.

    Parameters
    ----------
    data_dir
        Holds the index.
    target
        Must not exist, or be empty.

    Raises
    ------
    SnapshotError
        The directory is not empty, or the log is damaged.
    LogError, OSError
        Something could not be read or written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SnapshotError(f"{target} exists and is not empty; name a new directory.")
    with _finished(target) as partial:
        copy_index(data_dir / INDEX_DIRECTORY, partial / INDEX_DIRECTORY)
        log.copy_to(partial / LOG_FILE)
        contents = _describe(partial)
        write_contents(partial, contents)
    return contents


def copy_index(source: Path, target: Path) -> None:
    """Copy the files of one generation and check them; leave out an index that is missing or damaged.

    Notes
    -----
    Without it a snapshot is still whole: the index is rebuilt from the log.
    """
    try:
        _copy_generation(source, target)
        Index.open(target, check=True).close()
    except FileNotFoundError:
        shutil.rmtree(target, ignore_errors=True)
    except SegmentError as error:
        logger.warning("the index is left out: %s", error)
        shutil.rmtree(target, ignore_errors=True)


def _copy_generation(source: Path, target: Path) -> None:
    for number in range(_MAX_TRIES):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        (target / MANIFEST).write_bytes((source / MANIFEST).read_bytes())
        try:
            for entry in read_manifest(target).segments:
                _link_or_copy(source / entry.file, target / entry.file)
            return
        except FileNotFoundError:
            if number == _MAX_TRIES - 1:
                raise


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copyfile(source, target)


def _describe(directory: Path) -> Contents:
    """Check the copied log and list all files."""
    with closing(SqliteLog(directory / LOG_FILE, read_only=True)) as log:
        if damaged := list(islice(log.iter_damaged(), _MAX_NAMED)):
            raise SnapshotError(f"The log is damaged ({'; '.join(damaged)}); import these again or restore a snapshot.")
        num_documents, last_sequence = log.num_documents, log.last_sequence
    files = tuple(describe_file(directory, path) for path in sorted(directory.rglob("*")) if path.is_file())
    return Contents(datetime.now(UTC).isoformat(timespec="seconds"), __version__, num_documents, last_sequence, files)


@contextmanager
def _finished(target: Path) -> Iterator[Path]:
    """Give a directory to fill, which gets its name when it is filled and durable, and is removed on any error."""
    partial = target.absolute().with_name(f".{target.name}.{os.getpid()}.partial")
    partial.mkdir(parents=True)
    try:
        yield partial
        for path in (*partial.rglob("*"), partial):
            _sync(path)
        partial.rename(target.absolute())
        sync_directory(target.absolute().parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
