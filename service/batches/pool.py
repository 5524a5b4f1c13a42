"""The server's side of the processes that answer batches."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import pickle
import sys
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from service.batches.slices import SliceAnswers, failed_slice, joined
from service.batches.worker import HEAD, packed
from service.errors import BatchFailed
from service.settings import Settings

# The path of imports is handed on, so that a process finds this package wherever its server found it.
PROGRAM = "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); from service.batches.worker import main; main()"
# Slices that a process has: the one that it answers, and the next, so that it need not wait while the server, which
# shares the cores with it, takes the answers and hands out another.
SLICES_AT_ONCE = 2
# Time before a process that did not come up is started again: what stopped it may pass, such as a lack of memory.
RESTART_S = 5.0

logger = logging.getLogger("onrecord.batches")


class WorkerEndedError(Exception):
    """The process ended while it had a slice."""


class NotBegunError(Exception):
    """The process ended before it came to a slice: another one, or nothing at all, was what ended it."""


class _Job(NamedTuple):
    items: Sequence[bytes]
    applied: int
    answers: asyncio.Future[SliceAnswers]


class BatchPool:
    """Processes that answer slices of batches. Belongs to one event loop.

    Parameters
    ----------
    settings
        The server's; handed to the processes by environment.
    num_processes
        At least 1.

    Notes
    -----
    A process that ends is replaced at once, whether it was asked something or not: one that is idle may be chosen too
    where memory runs out. The items that it was answering are asked again one by one, so that one that ends processes
    fails alone; a slice that it had not come to is asked again whole.
    """

    def __init__(self, settings: Settings, num_processes: int) -> None:
        self._settings = settings
        self._num_processes = num_processes
        self._ready: list[_Worker] = []
        self._jobs: asyncio.Queue[_Job] = asyncio.Queue()
        self._runners: list[asyncio.Task[None]] = []

    @property
    def num_ready(self) -> int:
        """How many processes are up; with none, slices need another way."""
        return len(self._ready)

    @property
    def num_processes(self) -> int:
        """How many processes there are when all are up."""
        return self._num_processes

    def process_ids(self) -> list[int]:
        """Return the ids of the processes that are up."""
        return [worker.process_id for worker in self._ready]

    def start(self) -> None:
        """Start the processes in the background, unless that was done."""
        if not self._runners:
            self._runners = [asyncio.create_task(self._run()) for _ in range(self._num_processes)]

    async def answer(self, items: Sequence[bytes], applied: int) -> SliceAnswers:
        """Answer the items of one slice from an archive that has every change of the log up to ``applied``."""
        with suppress(WorkerEndedError):
            return await self._ask(items, applied)
        return joined([await self._ask_again(item, applied) for item in items])

    async def close(self) -> None:
        """End all processes; what they have under way is lost."""
        for runner in self._runners:
            runner.cancel()
        await asyncio.gather(*self._runners, return_exceptions=True)
        self._fail_waiting()

    async def _ask(self, items: Sequence[bytes], applied: int) -> SliceAnswers:
        answers: asyncio.Future[SliceAnswers] = asyncio.get_running_loop().create_future()
        self._jobs.put_nowait(_Job(items, applied, answers))
        return await answers

    async def _ask_again(self, item: bytes, applied: int) -> SliceAnswers:
        try:
            return await self._ask([item], applied)
        except WorkerEndedError:
            return failed_slice([item], BatchFailed("The process that verified this quote ended twice; send it alone."))

    async def _run(self) -> None:
        """Keep one process running."""
        while True:
            try:
                worker = await _Worker.start(self._settings)
            except OSError as error:
                logger.warning("a batch process could not be started (%s): trying again", error)
                await self._pause()
                continue
            try:
                if await worker.is_up():
                    await self._serve(worker)
                else:
                    await self._pause()
            finally:
                await worker.stop()
            logger.warning("a batch process ended (exit code %s): starting another", worker.exit_code)

    async def _pause(self) -> None:
        self._fail_waiting()
        await asyncio.sleep(RESTART_S)

    async def _serve(self, worker: _Worker) -> None:
        """Hand slices to a process until it ends, with or without slices under way."""
        self._ready.append(worker)
        end = asyncio.ensure_future(worker.wait())
        try:
            await asyncio.gather(*(self._hand_over(worker, end) for _ in range(SLICES_AT_ONCE)))
        finally:
            end.cancel()
            self._ready.remove(worker)

    async def _hand_over(self, worker: _Worker, end: asyncio.Future[None]) -> None:
        """Hand over one slice after the other, each when the one before is answered."""
        while (job := await self._next_job(end)) is not None:
            if job.answers.done():
                continue  # the client has left
            try:
                await _pass_on(job, worker)
            except NotBegunError:
                self._jobs.put_nowait(job)
                return
            except WorkerEndedError:
                worker.kill()  # it may be only this slice that went wrong, but what comes next is not known
                return

    async def _next_job(self, end: asyncio.Future[None]) -> _Job | None:
        """Wait for a slice, but no longer than for the end of the process that would answer it."""
        if not self._jobs.empty() and not end.done():
            return self._jobs.get_nowait()
        job = asyncio.ensure_future(self._jobs.get())
        try:
            await asyncio.wait((job, end), return_when=asyncio.FIRST_COMPLETED)
        finally:
            job.cancel()  # without effect where it has come
        return job.result() if job.done() else None

    def _fail_waiting(self) -> None:
        """Let nobody wait for a process that may never come."""
        while not self._ready and not self._jobs.empty():
            job = self._jobs.get_nowait()
            if not job.answers.done():
                job.answers.set_exception(WorkerEndedError())


async def _pass_on(job: _Job, worker: _Worker) -> None:
    try:
        answers = await worker.exchange(job)
    except asyncio.CancelledError:
        job.answers.cancel()
        raise
    except NotBegunError:
        raise
    except Exception as error:
        if not isinstance(error, WorkerEndedError):
            logger.exception("a batch process could not be spoken with")
        if not job.answers.done():  # whatever happened, nobody waits for it
            job.answers.set_exception(WorkerEndedError())
        raise WorkerEndedError from error
    if not job.answers.done():
        job.answers.set_result(answers)


class _Worker:
    """One process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._slices, self._replies = process.stdin, process.stdout
        # Both let in who came first, so that replies are read in the order in which the slices were written.
        self._writing, self._reading = asyncio.Lock(), asyncio.Lock()
        self._num_unanswered = 0
        self._is_in_doubt = False

    @classmethod
    async def start(cls, settings: Settings) -> _Worker:
        environment = {**os.environ, **settings.to_environment()}
        program = (sys.executable, "-c", PROGRAM, json.dumps(sys.path))
        return cls(await asyncio.create_subprocess_exec(*program, stdin=PIPE, stdout=PIPE, env=environment))

    @property
    def process_id(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        return self._process.returncode

    async def is_up(self) -> bool:
        """Wait until the process is ready; False if it ended instead."""
        try:
            await self._read()
        except WorkerEndedError:
            return False
        return True

    async def exchange(self, job: _Job) -> SliceAnswers:
        """Write a slice, behind the one that is being answered, and read its answers.

        Raises
        ------
        NotBegunError
            The process ended while it had another slice.
        WorkerEndedError
            The process ended while it had this one, or nothing.
        """
        async with self._writing:
            try:
                self._slices.write(packed((job.items, job.applied)))
                await self._slices.drain()
            except (OSError, RuntimeError):  # the second where the pipe is known to be closed
                if self._num_unanswered or self._is_in_doubt:
                    raise NotBegunError from None
                self._is_in_doubt = True
                raise WorkerEndedError from None
            self._num_unanswered += 1
        async with self._reading:
            if self._is_in_doubt:
                raise NotBegunError
            self._is_in_doubt = True  # until all of the reply is here
            answers = SliceAnswers(*await self._read())
            self._is_in_doubt = False
            self._num_unanswered -= 1
            return answers

    async def wait(self) -> None:
        """Wait for its end."""
        await self._process.wait()

    async def stop(self) -> None:
        """End the process and wait for its end."""
        self.kill()
        self._slices.close()
        await self._process.wait()

    def kill(self) -> None:
        """End the process, whatever it is doing: it only reads, and has nothing to save."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def _read(self) -> Any:
        try:
            head = await self._replies.readexactly(HEAD.size)
            return pickle.loads(await self._replies.readexactly(HEAD.unpack(head)[0]))
        except (asyncio.IncompleteReadError, OSError):
            raise WorkerEndedError from None
