"""The file of one job: a SQLite database with the job, its questions and the answers so far.

Invariants: questions are numbered from 0 to ``total`` − 1, answers from 0 to ``done`` − 1. Every write is one
transaction with a condition on the state that it starts from, so that it does not matter who else writes.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from service.errors import JobFailed, JobNotFound, StorageFailed, StorageFull
from service.jobs.job import Job, JobQuestion, TableForm
from service.store.space import is_for_lack_of_space

SCHEMA_VERSION = 1
# How often a job is taken up without a line done since: enough to outlast a machine that is restarted some times, few
# enough that a line that ends the service does not do so for ever.
MAX_ATTEMPTS = 5
# Bytes of questions taken at once, beyond the first.
_PART_BYTES = 4 * 1024 * 1024
# Seconds that a reader waits for a writer and the other way round; each takes milliseconds.
_BUSY_S = 30.0

OUTCOMES = ("ok", "review", "problem", "unknown", "failed")
_COUNTED = ", ".join(OUTCOMES)
_SCHEMA = f"""
CREATE TABLE job (
    status TEXT NOT NULL DEFAULT 'enqueued',
    total INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    {", ".join(f"{outcome} INTEGER NOT NULL DEFAULT 0" for outcome in OUTCOMES)},
    attempts INTEGER NOT NULL DEFAULT 0,
    started_at REAL,
    finished_at REAL,
    error TEXT,
    form TEXT
);
CREATE TABLE questions (number INTEGER PRIMARY KEY, item BLOB NOT NULL, cells TEXT, failure BLOB);
CREATE TABLE answers (number INTEGER PRIMARY KEY, answer BLOB NOT NULL);
PRAGMA user_version = {SCHEMA_VERSION};
"""
_READ = f"SELECT status, done, total, started_at, finished_at, error, form, {_COUNTED} FROM job"
_BEGIN = """
UPDATE job SET status = 'processing', started_at = coalesce(started_at, ?), attempts = attempts + 1
WHERE status IN ('enqueued', 'processing') RETURNING attempts
"""
_NEXT = """
SELECT done, item, failure FROM job JOIN questions ON number >= done
WHERE status = 'processing' ORDER BY number LIMIT ?
"""
_ADVANCE = f"""
UPDATE job SET done = done + ?, attempts = 0, {", ".join(f"{outcome} = {outcome} + ?" for outcome in OUTCOMES)}
WHERE status = 'processing' AND done = ?
"""
_SUCCEED = "UPDATE job SET status = 'succeeded', finished_at = ? WHERE done = total"
_END = "UPDATE job SET status = ?, finished_at = ?, error = ? WHERE status IN ('enqueued', 'processing')"
_ROWS = """
SELECT answer, item, cells FROM answers JOIN questions USING (number) WHERE number BETWEEN ? AND ? ORDER BY number
"""

logger = logging.getLogger("onrecord.jobs")


class Part(NamedTuple):
    """Some lines of a job that have no answer yet; ``first`` is the number of the first of them."""

    first: int
    questions: Sequence[JobQuestion]


class AnswerRow(NamedTuple):
    """An answer as JSON, and what it answers."""

    answer: bytes
    item: bytes
    cells: Sequence[str] | None


def write_job(path: Path, questions: Iterable[JobQuestion], form: TableForm | None) -> int:
    """Write a new job into a file, durable on return, and give the number of its lines.

    Raises
    ------
    StorageFull
        The file is of no use then, as after any other error.
    """
    with translated(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")  # what is not finished is thrown away
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript("BEGIN;" + _SCHEMA)
        rows = (
            (number, item, None if cells is None else orjson.dumps(cells).decode(), failure)
            for number, (item, cells, failure) in enumerate(questions)
        )
        total = connection.executemany("INSERT INTO questions VALUES (?, ?, ?, ?)", rows).rowcount
        written_form = None if form is None else orjson.dumps([*form]).decode()
        connection.execute("INSERT INTO job (total, form) VALUES (?, ?)", (max(total, 0), written_form))
        connection.execute("COMMIT")
        return max(total, 0)


class JobFile:
    """The file of one accepted job. It is opened for each call, so that nothing outlives its removal.

    All methods raise `JobNotFound` where the file is gone, `StorageFull` and `StorageFailed`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Job:
        """Give the state of the job."""
        with self._opened() as connection:
            status, done, total, started_at, finished_at, error, form, *counts = connection.execute(_READ).fetchone()
        return Job(
            id=self._path.stem,
            status=status,
            done=done,
            total=total,
            started_at=started_at,
            finished_at=finished_at,
            summary=dict(zip(OUTCOMES, counts, strict=True)),
            error=None if error is None else orjson.loads(error),
            form=None if form is None else TableForm(*orjson.loads(form)),
        )

    def begin(self) -> bool:
        """Take the job up; False if there is nothing more to do, as after too many attempts."""
        with self._transaction() as connection:
            found = connection.execute(_BEGIN, (time.time(),)).fetchone()
            if found is not None and found[0] > MAX_ATTEMPTS:
                reason = f"The service ended {MAX_ATTEMPTS} times while it verified one of the next lines."
                _end(connection, "failed", JobFailed(reason).body())
                return False
        return found is not None

    def next_part(self, max_lines: int) -> Part | None:
        """Give the next lines to verify; None if the job is finished."""
        questions: list[JobQuestion] = []
        first = num_bytes = 0
        with self._opened() as connection, closing(connection.execute(_NEXT, (max_lines,))) as rows:
            for first, item, failure in rows:  # noqa: B007 (the same in all rows)
                questions.append(JobQuestion(item, None, failure))
                num_bytes += len(item)
                if num_bytes >= _PART_BYTES:
                    break
        return Part(first, questions) if questions else None

    def advance(self, first: int, answers: Sequence[bytes], counts: Mapping[str, int]) -> bool:
        """Add the answers to a part; False, and nothing added, if the job was canceled or somebody else did so."""
        counted = [counts.get(outcome, 0) for outcome in OUTCOMES]
        with self._transaction() as connection:
            if not connection.execute(_ADVANCE, (len(answers), *counted, first)).rowcount:
                return False
            connection.executemany("INSERT INTO answers VALUES (?, ?)", enumerate(answers, first))
            connection.execute(_SUCCEED, (time.time(),))
        return True

    def cancel(self) -> Job:
        """End the job, unless it is finished, and give its state."""
        with self._transaction() as connection:
            _end(connection, "canceled", None)
        return self.read()

    def fail(self, error: dict[str, Any]) -> None:
        """End the job with a problem, unless it is finished."""
        with self._transaction() as connection:
            _end(connection, "failed", error)

    def rows(self, first: int, until: int) -> list[AnswerRow]:
        """Give the answers from one number up to, not including, another; those that there are."""
        with self._opened() as connection:
            found = connection.execute(_ROWS, (first, until - 1)).fetchall()
        return [AnswerRow(answer, item, cells and orjson.loads(cells)) for answer, item, cells in found]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        place = f"{self._path.absolute().as_uri()}?mode=rw"  # not only for writing: a journal left behind is undone
        with translated(self._path):
            try:
                with closing(sqlite3.connect(place, uri=True, timeout=_BUSY_S, isolation_level=None)) as connection:
                    connection.execute("PRAGMA synchronous = EXTRA")
                    _check_version(connection)
                    yield connection
            except sqlite3.OperationalError:
                if self._path.exists():
                    raise
                raise JobNotFound("No job has this id; it may have been removed, or be another machine's.") from None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection  # closing the connection rolls back what is not committed
            connection.execute("COMMIT")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Give errors of the disk and of the database as the problems that they are."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        logger.error("%s cannot be used: %s", path, error)
        if is_for_lack_of_space(error, path.parent):
            raise StorageFull("Free space on the disk of the data directory and try again; nothing was kept.") from None
        raise StorageFailed("The server's log has the cause; try again later.", headers={"Retry-After": "60"}) from None


def _check_version(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != SCHEMA_VERSION:
        raise sqlite3.DatabaseError(f"it has schema {version}, this onrecord knows {SCHEMA_VERSION}")


def _end(connection: sqlite3.Connection, status: str, error: dict[str, Any] | None) -> None:
    connection.execute(_END, (status, time.time(), None if error is None else orjson.dumps(error).decode()))
