"""Segments are made few beside writes and searches, and nothing is lost on the way."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher import Engine, Index
from matcher.errors import CompactionError
from matcher.index import Part, Segment, bulk, rounds, tiers
from matcher.index import merge as merge_module
from matcher.index.builder import SegmentBuilder
from matcher.index.merge import merge_to_file, merged, write_order
from matcher.index.order import DEPTH, build_order, first_positions
from matcher.types import Document, Query
from tests.index.texts import make_documents, texts


def segment_of(documents: Sequence[Document], first: int = 1) -> Segment:
    builder = SegmentBuilder()
    for sequence, document in enumerate(documents, first):
        builder.add(document, sequence=sequence)
    return builder.finish()


def sizes_after(flushes: Sequence[int]) -> tuple[list[int], int]:
    """Play the policy: write segments of these sizes, merge what is chosen; return the sizes and the tokens written."""
    sizes: list[int] = []
    written = 0
    for flush in flushes:
        gone = tiers.choose(sizes, flush)
        made = flush + sum(sizes[k] for k in gone)
        sizes = [size for k, size in enumerate(sizes) if k not in gone] + [made]
        written += made
    return sizes, written


@given(st.lists(st.integers(1, 50_000_000), max_size=60))
@example([3_000_000, 3_000_000, 900_000, 900_000, 900_000])  # what is made of the small ones is the third of its level
def test_segments_stay_few(flushes: list[int]) -> None:
    for length in range(len(flushes) + 1):
        sizes, _ = sizes_after(flushes[:length])
        assert len(sizes) <= tiers.MAX_SEGMENTS
        assert sum(sizes) == sum(flushes[:length])
        assert all(number < tiers.GROWTH for number in Counter(map(tiers.level, sizes)).values())


def test_segments_of_many_levels_are_few_too() -> None:
    flushes = [tiers.LOWEST_TOKENS * tiers.GROWTH**level for level in range(6, -1, -1) for _ in range(2)]
    for length in range(len(flushes) + 1):
        assert len(sizes_after(flushes[:length])[0]) <= tiers.MAX_SEGMENTS


def test_a_million_documents_written_a_flush_at_a_time_are_rewritten_a_few_times() -> None:
    flushes = [1_300_000] * 500
    sizes, written = sizes_after(flushes)
    assert len(sizes) <= 8
    assert written / sum(flushes) < 8


def test_segments_of_an_import_are_merged_once() -> None:
    sizes = [30_000_000] * 22
    assert sorted(tiers.choose(sizes)) == list(range(22))
    assert tiers.choose([660_000_000]) == []
    assert tiers.choose([28_000_000, 28_000_000]) == []


@given(st.lists(st.integers(0, 50_000_000), max_size=12))
def test_at_rest_each_segment_outweighs_all_smaller_ones(sizes: list[int]) -> None:
    while chosen := tiers.choose_at_rest(sizes):
        assert len(chosen) > 1
        sizes = [size for k, size in enumerate(sizes) if k not in chosen] + [sum(sizes[k] for k in chosen)]
    ascending = sorted(sizes)
    for k, size in enumerate(ascending):
        assert size > tiers.GROWTH * sum(ascending[:k]) or size == 0


def test_at_rest_both_segments_of_an_import_become_one() -> None:
    assert tiers.choose_at_rest([29_000_000, 28_000_000]) == [1, 0]
    assert tiers.choose_at_rest([1_300_000, 57_000_000]) == []
    assert tiers.choose_at_rest([3_000_000_000, 2_000_000_000]) == []


def test_no_segment_grows_beyond_what_positions_can_count() -> None:
    chosen = tiers.choose([3_000_000_000, 3_000_000_000, 3_000_000_000])
    assert chosen == []


@given(st.lists(texts, min_size=1, max_size=6), st.data())
def test_merged_in_a_file_equals_merged_in_memory(
    tmp_path_factory: pytest.TempPathFactory, archive: list[str], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(archive)))
    documents = make_documents(archive)
    parts = [Part(segment_of(half, n), None) for n, half in ((1, documents[:cut]), (9, documents[cut:])) if half]
    path = tmp_path_factory.mktemp("merge") / "merged.onr"
    assert merge_to_file(parts, path)
    one, other = merged(parts), Segment.open(path, check=True)
    assert one is not None
    for name, array in one.arrays.items():
        np.testing.assert_array_equal(array, other.arrays[name], name, strict=True)
    assert one.attributes == other.attributes


@given(st.lists(st.integers(0, 5), max_size=80), st.integers(1, 9))
def test_order_sorted_in_pieces_equals_order_sorted_at_once(ids: list[int], size: int) -> None:
    tokens = np.array([*ids, *[0] * DEPTH], np.uint32)
    order, first = build_order(tokens, 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge_module, "PIECE_POSITIONS", size)
        pieces = np.zeros_like(order)
        write_order(tokens, first_positions(tokens, 5), pieces)
    np.testing.assert_array_equal(pieces, order)
    assert first.tolist()[-1] == len(order)


@pytest.fixture
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a few documents due."""
    monkeypatch.setattr(tiers, "FLUSH_DOCUMENTS", 3)


def numbered(n: int, text: str = "") -> tuple[int, Document]:
    return n, Document(f"d{n}", "T", text or f"harbour dues number {n} will not rise")


def found(index: Index, quote: str) -> list[str]:
    answer = Engine(index).verify(Query(quote, max_matches=50))
    return sorted(match.document.id for match in answer.matches if answer.verdict == "verbatim")


@pytest.mark.usefixtures("low_limits")
def test_writes_during_a_compaction_are_kept(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.build([numbered(n) for n in (1, 2, 3)])
    index.put_many([numbered(n) for n in (4, 5, 6)])
    compaction = index.plan()
    assert compaction is not None
    assert index.plan() is None, "one at a time"
    exists = compaction.run()
    # All of this happens while the merge runs.
    index.delete("d4", sequence=7)
    index.put(Document("d5", "T", "the ferry is late"), sequence=8)
    index.put(Document("d9", "T", "quite new"), sequence=9)
    index.adopt(compaction, exists=exists)
    for opened in (index, Index.open(tmp_path, check=True)):
        assert "d4" not in {document.id for document in opened.documents()}
        assert opened.last_sequence == 6
    assert found(index, "number 6 will not rise") == ["d6"]
    assert found(index, "number 5 will not rise") == []
    assert found(index, "the ferry is late") == ["d5"]
    assert found(index, "quite new") == ["d9"]
    assert index.num_documents == 6


def test_at_rest_segments_become_one_where_the_disk_has_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index.open(tmp_path)
    for first in (1, 4):
        index.build([numbered(n) for n in range(first, first + 3)])
    assert index.plan() is None
    size = sum(path.stat().st_size for path in tmp_path.glob("segment*"))
    usage = shutil.disk_usage(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=2 * size - 1))
        assert index.plan(at_rest=True) is None
    compaction = index.plan(at_rest=True)
    assert compaction is not None
    index.adopt(compaction, exists=compaction.run())
    assert index.plan(at_rest=True) is None
    assert len(Index.open(tmp_path, check=True).snapshot().parts) == 1
    for n in range(1, 7):
        assert found(index, f"number {n} will not rise") == [f"d{n}"]


@pytest.mark.usefixtures("low_limits")
def test_a_compaction_without_documents_leaves_no_segment(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.build([numbered(n) for n in (1, 2, 3)])
    for n in (1, 2, 3):
        index.delete(f"d{n}", sequence=3 + n)
    compaction = index.plan()
    assert compaction is not None
    index.adopt(compaction, exists=compaction.run())
    assert index.snapshot().parts == ()
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


@pytest.mark.usefixtures("low_limits")
def test_a_stopped_compaction_changes_nothing(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.put_many([numbered(n) for n in range(1, 6)])
    compaction = index.plan()
    assert compaction is not None
    index.stop()
    with pytest.raises(CompactionError, match="nothing was changed"):
        compaction.run()
    assert index.num_documents == 5
    index.flush()
    assert Index.open(tmp_path, check=True).num_documents == 5
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.usefixtures("low_limits")
def test_a_flush_that_failed_is_in_the_way_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index.open(tmp_path)
    index.put(Document("a", "A", "words"), sequence=1)

    def fail(*_: object) -> bool:
        raise OSError("No space left on device")

    with monkeypatch.context() as full_disk:
        full_disk.setattr("matcher.index.compaction.merge_to_file", fail)
        with pytest.raises(OSError, match="No space"):
            index.flush()
    monkeypatch.setattr(tiers, "FLUSH_DOCUMENTS", 1)
    assert index.plan() is not None


def test_what_is_not_due_itself_makes_nothing_due(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    for first in (1, 4):
        index.build([numbered(n) for n in range(first, first + 3)])
    index.put(numbered(7)[1], sequence=7)
    assert len(index.snapshot().parts) == tiers.GROWTH
    assert index.plan() is None


@pytest.mark.parametrize(("num_deleted", "is_due"), [(0, False), (1, False), (2, True), (5, True)])
def test_a_segment_of_which_a_third_is_deleted_is_written_anew(num_deleted: int, is_due: bool, tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.build([numbered(n) for n in range(1, 7)])
    for n in range(1, num_deleted + 1):
        index.delete(f"d{n}", sequence=6 + n)
    (part,) = index.snapshot().parts
    assert tiers.live_tokens(part) == 7 * (6 - num_deleted) + 6 - num_deleted  # a separator behind each document
    assert (index.plan() is not None) == is_due


def test_a_damaged_segment_stops_its_merge(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.build([numbered(n) for n in (1, 2, 3)])
    index.delete("d1", sequence=4)
    index.delete("d2", sequence=5)
    next(tmp_path.glob("segment*")).write_bytes(b"not a segment at all, " * 10)
    compaction = index.plan()
    assert compaction is not None
    with pytest.raises(CompactionError, match="not an onrecord index file"):
        compaction.run()


def test_a_reader_takes_over_what_the_builder_wrote(tmp_path: Path) -> None:
    builder, reader = Index.open(tmp_path), Index.open(tmp_path)
    assert not reader.refresh()
    builder.put_many([numbered(n) for n in (1, 2, 3)])
    reader.put_many([numbered(n) for n in (1, 2, 3, 4)])
    reader.delete("d2", sequence=5)
    builder.flush()
    assert reader.refresh()
    assert reader.last_sequence == 3
    assert sorted(document.id for document in reader.documents()) == ["d1", "d3", "d4"]
    in_memory = [part for part in reader.snapshot().parts if part.file is None]
    assert [part.num_documents for part in in_memory] == [1]
    builder.put(numbered(4)[1], sequence=4)
    builder.delete("d2", sequence=5)
    builder.flush()
    assert reader.refresh()
    assert all(part.file is not None for part in reader.snapshot().parts)
    assert sorted(document.id for document in reader.documents()) == ["d1", "d3", "d4"]
    assert reader.generation == builder.generation == 5


def test_a_reader_never_goes_back(tmp_path: Path) -> None:
    builder = Index.open(tmp_path)
    builder.build([numbered(n) for n in range(1, 6)])
    reader = Index.open(tmp_path)
    for path in tmp_path.iterdir():
        path.unlink()
    again = Index.open(tmp_path)
    again.build([numbered(n) for n in range(1, 3)])
    assert not reader.refresh()
    assert reader.num_documents == 5
    again.build([numbered(n) for n in range(3, 7)])
    assert reader.refresh()
    assert reader.num_documents == 6


def test_a_reader_wins_the_race_against_removal(tmp_path: Path) -> None:
    """Files are merged and removed while a reader opens them, over and over."""
    builder = Index.open(tmp_path)
    builder.build([numbered(1)])
    is_done = threading.Event()

    def write() -> None:
        for n in range(2, 80):
            builder.put(numbered(n)[1], sequence=n)
            builder.flush()
        is_done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = [0]
    while not is_done.is_set():
        seen.append(Index.open(tmp_path).num_documents)
    writer.join()
    assert seen == sorted(seen)
    assert Index.open(tmp_path, check=True).num_documents == 79


def test_changes_made_unseen_are_seen_at_once(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    with index.unseen():
        index.put(numbered(1)[1], sequence=1)
        assert index.num_documents == 0
        index.put(numbered(2)[1], sequence=2)
    assert (index.num_documents, index.generation) == (2, 2)


def test_a_build_that_is_cut_short_keeps_its_finished_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "ROUND_CHARACTERS", 100)
    monkeypatch.setattr(rounds, "POOL_DOCUMENTS", 2)
    monkeypatch.setattr(bulk, "num_builders", lambda: 1)
    pairs = [numbered(n) for n in range(1, 21)]
    ends = list(accumulate(len(document.text) for _, document in pairs))

    def failing() -> Iterator[tuple[int, Document]]:
        yield from pairs[:-1]
        raise OSError("the disk went away")

    index = Index.open(tmp_path)
    with pytest.raises(OSError, match="went away"):
        index.build(failing())
    kept = Index.open(tmp_path, check=True)
    assert 0 < kept.last_sequence < 20
    assert kept.num_documents == kept.last_sequence
    assert ends[kept.last_sequence - 1] >= 100
    kept.build(pairs[kept.last_sequence :])
    assert kept.num_documents == 20


def test_a_merge_on_disk_does_not_claim_what_is_only_in_memory(tmp_path: Path) -> None:
    """The log is replayed from ``last_sequence``: what stands behind it is lost with the process otherwise."""
    index = Index.open(tmp_path)
    for first in (1, 4):
        index.build([numbered(n) for n in range(first, first + 3)])
    index.put(numbered(7)[1], sequence=7)
    compaction = index.plan(at_rest=True)
    assert compaction is not None
    assert all(part.file is not None for part in compaction.parts)
    index.adopt(compaction, exists=compaction.run())
    assert (index.last_sequence, index.num_documents) == (6, 7)
    opened = Index.open(tmp_path, check=True)
    assert (opened.last_sequence, opened.num_documents) == (6, 6)


def test_a_document_that_came_back_is_not_deleted_by_what_was_deleted_before(tmp_path: Path) -> None:
    builder, reader = Index.open(tmp_path), Index.open(tmp_path)
    for index in (builder, reader):
        index.put_many([numbered(n) for n in (1, 2, 3)])
        index.delete("d2", sequence=4)
    builder.put(Document("d2", "T", "the ferry is late"), sequence=5)
    builder.flush()
    assert reader.refresh()
    assert sorted(document.id for document in reader.documents()) == ["d1", "d2", "d3"]
    assert found(reader, "the ferry is late") == ["d2"]
