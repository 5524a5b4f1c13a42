"""A file written while its arrays are made is the file that is written at once, or no file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from matcher.index.builder import SegmentBuilder
from matcher.index.file_writer import FileWriter
from matcher.index.format import read_arrays, write_arrays
from matcher.index.huge_pages import BlockWriter
from matcher.index.segment import Segment
from matcher.types import Document
from tests.index.texts import make_documents

ARRAYS = {
    "empty": np.zeros((0, 5), np.uint32),
    "table": np.arange(12, dtype=np.uint16).reshape(3, 4),
    "strided": np.arange(10, dtype=np.uint64)[::2],
    "large": np.arange(9_000_000, dtype=np.uint32),
}
ATTRIBUTES = {"last_sequence": 3, "languages": ["", "en"]}


def builder_of(documents: list[Document]) -> SegmentBuilder:
    builder = SegmentBuilder()
    for sequence, document in enumerate(documents, 1):
        builder.add(document, sequence=sequence)
    return builder


def write_pieces(path: Path, arrays: dict[str, np.ndarray]) -> None:
    with FileWriter(path, ATTRIBUTES) as file:
        for name, array in arrays.items():
            file.add(name, array)
        file.seal()


def test_a_file_written_piece_by_piece_reads_as_one_written_at_once(tmp_path: Path) -> None:
    write_pieces(tmp_path / "pieces.onr", ARRAYS)
    write_arrays(tmp_path / "whole.onr", ARRAYS, ATTRIBUTES)
    pieces, attributes = read_arrays(tmp_path / "pieces.onr", check=True)
    whole, _ = read_arrays(tmp_path / "whole.onr", check=True)
    assert attributes == ATTRIBUTES
    assert list(pieces) == list(whole)
    for name, array in whole.items():
        np.testing.assert_array_equal(pieces[name], array)


def test_a_builder_writes_the_segment_that_it_would_give(tmp_path: Path) -> None:
    documents = make_documents(
        ["The harbour will not reopen.", "“Dues rose 5 %,” she said.", "東京 e\u0301té &amp; ﬁsh"]
    )
    builder_of(documents).write(tmp_path / "segment.onr")
    written, given = Segment.open(tmp_path / "segment.onr", check=True), builder_of(documents).finish()
    assert written.attributes == given.attributes
    assert list(written.arrays) == list(given.arrays)
    for name, array in given.arrays.items():
        np.testing.assert_array_equal(written.arrays[name], array)


def test_any_number_of_languages_fits_into_the_header(tmp_path: Path) -> None:
    documents = [Document(f"d{k}", "", "text", language=f"language{k}") for k in range(3_000)]
    builder_of(documents).write(tmp_path / "segment.onr")
    assert len(Segment.open(tmp_path / "segment.onr", check=True).attributes["languages"]) == 3_000


def test_without_a_seal_no_file_is_left(tmp_path: Path) -> None:
    with FileWriter(tmp_path / "segment.onr", ATTRIBUTES) as file:
        file.add("table", ARRAYS["table"])
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_at_the_header_is_told_where_the_file_is_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: BlockWriter, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(BlockWriter, "write", refuse)
    with pytest.raises(OSError, match="No space"):
        write_pieces(tmp_path / "segment.onr", {})
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_where_the_file_is_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_pieces(tmp_path / "segment.onr", ARRAYS)
    assert list(tmp_path.iterdir()) == []
