"""One connection to PostgreSQL that comes back by itself, and the errors of the driver in the log's own terms.

A server that restarts, fails over or is gone for a while ends its connections. A session notices at its next use and
connects again; only what was under way fails, with an error that says so. Nothing here depends on the state of a
connection outside a transaction, so a pooler between (PgBouncer in transaction mode) is no obstacle.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from service.store.log import LogError, LogFullError, LogUnavailableError

# What the URL does not say. A server that is gone is noticed after 5 s when connecting and after 10 s when waiting for
# an answer, instead of the minutes that the system's defaults take.
_DEFAULTS: dict[str, Any] = {
    "application_name": "onrecord",
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
}
# After a failed attempt the next ones fail at once for so long: each may hold a thread for the time-out above, and
# requests that need no log are waiting for threads.
_PAUSE_S = 1.0
# Faults that pass without anybody's changing the request: the server starts, stops, is full of clients or locked.
_PASSING = (psycopg.OperationalError, errors.ReadOnlySqlTransaction)
# Whatever the server's default: under it a statement after a wait for a lock sees what the other transaction wrote.
_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"

Row = tuple[Any, ...]


class PostgresSession:
    """A connection used by one thread at a time.

    Parameters
    ----------
    url
        As libpq reads it: ``postgresql://user:password@host:port/database?sslmode=…``.

    Raises
    ------
    LogError
        The URL cannot be read. Connecting waits for the first use.
    """

    def __init__(self, url: str) -> None:
        try:
            self._parameters = {**_DEFAULTS, **conninfo_to_dict(url)}
        except psycopg.ProgrammingError:
            # The driver's message may repeat the URL, and with it the password.
            raise LogError("The database URL cannot be read; write postgresql://user@host:port/database.") from None
        self.place = _place(self._parameters)
        self._lock = threading.Lock()
        self._connection: psycopg.Connection[Row] | None = None
        self._paused_until = 0.0

    def fetch(self, query: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Run one reading statement; again on a new connection if the old one turns out to be lost."""
        with self._lock, self._translating():
            try:
                return self._open().execute(query, parameters).fetchall()
            except psycopg.OperationalError:
                if not self._is_lost():
                    raise
            return self._open().execute(query, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection[Row]]:
        """Hold the session for one transaction, rolled back whole on any error.

        Notes
        -----
        A connection lost while committing leaves open whether the transaction took place: the caller is told that it
        failed, and may find it done.
        """
        with self._lock, self._translating():
            connection = self._begin()
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.Error):
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """End the connection; a later use opens it again."""
        with self._lock:
            self._drop()

    def _begin(self) -> psycopg.Connection[Row]:
        """Begin a transaction, on a new connection if the old one turns out to be lost: nothing was sent yet."""
        try:
            self._open().execute(_BEGIN)
        except psycopg.OperationalError:
            if not self._is_lost():
                raise
            self._open().execute(_BEGIN)
        assert self._connection is not None
        return self._connection

    def _open(self) -> psycopg.Connection[Row]:
        if self._connection is not None and not self._connection.closed:
            return self._connection
        if time.monotonic() < self._paused_until:
            raise LogUnavailableError(self._unavailable("it could not be reached a moment ago"))
        try:
            # Statements are not kept prepared: they would tie the session to one connection of a pooler.
            self._connection = psycopg.connect(**self._parameters, autocommit=True, prepare_threshold=None)
        except psycopg.OperationalError:
            self._paused_until = time.monotonic() + _PAUSE_S
            raise
        return self._connection

    def _is_lost(self) -> bool:
        return self._connection is not None and self._connection.closed

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except errors.DiskFull as error:
            raise LogFullError(f"No space left for {self.place}; free some, nothing was written.") from error
        except _PASSING as error:
            raise LogUnavailableError(self._unavailable(str(error).partition("\n")[0])) from error
        except psycopg.Error as error:
            raise LogError(f"{self.place} cannot be used ({error}); check the rights of its user.") from error

    def _unavailable(self, cause: str) -> str:
        return f"{self.place} cannot be reached ({cause}); check that the server runs, then try again."


def _place(parameters: dict[str, Any]) -> str:
    """Name the database for messages, without the user and the password."""
    host, port = parameters.get("host", "localhost"), parameters.get("port", 5432)
    return f"postgresql://{host}:{port}/{parameters.get('dbname', '')}"
