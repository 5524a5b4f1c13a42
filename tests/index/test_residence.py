"""Mapped pages are given back without losing what was written to them."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest

from matcher.index.residence import few_mapped_pages, give_back, mapped_bytes

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells what is mapped")

MEGABYTE = 1 << 20


@pytest.fixture
def mapped(tmp_path: Path) -> mmap.mmap:
    path = tmp_path / "segment"
    path.write_bytes(bytes(64 * MEGABYTE))
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), 0)


def test_pages_given_back_keep_what_was_written(mapped: mmap.mmap, tmp_path: Path) -> None:
    for place in range(0, len(mapped), 4096):
        mapped[place] = place // 4096 % 251
    before = mapped_bytes()
    give_back(tmp_path)
    assert mapped_bytes() < before - 60 * MEGABYTE
    assert all(mapped[place] == place // 4096 % 251 for place in range(0, len(mapped), 4096))
    assert (tmp_path / "segment").read_bytes()[4096] == 1


def test_files_of_other_directories_stay(mapped: mmap.mmap, tmp_path: Path) -> None:
    mapped[:] = bytes(len(mapped))
    before = mapped_bytes()
    (tmp_path / "other").mkdir()
    give_back(tmp_path / "other")
    assert mapped_bytes() > before - MEGABYTE


def test_pages_are_given_back_while_work_goes_on(mapped: mmap.mmap, tmp_path: Path) -> None:
    before = mapped_bytes()
    with few_mapped_pages(tmp_path, num_bytes=before + 8 * MEGABYTE):
        mapped[:] = b"\x01" * len(mapped)
        mapped[0] = 2
        while mapped_bytes() > before + 8 * MEGABYTE:
            mapped[0] = 2
    assert mapped[1:] == b"\x01" * (len(mapped) - 1)
    assert mapped[0] == 2
