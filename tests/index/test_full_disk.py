"""A disk that is full at any single write of the index: nothing is lost, nothing is found twice, and it passes."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from matcher import Index
from matcher.index import tiers
from matcher.index.huge_pages import BlockWriter
from matcher.index.manifest import read_manifest
from matcher.types import Document


class FullDisk:
    """Fails at the n-th thing that takes space, and at all after it until there is room again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.num_left = 10**9
        self.has_failed = False
        self._limit(monkeypatch, os, "posix_fallocate")
        self._limit(monkeypatch, os, "fsync")
        self._limit(monkeypatch, os, "replace")
        self._limit(monkeypatch, BlockWriter, "flush")

    def make_room(self) -> None:
        """Let everything succeed from now on."""
        self.num_left = 10**9

    def _limit(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
        write: Callable[..., Any] = getattr(owner, name)

        def limited(*arguments: Any) -> Any:
            self.num_left -= 1
            if self.num_left < 0:
                self.has_failed = True
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return write(*arguments)

        monkeypatch.setattr(owner, name, limited)


class Archive:
    """An index on disk, the log that it is a cache of, and what is done to both."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.index = Index.open(path)
        self.log: dict[str, tuple[int, Document | None]] = {}
        self.sequence = 0

    def document(self, name: str) -> tuple[int, Document]:
        """Log a document."""
        self.sequence += 1
        document = Document(name, "T", f"harbour dues of {name}, wording {self.sequence}")
        self.log[name] = self.sequence, document
        return self.sequence, document

    def put(self, *names: str) -> None:
        self.index.put_many([self.document(name) for name in names])

    def delete(self, name: str) -> None:
        self.sequence += 1
        self.log[name] = self.sequence, None
        self.index.delete(name, sequence=self.sequence)

    def build(self, *names: str) -> None:
        self.index.build([self.document(name) for name in names])

    def merge(self, *, at_rest: bool = False) -> None:
        """Do what is due; changes come while it is done."""
        merge = self.index.plan(at_rest=at_rest)
        if merge is None:
            return
        self.delete("c")
        self.put("b", "z")
        try:
            exists = merge.run_here()
        except OSError:
            self.index.abandon(merge)
            raise
        self.index.adopt(merge, exists=exists)

    def documents(self) -> list[Document]:
        return sorted((d for _, d in self.log.values() if d is not None), key=lambda d: d.id)

    def after_a_crash(self) -> list[Document]:
        """What another process finds that opens the files and replays the log."""
        index = Index.open(self.path, check=True)
        self.replay(index)
        return sorted(index.documents(), key=lambda d: d.id)

    def replay(self, index: Index) -> None:
        """Apply what the log has behind the files."""
        after = index.last_sequence
        for name, (sequence, document) in sorted(self.log.items(), key=lambda item: item[1][0]):
            if sequence > after and document is not None:
                index.put(document, sequence=sequence)
            elif sequence > after:
                index.delete(name, sequence=sequence)

    def found(self) -> list[Document]:
        return sorted(self.index.documents(), key=lambda d: d.id)


WAYS: dict[str, Callable[[Archive], None]] = {
    "flush": lambda archive: archive.index.flush(),
    "deletions flushed": lambda archive: (archive.index.flush(), archive.delete("b"), archive.index.flush())[-1],
    "memory written": lambda archive: archive.merge(),
    "merge": lambda archive: archive.merge(at_rest=True),
    "build": lambda archive: archive.build("b", "x", "y"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_full_disk_at_any_write_loses_nothing_and_passes(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiers, "FLUSH_DOCUMENTS", 3)
    for number in range(1_000):
        with monkeypatch.context() as patch:
            disk = FullDisk(patch)
            archive = Archive(tmp_path / str(number))
            archive.build("a", "b", "c")
            archive.build("d", "e", "f")
            if way != "merge":
                archive.put("a", "g", "h")
                archive.delete("e")
            disk.num_left = number
            try:
                WAYS[way](archive)
            except OSError:
                assert disk.has_failed
                if way == "build":
                    archive.replay(archive.index)
            assert archive.found() == archive.documents()
            assert archive.after_a_crash() == archive.documents()
            disk.make_room()
            archive.index.restamp()
            archive.index.flush()
            assert archive.found() == archive.documents()
            assert read_manifest(archive.path).last_sequence == archive.index.last_sequence == archive.sequence
            assert sorted(path.name for path in archive.path.iterdir()) == sorted(
                ["manifest.json", *(entry.file for entry in read_manifest(archive.path).segments)]
            )
            opened = Index.open(archive.path, check=True)
            assert sorted(opened.documents(), key=lambda d: d.id) == archive.documents()
            if not disk.has_failed:
                return
    raise AssertionError("the disk never had room enough")
