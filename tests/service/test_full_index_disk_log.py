"""A full disk under the index alone: the log takes documents, they are found, and the files are written later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from matcher.errors import MatcherError
from matcher.index import bulk, rounds, tiers
from matcher.index.manifest import NAME, read_manifest
from matcher.types import Document, Query
from service.archive import Archive, open_archive
from service.store.identity import FILE as OWNER_FILE
from tests.service.logs import document
from tests.service.small_disk import SmallDisk, small_disk

MEGABYTE = 1 << 20
FILLER = " ".join(f"word{number * 7919 % 10_007}" for number in range(1_000))


def berth(number: int) -> Document:
    return document(f"d{number}", f"“Berth {number} closes at noon on the {number}th,” she said. {number} {FILLER}")


def found_in(archive: Archive, numbers: range) -> set[str]:
    return {archive.verify(Query(f"Berth {n} closes at noon on the {n}th")).verdict for n in numbers}


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallDisk]:
    """The disk of the index. Thirty documents are due on it, and segments of that size are merged."""
    monkeypatch.setattr(tiers, "FLUSH_DOCUMENTS", 30)
    (tmp_path / "data").mkdir()
    with small_disk(tmp_path / "data" / "index", num_bytes=64 * MEGABYTE) as disk:
        yield disk


@pytest.fixture
def archive(tmp_path: Path, disk: SmallDisk) -> Iterator[Archive]:
    archive = open_archive(tmp_path / "data")
    assert disk.path.parent == tmp_path / "data"
    archive.recover()
    yield archive
    archive.close()


def strangers(disk: SmallDisk) -> set[str]:
    """Files on the disk that nobody will ask for again."""
    named = {entry.file for entry in read_manifest(disk.path).segments}
    return {path.name for path in disk.path.iterdir()} - named - {NAME, OWNER_FILE, "ballast"}


def test_documents_are_found_before_and_after_they_can_be_written(
    archive: Archive, disk: SmallDisk, tmp_path: Path
) -> None:
    archive.put_many([berth(number) for number in range(40)])
    archive.maintain()
    written = {entry.file for entry in read_manifest(disk.path).segments}
    assert written
    disk.fill()
    for first in (40, 80):
        assert archive.put_many([berth(number) for number in range(first, first + 40)])[0].effect == "created"
        with pytest.raises((MatcherError, OSError), match="space"):
            archive.maintain()
        assert found_in(archive, range(first + 40)) == {"verbatim"}
        assert strangers(disk) == set()
        assert {entry.file for entry in read_manifest(disk.path).segments} == written
    disk.free()
    archive.delete("d5")
    archive.maintain()
    assert read_manifest(disk.path).last_sequence == 121
    assert strangers(disk) == set()
    archive.close()
    with closing(open_archive(tmp_path / "data")) as again:
        again.recover()
        assert found_in(again, range(6, 120)) == {"verbatim"}
        assert again.num_documents == 119


@pytest.mark.parametrize("num_processes", [1, 2])
def test_import_without_space_for_the_index_keeps_its_documents(
    archive: Archive, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch, num_processes: int
) -> None:
    monkeypatch.setattr(rounds, "POOL_DOCUMENTS", 50)
    monkeypatch.setattr(bulk, "num_builders", lambda: num_processes)
    disk.fill()
    with pytest.raises((MatcherError, OSError), match="No space left on device") as caught:
        archive.import_many([[berth(number) for number in range(200)]], lambda _: None)
    assert "Traceback" not in str(caught.value)
    assert strangers(disk) == set()
    disk.free()
    archive.catch_up()
    assert found_in(archive, range(200)) == {"verbatim"}
