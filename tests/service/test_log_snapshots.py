"""Backups: taken while others write, whole or absent, and equal to what they were taken of when they are restored."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from matcher import Index
from matcher.index.manifest import NAME as MANIFEST
from matcher.types import Document, Query
from service.archive import Archive, open_archive
from service.building import DirectoryInUseError
from service.cli import app
from service.data_directory import INDEX_DIRECTORY
from service.ownership import belongs_to
from service.snapshots import taking
from service.snapshots.contents import CONTENTS_FILE, SnapshotError, check_files, read_contents
from service.snapshots.restoring import restore_snapshot
from service.snapshots.taking import take_snapshot
from service.store import DocumentLog, LogFullError
from service.store.identity import FILE as OWNER_FILE
from service.store.opening import LOG_FILE, open_log
from service.store.sqlite import SqliteLog
from tests.service.logs import document


def speech(number: int) -> Document:
    return document(f"d{number}", f"“Pier {number} stays open until the {number + 3}rd,” the harbour master said.")


def quote(number: int) -> Query:
    return Query(f"Pier {number} stays open until the {number + 3}rd")


def found_in(archive: Archive, numbers: range) -> list[str]:
    return [archive.verify(quote(number)).verdict for number in numbers]


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Where the log is: in the data directory, or in a database."""
    return None if request.param == "sqlite" else request.getfixturevalue("postgres_server").create_database()


@pytest.fixture
def archive(tmp_path: Path, database_url: str | None) -> Iterator[Archive]:
    """An archive with an index on disk, a deletion, and documents that the index on disk lacks."""
    archive = open_archive(tmp_path / "archive", database_url=database_url)
    archive.recover()
    archive.import_many([[speech(number) for number in range(20)]], lambda _: None)
    archive.put_many([speech(number) for number in range(20, 30)])
    archive.delete("d3")
    yield archive
    archive.close()


@pytest.fixture
def log(archive: Archive, tmp_path: Path, database_url: str | None) -> Iterator[DocumentLog]:
    """The archive's log as another process opens it."""
    assert archive.num_documents == 29
    log = open_log(tmp_path / "archive", database_url=database_url, read_only=True)
    yield log
    log.close()


def test_a_restored_index_names_its_log(tmp_path: Path) -> None:
    """Until it is opened, another log may take the place of the one that was restored with it."""
    archive = open_archive(tmp_path / "archive")
    archive.import_many([[speech(number) for number in range(3)]], lambda _: None)
    archive.close()
    with closing(open_log(tmp_path / "archive", read_only=True)) as log:
        take_snapshot(log, tmp_path / "archive", tmp_path / "copy")
    restore_snapshot(tmp_path / "copy", tmp_path / "restored")
    index = tmp_path / "restored" / INDEX_DIRECTORY
    with closing(open_log(tmp_path / "restored", read_only=True)) as log:
        assert (index / OWNER_FILE).read_text("ascii") == log.identity
        assert belongs_to(index, log.identity)
    assert not belongs_to(index, "0" * 32)


def test_an_archive_whose_documents_are_deleted_is_replaced_on_demand_alone(tmp_path: Path) -> None:
    """Its numbers are given already: an index elsewhere may have seen them."""
    for name, number in (("archive", 1), ("other", 2)):
        archive = open_archive(tmp_path / name)
        archive.put(speech(number))
        if name == "other":
            archive.delete("d2")
        archive.close()
    with closing(open_log(tmp_path / "archive", read_only=True)) as log:
        take_snapshot(log, tmp_path / "archive", tmp_path / "copy")
    with pytest.raises(SnapshotError, match="--replace"):
        restore_snapshot(tmp_path / "copy", tmp_path / "other")
    restore_snapshot(tmp_path / "copy", tmp_path / "other", may_replace=True)
    with closing(open_log(tmp_path / "other", read_only=True)) as log:
        assert log.num_documents == 1


def test_snapshot_of_a_running_archive_answers_like_it(archive: Archive, log: DocumentLog, tmp_path: Path) -> None:
    contents = take_snapshot(log, tmp_path / "archive", tmp_path / "copy")
    assert (contents.num_documents, contents.last_sequence) == (29, 31)
    answers = [archive.verify(quote(number)) for number in range(30)]
    archive.delete("d4")
    restore_snapshot(tmp_path / "copy", tmp_path / "restored")
    restored = open_archive(tmp_path / "restored")
    restored.recover()
    again = [restored.verify(quote(number)) for number in range(30)]
    assert [(a.verdict, a.matches, a.occurrences) for a in again] == [
        (a.verdict, a.matches, a.occurrences) for a in answers
    ]
    assert restored.put(speech(31)).sequence == 32
    restored.close()


def test_snapshot_taken_while_others_write_is_of_one_moment(archive: Archive, log: DocumentLog, tmp_path: Path) -> None:
    """Documents are written in order of number, so those of any moment are the first so many."""
    is_over, written = threading.Event(), 100

    def write() -> None:
        nonlocal written
        while not is_over.is_set():
            archive.put_many([speech(written), speech(written + 1)])
            written += 2

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = [
            take_snapshot(log, tmp_path / "archive", tmp_path / f"copy{number}").num_documents for number in range(3)
        ]
    finally:
        is_over.set()
        writer.join()
    for number, count in enumerate(counts):
        restore_snapshot(tmp_path / f"copy{number}", tmp_path / f"restored{number}")
        with closing(open_archive(tmp_path / f"restored{number}")) as restored:
            restored.recover()
            assert found_in(restored, range(100, 71 + count)) == ["verbatim"] * (count - 29)
            assert restored.num_documents == count
    assert sorted(counts) == counts


def test_log_of_a_snapshot_has_all_that_its_index_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is written to either while the other is copied."""
    archive = open_archive(tmp_path / "archive")
    written = 0

    def write_and_flush() -> None:
        nonlocal written
        archive.put(speech(written))
        archive.rebuild()
        written += 1

    copy_index, copy_to = taking.copy_index, SqliteLog.copy_to

    def copy_index_late(old: Path, new: Path) -> None:
        copy_index(old, new)
        write_and_flush()

    def copy_log_late(log: SqliteLog, path: Path) -> None:
        copy_to(log, path)
        write_and_flush()

    write_and_flush()
    monkeypatch.setattr(taking, "copy_index", copy_index_late)
    monkeypatch.setattr(SqliteLog, "copy_to", copy_log_late)
    with closing(open_log(tmp_path / "archive", read_only=True)) as log:
        contents = take_snapshot(log, tmp_path / "archive", tmp_path / "copy")
    archive.close()
    index = Index.open(tmp_path / "copy" / INDEX_DIRECTORY)
    assert (index.last_sequence, contents.last_sequence) == (1, 2)
    index.close()


def test_a_snapshot_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = open_archive(tmp_path / "archive")
    archive.import_many([[speech(1)]], lambda _: None)
    archive.close()
    fsync, rename = os.fsync, os.rename
    synced: set[int] = set()

    def note_sync(descriptor: int) -> None:
        fsync(descriptor)
        synced.add(os.fstat(descriptor).st_ino)

    def look_and_rename(old: Path, new: Path) -> None:
        assert {path.stat().st_ino for path in (old, *Path(old).rglob("*"))} <= synced
        rename(old, new)

    with closing(open_log(tmp_path / "archive", read_only=True)) as log:
        monkeypatch.setattr(os, "fsync", note_sync)
        monkeypatch.setattr(os, "rename", look_and_rename)
        take_snapshot(log, tmp_path / "archive", tmp_path / "copy")
    assert tmp_path.stat().st_ino in synced


def test_files_merged_away_while_they_are_copied_are_copied_again(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = taking._link_or_copy
    tries = iter([False, False, True])

    def link_late(old: Path, new: Path) -> None:
        if not next(tries, True):
            raise FileNotFoundError(old)
        link(old, new)

    monkeypatch.setattr(taking, "_link_or_copy", link_late)
    taking.copy_index(snapshot / INDEX_DIRECTORY, tmp_path / "copied")
    assert list((tmp_path / "copied").glob("segment-*"))


def test_snapshot_moves_an_archive_to_the_other_database(
    archive: Archive, log: DocumentLog, tmp_path: Path, request: pytest.FixtureRequest, database_url: str | None
) -> None:
    take_snapshot(log, tmp_path / "archive", tmp_path / "copy")
    other = None if database_url else request.getfixturevalue("postgres_server").create_database()
    restore_snapshot(tmp_path / "copy", tmp_path / "restored", database_url=other)
    with closing(open_archive(tmp_path / "restored", database_url=other)) as restored:
        restored.recover()
        assert found_in(restored, range(30)) == found_in(archive, range(30))


def test_restore_over_documents_has_to_be_asked_for(archive: Archive, log: DocumentLog, tmp_path: Path) -> None:
    take_snapshot(log, tmp_path / "archive", tmp_path / "copy")
    with closing(open_archive(tmp_path / "other")) as other:
        other.recover()
        other.import_many([[speech(number) for number in range(50, 99)]], lambda _: None)
    with pytest.raises(SnapshotError, match="49 documents already; --replace"):
        restore_snapshot(tmp_path / "copy", tmp_path / "other")
    with closing(open_archive(tmp_path / "other")) as other:
        assert other.num_documents == 49
    restore_snapshot(tmp_path / "copy", tmp_path / "other", may_replace=True)
    with closing(open_archive(tmp_path / "other")) as other:
        other.recover()
        assert found_in(other, range(30)) == found_in(archive, range(30))
        assert found_in(other, range(50, 60)) == ["not_found"] * 10


def test_a_restore_that_is_interrupted_leaves_no_index_of_the_log_before(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the database has taken the snapshot over or not, its index is built anew."""
    replace_with = SqliteLog.replace_with
    for is_done in (True, False):
        target = tmp_path / f"done {is_done}"
        with closing(open_archive(target)) as archive:
            archive.import_many([[speech(number) for number in range(20, 23)]], lambda _: None)

        def be_interrupted(log: SqliteLog, path: Path, is_done: bool = is_done) -> None:
            if is_done:
                replace_with(log, path)
            raise KeyboardInterrupt

        monkeypatch.setattr(SqliteLog, "replace_with", be_interrupted)
        with pytest.raises(KeyboardInterrupt):
            restore_snapshot(snapshot, target, may_replace=True)
        assert not (target / INDEX_DIRECTORY).exists()
        with closing(open_archive(target)) as archive:
            archive.recover()
            assert ("verbatim" in found_in(archive, range(5))) == is_done
            assert ("verbatim" in found_in(archive, range(20, 23))) != is_done


def test_restore_leaves_a_directory_that_is_served_alone(log: DocumentLog, tmp_path: Path) -> None:
    take_snapshot(log, tmp_path / "archive", tmp_path / "copy")
    with pytest.raises(DirectoryInUseError):
        restore_snapshot(tmp_path / "copy", tmp_path / "archive", may_replace=True)


def test_index_of_the_log_that_was_there_before_is_not_used_again(
    archive: Archive, log: DocumentLog, tmp_path: Path, database_url: str | None
) -> None:
    """A second machine's index, brought up to a state that the restored log never had."""
    take_snapshot(log, tmp_path / "archive", tmp_path / "copy")
    archive.put_many([speech(number) for number in range(60, 70)])
    archive.close()
    restore_snapshot(tmp_path / "copy", tmp_path / "archive", database_url=database_url, may_replace=True)
    with closing(open_log(tmp_path / "archive", database_url=database_url)) as restored:
        assert belongs_to(tmp_path / "archive" / "index", restored.identity)
        assert not belongs_to(tmp_path / "archive" / "index", "another")


def test_index_of_another_log_is_rebuilt(tmp_path: Path) -> None:
    for name, numbers in (("one", range(10)), ("two", range(40, 70))):
        with closing(open_archive(tmp_path / name)) as archive:
            archive.recover()
            archive.import_many([[speech(number) for number in numbers]], lambda _: None)
    (tmp_path / "one" / "index").rename(tmp_path / "two" / "other")
    (tmp_path / "two" / "index").rename(tmp_path / "two" / "own")
    (tmp_path / "two" / "other").rename(tmp_path / "two" / "index")
    with closing(open_archive(tmp_path / "two")) as archive:
        with closing(open_log(tmp_path / "two", read_only=True)) as log:
            assert (tmp_path / "two" / INDEX_DIRECTORY / OWNER_FILE).read_text("ascii") == log.identity
        archive.recover()
        assert found_in(archive, range(10)) == ["not_found"] * 10
        assert found_in(archive, range(40, 70)) == ["verbatim"] * 30


def test_an_index_that_cannot_be_used_is_left_to_its_builder_by_whoever_only_reads(tmp_path: Path) -> None:
    builder = open_archive(tmp_path)
    builder.recover()
    builder.import_many([[speech(number) for number in range(5)]], lambda _: None)
    manifest = tmp_path / INDEX_DIRECTORY / MANIFEST
    whole = manifest.read_bytes()
    manifest.write_bytes(whole[:-9])
    left = sorted((tmp_path / INDEX_DIRECTORY).iterdir())
    for is_reader in (True, False):
        with closing(open_archive(tmp_path, read_only=is_reader)) as other:
            other.catch_up()
            assert found_in(other, range(5)) == ["verbatim"] * 5
            assert sorted((tmp_path / INDEX_DIRECTORY).iterdir()) == left
    manifest.write_bytes(whole)
    assert found_in(builder, range(5)) == ["verbatim"] * 5
    builder.close()


def test_index_that_has_more_than_its_log_is_rebuilt(tmp_path: Path) -> None:
    """Somebody put an older copy of the log's file back, beside the index."""
    with closing(open_archive(tmp_path)) as archive:
        archive.recover()
        archive.import_many([[speech(number) for number in range(5)]], lambda _: None)
    older = (tmp_path / LOG_FILE).read_bytes()
    with closing(open_archive(tmp_path)) as archive:
        archive.recover()
        archive.import_many([[speech(number) for number in range(5, 10)]], lambda _: None)
    (tmp_path / LOG_FILE).write_bytes(older)
    with closing(open_archive(tmp_path)) as archive:
        archive.recover()
        assert found_in(archive, range(5)) == ["verbatim"] * 5
        assert "verbatim" not in found_in(archive, range(5, 10))
        archive.put(speech(12))
        assert found_in(archive, range(12, 13)) == ["verbatim"]


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """A snapshot of an archive in one file, with an index."""
    with closing(open_archive(tmp_path / "small")) as archive:
        archive.recover()
        archive.import_many([[speech(number) for number in range(5)]], lambda _: None)
    with closing(SqliteLog(tmp_path / "small" / LOG_FILE, read_only=True)) as log:
        take_snapshot(log, tmp_path / "small", tmp_path / "snapshot")
    return tmp_path / "snapshot"


def test_damage_of_any_file_is_named_and_nothing_is_restored(snapshot: Path, tmp_path: Path) -> None:
    files = [snapshot / listed.path for listed in read_contents(snapshot).files]
    assert len(files) >= 3
    for path in files:
        whole = path.read_bytes()
        for damaged in (whole[:-1], whole[:100] + bytes([whole[100] ^ 1]) + whole[101:], None):
            path.unlink()
            if damaged is not None:
                path.write_bytes(damaged)
            with pytest.raises(SnapshotError, match=path.name):
                restore_snapshot(snapshot, tmp_path / "restored")
        path.write_bytes(whole)
    assert not (tmp_path / "restored").exists()
    check_files(snapshot, read_contents(snapshot))


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no snapshot"), (b"{", "damaged"), (b"[]", "damaged"), (b'{"format": 99}', "upgrade")],
)
def test_directory_without_a_good_list_is_no_snapshot(
    snapshot: Path, tmp_path: Path, content: bytes | None, message: str
) -> None:
    (snapshot / CONTENTS_FILE).unlink()
    if content is not None:
        (snapshot / CONTENTS_FILE).write_bytes(content)
    with pytest.raises(SnapshotError, match=message):
        restore_snapshot(snapshot, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


@pytest.mark.parametrize("failing", ["copy_index", "write_contents", "sync_directory"])
def test_snapshot_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    def fail(*_: object) -> None:
        raise LogFullError("No space left.")

    with closing(SqliteLog(tmp_path / "archive" / LOG_FILE)) as log:
        log.append([speech(1)])
        monkeypatch.setattr(taking, failing, fail)
        (tmp_path / "backups").mkdir()
        with pytest.raises(LogFullError):
            take_snapshot(log, tmp_path / "archive", tmp_path / "backups" / "monday")
    left = [path.name for path in (tmp_path / "backups").iterdir()]
    assert left == (["monday"] if failing == "sync_directory" else [])


def test_snapshot_goes_into_no_directory_with_content(snapshot: Path, tmp_path: Path) -> None:
    with (
        closing(SqliteLog(tmp_path / "small" / LOG_FILE, read_only=True)) as log,
        pytest.raises(SnapshotError, match="not empty"),
    ):
        take_snapshot(log, tmp_path / "small", snapshot)


def test_damaged_log_is_not_passed_on_as_a_backup(tmp_path: Path) -> None:
    with closing(SqliteLog(tmp_path / LOG_FILE)) as log:
        log.append([speech(1), speech(2)])
        log._writer.execute("UPDATE log SET body = CAST(replace(body, 'Pier 2', 'Pier 9') AS BLOB) WHERE id = 'd2'")
        with pytest.raises(SnapshotError, match="document 'd2'"):
            take_snapshot(log, tmp_path, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.usefixtures("snapshot")
def test_damaged_index_is_left_out_and_rebuilt(tmp_path: Path) -> None:
    for path in (tmp_path / "small" / "index").glob("segment-*"):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content[:-1])
    with closing(SqliteLog(tmp_path / "small" / LOG_FILE, read_only=True)) as log:
        contents = take_snapshot(log, tmp_path / "small", tmp_path / "copy")
    assert [listed.path for listed in contents.files] == [LOG_FILE]
    restore_snapshot(tmp_path / "copy", tmp_path / "restored")
    with closing(open_archive(tmp_path / "restored")) as restored:
        restored.recover()
        assert found_in(restored, range(5)) == ["verbatim"] * 5


def test_restore_does_not_take_over_what_an_interrupted_one_left(snapshot: Path, tmp_path: Path) -> None:
    target = tmp_path / "restored"
    taking.copy_index(snapshot / "index", target / "index.partial")
    with closing(SqliteLog(tmp_path / "other" / LOG_FILE)) as other:
        other.append([speech(number) for number in range(5, 15)])
        take_snapshot(other, tmp_path / "other", tmp_path / "without-index")
    restore_snapshot(tmp_path / "without-index", target)
    with closing(open_archive(target)) as restored:
        restored.recover()
        assert found_in(restored, range(5, 15)) == ["verbatim"] * 10
        assert restored.num_documents == 10


def test_copying_is_as_good_as_linking(snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(taking.os, "link", refuse)
    restore_snapshot(snapshot, tmp_path / "restored")
    assert sorted(path.name for path in (tmp_path / "restored" / "index").glob("segment-*"))


def test_command_line_takes_and_restores(tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "160"})

    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({"id": "dues", "title": "Dues", "text": "“Nobody raises harbour dues,” she said."}))
    run("import", articles, "--data-dir", tmp_path / "archive")
    taken = run("snapshot", tmp_path / "copy", "--data-dir", tmp_path / "archive")
    assert taken.output.startswith("1 documents, ")
    assert isinstance(run("snapshot", tmp_path / "copy", "--data-dir", tmp_path / "archive").exception, SnapshotError)
    restored = run("restore", tmp_path / "copy", "--data-dir", tmp_path / "other")
    assert restored.output.startswith("1 documents restored")
    assert isinstance(run("restore", tmp_path / "copy", "--data-dir", tmp_path / "other").exception, SnapshotError)
    assert run("restore", tmp_path / "copy", "--replace", "--data-dir", tmp_path / "other").exit_code == 0
    answer = run("verify", "Nobody raises harbour dues", "--json", "--data-dir", tmp_path / "other")
    assert json.loads(answer.output)["verdict"] == "verbatim"
