"""The shared log: two tables in a PostgreSQL database, for several machines or a database that is looked after.

Sequence numbers are given under a lock on the one row of ``onrecord_state``, which a writer holds until its
transaction has ended. So they become visible in their order: a reader that has seen *n* has seen everything below it,
however many write at once. A sequence of PostgreSQL's own would not do: it hands out numbers before the commit, a
slow writer's lower number could appear after a quick one's higher, and a reader that tails the log would miss it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from matcher.types import Document
from service.store.encoding import decode
from service.store.log import LogEntry, LogError, LogMissingError, LogVersionError, Stored, require_known
from service.store.postgres_session import PostgresSession
from service.store.sqlite import SqliteLog
from service.store.writes import Insert, Known, LogRow, plan, rows_of

SCHEMA_VERSION = 2

# Ids compare by code point ("C"), as in SQLite, so that a page is the same from either. The stored form is bytes and
# not JSONB: it is given back as it came, and a text may hold a NUL, which PostgreSQL's own types refuse.
_SCHEMA = """
CREATE TABLE onrecord_log (
    sequence bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    deleted boolean NOT NULL,
    digest bytea,
    body bytea
);
CREATE TABLE onrecord_state (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    schema_version integer NOT NULL,
    last_sequence bigint NOT NULL
);
INSERT INTO onrecord_state (schema_version, last_sequence) VALUES (1, 0)
"""
# What leads from each schema to the next. A new database goes the same way, so that every step is taken by every test.
_UPGRADES = {
    1: """
ALTER TABLE onrecord_state ADD COLUMN identity text NOT NULL DEFAULT replace(gen_random_uuid()::text, '-', '');
UPDATE onrecord_state SET schema_version = 2
""",
}

# Held while the tables are made or changed, so that workers that start together do so one after another. Any number
# that no other program of the database uses: "onrc".
_SCHEMA_LOCK = 0x6F6E7263
# How long a write waits for another one before it fails; the same as for SQLite.
_LOCK_TIMEOUT = "30s"
# Rows of one statement when the log is read through: a round trip each, and their texts in memory at once.
_READ_ROWS = 100

# A server may be set to acknowledge before the disk has it; a log may not, so the transaction asks for it.
_BEGIN_WRITE = f"""
SELECT set_config('lock_timeout', '{_LOCK_TIMEOUT}', true),
       CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', true) END
"""
_FIND_SCHEMA = "SELECT to_regclass('onrecord_state')"
_VERSION = "SELECT schema_version FROM onrecord_state"
_COPY_IN = "COPY onrecord_log (sequence, id, deleted, digest, body) FROM STDIN (FORMAT BINARY)"
_COPY_TYPES = ("int8", "text", "bool", "bytea", "bytea")
_UPSERT = """
INSERT INTO onrecord_log (sequence, id, deleted, digest, body) VALUES (%s, %s, false, %s, %s)
ON CONFLICT (id) DO UPDATE
SET sequence = excluded.sequence, deleted = false, digest = excluded.digest, body = excluded.body
"""


class PostgresLog:
    """A `DocumentLog` in a PostgreSQL database.

    Parameters
    ----------
    url
        ``postgresql://user:password@host:port/database``, with any parameter that libpq knows.
    read_only
        Make no tables, as command-line queries do; a user with the right to read is enough.
    known
        Identity of a log that the data directory has had: none is made then, and no other taken that is new.

    Raises
    ------
    LogMissingError
        The log that is known has gone, or its rows have.
    LogVersionError
        The tables are of a newer schema.
    LogUnavailableError
        The server cannot be reached.
    LogError
        The database cannot be used; the message says why.
    """

    def __init__(self, url: str, *, read_only: bool = False, known: str | None = None) -> None:
        self._writer, self._reader = PostgresSession(url), PostgresSession(url)
        try:
            if known is not None and not self._has_rows():
                raise LogMissingError(self._reader.place)
            self._prepare_schema(read_only=read_only)
            require_known(self, known, self._reader.place)
        except LogError:
            self.close()
            raise

    @property
    def last_sequence(self) -> int:
        """The largest sequence given so far, 0 for an empty log."""
        return int(self._reader.fetch("SELECT last_sequence FROM onrecord_state")[0][0])

    @property
    def num_documents(self) -> int:
        """Documents that are not deleted."""
        return int(self._reader.fetch("SELECT count(*) FROM onrecord_log WHERE NOT deleted")[0][0])

    def append(self, documents: Sequence[Document]) -> list[Stored]:
        """Write all documents in one transaction, durable on return; equal ones are left as they are.

        Raises
        ------
        LogFullError
            No space; nothing was written.
        LogUnavailableError
            The server cannot be reached, or was lost before it confirmed: write again.
        """
        rows = rows_of(documents)
        with self._writer.transaction() as connection:
            sequence = _lock(connection)
            stored, inserts = plan(rows, _lookup(connection, [row.id for row in rows]), sequence)
            if inserts:
                _insert(connection, inserts)
                _advance(connection, inserts[-1].sequence)
        return stored

    def delete(self, document_id: str) -> int | None:
        """Delete a document durably; its sequence, or None if there is none."""
        query = (
            "UPDATE onrecord_log SET sequence = %s, deleted = true, digest = NULL, body = NULL "
            "WHERE id = %s AND NOT deleted"
        )
        with self._writer.transaction() as connection:
            sequence = _lock(connection) + 1
            if connection.execute(query, (sequence, document_id)).rowcount == 0:
                return None
            _advance(connection, sequence)
        return sequence

    def find(self, document_id: str) -> Document | None:
        """Give a document, or None."""
        rows = self._reader.fetch("SELECT body FROM onrecord_log WHERE id = %s AND NOT deleted", (document_id,))
        return decode(document_id, rows[0][0]) if rows else None

    def page(self, after_id: str, limit: int) -> list[Document]:
        """Give up to `limit` documents in order of id, beginning behind `after_id`."""
        query = "SELECT id, body FROM onrecord_log WHERE id > %s AND NOT deleted ORDER BY id LIMIT %s"
        return [decode(document_id, body) for document_id, body in self._reader.fetch(query, (after_id, limit))]

    def iter_after(self, sequence: int) -> Iterator[LogEntry]:
        """Yield the last change of every id changed after `sequence`, in order of sequence.

        Notes
        -----
        Read in pieces, without a transaction that would hold up the server's clean-up for minutes. A document changed
        meanwhile comes again with its new sequence, so what was yielded is, taken in order, the state of the log at the
        end.
        """
        for row in self._iter_rows(sequence):
            yield LogEntry(row.sequence, row.id, None if row.body is None else decode(row.id, row.body))

    @property
    def identity(self) -> str | None:
        """What tells this log from every other; None for one of schema 1 that was opened for reading only."""
        return None if self._version == 1 else str(self._reader.fetch("SELECT identity FROM onrecord_state")[0][0])

    def copy_to(self, path: Path) -> None:
        """Write the log as it is at one moment into a new file, durable on return; writers need not wait.

        Notes
        -----
        The moment is that of the last piece read; see `iter_after`.
        """
        with closing(SqliteLog(path)) as copy:
            copy.fill(self._iter_rows(0))
            copy.make_portable()

    def replace_with(self, path: Path) -> None:
        """Forget everything and take over a copy, under a new identity; all of it or nothing."""
        with closing(SqliteLog(path, read_only=True)) as copy, self._writer.transaction() as connection:
            _lock(connection)
            connection.execute("DELETE FROM onrecord_log")
            with connection.cursor().copy(_COPY_IN) as rows:
                rows.set_types(_COPY_TYPES)
                for row in copy.iter_rows():
                    rows.write_row(row)
            query = "UPDATE onrecord_state SET last_sequence = %s, identity = DEFAULT"
            connection.execute(query, (copy.last_sequence,))

    def _iter_rows(self, sequence: int) -> Iterator[LogRow]:
        query = (
            "SELECT sequence, id, deleted, digest, body FROM onrecord_log WHERE sequence > %s ORDER BY sequence "
            f"LIMIT {_READ_ROWS}"
        )
        rows: list[LogRow] | None = None
        while rows is None or len(rows) == _READ_ROWS:
            rows = [LogRow(*row) for row in self._reader.fetch(query, (sequence,))]
            yield from rows
            sequence = rows[-1].sequence if rows else sequence

    def close(self) -> None:
        """Release the connections."""
        self._reader.close()
        self._writer.close()

    def _has_rows(self) -> bool:
        """Tell whether there are tables with the row of the last change, which stays until a later one."""
        if self._reader.fetch(_FIND_SCHEMA)[0][0] is None:
            return False
        query = "SELECT last_sequence <= (SELECT coalesce(max(sequence), 0) FROM onrecord_log) FROM onrecord_state"
        return self._reader.fetch(query) == [(True,)]

    def _prepare_schema(self, *, read_only: bool) -> None:
        encoding = self._reader.fetch("SHOW server_encoding")[0][0]
        if encoding != "UTF8":
            raise LogError(f"{self._reader.place} is encoded in {encoding}; make a database with ENCODING 'UTF8'.")
        if not read_only:
            with self._writer.transaction() as connection:
                self._create_or_upgrade(connection)
        elif self._reader.fetch(_FIND_SCHEMA)[0][0] is None:
            raise LogError(f"{self._reader.place} holds no documents; import some.")
        self._version = self._check_version(int(self._reader.fetch(_VERSION)[0][0]))

    def _create_or_upgrade(self, connection: psycopg.Connection[Any]) -> None:
        """Make or change the tables, after whatever process started at the same time has done so."""
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_SCHEMA_LOCK,))
        if _scalar(connection, _FIND_SCHEMA) is None:
            connection.execute(_SCHEMA)
        while (version := _scalar(connection, _VERSION)) < SCHEMA_VERSION:
            connection.execute(_UPGRADES[version])

    def _check_version(self, version: int) -> int:
        if version > SCHEMA_VERSION:
            raise LogVersionError(
                f"{self._reader.place} has schema {version}, newer than the known {SCHEMA_VERSION}; upgrade onrecord."
            )
        return version


def _scalar(connection: psycopg.Connection[Any], query: str) -> Any:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def _lock(connection: psycopg.Connection[Any]) -> int:
    """Wait for the right to give sequence numbers, kept until the transaction ends; give the last one."""
    connection.execute(_BEGIN_WRITE)
    return int(_scalar(connection, "SELECT last_sequence FROM onrecord_state FOR UPDATE"))


def _lookup(connection: psycopg.Connection[Any], ids: Sequence[str]) -> dict[str, Known]:
    """Give what the log has of the ids."""
    query = "SELECT id, sequence, digest FROM onrecord_log WHERE id = ANY(%s)"
    return {document_id: Known(*found) for document_id, *found in connection.execute(query, (list(ids),))}


def _insert(connection: psycopg.Connection[Any], inserts: Sequence[Insert]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_UPSERT, [(sequence, *row) for sequence, row in inserts])


def _advance(connection: psycopg.Connection[Any], sequence: int) -> None:
    connection.execute("UPDATE onrecord_state SET last_sequence = %s", (sequence,))
