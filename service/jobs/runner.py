"""The work on jobs: in one process of the data directory, one job at a time, part after part.

A part is verified in slices by the processes for batches, then kept in one transaction. What a crash or a stop
interrupts is the part under way; whoever goes on begins with it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import ParamSpec, TypeVar

from service.batches.slices import FAILED
from service.errors import JobFailed, JobNotFound, StorageFailed, StorageFull
from service.exclusive import ExclusiveLock
from service.jobs.file import Part
from service.lifecycle import Process
from service.verification import iter_answers, see_writes

LOCK_FILE = "worker.lock"
# How often a process looks for a job, or for the right to work on jobs.
POLL_S = 0.25
# How long to wait where the disk is full or something unforeseen happened.
TROUBLE_S = 5.0
# A part takes about so long: a cancellation is noticed after it, a crash costs it, and at its end processes idle for
# some milliseconds.
PART_S = 0.5
# Lines of the first part, and of the largest and the smallest.
FIRST_LINES, MAX_LINES, MIN_LINES = 64, 2_048, 8

P = ParamSpec("P")
T = TypeVar("T")

logger = logging.getLogger("onrecord.jobs")


@asynccontextmanager
async def working_on_jobs(process: Process) -> AsyncIterator[None]:
    """Work on jobs in the background whenever no other process does."""
    lock = ExclusiveLock(process.jobs.directory / LOCK_FILE)
    task = asyncio.create_task(_work(process, lock))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        lock.release()


async def _work(process: Process, lock: ExclusiveLock) -> None:
    while True:
        pause = POLL_S
        try:
            # Nothing is made before the first job comes.
            if process.archive is not None and process.jobs.directory.is_dir() and lock.acquire():
                await _work_on_all(process)
        except Exception:
            logger.exception("jobs could not be looked at; trying again")
            pause = TROUBLE_S
        await asyncio.sleep(pause)


async def _work_on_all(process: Process) -> None:
    """Work on what waits, the oldest first, until nothing does."""
    await _tidy(process)
    while (job_id := await process.run(process.jobs.find_next)) is not None:
        await work_on(process, job_id)
        await _tidy(process)


async def _tidy(process: Process) -> None:
    """Remove what is due, and tell what there is."""
    process.metrics.set_jobs(*await process.run(process.jobs.sweep_if_due))


async def work_on(process: Process, job_id: str) -> None:
    """Work on one job until it is finished, canceled or removed, or somebody else works on it."""
    file = process.jobs.file(job_id)
    try:
        if not await _once_there_is_space(process, file.begin):
            return
        num_lines = FIRST_LINES
        while (part := await process.run(file.next_part, num_lines)) is not None:
            began = time.monotonic()
            answers, counts = await _answer(process, part)
            if not await _once_there_is_space(process, file.advance, part.first, answers, counts):
                return
            process.metrics.count_job_lines(counts)
            num_lines = _adapted(num_lines, time.monotonic() - began)
            await _tidy(process)
    except JobNotFound:
        return
    except StorageFailed:
        process.jobs.set_aside(job_id)
    except Exception:
        logger.exception("job %s failed", job_id)
        problem = JobFailed("Please report this; the server's log has the cause.")
        await process.run(file.fail, problem.body())


async def _answer(process: Process, part: Part) -> tuple[list[bytes], Counter[str]]:
    """Give the answers to the lines of a part, in order, and their number by outcome."""
    await see_writes(process)
    counts: Counter[str] = Counter()
    asked = [question.item for question in part.questions if question.failure is None]
    verified = [answer async for slice_answers in iter_answers(process, asked, counts) for answer in slice_answers]
    counts[FAILED] += len(part.questions) - len(asked)
    rest = iter(verified)
    return [question.failure or next(rest) for question in part.questions], counts


async def _once_there_is_space(process: Process, write: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Write in a thread, as soon as the disk takes it."""
    while True:
        try:
            return await process.run(write, *arguments, **named)
        except StorageFull:
            await asyncio.sleep(TROUBLE_S)


def _adapted(num_lines: int, seconds: float) -> int:
    """Give the size of the next part, from how long one of a size took."""
    if seconds < PART_S / 2:
        return min(MAX_LINES, 2 * num_lines)
    return max(MIN_LINES, num_lines // 2) if seconds > 2 * PART_S else num_lines
