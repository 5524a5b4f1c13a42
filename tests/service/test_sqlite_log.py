"""The embedded log: what a file can do wrong. What every log does is in `test_log`."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import disk_usage
from typing import Any

import pytest

from service.store import LogError, LogFullError, LogLostError, LogVersionError, space, sqlite, writes
from service.store.file_format import set_file_format
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


def test_what_is_acknowledged_is_on_the_disk(log: SqliteLog) -> None:
    """Nothing but a power cut would tell otherwise."""
    assert log._writer.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
    assert log._writer.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
@pytest.mark.parametrize("is_replaced", [False, True], ids=["removed", "replaced"])
def test_log_whose_files_are_gone_takes_no_write_until_they_are_back(
    log: SqliteLog, tmp_path: Path, suffix: str, is_replaced: bool
) -> None:
    log.append([document("a")])
    name = f"log.sqlite3{suffix}"
    file, aside = tmp_path / name, tmp_path / "aside"
    file.rename(aside)
    if is_replaced:
        shutil.copyfile(aside, file)
    before = sorted(tmp_path.iterdir())
    for write_or_follow in (
        lambda: log.append([document("b")]),
        lambda: log.delete("a"),
        lambda: log.last_sequence,
        lambda: list(log.iter_after(0)),
        lambda: log.copy_to(tmp_path / "copy.sqlite3"),
    ):
        with pytest.raises(LogLostError, match=rf"in use \({name}\): nothing is written"):
            write_or_follow()
    assert sorted(tmp_path.iterdir()) == before  # and nothing is made in their place
    assert (log.find("a"), log.page("", 5)) == (document("a"), [document("a")])
    aside.replace(file)
    assert [log.append([document("b")])[0].sequence, log.last_sequence] == [2, 2]


def test_write_into_a_file_that_is_removed_meanwhile_is_not_acknowledged(
    log: SqliteLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove_and_plan(*arguments: Any) -> Any:
        (tmp_path / "log.sqlite3").unlink()
        return writes.plan(*arguments)

    monkeypatch.setattr(sqlite, "plan", remove_and_plan)
    with pytest.raises(LogLostError):
        log.append([document("a")])


def test_files_stay_the_same_for_a_reader_whoever_comes_and_goes(log: SqliteLog, tmp_path: Path) -> None:
    log.append([document("a")])
    log.close()
    path = tmp_path / "log.sqlite3"
    with closing(SqliteLog(path, read_only=True)) as reader:
        for name in "bc":
            with closing(SqliteLog(path)) as other:
                other.append([document(name)])
        assert [entry.id for entry in reader.iter_after(0)] == ["a", "b", "c"]
        path.unlink()
        with pytest.raises(LogLostError):
            list(reader.iter_after(0))


def test_documents_are_known_again_however_many_come_at_once(log: SqliteLog) -> None:
    documents = [document(f"d{number}") for number in range(1_100)]
    first = log.append(documents)
    assert {stored.effect for stored in first} == {"created"}
    assert [stored.sequence for stored in log.append(documents)] == [stored.sequence for stored in first]


@pytest.mark.parametrize("damaged", ["log", "sqlite_autoindex_log_1"])
def test_broken_pages_are_named_and_nothing_is_raised(damaged: str, tmp_path: Path) -> None:
    """The index of the ids is not read when the log is read through."""
    path = tmp_path / "log.sqlite3"
    with closing(SqliteLog(path)) as log:
        log.append([document(f"{number:0500}") for number in range(100)])
        page_bytes = log._writer.execute("PRAGMA page_size").fetchone()[0]
        root = log._writer.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (damaged,)).fetchone()[0]
        log.make_portable()
    content = bytearray(path.read_bytes())
    content[(root - 1) * page_bytes : root * page_bytes] = bytes(page_bytes)
    path.write_bytes(content)
    with closing(SqliteLog(path, read_only=True)) as log:
        assert list(log.iter_damaged())


@pytest.mark.parametrize(
    ("code", "free_bytes", "is_full"),
    [
        (sqlite3.SQLITE_FULL, 10**9, True),
        (sqlite3.SQLITE_CANTOPEN, 4_096, True),
        (sqlite3.SQLITE_IOERR_SHMSIZE, 4_096, True),
        (sqlite3.SQLITE_CANTOPEN, 10**9, False),
        (sqlite3.SQLITE_IOERR_READ, 10**9, False),
        (sqlite3.SQLITE_BUSY, 4_096, False),
    ],
)
def test_an_error_is_for_lack_of_space_where_sqlite_or_the_disk_says_so(
    code: int, free_bytes: int, is_full: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.OperationalError("something failed")
    error.sqlite_errorcode = code
    monkeypatch.setattr(space, "disk_usage", lambda _: disk_usage(tmp_path)._replace(free=free_bytes))
    assert space.is_for_lack_of_space(error, tmp_path) == is_full


@pytest.mark.parametrize(("number", "is_full"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EIO, False)])
def test_an_error_of_the_system_is_for_lack_of_space_where_a_disk_or_a_quota_is_full(
    number: int, is_full: bool, tmp_path: Path
) -> None:
    assert space.is_for_lack_of_space(OSError(number, "failed"), tmp_path) == is_full


def test_new_file_waits_for_whoever_makes_it_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    end = threading.Timer(0.1, other.execute, ["ROLLBACK"])
    end.start()
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        set_file_format(connection)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    end.join()
    other.close()


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
