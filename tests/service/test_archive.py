"""The archive: the log is the truth, the index catches up with it, and nothing acknowledged is lost."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Engine, Index
from matcher.errors import CompactionError, SegmentError
from matcher.index import Compaction, Segment, tiers, timestamp
from matcher.types import Document, Query
from service import archive as archive_module
from service import replay
from service.archive import Archive, open_archive
from service.building import STOP_IT_OR_SEND, BuilderLock, DirectoryInUseError
from service.prefetch import prefetched
from service.schemas import check_date
from service.store.identity import FILE as OWNER_FILE
from service.store.log import LogEntry, LogWentBackError, Stored
from service.store.sqlite import SqliteLog
from tests.service.fake_matcher import FakeEngine, FakeIndex

Append = Callable[[SqliteLog, Sequence[Document]], list[Stored]]
Iterate = Callable[[SqliteLog, int], Iterator[LogEntry]]


def document(document_id: str, text: str = "words") -> Document:
    return Document(document_id, "A title", text)


def open_fake(path: Path) -> tuple[Archive, FakeIndex]:
    index = FakeIndex()
    archive = Archive(SqliteLog(path / "documents.sqlite3"), index, FakeEngine(index))
    archive.recover()
    return archive, index


def test_fresh_index_is_refilled_from_the_log(tmp_path: Path) -> None:
    first, _ = open_fake(tmp_path)
    first.put_many([document("a"), document("b"), document("c")])
    first.delete("b")
    first.close()
    second, index = open_fake(tmp_path)
    assert sorted(index.documents) == ["a", "c"]
    second.close()


def test_unchanged_document_does_not_touch_the_index(tmp_path: Path) -> None:
    archive, index = open_fake(tmp_path)
    archive.put(document("a"))
    generation = index.generation
    archive.put(document("a"))
    assert index.generation == generation
    archive.close()


def test_writes_of_another_process_are_followed(tmp_path: Path) -> None:
    one, one_index = open_fake(tmp_path)
    two, two_index = open_fake(tmp_path)
    one.put(document("a"))
    two.put(document("b"))
    assert sorted(two_index.documents) == ["a", "b"]
    one.catch_up()
    assert one_index.documents == two_index.documents
    one.delete("b")
    two.catch_up()
    assert sorted(two_index.documents) == ["a"]
    one.close()
    two.close()


def test_a_document_that_another_process_deletes_while_it_is_put_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, index = open_fake(tmp_path)
    other = SqliteLog(tmp_path / "documents.sqlite3")
    other.append([document("b")])  # so that the archive catches up before it applies what it has written

    def append_and_lose(
        log: SqliteLog, documents: Sequence[Document], append: Append = SqliteLog.append
    ) -> list[Stored]:
        stored = append(log, documents)
        other.delete("a")
        return stored

    monkeypatch.setattr(SqliteLog, "append", append_and_lose)
    archive.put(document("a"))
    assert (sorted(index.documents), archive.applied, archive.num_behind) == (["b"], 3, 0)
    archive.close()
    other.close()


def test_import_stores_and_indexes_all_batches(tmp_path: Path) -> None:
    archive, index = open_fake(tmp_path)
    archive.put(document("b", "old"))
    effects: list[str] = []
    batches = [[document("a"), document("b")], [document("c"), document("a")]]
    archive.import_many(batches, lambda stored: effects.extend(effect for effect, _ in stored))
    assert effects == ["created", "replaced", "created", "unchanged"]
    assert {name: found.text for name, found in index.documents.items()} == dict.fromkeys("abc", "words")
    archive.close()


def test_import_has_what_others_write_meanwhile(tmp_path: Path) -> None:
    """The index says up to where it knows the log: what another process put in between is part of that."""
    archive, other = open_archive(tmp_path, must_build=True), SqliteLog(tmp_path / "documents.sqlite3")
    archive.put(document("gone", "Old wharves stay closed for the winter."))

    def write_between(_: object) -> None:
        if other.delete("gone"):
            other.append([document("put", "New cranes arrive before the spring.")])

    batches = [[document(f"{batch}{n}") for n in range(3)] for batch in "abc"]
    archive.import_many(batches, write_between)
    for again in (False, True):
        if again:
            archive = open_archive(tmp_path)
        archive.catch_up()
        assert archive.verify(Query("New cranes arrive before the spring")).verdict == "verbatim"
        assert archive.verify(Query("Old wharves stay closed for the winter")).verdict == "not_found"
        assert archive.num_documents == 10
        archive.close()
    other.close()


def test_import_is_found_on_return_whatever_others_write_meanwhile(tmp_path: Path) -> None:
    archive, other = open_archive(tmp_path, must_build=True), SqliteLog(tmp_path / "documents.sqlite3")

    def write_between(stored: object) -> None:
        other.append([document(f"other-{stored}")])

    ids = [f"{batch}{n}" for batch in "abc" for n in range(3)]
    batches = [[document(i, f"Berth {i} closes at noon.") for i in ids[first : first + 3]] for first in (0, 3, 6)]
    archive.import_many(batches, write_between)
    for i in ids:
        answer = archive.verify(Query(f"Berth {i} closes at noon", document_ids=(i,)))
        assert answer.verdict == "verbatim", i
    archive.close()
    other.close()


def test_import_writes_to_disk_what_an_earlier_try_left_in_memory(tmp_path: Path) -> None:
    archive = open_archive(tmp_path, must_build=True)
    archive.put_many([document("a"), document("b")])
    assert Index.open(tmp_path / "index").last_sequence == 0
    archive.import_many([[document("a"), document("b")]], lambda _: None)
    assert Index.open(tmp_path / "index").last_sequence == 2
    archive.close()


def test_import_that_fails_half_way_keeps_what_is_durable(tmp_path: Path) -> None:
    def batches() -> Iterator[list[Document]]:
        yield [document("a")]
        raise OSError("the disk went away")

    archive, _ = open_fake(tmp_path)
    with pytest.raises(OSError, match="went away"):
        archive.import_many(batches(), lambda _: None)
    archive.close()
    again, index = open_fake(tmp_path)
    assert sorted(index.documents) == ["a"]
    again.close()


def test_large_backlog_is_built_in_bulk_with_its_deletions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "BULK_BACKLOG", 3)
    log = SqliteLog(tmp_path / "documents.sqlite3")
    log.append([document(name) for name in "abcd"])
    log.delete("b")
    index, lock = FakeIndex(), BuilderLock(tmp_path)
    assert lock.acquire()
    archive = Archive(log, index, FakeEngine(index), lock=lock)
    archive.recover()
    assert sorted(index.documents) == ["a", "c", "d"]
    archive.put(document("e"))
    assert len(index.documents) == 4
    archive.close()


class ChangingLog(SqliteLog):
    """A log whose first document is deleted while it is read; that comes again, as with PostgreSQL."""

    def iter_after(self, sequence: int) -> Iterator[LogEntry]:
        last = sequence
        for entry in super().iter_after(sequence):
            yield entry
            last = entry.sequence
        self.delete("a")
        yield from super().iter_after(last)


def open_real(path: Path, log: SqliteLog) -> Archive:
    index, lock = Index.open(path / "index"), BuilderLock(path)
    assert lock.acquire()
    return Archive(log, index, Engine(index), lock=lock)


def test_document_deleted_while_it_is_built_in_bulk_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "BULK_BACKLOG", 3)
    log = ChangingLog(tmp_path / "documents.sqlite3")
    log.append([document(name) for name in "abcd"])
    archive = open_real(tmp_path, log)
    archive.catch_up()
    assert [found.id for found in archive._index.documents()] == ["b", "c", "d"]  # type: ignore[attr-defined]
    assert archive.num_behind == 0
    archive.close()


def test_index_has_no_more_than_it_says_after_a_bulk_build_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "BULK_BACKLOG", 3)
    log = SqliteLog(tmp_path / "documents.sqlite3")
    log.append([document(name) for name in "abcd"])
    log.delete("a")
    archive = open_real(tmp_path, log)
    with monkeypatch.context() as full_disk:
        full_disk.setattr(Segment, "write", _fail_for_lack_of_space)
        for _ in range(2):
            with pytest.raises(OSError, match="No space"):
                archive.catch_up()
    archive.close()
    again = open_archive(tmp_path)
    again.catch_up()
    assert again.num_documents == 3
    again.close()


def _fail_for_lack_of_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_one_generation_has_the_same_documents_while_a_backlog_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers are kept by their generation, so none may be given that belongs to another one."""
    monkeypatch.setattr(replay, "BULK_BACKLOG", 3)
    log = SqliteLog(tmp_path / "documents.sqlite3")
    archive = open_real(tmp_path, log)
    archive.put(document("a"))
    log.append([document("b"), document("c")])
    log.delete("a")
    seen: set[tuple[int, int]] = set()
    archive.catch_up(lambda _: seen.add((archive.generation, archive.num_documents)))
    seen.add((archive.generation, archive.num_documents))
    assert seen == {(1, 1), (4, 2)}
    archive.close()


def test_backlog_that_ends_in_deletions_is_built_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "BULK_BACKLOG", 3)
    log = SqliteLog(tmp_path / "documents.sqlite3")
    log.append([document(name) for name in "abcd"])
    for name in "abcd":
        log.delete(name)
    archive = open_real(tmp_path, log)
    archive.catch_up()
    assert (archive.num_behind, archive.num_documents) == (0, 0)
    archive.close()
    again = open_archive(tmp_path)
    assert again.num_behind == 0
    again.close()


@pytest.mark.parametrize("lost", ["b", "bc"])
def test_log_that_was_put_back_is_told_and_takes_no_write_that_is_never_found(tmp_path: Path, lost: str) -> None:
    archive, _ = open_fake(tmp_path)
    other = SqliteLog(tmp_path / "documents.sqlite3")
    other.append([document("a")])
    other.copy_to(tmp_path / "backup.sqlite3")
    archive.put_many([document(name) for name in lost])
    other.replace_with(tmp_path / "backup.sqlite3")
    with pytest.raises(LogWentBackError, match=f"gives number 1 where the index has seen {1 + len(lost)}"):
        archive.follow()
    with pytest.raises(LogWentBackError, match="Stop the service"):
        archive.put(document("d"))
    archive.close()
    other.close()


def test_only_one_process_builds_until_it_ends(tmp_path: Path) -> None:
    first, second = BuilderLock(tmp_path), BuilderLock(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    with pytest.raises(DirectoryInUseError, match="/v1/documents/import"):
        second.acquire_or_explain(STOP_IT_OR_SEND)
    first.release()
    assert second.acquire()
    second.release()


def test_next_process_takes_over_when_the_builder_ends(tmp_path: Path) -> None:
    first = open_archive(tmp_path)
    second = open_archive(tmp_path)
    assert (first.is_builder, second.is_builder) == (True, False)
    first.put(document("a", "We will not raise harbour dues this year."))
    second.follow()
    assert not second.is_builder
    first.close()
    second.follow()
    assert second.is_builder
    assert second.verify(Query("not raise harbour dues")).verdict == "verbatim"
    second.close()


def test_what_the_builder_wrote_is_seen_together_with_what_the_log_has_beyond_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In between, a document may be missing: deleted on disk because the log has a newer wording of it."""
    builder, reader = open_archive(tmp_path), open_archive(tmp_path)
    builder.put(document("a"))
    builder.rebuild()
    builder.put(document("b"))
    seen: list[int] = []

    def look_and_iterate(log: SqliteLog, sequence: int, iterate: Iterate = SqliteLog.iter_after) -> Iterator[LogEntry]:
        seen.append(reader.num_documents)
        return iterate(log, sequence)

    monkeypatch.setattr(SqliteLog, "iter_after", look_and_iterate)
    reader.follow()
    assert (seen, reader.num_documents) == ([0], 2)
    reader.close()
    builder.close()


def test_a_reader_follows_the_log_whatever_became_of_the_index_files(tmp_path: Path) -> None:
    builder = open_archive(tmp_path)
    builder.put(document("a", "We will not raise harbour dues this year."))
    builder.rebuild()
    reader = open_archive(tmp_path)
    builder.put(document("b", "The ferry is late again."))
    builder.rebuild()
    segment = max((tmp_path / "index").glob("segment-*"))
    segment.unlink()
    builder.put(document("c", "The pilot boat is late too."))
    with pytest.raises(SegmentError, match=segment.name):
        reader.follow()
    for words in ("not raise harbour dues", "ferry is late again", "pilot boat is late too"):
        assert reader.verify(Query(words)).verdict == "verbatim", words
    reader.close()
    builder.close()


def test_an_index_that_is_deleted_under_its_builder_is_written_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    builder, reader = open_archive(tmp_path), open_archive(tmp_path)
    builder.import_many([[document("a", "We will not raise harbour dues."), document("b")]], lambda _: None)
    builder.delete("b")
    reader.follow()
    shutil.rmtree(tmp_path / "index")
    builder.put(document("c", "The ferry is late again."))
    reader.follow()
    assert (reader.num_documents, builder.num_documents) == (2, 2)
    builder.maintain()
    assert "segment-000001.onr" in caplog.text
    reader.follow()
    builder.close()
    with closing(SqliteLog(tmp_path / "documents.sqlite3")) as log:
        assert (tmp_path / "index" / OWNER_FILE).read_text() == log.identity
    assert [found.id for found in Index.open(tmp_path / "index", check=True).documents()] == ["a"]
    for archive in (reader, open_archive(tmp_path)):
        archive.catch_up()
        for words in ("not raise harbour dues", "ferry is late again"):
            assert archive.verify(Query(words)).verdict == "verbatim", words
        archive.close()


def test_real_index_survives_reopening_and_loss(tmp_path: Path) -> None:
    text = "“We will not raise harbour dues this year,” the minister, Ada Venn, said."
    query = Query("We will not raise harbour dues this year")
    for damage in (None, "lost", "cut"):
        index_files = sorted((tmp_path / "index").glob("*"))
        for path in index_files if damage else []:
            path.unlink() if damage == "lost" else path.write_bytes(path.read_bytes()[:10])
        archive = open_archive(tmp_path, must_build=True)
        archive.recover()
        archive.import_many([[document("a", text)]], lambda _: None)
        assert archive.verify(query).verdict == "verbatim"
        archive.close()


def test_nobody_waits_for_what_another_log_had_announced(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    for name in "abc":
        archive.put(document(name))
    archive.close()
    with closing(SqliteLog(tmp_path / "other.sqlite3")) as other:
        other.append([document("d")])
    (tmp_path / "other.sqlite3").rename(tmp_path / "documents.sqlite3")
    archive = open_archive(tmp_path)
    archive.recover()
    assert not archive.is_stale
    archive.close()


def test_reader_answers_beside_the_builder(tmp_path: Path) -> None:
    builder = open_archive(tmp_path, must_build=True)
    builder.put(document("a", "We will not raise harbour dues this year."))
    reader = open_archive(tmp_path, read_only=True)
    reader.catch_up()
    assert reader.verify(Query("not raise harbour dues")).verdict == "verbatim"
    reader.close()
    builder.close()


def test_prefetch_keeps_order_and_hands_over_errors() -> None:
    def failing() -> Iterator[int]:
        yield from range(100)
        raise ValueError("at 100")

    assert list(prefetched(range(1_000), max_waiting=100)) == list(range(1_000))
    seen: list[int] = []
    with pytest.raises(ValueError, match="at 100"):
        seen.extend(prefetched(failing(), max_waiting=10))
    assert seen == list(range(100))


def test_prefetch_stops_its_thread_when_the_consumer_leaves() -> None:
    stopped: list[bool] = []

    def endless() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            stopped.append(True)

    items = prefetched(endless(), max_waiting=10)
    next(items)
    items.close()  # type: ignore[attr-defined]
    assert stopped == [True]


DATES = r"[0-9]{4}-[01][0-9]-[0-3][0-9]"
TIMES = r"[Tt ][0-2][0-9]:[0-5][0-9](:[0-6][0-9])?(Z|z|[+-][0-9]{2}:?[0-9]{2})?"


@given(st.from_regex(f"{DATES}({TIMES})?", fullmatch=True))
def test_every_date_that_the_service_accepts_can_be_indexed(date: str) -> None:
    """A document that the log keeps and the index refuses could never be replayed."""
    try:
        check_date(date)
    except ValueError:
        return
    timestamp(date)


def test_segments_are_merged_once_nothing_was_written_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_archive(tmp_path)
    archive.recover()
    for first in (0, 3):
        archive.import_many([[document(f"d{n}") for n in range(first, first + 3)]], lambda _: None)
    segments = tmp_path / "index"
    archive.maintain()
    assert len(list(segments.glob("segment*"))) == 2
    monkeypatch.setattr(archive_module, "_REST_S", 0.0)
    archive.maintain()
    assert len(list(segments.glob("segment*"))) == 1
    assert archive.num_documents == 6
    archive.close()


@pytest.fixture
def due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """An archive with documents in memory that are due on disk."""
    monkeypatch.setattr(tiers, "FLUSH_DOCUMENTS", 3)
    archive = open_archive(tmp_path)
    archive.recover()
    archive.put_many([document(name) for name in "abc"])
    yield archive
    archive.close()


def test_a_merge_that_fails_is_told_and_done_at_the_next_call(
    due: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Compaction) -> bool:
        raise CompactionError("the process was killed")

    with monkeypatch.context() as killed:
        killed.setattr(Compaction, "run", fail)
        with pytest.raises(CompactionError, match="was killed"):
            due.maintain()
    assert due.num_documents == 3
    due.maintain()
    assert Index.open(tmp_path / "index").last_sequence == 3


def test_a_merge_that_was_given_up_is_no_failure(due: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import writes what is due itself, and stops the merge that was under way."""

    def stop(compaction: Compaction) -> bool:
        compaction.stop()
        raise CompactionError("the merge was stopped")

    monkeypatch.setattr(Compaction, "run", stop)
    due.maintain()
    assert due.num_documents == 3


@pytest.mark.parametrize(("num_documents", "num_written"), [(2, 0), (3, 3), (4, 4)])
def test_what_is_written_at_the_end_is_worth_a_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, num_documents: int, num_written: int
) -> None:
    monkeypatch.setattr(archive_module, "_CLOSE_FLUSH_DOCUMENTS", 3)
    archive = open_archive(tmp_path)
    archive.put_many([document(name) for name in "abcd"[:num_documents]])
    archive.close()
    assert Index.open(tmp_path / "index", check=True).num_documents == num_written
    again = open_archive(tmp_path)
    again.catch_up()
    assert again.num_documents == num_documents
    again.close()
