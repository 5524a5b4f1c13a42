"""The embedded log: one SQLite file in write-ahead mode.

Acknowledged writes are synced to the disk (``synchronous=FULL``). Readers never wait for the writer. Several
processes may use the same file; SQLite serialises their writes, and the sequence numbers are given inside the
write transaction, so they are strictly increasing across processes.

While it is open nobody may remove its files or put others in their place. It is looked for at every write, and whenever
the log is asked how far it goes.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from matcher.types import Document
from service.store.encoding import decode, digest
from service.store.file_format import BUSY_TIMEOUT_S, make_portable, set_file_format
from service.store.log import (
    LogEntry,
    LogError,
    LogFullError,
    LogLostError,
    LogMissingError,
    LogVersionError,
    Stored,
    require_known,
)
from service.store.open_files import OpenFiles
from service.store.space import is_for_lack_of_space
from service.store.writes import Known, LogRow, plan, rows_of

# "onrc" as a 32-bit number, in the file's header: another program's database is refused by name.
APPLICATION_ID = 0x6F6E7263
SCHEMA_VERSION = 2

_SCHEMA = (
    """
    CREATE TABLE log (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        deleted INTEGER NOT NULL,
        digest BLOB,
        body BLOB
    )
    """,
    "CREATE INDEX tombstones ON log (sequence) WHERE deleted = 1",
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA user_version = 1",
)
# What leads from each schema to the next. A new file goes the same way, so that every step is taken by every test.
_UPGRADES = {
    1: (
        "CREATE TABLE identity (value TEXT NOT NULL)",
        "INSERT INTO identity VALUES (lower(hex(randomblob(16))))",
        "PRAGMA user_version = 2",
    ),
}

# Ids asked for in one statement; SQLite takes 32,766 parameters, a few hundred already hide the cost of a
# call.
_LOOKUP_SIZE = 500
# 64 MB of page cache: the inner pages of the id index of a million documents.
_CACHE_KIB = 65_536
# The file, its write-ahead file, and the index of that. The last two are there as long as anybody has the log open.
_SUFFIXES = "", "-wal", "-shm"


class SqliteLog:
    """A `DocumentLog` in one file.

    Parameters
    ----------
    path
        The database file; it is created with its directory if missing, unless `read_only`.
    read_only
        Open without the right to write, as command-line queries do beside a running server.
    known
        Identity of a log that has been here: none is made then, and no other taken that is new.

    Raises
    ------
    LogMissingError
        The log that is known has gone.
    LogVersionError
        The file is no log, or of a newer schema.
    LogError
        The file cannot be opened.
    """

    def __init__(self, path: Path, *, read_only: bool = False, known: str | None = None) -> None:
        self._path, self._read_only, self._known = path, read_only, known
        self._write_lock, self._read_lock = threading.Lock(), threading.Lock()
        if known is not None and not path.exists():
            raise LogMissingError(str(path))
        if read_only and not path.exists():
            raise _nothing_in(path)
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._files = OpenFiles(())  # until all of them are there
        self._writer = self._reader = self._connect()
        try:
            self._prepare_schema()
            self._reader = self._connect()
            self._files = OpenFiles([path.with_name(path.name + suffix) for suffix in _SUFFIXES])
            require_known(self, known, str(path))
        except (sqlite3.Error, LogError) as error:
            self._reader.close()
            self._writer.close()
            raise _translated(error, path) from error

    @property
    def last_sequence(self) -> int:
        """The largest sequence given so far, 0 for an empty log.

        Raises
        ------
        LogLostError
            Somebody removed or replaced the file; so do all writes, and readings of more than a page.
        """
        self._require_files()
        with self._reading() as connection:
            return _last_sequence(connection)

    @property
    def num_documents(self) -> int:
        """Documents that are not deleted: two counts over small indexes, not over the texts."""
        query = "SELECT (SELECT count(*) FROM log) - (SELECT count(*) FROM log WHERE deleted = 1)"
        with self._reading() as connection:
            return int(connection.execute(query).fetchone()[0])

    def append(self, documents: Sequence[Document]) -> list[Stored]:
        """Write all documents in one transaction, durable on return; equal ones are left as they are.

        Raises
        ------
        LogFullError
            No space; nothing was written.
        """
        rows = rows_of(documents)
        with self._transaction() as connection:
            known = _lookup(connection, [row.id for row in rows])
            stored, inserts = plan(rows, known, _last_sequence(connection))
            connection.executemany(
                "INSERT OR REPLACE INTO log (sequence, id, deleted, digest, body) VALUES (?, ?, 0, ?, ?)",
                [(sequence, *row) for sequence, row in inserts],
            )
        return stored

    def delete(self, document_id: str) -> int | None:
        """Delete a document durably; its sequence, or None if there is none."""
        with self._transaction() as connection:
            known = _lookup(connection, [document_id]).get(document_id)
            if known is None or known.digest is None:
                return None
            sequence = _last_sequence(connection) + 1
            connection.execute(
                "INSERT OR REPLACE INTO log (sequence, id, deleted) VALUES (?, ?, 1)", (sequence, document_id)
            )
        return sequence

    def find(self, document_id: str) -> Document | None:
        """Give a document, or None."""
        query = "SELECT body FROM log WHERE id = ? AND deleted = 0"
        with self._reading() as connection:
            row = connection.execute(query, (document_id,)).fetchone()
        return decode(document_id, row[0]) if row else None

    def page(self, after_id: str, limit: int) -> list[Document]:
        """Give up to `limit` documents in order of id, beginning behind `after_id`."""
        query = "SELECT id, body FROM log WHERE id > ? AND deleted = 0 ORDER BY id LIMIT ?"
        with self._reading() as connection:
            rows = connection.execute(query, (after_id, limit)).fetchall()
        return [decode(document_id, body) for document_id, body in rows]

    def iter_after(self, sequence: int) -> Iterator[LogEntry]:
        """Yield the last change of every id changed after `sequence`, from one snapshot, in order of
        sequence.
        """
        query = "SELECT sequence, id, deleted, body FROM log WHERE sequence > ? ORDER BY sequence"
        with self._translating(), self._connected() as connection:
            for number, document_id, deleted, body in connection.execute(query, (sequence,)):
                yield LogEntry(number, document_id, None if deleted else decode(document_id, body))

    @property
    def identity(self) -> str | None:
        """What tells this log from every other; None for one of schema 1 that was opened for reading only."""
        with self._reading() as connection:
            if _pragma(connection, "user_version") == 1:
                return None
            return str(connection.execute("SELECT value FROM identity").fetchone()[0])

    def copy_to(self, path: Path) -> None:
        """Write the log as it is at one moment into a new file, durable on return; writers need not wait."""
        try:
            with self._connected() as connection, closing(sqlite3.connect(path, isolation_level=None)) as target:
                connection.backup(target)
                make_portable(target)
        except sqlite3.Error as error:
            raise _translated(error, path) from error

    def replace_with(self, path: Path) -> None:
        """Forget everything and take over a copy, under a new identity; all of it or nothing.

        Notes
        -----
        SQLite copies page by page inside one transaction of this file. The new identity comes in a second one: a crash
        between the two leaves the whole copy under its old identity, and the caller has not been told of success.
        """
        with closing(SqliteLog(path, read_only=True)) as copy, self._write_lock:
            try:
                copy._reader.backup(self._writer)
            except sqlite3.Error as error:
                raise _translated(error, self._path) from error
        with self._transaction() as connection:
            self._create_or_upgrade(connection)
            connection.execute("UPDATE identity SET value = lower(hex(randomblob(16)))")

    def iter_rows(self) -> Iterator[LogRow]:
        """Yield every row as it is stored, in order of sequence, from one snapshot."""
        with self._connected() as connection:
            query = "SELECT sequence, id, deleted, digest, body FROM log ORDER BY sequence"
            yield from map(LogRow._make, connection.execute(query))

    def fill(self, rows: Iterable[LogRow]) -> None:
        """Write rows with the sequence numbers they have; all of them or none. For a log that is empty."""
        statement = "INSERT OR REPLACE INTO log (sequence, id, deleted, digest, body) VALUES (?, ?, ?, ?, ?)"
        with self._transaction() as connection:
            connection.executemany(statement, rows)

    def iter_damaged(self) -> Iterator[str]:
        """Yield what is wrong with the file: broken pages, and ids whose stored form is not what was written."""
        try:
            with self._connected() as connection:
                for (found,) in connection.execute("PRAGMA quick_check"):
                    if found != "ok":
                        yield str(found)
            for row in self.iter_rows():
                if row.body is not None and digest(row.body) != row.digest:
                    yield f"document {row.id!r}"
        except sqlite3.DatabaseError as error:
            yield str(error)

    def make_portable(self) -> None:
        """Fold everything into the one file, as the last thing done with a copy."""
        with self._read_lock:
            self._reader.close()
        with self._write_lock:
            make_portable(self._writer)

    def close(self) -> None:
        """Release the file; the last process to do so folds the write-ahead file into it."""
        with self._read_lock:
            self._reader.close()
        with self._write_lock:
            self._writer.close()

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self._read_only else "rwc" if self._known is None else "rw"
        try:
            connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=BUSY_TIMEOUT_S,
                isolation_level=None,
                check_same_thread=False,
            )
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        except sqlite3.Error as error:
            raise _translated(error, self._path) from error
        return connection

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """Open a connection of its own for reading at length, to the file that all others have."""
        self._require_files()
        with closing(self._connect()) as connection:
            self._require_files()
            yield connection

    def _require_files(self) -> None:
        if lost := self._files.lost():
            raise LogLostError(self._path.parent, lost)

    def _prepare_schema(self) -> None:
        is_new = _is_empty(self._writer)
        if is_new and self._known is not None:
            raise LogMissingError(str(self._path))
        if is_new and self._read_only:
            raise _nothing_in(self._path)
        if is_new:
            set_file_format(self._writer)
        # No transaction where nothing is to be done: it would wait for an import that is going on.
        if not self._read_only and (is_new or _pragma(self._writer, "user_version") < SCHEMA_VERSION):
            with self._transaction() as connection:
                self._create_or_upgrade(connection)
        self._check_schema(self._writer)

    def _create_or_upgrade(self, connection: sqlite3.Connection) -> None:
        """Make or change the tables, unless a process that started at the same time was quicker."""
        for statement in _SCHEMA if _is_empty(connection) else ():
            connection.execute(statement)
        self._check_schema(connection)
        while (version := _pragma(connection, "user_version")) < SCHEMA_VERSION:
            for statement in _UPGRADES[version]:
                connection.execute(statement)

    def _check_schema(self, connection: sqlite3.Connection) -> None:
        if _pragma(connection, "application_id") != APPLICATION_ID:
            raise LogVersionError(f"{self._path} is not a document log; choose another --data-dir.")
        version = _pragma(connection, "user_version")
        if version > SCHEMA_VERSION:
            raise LogVersionError(
                f"{self._path} has schema {version}, newer than the known {SCHEMA_VERSION}; upgrade onrecord."
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock for one transaction, rolled back whole on any error."""
        with self._write_lock, self._translating():
            self._require_files()
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
                self._require_files()  # what went into a file that was removed meanwhile is not acknowledged
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection for reading."""
        with self._read_lock, self._translating():
            yield self._reader

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _translated(error, self._path) from error


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _last_sequence(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'log'").fetchone()
    return int(row[0]) if row else 0


def _lookup(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Known]:
    """Give what the log has of the ids."""
    known: dict[str, Known] = {}
    for first in range(0, len(ids), _LOOKUP_SIZE):
        part = ids[first : first + _LOOKUP_SIZE]
        marks = ",".join("?" * len(part))
        for document_id, sequence, found in connection.execute(
            f"SELECT id, sequence, digest FROM log WHERE id IN ({marks})", part
        ):
            known[document_id] = Known(sequence, found)
    return known


def _nothing_in(path: Path) -> LogError:
    return LogError(f"{path.parent} holds no documents. Import some: onrecord import PATH --data-dir DIR")


def _translated(error: Exception, path: Path) -> LogError:
    if isinstance(error, LogError):
        return error
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_NOTADB:
        return LogVersionError(f"{path} is not a document log; choose another --data-dir.")
    if is_for_lack_of_space(error, path.parent):
        return LogFullError(f"No space left for {path}; free some and try again. Nothing was written.")
    return LogError(f"{path} cannot be used ({error}); check that the directory exists and may be written.")
