"""The embedded log: what a file can do wrong. What every log does is in `test_log`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store import LogError, LogFullError, LogVersionError
from service.store.sqlite import SCHEMA_VERSION, SqliteLog
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


def test_missing_log_is_not_created_for_reading(tmp_path: Path) -> None:
    with pytest.raises(LogError):
        SqliteLog(tmp_path / "none" / "log.sqlite3", read_only=True)
    assert not (tmp_path / "none").exists()
