"""The log: durable, ordered, and honest about what a write did."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.types import Document
from service.store import LogError, LogFullError, LogVersionError
from service.store.encoding import decode, encode
from service.store.sqlite import SCHEMA_VERSION, SqliteLog


def document(document_id: str, text: str = "words") -> Document:
    return Document(document_id, "A title", text)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog(tmp_path / "log.sqlite3")
    yield log
    log.close()


def test_append_tells_what_it_did(log: SqliteLog) -> None:
    assert log.append([document("a"), document("b")]) == [("created", 1), ("created", 2)]
    assert log.append([document("a"), document("b", "other")]) == [("unchanged", 1), ("replaced", 3)]
    assert (log.last_sequence, log.num_documents) == (3, 2)


def test_last_of_equal_ids_in_one_batch_stays(log: SqliteLog) -> None:
    stored = log.append([document("a", "1"), document("a", "2"), document("a", "2")])
    assert stored == [("created", 1), ("replaced", 2), ("unchanged", 2)]
    found = log.find("a")
    assert found is not None
    assert found.text == "2"


def test_deletion_is_a_change_of_its_own(log: SqliteLog) -> None:
    log.append([document("a")])
    assert log.delete("a") == 2
    assert log.delete("a") is None
    assert log.delete("never") is None
    assert (log.find("a"), log.num_documents) == (None, 0)
    assert log.append([document("a")]) == [("created", 3)]


def test_iter_after_gives_the_last_change_of_each_id_in_order(log: SqliteLog) -> None:
    log.append([document("a"), document("b"), document("c")])
    log.append([document("a", "new")])
    log.delete("b")
    assert [(entry.sequence, entry.id, entry.document is None) for entry in log.iter_after(0)] == [
        (3, "c", False),
        (4, "a", False),
        (5, "b", True),
    ]
    assert [entry.sequence for entry in log.iter_after(4)] == [5]


def test_sequences_are_never_given_twice(tmp_path: Path) -> None:
    for expected in range(1, 4):
        log = SqliteLog(tmp_path / "log.sqlite3")
        assert log.append([document("a", str(expected))])[0].sequence == expected * 2 - 1
        log.delete("a")
        log.close()


def test_two_processes_see_each_other_and_share_sequences(tmp_path: Path, log: SqliteLog) -> None:
    other = SqliteLog(tmp_path / "log.sqlite3")
    log.append([document("a")])
    assert other.append([document("b")]) == [("created", 2)]
    assert log.last_sequence == 2
    assert log.find("b") == document("b")
    other.close()


def test_pages_are_in_order_of_id_and_skip_deleted(log: SqliteLog) -> None:
    log.append([document(name) for name in "dacb"])
    log.delete("b")
    assert [found.id for found in log.page("", 2)] == ["a", "c"]
    assert [found.id for found in log.page("c", 2)] == ["d"]


def test_failed_batch_leaves_nothing_behind(log: SqliteLog) -> None:
    broken = replace(document("b"), text="\ud800")
    with pytest.raises(TypeError):
        log.append([document("a"), broken])
    assert (log.num_documents, log.last_sequence) == (0, 0)
    assert log.append([document("a")]) == [("created", 1)]


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


documents = st.builds(
    Document,
    id=st.just("a"),
    title=st.text(max_size=20),
    text=st.text(max_size=50),
    url=st.none() | st.text(max_size=10),
    kind=st.sampled_from(["article", "speech"]),
    authors=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    metadata=st.dictionaries(st.text(max_size=5), st.integers(-(2**53), 2**53) | st.text(max_size=5), max_size=3),
)


@given(documents)
def test_stored_form_is_the_whole_document(original: Document) -> None:
    assert decode("a", encode(original)) == original
