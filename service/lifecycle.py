"""The state of one process from start to stop: loading, ready, draining."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

from matcher.errors import SegmentError
from matcher.processes import num_cores
from service.archive import Archive, open_archive
from service.batches.pool import BatchPool
from service.building import DirectoryInUseError
from service.data_directory import DataDirectoryError
from service.errors import NotReady
from service.garbage import settle
from service.jobs.store import JobStore
from service.kept_answers import KeptAnswers
from service.metrics import Metrics
from service.settings import Settings
from service.speakers.keeper import keep_resolving
from service.store import LogError
from service.together import Together

# Threads for batches, imports and long quotes. The kernels release the interpreter, so two make use of a
# second core; more would only fight for the interpreter with the event loop.
NUM_THREADS = 2
# How often the index is looked at for segments to write or merge; none of it is urgent.
_MAINTENANCE_INTERVAL_S = 1.0
# After a failure, a full disk for example, it is left alone for a while.
_MAINTENANCE_PAUSE_S = 30.0
# Between two tries to bring the index up to the log before it can answer at all.
_LOAD_PAUSE_S = 10.0
# Between two tries of a worker to open the data directory, and how often it looks meanwhile whether it is still needed.
_OPEN_PAUSE_S = 5.0
_OPEN_LOOK_S = 0.5
# How often the log is asked for what other processes wrote: within the second that a reader may wait.
_TAIL_INTERVAL_S = 0.25

P = ParamSpec("P")
T = TypeVar("T")

logger = logging.getLogger("onrecord.lifecycle")


@dataclass(slots=True)
class Process:
    """What all requests of one process share. ``archive`` is set once it is ready to answer."""

    settings: Settings
    metrics: Metrics = field(default_factory=Metrics)
    kept_answers: KeptAnswers = field(init=False)
    jobs: JobStore = field(init=False)
    accepting: asyncio.Lock = field(default_factory=asyncio.Lock)  # one body at a time is read into a job
    threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(NUM_THREADS, thread_name_prefix="onrecord")
    )
    together: Together = field(default_factory=Together)
    batches: BatchPool | None = None
    archive: Archive | None = None
    is_draining: bool = False
    failure: str | None = None

    def __post_init__(self) -> None:
        self.kept_answers = KeptAnswers(self.settings.kept_answer_bytes)
        self.jobs = JobStore(self.settings)

    @property
    def state(self) -> str:
        """One word for /readyz: loading, failed, draining or ready."""
        if self.failure is not None:
            return "failed"
        if self.archive is None:
            return "loading"
        return "draining" if self.is_draining else "ready"

    async def run(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Run what waits for a disk or a database in a thread, so that no other request waits with it."""
        call = partial(function, *arguments, **named)
        return await asyncio.get_running_loop().run_in_executor(self.threads, call)

    def get_archive(self) -> Archive:
        """Give the archive, or refuse the request while there is none."""
        if self.archive is None:
            raise NotReady("The archive is loading; ask /readyz and try again.", headers={"Retry-After": "1"})
        return self.archive


@asynccontextmanager
async def running(process: Process) -> AsyncIterator[None]:
    """Load the archive in the background, follow the log while serving, and close all at the end.

    Notes
    -----
    A data directory that cannot be opened stops the start; that of a worker only waits, see `_open`. Replaying and
    rebuilding happen while /livez already answers, for they may take minutes.
    """
    if process.archive is not None:
        yield  # given ready-made: its giver closes it, and may start the application again
        return
    settings = process.settings
    archive = await _open(settings)
    num_processes = num_cores() if settings.batch_processes is None else settings.batch_processes
    process.batches = BatchPool(settings, num_processes) if num_processes else None
    tasks = [asyncio.create_task(work(process, archive)) for work in (_load_and_follow, _maintain, _work_speakers_out)]
    try:
        yield
    finally:
        process.is_draining = True
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if process.batches is not None:
            await process.batches.close()
        process.threads.shutdown(wait=True, cancel_futures=True)
        process.archive = None
        archive.close()


async def _open(settings: Settings) -> Archive:
    """Open the archive, as one of several workers again and again until that succeeds.

    A worker that fails to start ends all of them, and they may be the only ones that still have what was stored. The
    data directory was in order when the first of them was started: this one comes after one that was killed. Until it
    is ready the others get its requests.
    """
    supervisor = multiprocessing.parent_process()
    while True:
        try:
            return open_archive(settings.data_dir, database_url=settings.database_url, speakers=settings.speakers)
        except (DataDirectoryError, DirectoryInUseError, LogError, OSError) as error:
            if supervisor is None:
                logger.error("The archive cannot be opened: %s", error)
                raise
            logger.error("%s This worker waits and tries again; the others answer what they can.", error)
        with _stopped_at_once():
            await _pause_before_opening(supervisor)


@contextmanager
def _stopped_at_once() -> Iterator[None]:
    """Let a signal end the process, which has nothing open; the server would look at it when the start is over."""
    handlers = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


async def _pause_before_opening(supervisor: BaseProcess) -> None:
    end = time.monotonic() + _OPEN_PAUSE_S
    while time.monotonic() < end:
        await asyncio.sleep(_OPEN_LOOK_S)
        if not supervisor.is_alive():
            signal.raise_signal(signal.SIGTERM)


async def _load_and_follow(process: Process, archive: Archive) -> None:
    while not await _load(process, archive):
        await asyncio.sleep(_LOAD_PAUSE_S)
    settle()
    process.archive = archive
    if process.batches is not None and process.settings.batch_start == "ready":
        process.batches.start()
    logger.info("ready: %d documents, generation %d", archive.num_documents, archive.generation)
    await _follow(process, archive)


async def _load(process: Process, archive: Archive) -> bool:
    """Bring the archive up to its log; False where that failed. What fails there, as a full disk does, may pass."""
    try:
        await asyncio.shield(asyncio.to_thread(archive.recover))
    except Exception:
        process.failure = "The index could not be built; the server's log has the cause. It is tried again."
        logger.exception("the archive could not be loaded; trying again in %.0f s", _LOAD_PAUSE_S)
        return False
    process.failure = None
    return True


async def _follow(process: Process, archive: Archive) -> None:
    """Ask the log for what others wrote, as long as the process lives. Trouble is logged once, however long."""
    is_troubled = False
    while True:
        await asyncio.sleep(_TAIL_INTERVAL_S)
        process.metrics.enter_answers()
        try:
            await asyncio.to_thread(archive.follow)
        except Exception as error:
            if not is_troubled:
                _tell_trouble(error)
            is_troubled = True
        else:
            if is_troubled:
                logger.info("the log is followed again")
            is_troubled = False


def _tell_trouble(error: Exception) -> None:
    if isinstance(error, LogError | SegmentError):
        logger.error("%s Answering from the index as it is, and trying again.", error)
    else:
        logger.error("the log could not be followed; trying again", exc_info=error)


async def _maintain(process: Process, archive: Archive) -> None:
    """Keep the segments mapped and few; merging is done by another process."""
    pause = _MAINTENANCE_INTERVAL_S
    while True:
        await asyncio.sleep(pause)
        pause = _MAINTENANCE_INTERVAL_S
        if process.archive is None:
            continue
        try:
            await asyncio.to_thread(archive.maintain)
        except Exception:
            logger.exception("segments could not be written or merged; trying again")
            pause = _MAINTENANCE_PAUSE_S


async def _work_speakers_out(process: Process, archive: Archive) -> None:
    """Keep the process that works speakers out ahead, once requests are answered."""
    settings = process.settings
    if settings.speakers_ahead and settings.speakers == "always":
        await keep_resolving(settings, is_needed=lambda: process.archive is not None and archive.is_builder)
