"""The jobs of a data directory: a file each, named by their ids, which sort by the time of acceptance."""

from __future__ import annotations

import io
import os
import secrets
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from service.data_directory import make_directory
from service.errors import JobNotFound, StorageFailed, StorageFull, TooManyJobs
from service.jobs.file import JobFile, translated, write_job
from service.jobs.job import Job, JobQuestion, TableForm, is_id, new_id
from service.settings import Settings

DIRECTORY = "jobs"
_SUFFIX, _JOURNAL_SUFFIX, _PARTIAL_SUFFIX = ".sqlite3", ".sqlite3-journal", ".partial"
# Age of a file that nobody goes on writing, seconds. An upload that stalls for longer loses its file's name, no more.
_ABANDONED_S = 600.0
# Time before a job whose file cannot be used is tried again, seconds: what is the matter takes a while to pass.
_SET_ASIDE_S = 60.0
# Seconds between two looks at what is to be removed: each looks at all files.
SWEEP_S = 30.0
# Two changes within a tick of the file system's clock have one time: a time says nothing until it is older than that.
_SETTLED_NS = 1_000_000_000
# When to ask again while too many jobs wait, seconds: one of them may take minutes.
_RETRY_AFTER_S = 30


class Usage(NamedTuple):
    """Jobs that are not finished, and the size of all files of jobs."""

    num_waiting: int
    num_bytes: int


class JobStore:
    """All jobs of a data directory. Safe to use from several threads, and from several processes at once.

    Notes
    -----
    Nothing is on the disk until the first job comes.
    """

    def __init__(self, settings: Settings) -> None:
        self.directory = settings.data_dir / DIRECTORY
        self.kept_s = settings.job_kept_hours * 3600
        self._settings = settings
        self._lock = threading.Lock()
        self._finished: dict[str, float] = {}  # those known to be, by the time when they were
        self._set_aside: dict[str, float] = {}  # those whose file cannot be used, by the time to try again
        self._idle_since: int | None = None  # the directory's time when nothing waited
        self._usage, self._sweep_at = Usage(0, 0), 0.0

    def file(self, job_id: str) -> JobFile:
        """Give the file of a job, which may be missing."""
        if not is_id(job_id):
            raise JobNotFound("No job has this id; the Location of the answer to POST /v1/jobs names one.")
        return JobFile(self._path(job_id))

    def require_room(self, num_bytes: int = 0) -> None:
        """Refuse a job of a size while too many wait, or too much is kept."""
        limit = self._settings.max_waiting_jobs
        if len(self.waiting()) >= limit:
            detail = f"{limit:,} jobs are waiting (ONRECORD_MAX_WAITING_JOBS); try again later, or cancel some."
            raise TooManyJobs(detail, headers={"Retry-After": str(_RETRY_AFTER_S)})
        self.require_bytes(num_bytes)

    def require_bytes(self, num_bytes: int = 0) -> None:
        """Refuse what would make all files of jobs, uploads among them, larger than they may be."""
        limit = self._settings.max_jobs_bytes
        if self.num_bytes() + num_bytes > limit:
            raise StorageFull(
                f"Jobs may take {limit:,} bytes (ONRECORD_MAX_JOBS_BYTES); remove finished ones "
                "(DELETE /v1/jobs/{id}?remove=true), or wait until they expire."
            )

    def stage(self) -> io.FileIO:
        """Give a new file to keep a body in until it is read; `discard` it in any case."""
        self._make_directory()
        with translated(self.directory):
            return io.FileIO(self._new_partial(), "x+")

    def discard(self, staged: io.FileIO) -> None:
        """Remove the file of a body."""
        staged.close()
        with translated(self.directory):
            Path(os.fsdecode(staged.name)).unlink(missing_ok=True)

    def accept(self, questions: Iterable[JobQuestion], form: TableForm | None) -> Job:
        """Take a job, durable on return; on any error, one of the questions' own among them, nothing of it is kept."""
        partial = self._new_partial()
        try:
            write_job(partial, questions, form)
            self.require_room()
            job_id = new_id()
            with translated(partial):
                _rename_durably(partial, self._path(job_id))
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
        return self.file(job_id).read()

    def page(self, before_id: str, limit: int) -> list[Job]:
        """Give up to `limit` jobs, the newest first, beginning behind `before_id`; with the newest if it is empty."""
        older = (job_id for job_id in reversed(self._ids()) if not before_id or job_id < before_id)
        return list(islice(filter(None, map(self._find, older)), limit))

    def remove(self, job_id: str) -> None:
        """Cancel a job if need be, and remove it with all its answers; a damaged one too, and on a full disk."""
        with suppress(StorageFailed, StorageFull):
            self.file(job_id).cancel()
        with translated(self.directory):
            self._unlink(job_id)

    def waiting(self) -> list[str]:
        """Give the jobs that are not finished, the oldest first.

        Notes
        -----
        While nothing waits and no file comes or goes this looks at the directory's time only: thousands of finished
        jobs may be kept, and it is asked four times a second.
        """
        with self._lock:
            looked_at, changed_at = time.time_ns(), _changed_at(self.directory)
            if changed_at is not None and changed_at == self._idle_since:
                return []
            ids = self._ids()
            for gone in self._finished.keys() - set(ids):
                del self._finished[gone]
            for job_id in ids:
                if job_id not in self._finished and not self._is_set_aside(job_id):
                    job = self._find(job_id)
                    if job is not None and job.finished_at is not None:
                        self._finished[job_id] = job.finished_at
            waiting = [job_id for job_id in ids if job_id not in self._finished]
            is_settled = changed_at is not None and looked_at - changed_at > _SETTLED_NS
            self._idle_since = changed_at if is_settled and not waiting else None
            return waiting

    def find_next(self) -> str | None:
        """Give the job to work on, if there is one."""
        return next((job_id for job_id in self.waiting() if not self._is_set_aside(job_id)), None)

    def set_aside(self, job_id: str) -> None:
        """Let other jobs go first for a while."""
        self._set_aside[job_id] = time.monotonic() + _SET_ASIDE_S

    def num_bytes(self) -> int:
        """Give the size of all files."""
        return sum(entry.size for entry in self._entries())

    def sweep_if_due(self) -> Usage:
        """Sweep, unless that was done a moment ago; tell what there was at the last time."""
        if time.monotonic() >= self._sweep_at:
            self._usage = self.sweep()
            self._sweep_at = time.monotonic() + SWEEP_S
        return self._usage

    def sweep(self) -> Usage:
        """Remove jobs that were finished long ago, and what crashes left behind; tell what there is now."""
        num_waiting = len(self.waiting())
        now = time.time()
        with translated(self.directory):
            for job_id, finished_at in list(self._finished.items()):
                if now >= finished_at + self.kept_s:
                    self._unlink(job_id)
            for entry in self._entries():
                if entry.is_left_behind(now):
                    entry.path.unlink(missing_ok=True)
        return Usage(num_waiting, self.num_bytes())

    def _find(self, job_id: str) -> Job | None:
        """Give a job; None if it is gone, or cannot be read: that is in the log, and must not hide the others."""
        try:
            return self.file(job_id).read()
        except JobNotFound:
            return None
        except StorageFailed:
            self.set_aside(job_id)
            return None

    def _is_set_aside(self, job_id: str) -> bool:
        return time.monotonic() < self._set_aside.get(job_id, 0.0)

    def _ids(self) -> list[str]:
        try:
            names = os.listdir(self.directory)
        except FileNotFoundError:
            return []
        return sorted(filter(is_id, (name.removesuffix(_SUFFIX) for name in names)))

    def _entries(self) -> list[_Entry]:
        try:
            with os.scandir(self.directory) as found:
                return [entry for entry in map(_entry, found) if entry is not None]
        except FileNotFoundError:
            return []

    def _new_partial(self) -> Path:
        return self.directory / (secrets.token_hex(8) + _PARTIAL_SUFFIX)

    def _path(self, job_id: str) -> Path:
        return self.directory / (job_id + _SUFFIX)

    def _unlink(self, job_id: str) -> None:
        """Remove the files of a job: itself first, so that its journal is nobody's."""
        for suffix in (_SUFFIX, _JOURNAL_SUFFIX):
            (self.directory / (job_id + suffix)).unlink(missing_ok=True)

    def _make_directory(self) -> None:
        """Make the directory, for nobody else to look into: drafts are confidential."""
        make_directory(self.directory.parent)
        with translated(self.directory.parent):
            self.directory.mkdir(mode=0o700, exist_ok=True)


class _Entry(NamedTuple):
    """A file of the directory, as it was when it was looked at."""

    path: Path
    size: int
    modified_at: float

    def is_left_behind(self, now: float) -> bool:
        """Tell whether a crash left it: an upload that nobody goes on with, or a journal without a job."""
        if self.path.suffix == _JOURNAL_SUFFIX:
            return not self.path.with_suffix(_SUFFIX).exists()
        return self.path.suffix == _PARTIAL_SUFFIX and now - self.modified_at > _ABANDONED_S


def _entry(found: os.DirEntry[str]) -> _Entry | None:
    """Give a file with its size; None if it has just been removed."""
    try:
        status = found.stat()
    except FileNotFoundError:
        return None
    return _Entry(Path(found.path), status.st_size, status.st_mtime)


def _changed_at(directory: Path) -> int | None:
    """Give the time, in nanoseconds, when a file of the directory last came or went; None if there is none."""
    try:
        return directory.stat().st_mtime_ns
    except FileNotFoundError:
        return None


def _rename_durably(old: Path, new: Path) -> None:
    """Rename a file so that a crash of the machine leaves it renamed; on an error neither name is left."""
    old.rename(new)
    try:
        directory = os.open(new.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    except OSError:
        new.unlink()
        raise
