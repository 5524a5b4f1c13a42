"""A log that has gone is not replaced by an empty one: whoever opens the data directory is told, and how to go on."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from typer.testing import CliRunner

from benchmarks.postgres_server import PostgresServer
from matcher.types import Query
from service.archive import Archive, open_archive
from service.building import BuilderLock, DirectoryInUseError
from service.cli import app
from service.ownership import require_log
from service.snapshots.restoring import restore_snapshot
from service.store import LogError, LogMissingError
from service.store.identity import FILE
from service.store.opening import LOG_FILE, open_log
from tests.service.logs import document

TEXT = "We will not raise harbour dues this year."
QUOTE = Query("not raise harbour dues")


class Place(NamedTuple):
    """An archive with one document, without a process that has it open."""

    data_dir: Path
    database_url: str | None = None

    def open(self) -> Archive:
        """Open it to answer."""
        archive = open_archive(self.data_dir, database_url=self.database_url)
        archive.recover()
        return archive

    def fill(self) -> Place:
        with closing(self.open()) as archive:
            archive.import_many([[document("dues", TEXT)]], lambda _: None)
        return self

    def execute(self, statement: str) -> Place:
        assert self.database_url is not None
        with psycopg.connect(self.database_url) as connection:
            connection.execute(statement)
        return self


def remove(place: Place) -> Place:
    (place.data_dir / LOG_FILE).unlink()
    return place


def cut(place: Place) -> Place:
    (place.data_dir / LOG_FILE).write_bytes(b"")
    return place


def replace_by_new(place: Place) -> Place:
    open_log(remove(place).data_dir, may_be_gone=True).close()
    return place


def drop_tables(place: Place) -> Place:
    return place.execute("DROP TABLE onrecord_log, onrecord_state")


def drop_rows(place: Place) -> Place:
    return place.execute("TRUNCATE onrecord_log")


def make_anew(place: Place) -> Place:
    drop_tables(place)
    open_log(place.data_dir, database_url=place.database_url, may_be_gone=True).close()
    return place


@pytest.fixture(params=[remove, cut, replace_by_new, drop_tables, drop_rows, make_anew], ids=lambda way: way.__name__)
def gone(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An archive whose log has gone, in every way."""
    way: Callable[[Place], Place] = request.param
    if way in (remove, cut, replace_by_new):
        return way(Place(tmp_path / "archive").fill())
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return way(Place(tmp_path / "archive", server.create_database()).fill())


def test_every_command_says_that_the_log_has_gone_and_makes_none(gone: Place, tmp_path: Path) -> None:
    articles = tmp_path / "new.txt"
    articles.write_text("Nobody spoke.")
    flags = ["--data-dir", str(gone.data_dir)] + (["--database-url", gone.database_url] if gone.database_url else [])
    before = sorted(gone.data_dir.rglob("*"))
    for command in (
        ["import", str(articles)],
        ["verify", "harbour dues"],
        ["info"],
        ["documents"],
        ["reindex"],
        ["check-index"],
        ["snapshot", str(tmp_path / "copy")],
        ["serve", "--port", "0"],
    ):
        error = CliRunner().invoke(app, [*command, *flags]).exception
        assert isinstance(error, LogMissingError), command
        assert "onrecord restore" in str(error)
    assert sorted(gone.data_dir.rglob("*")) == before


def test_snapshot_is_restored_where_the_log_has_gone(gone: Place, tmp_path: Path) -> None:
    other = Place(tmp_path / "other").fill()
    copied = CliRunner().invoke(app, ["snapshot", str(tmp_path / "copy"), "--data-dir", str(other.data_dir)])
    assert copied.exit_code == 0, copied.output
    # Rows that somebody removed have left their numbers, as documents have that were deleted.
    restore_snapshot(tmp_path / "copy", gone.data_dir, database_url=gone.database_url, may_replace=True)
    with closing(gone.open()) as archive:
        assert archive.verify(QUOTE).verdict == "verbatim"


def test_start_of_a_service_without_its_log_is_one_line(tmp_path: Path) -> None:
    place = remove(Place(tmp_path).fill())
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0", "--workers", "2"]
    failed = subprocess.run(
        [*command, "--data-dir", str(place.data_dir)], capture_output=True, text=True, check=False, timeout=120
    )
    assert failed.returncode == 1
    assert failed.stderr.startswith("onrecord: The document log is gone")
    assert failed.stderr.count("\n") == 1


def test_directory_of_a_version_before_is_known_by_its_index(tmp_path: Path) -> None:
    place = Place(tmp_path).fill()
    (tmp_path / FILE).unlink()
    with closing(place.open()) as archive:
        assert archive.verify(QUOTE).verdict == "verbatim"
    (tmp_path / FILE).unlink()
    with pytest.raises(LogMissingError):
        remove(place).open()


def test_index_that_is_deleted_is_built_again_and_the_log_still_known(tmp_path: Path) -> None:
    place = Place(tmp_path).fill()
    shutil.rmtree(tmp_path / "index")
    with closing(place.open()) as archive:
        assert archive.verify(QUOTE).verdict == "verbatim"
    shutil.rmtree(tmp_path / "index")
    with pytest.raises(LogMissingError):
        remove(place).open()


def test_another_log_with_documents_is_taken_and_known_from_then_on(tmp_path: Path) -> None:
    one, two = Place(tmp_path / "one").fill(), Place(tmp_path / "two").fill()
    (two.data_dir / LOG_FILE).rename(one.data_dir / LOG_FILE)
    with closing(one.open()) as archive, closing(open_log(one.data_dir, read_only=True)) as log:
        assert archive.verify(QUOTE).verdict == "verbatim"
        assert (one.data_dir / FILE).read_text() == log.identity
    with pytest.raises(LogMissingError):
        two.open()


def test_another_log_of_which_everything_was_deleted_is_taken(tmp_path: Path) -> None:
    one, two = Place(tmp_path / "one").fill(), Place(tmp_path / "two").fill()
    with closing(two.open()) as archive:
        archive.delete("dues")
    (two.data_dir / LOG_FILE).rename(one.data_dir / LOG_FILE)
    with closing(one.open()) as archive:
        assert archive.verify(QUOTE).verdict == "not_found"


def test_log_is_taken_where_the_process_that_writes_it_down_has_not_yet(tmp_path: Path) -> None:
    lock = BuilderLock(tmp_path)
    assert lock.acquire()
    Place(tmp_path).open().close()
    assert not (tmp_path / FILE).exists()
    lock.release()


def test_look_at_the_log_before_the_start_leaves_the_right_to_write_to_the_service(tmp_path: Path) -> None:
    require_log(tmp_path)
    with closing(open_archive(tmp_path, must_build=True)) as archive:
        assert archive.is_builder


@pytest.mark.parametrize("lost", [LOG_FILE, "announced"])
def test_start_that_fails_leaves_nothing_open_and_the_right_to_write_to_the_next(tmp_path: Path, lost: str) -> None:
    place, elsewhere = Place(tmp_path / "archive").fill(), tmp_path / "elsewhere"
    (place.data_dir / lost).rename(elsewhere)
    if lost == "announced":
        (place.data_dir / lost).mkdir()
    gc.collect()  # what tests before this one left open
    open_files = len(os.listdir("/dev/fd"))
    for _ in range(3):
        with pytest.raises((LogMissingError, IsADirectoryError)):
            place.open()
    gc.collect()  # mapped index files
    assert len(os.listdir("/dev/fd")) == open_files
    if lost == "announced":
        (place.data_dir / lost).rmdir()
    elsewhere.rename(place.data_dir / lost)
    with closing(place.open()) as archive:
        assert archive.is_builder


def test_right_that_another_process_has_is_asked_for_without_leaving_files_open(tmp_path: Path) -> None:
    holder, asker = BuilderLock(tmp_path), BuilderLock(tmp_path)
    assert holder.acquire()
    gc.collect()  # what tests before this one left open
    open_files = len(os.listdir("/dev/fd"))
    assert not any(asker.acquire() for _ in range(5))
    assert len(os.listdir("/dev/fd")) == open_files
    holder.release()


def test_log_without_documents_is_found_again(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(Place(tmp_path).open()) as archive:
            assert archive.num_documents == 0


def test_identity_that_is_damaged_stops_nobody(tmp_path: Path) -> None:
    place = Place(tmp_path).fill()
    for directory in (tmp_path, tmp_path / "index"):
        (directory / FILE).write_bytes(b"\xff\x00" * 16)
    with closing(place.open()) as archive, closing(open_log(tmp_path, read_only=True)) as log:
        assert archive.verify(QUOTE).verdict == "verbatim"
        assert (tmp_path / FILE).read_text() == (tmp_path / "index" / FILE).read_text() == log.identity


def test_index_whose_identity_cannot_be_read_is_built_anew(tmp_path: Path) -> None:
    place = Place(tmp_path).fill()
    (tmp_path / "index" / FILE).unlink()
    (tmp_path / "index" / FILE).mkdir()
    with closing(place.open()) as archive:
        assert archive.verify(QUOTE).verdict == "verbatim"


def test_file_without_a_log_in_it_holds_no_documents(tmp_path: Path) -> None:
    """A first start on a full disk leaves such a one."""
    (tmp_path / LOG_FILE).touch()
    with pytest.raises(LogError, match="holds no documents"):
        open_log(tmp_path, read_only=True)
    Place(tmp_path).fill()


def test_two_logs_in_one_data_directory_are_refused(postgres_server: PostgresServer, tmp_path: Path) -> None:
    with closing(Place(tmp_path).fill().open()):
        other = Place(tmp_path, postgres_server.create_database())
        for start in (other.open, lambda: require_log(tmp_path, database_url=other.database_url)):
            with pytest.raises((DirectoryInUseError, LogMissingError)):
                start()
        elsewhere = Place(tmp_path / "elsewhere", other.database_url).fill()
        with pytest.raises(DirectoryInUseError, match="another log"):
            Place(tmp_path, elsewhere.database_url).open()
        require_log(tmp_path)
