"""Files are written in blocks that become huge pages, whatever pieces they are made of."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from matcher.index.file_writer import FileWriter
from matcher.index.format import write_arrays
from matcher.index.huge_pages import HUGE_PAGE, BlockWriter
from matcher.index.writing import FileRoom
from tests.index.test_paging import flags_of

SIZES = st.lists(
    st.one_of(
        st.integers(0, 300),
        st.integers(HUGE_PAGE - 2, HUGE_PAGE + 2),
        st.integers(2 * HUGE_PAGE - 2, 3 * HUGE_PAGE),
    ),
    max_size=6,
)
ARRAYS: dict[str, NDArray[Any]] = {"few": np.arange(7, dtype=np.uint8), "many": np.arange(HUGE_PAGE, dtype=np.uint32)}


class Recorded(io.BytesIO):
    """A file that notes where each write begins and how long it is."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[tuple[int, int]] = []

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.writes.append((self.tell(), len(data)))
        return super().write(data)


@given(SIZES)
def test_all_but_the_last_write_are_whole_blocks_at_their_places(sizes: list[int]) -> None:
    file = Recorded()
    writer = BlockWriter(file)
    pieces = [np.arange(k, k + size, dtype=np.uint32).astype(np.uint8).data for k, size in enumerate(sizes)]
    for piece in pieces:
        writer.write(piece)
    assert writer.tell() == sum(sizes)
    assert all(begin % HUGE_PAGE == size % HUGE_PAGE == 0 for begin, size in file.writes)
    writer.flush()
    assert file.getvalue() == b"".join(pieces)


@pytest.mark.parametrize("way", ["at once", "piece by piece"])
def test_segment_files_are_written_in_blocks(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    write = BlockWriter.write

    def note(self: BlockWriter, data: memoryview) -> None:
        sizes.append(len(data))
        write(self, data)

    monkeypatch.setattr(BlockWriter, "write", note)
    path = tmp_path / "a.onr"
    if way == "at once":
        write_arrays(path, ARRAYS, {})
    else:
        with FileWriter(path, {}) as file:
            for name, array in ARRAYS.items():
                file.add(name, array)
            file.seal()
    assert sum(sizes) == path.stat().st_size


@pytest.mark.skipif(
    sys.platform != "linux" or not Path("/sys/kernel/mm/transparent_hugepage").exists(), reason="no huge pages here"
)
def test_a_file_that_is_filled_through_its_map_prefers_huge_pages(tmp_path: Path) -> None:
    room = FileRoom(tmp_path / "a.onr")
    room.array("many", (HUGE_PAGE,), np.uint32)[:] = 1
    assert "hg" in flags_of("a.onr.partial")
    room.discard()
