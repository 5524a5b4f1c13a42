"""The archive: the log is the truth, the index catches up with it, and nothing acknowledged is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.index import timestamp
from matcher.types import Document, Query
from service import archive as archive_module
from service.archive import Archive, open_archive
from service.building import STOP_IT_OR_SEND, BuilderLock, DirectoryInUseError
from service.prefetch import prefetched
from service.schemas import check_date
from service.store.sqlite import SqliteLog
from tests.service.fake_matcher import FakeEngine, FakeIndex


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


def test_import_stores_and_indexes_all_batches(tmp_path: Path) -> None:
    archive, index = open_fake(tmp_path)
    archive.put(document("b", "old"))
    effects: list[str] = []
    batches = [[document("a"), document("b")], [document("c"), document("a")]]
    archive.import_many(batches, lambda stored: effects.extend(effect for effect, _ in stored))
    assert effects == ["created", "replaced", "created", "unchanged"]
    assert {name: found.text for name, found in index.documents.items()} == dict.fromkeys("abc", "words")
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
    monkeypatch.setattr(archive_module, "BULK_BACKLOG", 3)
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
