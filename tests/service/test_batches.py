"""The processes that answer batches: what is asked is answered, whatever happens to the one that was asked."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import orjson
import pytest
import uvloop
from hypothesis import given
from hypothesis import strategies as st

from service.archive import Archive
from service.batches import pool as pool_module
from service.batches import slices
from service.batches.pool import BatchPool, NotBegunError, WorkerEndedError
from service.batches.slices import FEW_QUOTES, SLICE_QUOTES, answer_slice, iter_slices
from service.batches.worker import packed
from service.settings import Settings
from tests.service.fake_worker import GARBLED, POISON

ENDS_AT_ONCE = "import sys; sys.exit(3)"


@pytest.fixture(autouse=True)
def fake_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    program = pool_module.PROGRAM.replace("service.batches.worker", "tests.service.fake_worker")
    monkeypatch.setattr(pool_module, "PROGRAM", program)


@asynccontextmanager
async def running(directory: Path, num_processes: int) -> AsyncIterator[BatchPool]:
    pool = BatchPool(Settings(data_dir=directory), num_processes)
    pool.start()
    try:
        yield pool
    finally:
        await pool.close()


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.01)


Run = Callable[[Coroutine[None, None, None]], None]


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Run:
    """What runs a test in the server's event loop, or in the one where that is not installed: their pipes differ."""

    def run(test: Coroutine[None, None, None]) -> None:
        with asyncio.Runner(loop_factory=request.param) as runner:
            runner.run(asyncio.wait_for(test, 60))

    return run


@given(st.integers(0, 300), st.integers(1, 16))
def test_slices_hold_every_item_once_in_order_and_few_are_shared_out(num_items: int, num_workers: int) -> None:
    items = [b"%d" % number for number in range(num_items)]
    slices = list(iter_slices(items, num_workers))
    assert [item for part in slices for item in part] == items
    assert all(0 < len(part) <= SLICE_QUOTES for part in slices)
    if FEW_QUOTES * num_workers <= num_items <= SLICE_QUOTES * num_workers:
        assert max(map(len, slices)) == -(-num_items // num_workers)


def test_the_time_of_an_item_is_that_of_all_steps_it_took(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "time", SimpleNamespace(perf_counter=count().__next__))
    answers = answer_slice(archive, [b'{"quote": "We will not"}', b"no JSON", b'{"quote": "nobody said"}'], 1_000)
    assert answers.seconds == [3, 1, 3]


def test_answers_come_back_in_the_order_of_their_items(run: Run, tmp_path: Path) -> None:
    async def test() -> None:
        async with running(tmp_path, 2) as pool:
            slices = [[b"%d" % (10 * number + place) for place in range(10)] for number in range(20)]
            answers = await asyncio.gather(*(pool.answer(items, 0) for items in slices))
            assert [answer.rendered for answer in answers] == slices

    run(test())


@pytest.mark.parametrize("num_processes", [1, 2])
def test_item_that_ends_its_process_fails_alone(run: Run, tmp_path: Path, num_processes: int) -> None:
    async def test() -> None:
        async with running(tmp_path, num_processes) as pool:
            good, poisoned = await asyncio.gather(pool.answer([b"0"], 0), pool.answer([b"1", POISON, b"2"], 0))
            assert good.rendered == [b"0"]
            assert poisoned.outcomes == ["ok", "failed", "ok"]
            failure = orjson.loads(poisoned.rendered[1])
            assert (failure["ref"], failure["error"]["code"]) == ("poison", "batch_failed")

    run(test())


def test_slices_behind_one_that_ends_its_process_are_not_blamed_for_it(run: Run, tmp_path: Path) -> None:
    async def test() -> None:
        async with running(tmp_path, 1) as pool:
            slices = [[POISON] if number % 3 == 0 else [b"%d" % number] for number in range(9)]
            answers = await asyncio.gather(*(pool.answer(items, 0) for items in slices))
            for number, answer in enumerate(answers):
                assert answer.outcomes == (["failed"] if number % 3 == 0 else ["ok"])

    run(test())


def test_process_has_the_next_slice_while_it_answers_one(run: Run, tmp_path: Path) -> None:
    async def test() -> None:
        async with running(tmp_path, 1) as pool:
            await until(lambda: pool.num_ready == 1)
            (process_id,) = pool.process_ids()
            os.kill(process_id, signal.SIGSTOP)
            asked = [asyncio.ensure_future(pool.answer([b"%d" % number], 0)) for number in range(3)]
            (worker,) = pool._ready
            await until(lambda: worker._num_unanswered == pool_module.SLICES_AT_ONCE)
            os.kill(process_id, signal.SIGCONT)
            answers = await asyncio.gather(*asked)
            assert [answer.rendered for answer in answers] == [[b"0"], [b"1"], [b"2"]]

    run(test())


class Pipe:
    """The way to a process; what is written fails as soon as there is an error to fail with."""

    error: Exception | None = None

    def write(self, _slice: bytes) -> None:
        if isinstance(self.error, RuntimeError):
            raise self.error

    async def drain(self) -> None:
        if self.error is not None:
            raise self.error


ASKED = pool_module._Job([b"0"], 0, None)  # type: ignore[arg-type]  # nobody waits for its answers


def worker_behind(pipe: Pipe) -> tuple[pool_module._Worker, asyncio.StreamReader]:
    """Return a process that can be written to through the pipe, and the replies it will be taken to have given."""
    replies = asyncio.StreamReader()
    return pool_module._Worker(SimpleNamespace(stdin=pipe, stdout=replies)), replies  # type: ignore[arg-type]


FAILING = pytest.mark.parametrize("error", [BrokenPipeError(), RuntimeError("closed")], ids=["broken", "closed"])


@FAILING
def test_first_slice_that_cannot_be_written_is_blamed_and_no_other(run: Run, error: Exception) -> None:
    async def test() -> None:
        pipe = Pipe()
        worker, _ = worker_behind(pipe)
        pipe.error = error
        with pytest.raises(WorkerEndedError):  # if nothing were blamed, it would be tried for ever
            await worker.exchange(ASKED)
        with pytest.raises(NotBegunError):
            await worker.exchange(ASKED)

    run(test())


@FAILING
def test_slice_that_cannot_be_written_behind_another_is_not_blamed(run: Run, error: Exception) -> None:
    async def test() -> None:
        pipe = Pipe()
        worker, replies = worker_behind(pipe)

        async def ask_twice() -> None:
            await worker.exchange(ASKED)
            pipe.error = error
            await worker.exchange(ASKED)  # at once: the slice that came meanwhile has not begun to wait for its reply

        twice, once = asyncio.ensure_future(ask_twice()), asyncio.ensure_future(worker.exchange(ASKED))
        await until(lambda: worker._num_unanswered == 2)
        replies.feed_data(packed((ASKED.items, ["ok"], [0.0])))
        with pytest.raises(NotBegunError):
            await twice
        replies.feed_eof()
        with pytest.raises(WorkerEndedError):
            await once

    run(test())


@FAILING
def test_slice_that_cannot_be_written_behind_an_answered_one_is_blamed(run: Run, error: Exception) -> None:
    async def test() -> None:
        pipe = Pipe()
        worker, replies = worker_behind(pipe)
        replies.feed_data(packed((ASKED.items, ["ok"], [0.0])))
        assert (await worker.exchange(ASKED)).outcomes == ["ok"]
        pipe.error = error
        with pytest.raises(WorkerEndedError):
            await worker.exchange(ASKED)

    run(test())


def test_process_is_not_kept_after_a_slice_went_wrong(run: Run, tmp_path: Path) -> None:
    async def test() -> None:
        async with running(tmp_path, 1) as pool:
            await until(lambda: pool.num_ready == 1)
            (first,) = pool.process_ids()
            with pytest.raises(WorkerEndedError):
                await pool._ask([GARBLED], 0)
            await until(lambda: pool.num_ready == 1 and pool.process_ids() != [first])  # nobody asks it meanwhile
            answers = await pool.answer([b"1", GARBLED, b"2"], 0)
            assert answers.outcomes == ["ok", "failed", "ok"]

    run(test())


@pytest.mark.parametrize("idle_s", [0.0, 0.001, 0.01])
def test_slices_are_answered_though_their_processes_were_killed(run: Run, tmp_path: Path, idle_s: float) -> None:
    async def test() -> None:
        async with running(tmp_path, 2) as pool:
            await until(lambda: pool.num_ready == 2)
            process_ids = pool.process_ids()
            for process_id in process_ids:
                os.kill(process_id, signal.SIGKILL)
            await asyncio.sleep(idle_s)  # the pool may know of it before it is asked
            answers = await asyncio.gather(*(pool.answer([b"%d" % number, b"-"], 0) for number in range(6)))
            assert [answer.rendered for answer in answers] == [[b"%d" % number, b"-"] for number in range(6)]
            assert not set(process_ids) & set(pool.process_ids())

    run(test())


def test_process_that_was_killed_is_replaced_before_it_is_missed(run: Run, tmp_path: Path) -> None:
    async def test() -> None:
        async with running(tmp_path, 1) as pool:
            await until(lambda: pool.num_ready == 1)
            (first,) = pool.process_ids()
            os.kill(first, signal.SIGKILL)
            await until(lambda: pool.num_ready == 0)
            await until(lambda: pool.num_ready == 1)
            assert pool.process_ids() != [first]

    run(test())


def test_processes_that_cannot_be_started_now_are_started_later(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test() -> None:
        monkeypatch.setattr(pool_module, "RESTART_S", 0.01)
        with monkeypatch.context() as lack:
            lack.setattr(sys, "executable", str(tmp_path / "missing"))
            pool = BatchPool(Settings(data_dir=tmp_path), 1)
            pool.start()
            assert (await pool.answer([b"1"], 0)).outcomes == ["failed"]
        try:
            await until(lambda: pool.num_ready == 1)
            assert (await pool.answer([b"1"], 0)).rendered == [b"1"]
        finally:
            await pool.close()

    run(test())


def test_nobody_waits_for_a_process_that_does_not_come_up(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test() -> None:
        monkeypatch.setattr(pool_module, "PROGRAM", ENDS_AT_ONCE)
        monkeypatch.setattr(pool_module, "RESTART_S", 0.01)
        async with running(tmp_path, 1) as pool:
            assert (await pool.answer([b"1"], 0)).outcomes == ["failed"]
            assert pool.num_ready == 0

    run(test())


def test_close_ends_all_processes(run: Run, tmp_path: Path) -> None:
    async def test() -> None:
        async with running(tmp_path, 2) as pool:
            await until(lambda: pool.num_ready == 2)
            process_ids = pool.process_ids()
        assert len(process_ids) == 2
        for process_id in process_ids:
            with pytest.raises(ProcessLookupError):
                os.kill(process_id, 0)

    run(test())


def test_client_that_leaves_does_not_confuse_the_next(run: Run, tmp_path: Path) -> None:
    async def test() -> None:
        async with running(tmp_path, 1) as pool:
            left = asyncio.ensure_future(pool.answer([b"1"], 0))
            await asyncio.sleep(0)
            left.cancel()
            assert (await pool.answer([b"2"], 0)).rendered == [b"2"]

    run(test())


def test_several_workers_share_the_cores_and_start_processes_when_needed() -> None:
    shared = Settings().with_workers(64)
    assert (shared.batch_processes, shared.batch_start) == (1, "first_batch")
    given = Settings(batch_processes=0).with_workers(2)
    assert given.batch_processes == 0
    assert Settings().with_workers(1) == Settings()


def test_settings_reach_a_process_by_its_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, max_quote_characters=77, access_log=True)
    for name, value in settings.to_environment().items():
        monkeypatch.setenv(name, value)
    assert Settings() == settings
