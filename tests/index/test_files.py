"""Index files that are damaged, cut short or foreign are refused by name, with the remedy; never read."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.errors import CorruptSegmentError, ForeignVersionError, SegmentError
from matcher.index import Index
from matcher.index.directory import IndexDirectory
from matcher.index.format import VERSION
from matcher.types import Document
from tests.index.texts import make_documents

TEXTS = ["The harbour will not reopen.", "“Dues rose 5 %,” she said. “Again.”", "東京 e\u0301té &amp; ﬁsh"]
DOCUMENTS = make_documents(TEXTS)
# The remedy that every refusal must name.
REMEDY = "rebuilt from the document log"
# Where the format keeps its version: after eight bytes of magic.
VERSION_OFFSET = 8


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index on disk with two segments and one deletion, so that every kind of file and entry exists."""
    path = tmp_path_factory.mktemp("index")
    index = Index.open(path)
    index.build([(1, DOCUMENTS[0]), (2, DOCUMENTS[1])], progress=None)
    index.put(DOCUMENTS[2], sequence=3)
    index.flush()
    index.delete("d0", sequence=4)
    index.flush()
    index.close()
    return path


def file_names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def read_everything(directory: Path) -> list[Document]:
    """Open with every checksum verified and read all documents."""
    index = Index.open(directory, check=True)
    try:
        return sorted(index.documents(), key=lambda document: document.id)
    finally:
        index.close()


def test_an_index_has_a_manifest_and_segments(directory: Path) -> None:
    names = file_names(directory)
    assert "manifest.json" in names
    assert len(names) == 3
    assert [document.id for document in read_everything(directory)] == ["d1", "d2"]


@pytest.fixture
def copy(directory: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(directory, tmp_path / "copy"))


@settings(max_examples=300)
@given(data=st.data())
def test_a_flipped_bit_is_refused_by_name_or_changes_nothing(
    directory: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(file_names(directory)))
    original = (directory / name).read_bytes()
    offset = data.draw(st.integers(0, len(original) - 1))
    bit = data.draw(st.integers(0, 7))
    copy = Path(shutil.copytree(directory, tmp_path_factory.mktemp("flip") / "copy"))
    spoiled = bytearray(original)
    spoiled[offset] ^= 1 << bit
    (copy / name).write_bytes(spoiled)
    try:
        survived = read_everything(copy)
    except SegmentError as error:
        refusal = str(error)
    else:
        # Bytes between arrays belong to nothing; a flip there may pass, but then nothing may have changed.
        assert survived == read_everything(directory)
        return
    assert name in refusal
    assert REMEDY in refusal


@settings(max_examples=100)
@given(data=st.data())
def test_a_cut_file_is_refused_by_name(
    directory: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(file_names(directory)))
    original = (directory / name).read_bytes()
    length = data.draw(st.integers(0, len(original) - 1))
    copy = Path(shutil.copytree(directory, tmp_path_factory.mktemp("cut") / "copy"))
    (copy / name).write_bytes(original[:length])
    with pytest.raises(CorruptSegmentError, match=name) as caught:
        Index.open(copy)
    assert REMEDY in str(caught.value)


def test_a_file_with_more_bytes_is_refused_by_name(copy: Path) -> None:
    for name in file_names(copy):
        original = (copy / name).read_bytes()
        (copy / name).write_bytes(original + b"\x00" * 64)
        with pytest.raises(CorruptSegmentError, match=name):
            Index.open(copy)
        (copy / name).write_bytes(original)


def test_a_missing_segment_is_refused_by_name(copy: Path) -> None:
    name = next(name for name in file_names(copy) if name.startswith("segment"))
    (copy / name).unlink()
    with pytest.raises(CorruptSegmentError, match=name):
        Index.open(copy)


def test_a_file_that_was_changed_since_it_was_opened_is_looked_at_again(copy: Path) -> None:
    files = IndexDirectory(copy)
    files.read()
    segment = files.manifest.segments[0].file
    opened = files.open(segment)
    assert files.open(segment) is opened
    content = bytearray((copy / segment).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / segment).unlink()  # what is mapped stays as it was
    (copy / segment).write_bytes(content)
    with pytest.raises(CorruptSegmentError, match=segment):
        files.read()


def test_a_foreign_file_is_refused_by_name(copy: Path) -> None:
    name = next(name for name in file_names(copy) if name.startswith("segment"))
    (copy / name).write_bytes(b"%PDF-1.7" + bytes(200))
    with pytest.raises(CorruptSegmentError, match="not an onrecord index file"):
        Index.open(copy)


@pytest.mark.parametrize("version", [0, VERSION - 1, VERSION + 1, 2**32 - 1])
def test_a_segment_of_another_version_is_refused_with_both_versions(copy: Path, version: int) -> None:
    name = next(name for name in file_names(copy) if name.startswith("segment"))
    spoiled = bytearray((copy / name).read_bytes())
    struct.pack_into("<I", spoiled, VERSION_OFFSET, version)
    (copy / name).write_bytes(spoiled)
    with pytest.raises(ForeignVersionError, match=rf"{name} has format {version}, this onrecord reads") as caught:
        Index.open(copy)
    assert REMEDY in str(caught.value)


def test_a_manifest_of_another_version_is_refused(copy: Path) -> None:
    path = copy / "manifest.json"
    path.write_bytes(path.read_bytes().replace(f'"version":{VERSION}'.encode(), f'"version":{VERSION + 1}'.encode()))
    with pytest.raises(ForeignVersionError, match=rf"manifest\.json has format {VERSION + 1}"):
        Index.open(copy)


def test_the_full_check_names_damage_that_opening_does_not_look_for(tmp_path: Path) -> None:
    # Arrays above a megabyte are not read at opening; this text makes some.
    text = " ".join(f"word{number} harbour" for number in range(120_000))
    index = Index.open(tmp_path)
    index.build([(1, Document("big", "Big", text))], progress=None)
    path = next(tmp_path.glob("segment*"))
    spoiled = np.fromfile(path, np.uint8)
    spoiled[len(spoiled) // 2] ^= 255
    spoiled.tofile(path)
    with pytest.raises(CorruptSegmentError, match=path.name):
        Index.open(tmp_path, check=True)


def test_what_was_left_by_a_crash_between_files_is_ignored(copy: Path) -> None:
    (copy / "segment-000099.onr").write_bytes(b"half a segm")
    (copy / "segment-000100.onr.partial").write_bytes(b"half")
    (copy / "manifest.json.partial").write_bytes(b"{")
    assert [document.id for document in read_everything(copy)] == ["d1", "d2"]
