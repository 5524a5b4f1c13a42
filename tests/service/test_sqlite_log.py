"""The embedded log: what a file can do wrong. What every log does is in `test_log`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.store import LogError, LogFullError, LogVersionError
from service.store.sqlite import SCHEMA_VERSION, SqliteLog
from service.store.writes import rows_of
from tests.service.logs import document


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog(tmp_path / "log.sqlite3")
    yield log
    log.close()


def test_full_disk_is_told_and_what_was_there_stays(log: SqliteLog) -> None:
    log.append([document("a")])
    pages = log._writer.execute("PRAGMA page_count").fetchone()[0]
    log._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LogFullError, match="No space left"):
        log.append([document("b", "long " * 100_000)])
    assert (log.find("b"), log.find("a")) == (None, document("a"))
    log._writer.execute("PRAGMA max_page_count = 1000000")
    assert log.append([document("b")])[0].effect == "created"


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(LogVersionError, match="--data-dir"):
        SqliteLog(path)


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite3").write_bytes(b"no database " * 100)
    with pytest.raises(LogVersionError, match="not a document log"):
        SqliteLog(tmp_path / "log.sqlite3")


def test_newer_schema_is_refused_with_the_remedy(tmp_path: Path) -> None:
    SqliteLog(tmp_path / "log.sqlite3").close()
    connection = sqlite3.connect(tmp_path / "log.sqlite3")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(LogVersionError, match="upgrade onrecord"):
        SqliteLog(tmp_path / "log.sqlite3")


# Schema 1 as version 0.1 wrote it, with a document and a deletion.
SCHEMA_1 = """
PRAGMA page_size = 16384;
PRAGMA journal_mode = WAL;
CREATE TABLE log (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, deleted INTEGER NOT NULL,
    digest BLOB, body BLOB
);
CREATE INDEX tombstones ON log (sequence) WHERE deleted = 1;
INSERT INTO log VALUES (4, 'gone', 1, NULL, NULL);
PRAGMA application_id = 1869509219;
PRAGMA user_version = 1;
"""


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """The log of an earlier version."""
    row, path = rows_of([document("kept")])[0], tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(SCHEMA_1)
        connection.execute("INSERT INTO log VALUES (3, 'kept', 0, ?, ?)", (row.digest, row.body))
    return path


def test_log_of_the_previous_schema_is_upgraded_with_all_it_has(old_file: Path) -> None:
    for _ in range(2):
        with closing(SqliteLog(old_file)) as log:
            assert [(entry.sequence, entry.document) for entry in log.iter_after(0)] == [
                (3, document("kept")),
                (4, None),
            ]
            assert log.append([document("kept")]) == [("unchanged", 3)]
            assert log.last_sequence == 4
            assert log.identity is not None
    with closing(sqlite3.connect(old_file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_reader_leaves_the_previous_schema_as_it_is(old_file: Path) -> None:
    with closing(SqliteLog(old_file, read_only=True)) as log:
        assert (log.find("kept"), log.identity) == (document("kept"), None)
    with closing(sqlite3.connect(old_file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_missing_log_is_not_created_for_reading(tmp_path: Path) -> None:
    with pytest.raises(LogError):
        SqliteLog(tmp_path / "none" / "log.sqlite3", read_only=True)
    assert not (tmp_path / "none").exists()
