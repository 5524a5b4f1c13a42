"""The files of an index while it is changed: what is named, what is removed, and what is claimed to be on the disk."""

from __future__ import annotations

import gc
import os
import shutil
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher import Index
from matcher.errors import CorruptSegmentError
from matcher.index import Compaction, compaction, directory, tiers
from matcher.index import format as format_module
from matcher.index import merge as merge_module
from matcher.index.directory import CLOCK_TICK_NS, IndexDirectory
from matcher.index.manifest import Manifest, read_manifest
from matcher.index.merge import merge_to_file
from matcher.types import Document


def numbered(n: int) -> tuple[int, Document]:
    return n, Document(f"d{n}", "T", f"harbour dues number {n} will not rise")


def two_segments(path: Path) -> Index:
    index = Index.open(path)
    for first in (1, 4):
        index.build([numbered(n) for n in range(first, first + 3)])
    return index


def planned(index: Index) -> Compaction:
    """Plan the merge of all segments on disk."""
    found = index.plan(at_rest=True)
    assert found is not None
    return found


def work_off(index: Index) -> None:
    """Do what is due, as a service does."""
    while (work := index.plan()) is not None:
        index.adopt(work, exists=work.run())


def ids_in(index: Index) -> list[str]:
    return sorted(document.id for document in index.documents())


def names_in(path: Path) -> set[str]:
    return {found.name for found in path.iterdir()}


def touch_all(path: Path) -> None:
    """Make every file one that was written to, as far as its times tell."""
    for found in path.iterdir():
        os.utime(found, ns=(1_000_000_000, 1_000_000_000))


def flip_a_bit(path: Path) -> None:
    """Change a word in place."""
    with path.open("r+b") as file:
        file.seek(path.read_bytes().index(b"harbour"))
        file.write(b"Harbour")


def test_a_name_is_never_used_for_a_second_file(tmp_path: Path) -> None:
    index = two_segments(tmp_path)
    seen: dict[str, int] = {}
    for n in range(7, 13):
        while merge := index.plan(at_rest=True):
            index.adopt(merge, exists=merge.run_here())
        index.put(numbered(n)[1], sequence=n)
        index.flush()
        index = Index.open(tmp_path)
        for found in tmp_path.glob("segment-*"):
            assert seen.setdefault(found.name, found.stat().st_mtime_ns) == found.stat().st_mtime_ns
    assert index.num_documents == 12


def test_a_generation_is_of_one_manifest(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    found = []
    for n in (1, 2, 3):
        index.put(numbered(n)[1], sequence=n)
        index.flush()
        found.append(read_manifest(tmp_path).generation)
    assert found == [1, 2, 3]


def test_a_reader_that_comes_too_late_for_a_file_reads_the_newer_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = two_segments(tmp_path)

    def overtaken(path: Path) -> Manifest:
        found = read_manifest(path)
        monkeypatch.undo()
        work = planned(index)
        index.adopt(work, exists=work.run_here())
        return found

    monkeypatch.setattr(directory, "read_manifest", overtaken)
    assert ids_in(Index.open(tmp_path)) == [f"d{n}" for n in range(1, 7)]
    assert len(read_manifest(tmp_path).segments) == 1


def test_a_manifest_that_cannot_be_read_is_told_as_damage(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").symlink_to("manifest.json")
    with pytest.raises(CorruptSegmentError, match="cannot be read"):
        read_manifest(tmp_path)


def test_the_builder_takes_nothing_over_from_itself(tmp_path: Path) -> None:
    index = two_segments(tmp_path)
    assert not index.refresh()


def test_verified_files_are_noted_once_and_nothing_else_is(tmp_path: Path) -> None:
    """The log is replayed from where the manifest says: what is only in memory is not to be claimed."""
    two_segments(tmp_path).close()
    touch_all(tmp_path)
    index = Index.open(tmp_path)
    index.put(numbered(7)[1], sequence=7)
    before = read_manifest(tmp_path).generation
    index.restamp()
    index.restamp()
    assert read_manifest(tmp_path).generation == before + 1
    opened = Index.open(tmp_path)
    assert (opened.last_sequence, opened.num_documents) == (6, 6)


def test_a_manifest_written_beside_a_merge_leaves_its_file(tmp_path: Path) -> None:
    two_segments(tmp_path).close()
    touch_all(tmp_path)
    index = Index.open(tmp_path)
    merge = planned(index)
    exists = merge.run_here()
    index.restamp()
    index.adopt(merge, exists=exists)
    assert ids_in(index) == ids_in(Index.open(tmp_path, check=True)) == [f"d{n}" for n in range(1, 7)]


def test_segments_of_which_much_is_deleted_are_written_anew_one_at_a_time(tmp_path: Path) -> None:
    index = two_segments(tmp_path)
    for n in (1, 4):
        index.delete(f"d{n}", sequence=6 + n)
    work = index.plan()
    assert work is not None
    assert len(work.parts) == 1
    index.adopt(work, exists=work.run_here())
    work_off(index)
    assert [part.segment.num_documents for part in index.snapshot().parts] == [2, 2]
    assert ids_in(Index.open(tmp_path, check=True)) == ["d2", "d3", "d5", "d6"]


def test_a_merge_that_ends_too_late_leaves_no_file(tmp_path: Path) -> None:
    index = two_segments(tmp_path)
    merge = planned(index)
    exists = merge.run_here()
    index.put(numbered(7)[1], sequence=7)
    index.flush()
    assert merge.is_stopped
    index.adopt(merge, exists=exists)
    assert names_in(tmp_path) == {"manifest.json", *(entry.file for entry in read_manifest(tmp_path).segments)}
    assert index.num_documents == 7


def test_after_a_merge_was_stopped_it_is_planned_again(tmp_path: Path) -> None:
    index = two_segments(tmp_path)
    planned(index)
    index.stop()
    planned(index)


def test_what_a_failed_merge_wrote_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = two_segments(tmp_path)
    before = names_in(tmp_path)
    merge = planned(index)

    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(merge_module, "heavy_phrases", fail)
        with pytest.raises(MemoryError):
            merge_to_file(merge.parts, merge.path)
    assert names_in(tmp_path) == before

    def be_killed(*_: object) -> None:
        merge.path.with_name(merge.path.name + ".partial").write_bytes(b"half a segment")
        raise MemoryError

    monkeypatch.setattr(Compaction, "_merge_elsewhere", be_killed)
    with pytest.raises(MemoryError):
        merge.run()
    assert names_in(tmp_path) == before


def test_what_was_in_memory_is_written_for_a_merge_and_removed_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiers, "FLUSH_DOCUMENTS", 3)
    index = Index.open(tmp_path)
    index.put_many([numbered(n) for n in (1, 2, 3)])
    merge = index.plan()
    assert merge is not None
    written: set[str] = set()

    def look(*_: object) -> None:
        written.update(names_in(tmp_path))

    monkeypatch.setattr(Compaction, "_merge_elsewhere", look)
    merge.run()
    assert len(written) == 1
    assert names_in(tmp_path) == set()


def test_segments_in_memory_that_are_being_written_stay_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Merged with what came since, they would be there twice."""
    monkeypatch.setattr(tiers, "FLUSH_DOCUMENTS", 3)
    index = Index.open(tmp_path)
    index.put_many([numbered(n) for n in (1, 2, 3)])
    merge = index.plan()
    assert merge is not None
    index.put_many([numbered(n) for n in (4, 5)])
    index.adopt(merge, exists=merge.run_here())
    assert ids_in(index) == [f"d{n}" for n in range(1, 6)]


def test_of_what_was_replaced_before_a_merge_the_new_wording_stays(tmp_path: Path) -> None:
    """The old one is deleted in its own segment, and so is another document while the merge runs."""
    index = two_segments(tmp_path)
    index.build([(7, Document("d1", "T", "the ferry is late"))])
    merge = planned(index)
    assert len(merge.parts) == 3
    exists = merge.run_here()
    index.delete("d2", sequence=8)
    index.adopt(merge, exists=exists)
    assert ids_in(index) == ["d1", "d3", "d4", "d5", "d6"]
    assert {document.id: document.text for document in index.documents()}["d1"] == "the ferry is late"


def test_a_merge_verifies_all_that_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damaged bytes would get a new and valid checksum."""
    Index.open(tmp_path).build([numbered(n) for n in range(1, 40)])
    (path,) = tmp_path.glob("segment-*")
    monkeypatch.setattr(format_module, "EAGER_CHECK_BYTES", 0)
    compaction._open(path, [])
    flip_a_bit(path)
    with pytest.raises(CorruptSegmentError, match=path.name):
        compaction._open(path, [])


def test_a_file_written_to_under_its_old_time_is_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that copy files give them the times of the original."""
    Index.open(tmp_path).build([numbered(n) for n in range(1, 40)])
    (path,) = tmp_path.glob("segment-*")
    monkeypatch.setattr(format_module, "EAGER_CHECK_BYTES", 0)
    Index.open(tmp_path)
    found = path.stat()
    flip_a_bit(path)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    with pytest.raises(CorruptSegmentError, match=path.name):
        Index.open(tmp_path)


def test_a_stamp_is_noted_once_the_clock_has_ticked_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write in the same tick would leave it as it is."""
    index = two_segments(tmp_path)
    newest = max(max(entry.stamp[-2:]) for entry in read_manifest(tmp_path).segments)
    slept: list[float] = []
    monkeypatch.setattr(directory.time, "time_ns", lambda: newest + CLOCK_TICK_NS // 4)
    monkeypatch.setattr(directory.time, "sleep", slept.append)
    index.delete("d1", sequence=7)
    index.flush()
    assert max(slept) == pytest.approx(CLOCK_TICK_NS * 0.75 / 1e9)
    # A clock that was put back makes nobody wait.
    monkeypatch.setattr(directory.time, "time_ns", lambda: newest - 10**12)
    slept.clear()
    index.delete("d2", sequence=8)
    index.flush()
    assert slept == []


def test_segments_that_were_merged_are_let_go(tmp_path: Path) -> None:
    index = two_segments(tmp_path)
    reader = IndexDirectory(tmp_path)
    held = [weakref.ref(part.segment.tokens) for part in (*index.snapshot().parts, *reader.read())]
    merge = planned(index)
    index.adopt(merge, exists=merge.run_here())
    del merge
    reader.read()
    gc.collect()
    assert [tokens() for tokens in held] == [None] * 4


def test_a_snapshot_stays_as_it_was_when_more_is_deleted() -> None:
    index = Index.open(None)
    index.put_many([numbered(n) for n in (1, 2, 3, 4)])
    index.delete("d1", sequence=5)
    snapshot = index.snapshot()
    index.delete("d2", sequence=6)
    assert [part.live() for part in snapshot.parts] == [[1, 2, 3]]
    assert [part.live() for part in index.snapshot().parts] == [[2, 3]]


def test_what_is_unseen_stays_so_until_the_outermost_end() -> None:
    index = Index.open(None)
    with index.unseen():
        with index.unseen():
            index.put(numbered(1)[1], sequence=1)
        index.put(numbered(2)[1], sequence=2)
        # The inner end is none of the outer's business, but what comes behind it is.
        assert index.num_documents < 2
    assert index.num_documents == 2


def remove_all(path: Path) -> None:
    shutil.rmtree(path)


def remove_a_segment(path: Path) -> None:
    (path / "segment-000001.onr").unlink()


def put_another_in_its_place(path: Path) -> None:
    """A process that built the index anew meanwhile began to count files anew."""
    (path / "segment-000001.onr").unlink()
    shutil.copy(path / "segment-000002.onr", path / "segment-000001.onr")


@pytest.mark.parametrize("remove", [remove_all, remove_a_segment, put_another_in_its_place])
@pytest.mark.parametrize("write", [work_off, Index.flush])
def test_files_that_were_removed_are_written_anew(
    tmp_path: Path, remove: Callable[[Path], None], write: Callable[[Index], None]
) -> None:
    index = two_segments(tmp_path)
    index.delete("d2", sequence=7)
    index.put(numbered(8)[1], sequence=8)
    assert index.lost_files() == []
    remove(tmp_path)
    assert index.lost_files() in (["segment-000001.onr"], ["segment-000001.onr", "segment-000002.onr"])
    write(index)
    assert index.lost_files() == []
    index.delete("d3", sequence=9)
    index.flush()
    opened = Index.open(tmp_path, check=True)
    assert ids_in(opened) == ids_in(index) == ["d1", "d4", "d5", "d6", "d8"]
    assert opened.last_sequence == 9
    assert names_in(tmp_path) == {"manifest.json", *(entry.file for entry in read_manifest(tmp_path).segments)}


def test_what_is_deleted_while_lost_files_are_written_stays_deleted(tmp_path: Path) -> None:
    index = two_segments(tmp_path)
    shutil.rmtree(tmp_path)
    work = index.plan()
    assert work is not None
    exists = work.run()
    index.delete("d5", sequence=7)
    index.adopt(work, exists=exists)
    assert ids_in(index) == ids_in(Index.open(tmp_path, check=True)) == ["d1", "d2", "d3", "d4", "d6"]
    assert index.last_sequence == 6


def test_a_reader_that_becomes_the_builder_of_an_index_half_built_anew_writes_what_it_has(tmp_path: Path) -> None:
    two_segments(tmp_path)
    reader = Index.open(tmp_path)
    shutil.rmtree(tmp_path)
    Index.open(tmp_path).build([numbered(1)])  # and ends
    assert not reader.refresh()
    work_off(reader)
    reader.put(numbered(7)[1], sequence=7)
    reader.flush()
    opened = Index.open(tmp_path, check=True)
    assert ids_in(opened) == [f"d{n}" for n in range(1, 8)]
    assert opened.last_sequence == 7
    assert names_in(tmp_path) == {"manifest.json", *(entry.file for entry in read_manifest(tmp_path).segments)}
