"""Index files are brought into the process once each, all of what searches read, and never more than memory allows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from matcher import Index, index
from matcher.index import Segment, paging
from matcher.types import Document

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux maps pages when asked to")


@pytest.fixture
def opened(tmp_path: Path) -> Index:
    """An index of one file."""
    made = Index.open(tmp_path)
    made.build([(1, Document("d1", "T", "we will not raise the dues " * 2_000))], progress=None)
    made.flush()
    made.close()
    return Index.open(tmp_path)


@needs_linux
def test_all_pages_that_are_read_at_random_are_mapped(opened: Index) -> None:
    (part,) = opened.snapshot().parts
    sizes = [part.segment.arrays[name].nbytes for name in paging.MAPPED]
    page = paging._PAGE
    assert sum(sizes) <= paging.map_ahead(part.segment) <= sum(sizes) + page * len(sizes)


@needs_linux
def test_huge_pages_are_preferred(opened: Index) -> None:
    (part,) = opened.snapshot().parts
    assert part.file is not None
    if not Path("/sys/kernel/mm/transparent_hugepage").exists():
        pytest.skip("this kernel has no huge pages")
    assert "hg" not in flags_of(part.file)
    paging.map_ahead(part.segment)
    assert "hg" in flags_of(part.file)


def flags_of(name: str) -> list[str]:
    """What the system notes about a mapped file."""
    lines = iter(Path("/proc/self/smaps").read_text("utf-8").splitlines())
    next(line for line in lines if line.endswith(name))
    return next(line for line in lines if line.startswith("VmFlags:")).split()[1:]


def test_index_that_memory_has_no_room_for_is_left_alone(opened: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    (part,) = opened.snapshot().parts
    size = part.segment.arrays[paging.MAPPED[0]].nbytes
    monkeypatch.setattr(paging, "_available_bytes", lambda: int(size / paging.MOST) - 1)
    assert paging.map_ahead(part.segment) == 0


def test_each_file_is_mapped_once(opened: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    mapped: list[Segment] = []
    monkeypatch.setattr(index, "map_ahead", mapped.append)
    opened.map_ahead()
    opened.map_ahead()
    assert mapped == [part.segment for part in opened.snapshot().parts]
    opened.put(Document("d2", "T", "nobody asked"), sequence=2)
    opened.map_ahead()
    assert len(mapped) == 1  # what is in memory needs no mapping
    opened.flush()
    opened.map_ahead()
    assert len(mapped) == 2
