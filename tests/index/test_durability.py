"""What has a name is on the disk: a machine that loses its power leaves files that are whole, or none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher import Index
from matcher.index.builder import SegmentBuilder
from matcher.index.format import replacing
from matcher.index.manifest import NAME, read_manifest
from matcher.index.merge import merge_to_file
from matcher.index.snapshot import Part
from matcher.types import Document


class Disk:
    """What a disk would have of a directory if the power went away: what was synced, under the names that were."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._synced_bytes: dict[int, int] = {}  # by inode
        self._unsynced_names: dict[Path, Path] = {}  # a renamed file, and the directory that does not know it yet
        self.named: list[Path] = []
        fsync, replace = os.fsync, os.replace

        def note_sync(descriptor: int) -> None:
            fsync(descriptor)
            found = os.fstat(descriptor)
            self._synced_bytes[found.st_ino] = found.st_size
            is_synced = {p for p, parent in self._unsynced_names.items() if parent.stat().st_ino == found.st_ino}
            for path in is_synced:
                del self._unsynced_names[path]

        def note_name(old: Path, new: Path) -> None:
            replace(old, new)
            assert self.has_all_of(new), f"{new.name} got its name before it was on the disk"
            self._unsynced_names[Path(new)] = Path(new).parent
            self.named.append(Path(new))

        monkeypatch.setattr(os, "fsync", note_sync)
        monkeypatch.setattr(os, "replace", note_name)

    def has_all_of(self, path: Path) -> bool:
        """Whether everything that was written to a file is on the disk."""
        found = Path(path).stat()
        return self._synced_bytes.get(found.st_ino) == found.st_size

    @property
    def lacks_names(self) -> bool:
        """Whether a name might be gone again."""
        return bool(self._unsynced_names)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def numbered(n: int) -> tuple[int, Document]:
    return n, Document(f"d{n}", "T", f"harbour dues number {n} will not rise")


def builder() -> SegmentBuilder:
    made = SegmentBuilder()
    for n in range(1, 4):
        made.add(numbered(n)[1], sequence=n)
    return made


def replace_a_file(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"words")


WAYS: dict[str, Callable[[Path], object]] = {
    "replaced": replace_a_file,
    "written": lambda path: builder().finish().write(path),
    "built": lambda path: builder().write(path),
    "merged": lambda path: merge_to_file([Part(builder().finish(), None)], path),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_file_is_on_the_disk_before_it_has_its_name_and_its_name_on_return(
    way: str, disk: Disk, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    WAYS[way](path)
    assert disk.named == [path]
    assert not disk.lacks_names


def test_a_manifest_names_what_is_on_the_disk(disk: Disk, tmp_path: Path) -> None:
    index = Index.open(tmp_path)

    def look() -> None:
        assert disk.named[-1].name == NAME
        assert not disk.lacks_names
        assert all(disk.has_all_of(tmp_path / entry.file) for entry in read_manifest(tmp_path).segments)

    index.put_many([numbered(n) for n in (1, 2, 3)])
    index.flush()
    look()
    index.build([numbered(n) for n in (4, 5, 6)])
    look()
    index.delete("d5", sequence=7)
    index.flush()
    look()
    while (compaction := index.plan(at_rest=True)) is not None:
        index.adopt(compaction, exists=compaction.run_here())
        look()
    assert len(read_manifest(tmp_path).segments) == 1
