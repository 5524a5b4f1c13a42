"""The database of resolved speakers: a row a document, by the hash of its content.

By content and not by place, because segments are merged all the time and documents hardly ever change.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

import orjson

import matcher
from matcher.attribution import Attributed, KeptSpeakers, row_of
from service.store.space import is_for_lack_of_space

# Beside the index and the log, in a directory of what may be deleted.
SPEAKERS_FILE = Path("cache") / "speakers.sqlite3"
# Seconds before a cache that is damaged or of other rules is opened again: opening costs as much as a verification.
LOOK_AGAIN_S = 5.0
# Folders of the matcher whose code and lists decide who is found to speak.
_DECIDING = ("attribution", "text")
_TABLES = ("origin (rules TEXT NOT NULL)", "speakers (key INTEGER PRIMARY KEY, quotations BLOB NOT NULL)")
_UNREADABLE = "%s cannot be read (%s): speakers are worked out instead, and the file is made anew at the next start"

logger = logging.getLogger("onrecord.speakers")


class SpeakerStore:
    """What is kept, for one process. Safe to use from several threads.

    Parameters
    ----------
    path
        The database. Readers do without it as long as it is missing.
    may_write
        Create it where it is missing, and empty it where it was made by other rules. One process at a time may.
    """

    def __init__(self, path: Path, *, may_write: bool = False) -> None:
        self._path, self._may_write = path, may_write
        self._rules = fingerprint()
        self._connections = threading.local()
        self._is_damaged = False
        self._looks_again_at = 0.0  # when a cache that could not be used is opened again
        if may_write:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._prepare()

    def find(self, key: int) -> KeptSpeakers | None:
        """Give what is kept of the document with a content key, or None. Never fails: a cache may be missing."""
        try:
            connection = self._connection()
            if connection is None:
                return None
            row = connection.execute("SELECT quotations FROM speakers WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            # Once: a cache that stays damaged would fill the log with every request.
            logger.log(logging.DEBUG if self._is_damaged else logging.WARNING, _UNREADABLE, self._path, error)
            self._is_damaged = True
            self._connections.one = None
            self._looks_again_at = time.monotonic() + LOOK_AGAIN_S
            return None
        return KeptSpeakers(orjson.loads(row[0])) if row is not None else None

    def missing(self, keys: Sequence[int]) -> set[int]:
        """Give those of the keys, at most some hundreds, of which nothing is kept."""
        marks = ",".join("?" * len(keys))
        rows = self._writable().execute(f"SELECT key FROM speakers WHERE key IN ({marks})", keys)
        return set(keys) - {key for (key,) in rows}

    def keep(self, resolved: Iterable[tuple[int, Sequence[Attributed]]]) -> None:
        """Keep what was resolved, by content key, in one transaction."""
        rows = [(key, orjson.dumps([row_of(one) for one in quotations])) for key, quotations in resolved]
        with self._writable() as connection:
            connection.executemany("INSERT OR REPLACE INTO speakers VALUES (?, ?)", rows)

    def trim(self, num_documents: int) -> None:
        """Empty the database when more than half of it must belong to documents that are gone."""
        (count,) = self._writable().execute("SELECT count(*) FROM speakers").fetchone()
        if count > 2 * num_documents + 1_000:
            with self._writable() as connection:
                connection.execute("DELETE FROM speakers")

    def close(self) -> None:
        """Close this thread's connection."""
        if (connection := getattr(self._connections, "one", None)) is not None:
            connection.close()
            self._connections.one = None

    def _connection(self) -> sqlite3.Connection | None:
        connection: sqlite3.Connection | None = getattr(self._connections, "one", None)
        if connection is None and time.monotonic() >= self._looks_again_at and self._path.exists():
            connection = self._connections.one = self._opened()
        return connection

    def _opened(self) -> sqlite3.Connection | None:
        """Open the database, unless it was made by other rules."""
        if self._may_write:
            connection = sqlite3.connect(self._path, timeout=10.0)
            # A cache need not outlive a crash of the machine; it need not wait for the disk either.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            return connection
        connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.01)
        row = connection.execute("SELECT rules FROM origin").fetchone()
        if row is None or row[0] != self._rules:
            connection.close()
            self._looks_again_at = time.monotonic() + LOOK_AGAIN_S
            return None
        return connection

    def _writable(self) -> sqlite3.Connection:
        connection = self._connection()
        assert connection is not None
        return connection

    def _prepare(self) -> None:
        """Create the tables; start anew where they are damaged or of other rules. A full disk is no damage."""
        try:
            self._create()
        except sqlite3.DatabaseError as error:
            if is_for_lack_of_space(error, self._path.parent):
                self.close()
                raise
            logger.warning("%s is damaged (%s): starting it anew", self._path, error)
            self.close()
            for path in self._path.parent.glob(self._path.name + "*"):
                path.unlink()
            self._create()

    def _create(self) -> None:
        self._path.touch()
        with self._writable() as connection:
            for table in _TABLES:
                connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")
            row = connection.execute("SELECT rules FROM origin").fetchone()
            if row is None or row[0] != self._rules:
                connection.execute("DELETE FROM speakers")
                connection.execute("DELETE FROM origin")
                connection.execute("INSERT INTO origin VALUES (?)", (self._rules,))


def fingerprint() -> str:
    """Give a hash of the code and lists that decide who is found to speak."""
    root = Path(matcher.__file__).parent
    digest = blake2b(digest_size=8)
    for folder in _DECIDING:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".txt", ".npz"):
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
