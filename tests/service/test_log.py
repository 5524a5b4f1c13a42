"""The log: durable, ordered, and honest about what a write did; the same in every database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.types import Document
from service.store import DocumentLog, LogVersionError
from service.store.sqlite import SqliteLog
from tests.service.logs import OpenLog, document, log_opener


@pytest.fixture(params=["sqlite", "postgres"])
def open_log(tmp_path: Path, request: pytest.FixtureRequest) -> OpenLog:
    """Opens the log of this test, as often as it is called."""
    return log_opener(request.param, tmp_path, request)


@pytest.fixture
def log(open_log: OpenLog) -> Iterator[DocumentLog]:
    log = open_log()
    yield log
    log.close()


def test_append_tells_what_it_did(log: DocumentLog) -> None:
    assert log.append([document("a"), document("b")]) == [("created", 1), ("created", 2)]
    assert log.append([document("a"), document("b", "other")]) == [("unchanged", 1), ("replaced", 3)]
    assert (log.last_sequence, log.num_documents) == (3, 2)


def test_fields_in_another_order_change_nothing(log: DocumentLog) -> None:
    one = Document("a", "A title", "words", metadata={"desk": "city", "words": 7, "tags": {"x": 1, "y": 2}})
    other = Document("a", "A title", "words", metadata={"words": 7, "tags": {"y": 2, "x": 1}, "desk": "city"})
    assert [log.append([document])[0].effect for document in (one, other)] == ["created", "unchanged"]


def test_last_of_equal_ids_in_one_batch_stays(log: DocumentLog) -> None:
    stored = log.append([document("a", "1"), document("a", "2"), document("a", "2")])
    assert stored == [("created", 1), ("replaced", 2), ("unchanged", 2)]
    found = log.find("a")
    assert found is not None
    assert found.text == "2"
    assert [entry.sequence for entry in log.iter_after(0)] == [2]


def test_deletion_is_a_change_of_its_own(log: DocumentLog) -> None:
    log.append([document("a")])
    assert log.delete("a") == 2
    assert log.delete("a") is None
    assert log.delete("never") is None
    assert (log.find("a"), log.num_documents) == (None, 0)
    assert log.append([document("a")]) == [("created", 3)]


def test_iter_after_gives_the_last_change_of_each_id_in_order(log: DocumentLog) -> None:
    log.append([document("a"), document("b"), document("c")])
    log.append([document("a", "new")])
    log.delete("b")
    assert [(entry.sequence, entry.id, entry.document is None) for entry in log.iter_after(0)] == [
        (3, "c", False),
        (4, "a", False),
        (5, "b", True),
    ]
    assert [entry.sequence for entry in log.iter_after(4)] == [5]


def test_iter_after_gives_all_of_a_long_log(log: DocumentLog) -> None:
    log.append([document(str(number)) for number in range(700)])
    assert [entry.sequence for entry in log.iter_after(0)] == list(range(1, 701))
    assert [entry.sequence for entry in log.iter_after(500)] == list(range(501, 701))


def test_sequences_are_never_given_twice(open_log: OpenLog) -> None:
    for expected in range(1, 4):
        log = open_log()
        assert log.append([document("a", str(expected))])[0].sequence == expected * 2 - 1
        log.delete("a")
        log.close()


def test_two_processes_see_each_other_and_share_sequences(open_log: OpenLog, log: DocumentLog) -> None:
    other = open_log()
    log.append([document("a")])
    assert other.append([document("b")]) == [("created", 2)]
    assert log.last_sequence == 2
    assert log.find("b") == document("b")
    other.close()


def test_pages_are_in_order_of_code_points_and_skip_deleted(log: DocumentLog) -> None:
    log.append([document(name) for name in ("é", "d", "a", "Z", "c", "b", "🐟", "ｚ")])
    log.delete("b")
    assert [found.id for found in log.page("", 3)] == ["Z", "a", "c"]
    assert [found.id for found in log.page("c", 9)] == ["d", "é", "ｚ", "🐟"]


def test_failed_batch_leaves_nothing_behind(log: DocumentLog) -> None:
    broken = replace(document("b"), text="\ud800")
    with pytest.raises(TypeError):
        log.append([document("a"), broken])
    assert (log.num_documents, log.last_sequence) == (0, 0)
    assert log.append([document("a")]) == [("created", 1)]


def test_document_comes_back_as_it_was(log: DocumentLog) -> None:
    original = Document(
        "wh:2025/08/ü",
        "A “title”",
        "A NUL \0, a tab\t, CRLF\r\n, a fish 🐟, cafe\u0301",
        url="https://ledger.example/?a=%20&b='",
        published_at="2026-03-31",
        authors=("Ada", "Bo"),
        metadata={"tags": [1, 2.5, None, True], "%s": "%"},
    )
    log.append([original])
    assert log.find(original.id) == original
    assert log.page("", 1) == [original]


def test_closed_log_keeps_everything(open_log: OpenLog) -> None:
    log = open_log()
    log.append([document("a"), document("b")])
    log.delete("a")
    log.close()
    again = open_log()
    assert [(entry.sequence, entry.id) for entry in again.iter_after(0)] == [(2, "b"), (3, "a")]
    assert again.last_sequence == 3
    again.close()


def test_identity_stays_with_the_log(open_log: OpenLog, log: DocumentLog) -> None:
    again = open_log()
    assert again.identity == log.identity
    assert len(log.identity or "") == 32
    again.close()


def test_copy_is_the_log_of_one_moment_in_one_file(log: DocumentLog, tmp_path: Path) -> None:
    log.append([document(str(number)) for number in range(300)])
    log.append([document("7", "other")])
    log.delete("8")
    log.copy_to(tmp_path / "copy")
    log.append([document("later")])
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy"]
    with closing(SqliteLog(tmp_path / "copy", read_only=True)) as copy:
        assert list(copy.iter_after(0)) == [entry for entry in log.iter_after(0) if entry.id != "later"]
        assert copy.last_sequence == 302
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy"]


def test_copy_made_while_others_write_has_no_gaps(open_log: OpenLog, log: DocumentLog, tmp_path: Path) -> None:
    """Every document is written in order of number and then again and again: a copy must not lose one in between."""
    is_over = threading.Event()
    log.append([document(str(number)) for number in range(500)])

    def write() -> None:
        writer, turn = open_log(), 0
        while not is_over.is_set():
            turn += 1
            writer.append([document(str(number), f"turn {turn}") for number in range(turn % 50, 500, 50)])
        writer.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(5):
            log.copy_to(tmp_path / f"copy{number}")
    finally:
        is_over.set()
        thread.join()
    for number in range(5):
        with closing(SqliteLog(tmp_path / f"copy{number}", read_only=True)) as copy:
            assert copy.num_documents == 500
            turns = [int((entry.document or document("")).text.removeprefix("turn ").replace("words", "0"))
                     for entry in copy.iter_after(0)]  # fmt: skip
            assert turns == sorted(turns)


def test_log_can_become_a_copy_under_another_identity(open_log: OpenLog, log: DocumentLog, tmp_path: Path) -> None:
    log.append([document("a"), document("b")])
    log.delete("a")
    log.copy_to(tmp_path / "copy")
    before, identity = list(log.iter_after(0)), log.identity
    log.append([document("b", "changed"), document("c"), document("d")])
    log.replace_with(tmp_path / "copy")
    assert list(log.iter_after(0)) == before
    assert log.identity not in (identity, None)
    assert log.append([document("e")]) == [("created", 4)]
    again = open_log()
    assert again.identity == log.identity
    again.close()


def test_log_that_cannot_become_a_copy_stays(log: DocumentLog, tmp_path: Path) -> None:
    log.append([document("a")])
    (tmp_path / "copy").write_bytes(b"no log " * 1_000)
    with pytest.raises(LogVersionError):
        log.replace_with(tmp_path / "copy")
    assert log.find("a") == document("a")


def test_reader_that_tails_misses_nothing_of_many_writers(open_log: OpenLog) -> None:
    """Each writer is a connection of its own, as a process would have; ids are never written twice."""
    num_writers, num_batches = 4, 25
    failures: list[BaseException] = []

    def write(name: int) -> None:
        log = open_log()
        try:
            for number in range(num_batches):
                log.append([document(f"{name}/{number}/{part}") for part in range(1 + number % 5)])
        except BaseException as error:
            failures.append(error)
        finally:
            log.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in range(num_writers)]
    reader = open_log()
    seen: list[int] = []
    for writer in writers:
        writer.start()
    is_last = False
    while not is_last:
        is_last = not any(writer.is_alive() for writer in writers)
        seen += [entry.sequence for entry in reader.iter_after(seen[-1] if seen else 0)]
    assert not failures
    assert seen == list(range(1, reader.last_sequence + 1))
    assert reader.num_documents == len(seen) == num_writers * sum(1 + number % 5 for number in range(num_batches))
    reader.close()


def test_processes_that_start_together_share_one_new_log(open_log: OpenLog) -> None:
    logs: list[DocumentLog] = []
    starters = [threading.Thread(target=lambda: logs.append(open_log())) for _ in range(4)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert sorted(log.append([document(str(number))])[0].sequence for number, log in enumerate(logs)) == [1, 2, 3, 4]
    for log in logs:
        log.close()
