"""The file of a job: whoever works on it and whatever ends meanwhile, each line is answered once, in order."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.errors import JobNotFound, StorageFailed, StorageFull, TooManyJobs
from service.jobs import store as store_module
from service.jobs.file import MAX_ATTEMPTS, JobFile, Part, write_job
from service.jobs.job import JobQuestion, TableForm, is_id, new_id
from service.jobs.store import JobStore
from service.settings import Settings


def questions(num_lines: int) -> list[JobQuestion]:
    return [JobQuestion(b"%d" % number) for number in range(num_lines)]


def answers_to(part: Part) -> list[bytes]:
    return [b"answer to " + question.item for question in part.questions]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / f"{new_id()}.sqlite3"


def job_of(path: Path, num_lines: int) -> JobFile:
    assert write_job(path, questions(num_lines), None) == num_lines
    return JobFile(path)


# What one of some workers does next: read a part of so many lines, write the answers to what it read last, or crash.
STEPS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["read", "write", "crash"]), st.integers(1, 5)))


@given(st.integers(1, 12), STEPS)
# Two workers that read the same lines: the second may not write them again.
@example(3, [(0, "read", 2), (1, "read", 2), (0, "write", 1), (1, "write", 1)])
# A worker that wakes up long after another one went on.
@example(6, [(0, "read", 2), (1, "read", 1), (1, "write", 1), (1, "read", 1), (1, "write", 1), (0, "write", 1)])
@settings(max_examples=40)
def test_every_line_is_answered_once_and_in_order_whoever_works(
    num_lines: int, steps: list[tuple[int, str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as directory:
        file = job_of(Path(directory) / f"{new_id()}.sqlite3", num_lines)
        file.begin()
        held: dict[int, Part | None] = {}
        for worker, step, size in steps:
            part = held.get(worker)
            if step == "read":
                held[worker] = file.next_part(size)
            elif step == "crash":
                held[worker] = None
                file.begin()
            elif part is not None:
                done = file.read().done
                assert file.advance(part.first, answers_to(part), {"ok": len(part.questions)}) == (part.first == done)
            check_is_whole(file)
        while (part := file.next_part(3)) is not None:
            assert file.read().status == "processing"
            assert file.advance(part.first, answers_to(part), {"ok": len(part.questions)})
        check_is_whole(file)
        job = file.read()
        assert job.status == ("failed" if job.error else "succeeded")
        assert job.error or job.done == num_lines


def check_is_whole(file: JobFile) -> None:
    job = file.read()
    assert [row.answer for row in file.rows(0, job.total)] == [b"answer to %d" % n for n in range(job.done)]
    assert sum(job.summary.values()) == job.done


@given(st.lists(st.integers(0, 9), max_size=6), st.integers(1, 4))
@settings(max_examples=25)
def test_pages_of_any_size_join_to_all_answers(sizes: list[int], part_size: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        file = job_of(Path(directory) / f"{new_id()}.sqlite3", 10)
        file.begin()
        while (part := file.next_part(part_size)) is not None:
            file.advance(part.first, answers_to(part), {})
        borders = sorted({0, *sizes, 10})
        pages = [file.rows(first, until) for first, until in pairwise(borders)]
        assert [row.item for page in pages for row in page] == [b"%d" % number for number in range(10)]


def test_what_is_canceled_takes_no_more_answers(path: Path) -> None:
    file = job_of(path, 4)
    assert file.begin()
    part = file.next_part(2)
    assert part is not None
    assert file.cancel().status == "canceled"
    assert not file.advance(part.first, answers_to(part), {"ok": 2})
    assert file.next_part(2) is None
    assert not file.begin()
    file.fail({"code": "x"})
    assert (file.read().status, file.read().done, file.read().error) == ("canceled", 0, None)


def test_a_job_that_ends_its_workers_again_and_again_fails(path: Path) -> None:
    file = job_of(path, 4)
    for _ in range(3):
        assert file.begin()
    part = file.next_part(1)
    assert part is not None
    assert file.advance(part.first, answers_to(part), {"ok": 1})
    for _ in range(MAX_ATTEMPTS):  # counted anew since that line
        assert file.begin()
    assert not file.begin()
    job = file.read()
    assert (job.status, job.done, job.error and job.error["code"]) == ("failed", 1, "job_failed")


def test_a_job_that_is_taken_up_again_has_begun_when_it_first_did(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = job_of(path, 1)
    assert file.begin()
    began, now = file.read().started_at, time.time()
    monkeypatch.setattr(time, "time", lambda: now + 60)
    assert file.begin()
    assert file.read().started_at == began


def test_a_part_ends_where_its_lines_are_long(path: Path) -> None:
    write_job(path, [JobQuestion(b"x" * 3_000_000)] * 5, None)
    file = JobFile(path)
    file.begin()
    part = file.next_part(100)
    assert part is not None
    assert len(part.questions) == 2


def test_a_line_that_asks_nothing_and_a_row_come_back_as_they_went_in(path: Path) -> None:
    form = TableForm(("quote", "né"), ";")
    write_job(path, [JobQuestion(b"{}", ["a\x00", "é🐟"]), JobQuestion(b"", None, b'{"error":1}')], form)
    file = JobFile(path)
    file.begin()
    part = file.next_part(5)
    assert part is not None
    assert [question.failure for question in part.questions] == [None, b'{"error":1}']
    file.advance(0, [b"1", b"2"], {})
    assert [row.cells for row in file.rows(0, 2)] == [["a\x00", "é🐟"], None]
    read = file.read().form
    assert read is not None
    assert (list(read.columns), read.delimiter) == (["quote", "né"], ";")


def test_a_write_that_is_killed_in_the_middle_is_undone_by_whoever_reads_next(path: Path) -> None:
    file = job_of(path, 3)
    file.begin()
    # A process that has written into the file, journal beside it, and is killed before it commits.
    program = (
        "import sqlite3, sys, os; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA cache_size = 1'); c.execute('BEGIN IMMEDIATE'); c.execute('UPDATE job SET done = 3');"
        "c.executemany('INSERT INTO answers VALUES (?, ?)', [(n, b'x' * 90000) for n in range(3)]);"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert path.with_name(path.name + "-journal").stat().st_size
    assert file.read().done == 0
    check_is_whole(file)


def test_files_that_are_gone_or_of_another_version_are_told_apart(path: Path) -> None:
    with pytest.raises(JobNotFound):
        JobFile(path).read()
    file = job_of(path, 1)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageFailed):
        file.read()


def test_ids_sort_by_time_and_differ() -> None:
    ids = [new_id() for _ in range(1_000)]
    assert sorted(ids, key=lambda job_id: job_id[:16]) == ids
    assert len({job_id[16:] for job_id in ids}) == 1_000
    assert all(map(is_id, ids))
    assert not any(map(is_id, ["", "0" * 39, "0" * 41, "G" * 40, "0" * 40 + "\n", "../" + "0" * 37]))


def test_what_crashes_left_behind_is_swept_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = JobStore(Settings(data_dir=tmp_path))
    jobs.discard(jobs.stage())
    kept = jobs.accept(questions(1), None)
    (jobs.directory / "worker.lock").touch()
    for left in ("aa.partial", f"{new_id()}.sqlite3-journal"):
        (jobs.directory / left).write_bytes(b"x")
    journal = jobs.directory / f"{kept.id}.sqlite3-journal"  # of a write that goes on, as far as this process knows
    journal.write_bytes(bytes(512))
    jobs.sweep()
    assert sorted(path.name for path in jobs.directory.iterdir()) == [
        f"{kept.id}.sqlite3",
        f"{kept.id}.sqlite3-journal",
        "aa.partial",
        "worker.lock",
    ]
    journal.unlink()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3_600)
    assert jobs.sweep().num_waiting == 1
    assert sorted(path.name for path in jobs.directory.iterdir()) == [f"{kept.id}.sqlite3", "worker.lock"]


def test_jobs_may_fill_their_room_and_no_more(tmp_path: Path) -> None:
    jobs = JobStore(Settings(data_dir=tmp_path, max_waiting_jobs=1))
    jobs.discard(jobs.stage())
    jobs.accept(questions(1), None)
    with pytest.raises(TooManyJobs):  # which came while this one was read
        jobs.accept(questions(1), None)
    assert len(list(jobs.directory.iterdir())) == 1
    limit = Settings(data_dir=tmp_path).max_jobs_bytes - jobs.num_bytes()
    jobs.require_bytes(limit)
    with pytest.raises(StorageFull):
        jobs.require_bytes(limit + 1)


def test_a_job_that_cannot_be_made_durable_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = JobStore(Settings(data_dir=tmp_path))
    jobs.discard(jobs.stage())

    def fail(_file: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageFull):
        jobs.accept(questions(1), None)
    assert list(jobs.directory.iterdir()) == []


def test_a_process_that_saw_nothing_waiting_sees_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = JobStore(Settings(data_dir=tmp_path)), JobStore(Settings(data_dir=tmp_path))
    one.discard(one.stage())
    one.file(one.accept(questions(1), None).id).cancel()
    os.utime(one.directory, (1_000, 1_000))  # nothing came or went for long
    assert other.waiting() == []
    with monkeypatch.context() as patched:  # and it is not even looked for
        patched.setattr(JobStore, "_ids", None)
        assert other.waiting() == []
    later = one.accept(questions(1), None)
    assert other.waiting() == [later.id]
    for _ in range(2):
        os.utime(one.directory, (1_000, 1_000))
        assert other.waiting() == [later.id]
    other.file(later.id).cancel()
    assert one.waiting() == []


def test_another_process_sees_what_one_accepted_and_finished(tmp_path: Path) -> None:
    one, other = JobStore(Settings(data_dir=tmp_path)), JobStore(Settings(data_dir=tmp_path))
    one.discard(one.stage())
    first, second = one.accept(questions(1), None), one.accept(questions(1), None)
    assert other.waiting() == [first.id, second.id]
    one.file(first.id).cancel()
    assert other.find_next() == second.id
    other.set_aside(second.id)
    assert (other.find_next(), one.find_next()) == (None, second.id)
    one.remove(second.id)
    assert other.waiting() == []


def test_nothing_of_a_job_that_is_removed_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: JobFile) -> None:
        raise StorageFailed("It is damaged.")

    store = JobStore(Settings(data_dir=tmp_path))
    store.discard(store.stage())
    job = store.accept(questions(1), None)
    (store.directory / f"{job.id}.sqlite3-journal").write_bytes(b"pages of a draft")
    monkeypatch.setattr(JobFile, "cancel", fail)  # so that nobody undoes what a crash left in the journal
    store.remove(job.id)
    assert not list(store.directory.iterdir())


def test_a_job_that_comes_within_a_tick_of_the_clock_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system's clock stands still for milliseconds: two changes then have one time."""
    monkeypatch.setattr(store_module, "_SETTLED_NS", 3_600 * 10**9)  # however long this takes
    stands_still_at = time.time_ns()
    monkeypatch.setattr(store_module, "_changed_at", lambda _: stands_still_at)
    store = JobStore(Settings(data_dir=tmp_path))
    store.discard(store.stage())
    assert store.waiting() == []
    job = store.accept(questions(1), None)
    assert store.waiting() == [job.id]
