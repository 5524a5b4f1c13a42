"""Bytes flipped or cut anywhere in an index: told by the name of the file at the next opening, or without effect.

``ONRECORD_CORRUPTIONS=500`` tries that many places instead of a few.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from matcher.errors import SegmentError
from matcher.index import Index
from matcher.types import Document

NUM_TRIES = int(os.environ.get("ONRECORD_CORRUPTIONS", "40"))
# Enough words for arrays that are too large to be checked at every opening.
NUM_WORDS = 150_000


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one large and one small segment, with a deletion."""
    path = tmp_path_factory.mktemp("index")
    index = Index.open(path)
    index.build([(1, Document("big", "Big", " ".join(f"word{n % 5_000} harbour" for n in range(NUM_WORDS))))])
    index.put(Document("small", "Small", "“We will not raise the dues,” she said."), sequence=2)
    index.put(Document("gone", "Gone", "Nothing remains."), sequence=3)
    index.flush()
    index.delete("gone", sequence=4)
    index.flush()
    index.close()
    return path


def read(directory: Path) -> list[Document]:
    index = Index.open(directory)
    try:
        return sorted(index.documents(), key=lambda document: document.id)
    finally:
        index.close()


def refusal_of(directory: Path, expected: list[Document]) -> str | None:
    """Return what an opening says of the damage; without a word of it everything is as it was."""
    try:
        found = read(directory)
    except SegmentError as error:
        return str(error)
    assert found == expected, "a wrong answer"
    return None


def test_damage_anywhere_is_told_by_name_or_has_no_effect(directory: Path) -> None:
    random_places = random.Random(7)
    expected = read(directory)
    files = sorted(path for path in directory.iterdir() if path.is_file())
    told = 0
    for _ in range(NUM_TRIES):
        path = random_places.choice(files)
        whole = path.read_bytes()
        place = random_places.randrange(len(whole))
        if random_places.random() < 0.25:
            os.truncate(path, place)
        else:
            with path.open("r+b") as file:
                file.seek(place)
                file.write(bytes([whole[place] ^ (1 << random_places.randrange(8))]))
        refusal = refusal_of(directory, expected)
        told += refusal is not None
        assert refusal is None or path.name in refusal, f"{path.name}, byte {place}"
        path.write_bytes(whole)
    assert told > NUM_TRIES * 0.8, "only bytes between arrays may pass"


def test_a_large_array_is_not_read_again_at_every_opening(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Index.open(directory).restamp()
    checked = watch_checks(monkeypatch)
    Index.open(directory)
    assert checked == []
    os.utime(max(directory.glob("segment-*"), key=lambda path: path.stat().st_size))
    Index.open(directory)
    assert len(checked) == 1


def test_files_verified_once_after_a_hard_link_are_not_verified_again(
    directory: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    Index.open(directory).restamp()
    expected = read(directory)
    checked = watch_checks(monkeypatch)
    linked = tmp_path_factory.mktemp("links")
    segments = sorted(directory.glob("segment-*"))
    for path in segments:
        os.link(path, linked / path.name)
    Index.open(directory).restamp()
    assert sorted(checked) == [path.name for path in segments]
    assert read(directory) == expected
    assert len(checked) == len(segments)


def watch_checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are verified whole from now on."""
    checked: list[str] = []
    from matcher.index import segment as segment_module

    read_arrays = segment_module.read_arrays

    def watched(path: Path, *, check: bool = False) -> object:
        if check:
            checked.append(path.name)
        return read_arrays(path, check=check)

    monkeypatch.setattr(segment_module, "read_arrays", watched)
    return checked
