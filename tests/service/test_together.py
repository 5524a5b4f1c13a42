"""Requests that come together: verified in a row, each answered by itself, none kept waiting for ever."""

from __future__ import annotations

import asyncio
import gc
import json
import weakref
from collections.abc import Coroutine, Iterable
from typing import Any

import pytest

from matcher.errors import QueryError
from matcher.types import Answer, Query
from service import together as module
from service.archive import Archive
from service.errors import InvalidRequest
from service.lifecycle import Process
from service.settings import Settings
from service.together import ENOUGH, MAX_RUN_S, Together
from service.verification import verify_json


class Seen:
    """What happens, in order, to requests that are read, verified and sent."""

    def __init__(self) -> None:
        self.events: list[str] = []

    async def request(self, together: Together, name: str) -> None:
        self.events.append(f"read {name}")
        await together.call(self.events.append, f"verify {name}")
        self.events.append(f"send {name}")


def run(*programs: Coroutine[Any, Any, None]) -> None:
    run_all(programs)


def run_all(programs: Iterable[Coroutine[Any, Any, None]]) -> None:
    async def main() -> None:
        async with asyncio.timeout(10):
            await asyncio.gather(*programs)

    asyncio.run(main())


@pytest.fixture
def seen() -> Seen:
    return Seen()


def test_requests_of_one_turn_are_verified_in_a_row(seen: Seen) -> None:
    together = Together()
    run_all(seen.request(together, name) for name in "abc")
    assert seen.events == [f"{step} {name}" for step in ("read", "verify", "send") for name in "abc"]


def test_one_that_comes_a_turn_later_is_verified_with_them(seen: Seen) -> None:
    together = Together()

    async def later() -> None:
        await asyncio.sleep(0)
        await seen.request(together, "b")

    run(seen.request(together, "a"), later())
    assert seen.events == ["read a", "read b", "verify a", "verify b", "send a", "send b"]


def test_one_that_comes_alone_is_verified(seen: Seen) -> None:
    together = Together()

    async def one_by_one() -> None:
        for name in "ab":
            await seen.request(together, name)

    run(one_by_one())
    assert seen.events == ["read a", "verify a", "send a", "read b", "verify b", "send b"]


def test_newcomers_do_not_put_off_those_who_wait(seen: Seen) -> None:
    together = Together()

    async def stream() -> None:
        requests = []
        for number in range(3 * ENOUGH):
            requests.append(asyncio.ensure_future(seen.request(together, str(number))))
            await asyncio.sleep(0)
        await asyncio.gather(*requests)

    run(stream())
    first = seen.events.index("verify 0")
    assert seen.events[:first] == [f"read {number}" for number in range(ENOUGH)]


def test_long_run_is_broken_so_that_answers_are_sent(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter(range(1_000))
    # Every look at the clock finds half of the longest run gone.
    monkeypatch.setattr(module.time, "monotonic", lambda: next(now) * MAX_RUN_S / 2)
    together = Together()
    run_all(seen.request(together, name) for name in "abcd")
    after = seen.events[4:]
    assert after == ["verify a", "verify b", "send a", "send b", "verify c", "verify d", "send c", "send d"]


def test_error_is_its_own_callers_alone() -> None:
    together = Together()

    async def both() -> tuple[object, object]:
        bad, good = together.call(int, "ten"), together.call(int, "10")
        return await asyncio.gather(bad, good, return_exceptions=True)

    error, number = asyncio.run(both())
    assert isinstance(error, ValueError)
    assert number == 10


def test_error_that_no_future_takes_is_its_own_callers_too() -> None:
    together = Together()

    async def both() -> tuple[object, object]:
        bad, good = together.call(next, iter(())), together.call(int, "10")
        return await asyncio.gather(bad, good, return_exceptions=True)

    error, number = asyncio.run(both())
    assert isinstance(error, RuntimeError)
    assert number == 10


def test_calls_behind_one_that_ends_the_program_are_still_made(seen: Seen) -> None:
    together = Together()
    loop = asyncio.new_event_loop()
    ended, request = loop.create_future(), None

    def end() -> None:
        raise KeyboardInterrupt

    async def ask() -> None:
        nonlocal request
        together.call(end)
        request = asyncio.ensure_future(seen.request(together, "a"))
        await ended

    with pytest.raises(KeyboardInterrupt):
        loop.run_until_complete(ask())
    assert request is not None
    loop.run_until_complete(asyncio.wait_for(request, 10))
    loop.close()
    assert seen.events == ["read a", "verify a", "send a"]


def test_error_leaves_no_garbage() -> None:
    class OwnError(Exception):
        pass

    kept: list[weakref.ref[OwnError]] = []

    def fail() -> None:
        error = OwnError()
        kept.append(weakref.ref(error))
        try:
            raise error
        finally:
            del error

    async def ask() -> None:
        with pytest.raises(OwnError):
            await Together().call(fail)

    gc.collect()
    gc.disable()
    try:
        asyncio.run(ask())
        assert kept[0]() is None
    finally:
        gc.enable()


def test_cancelled_call_is_not_made(seen: Seen) -> None:
    together = Together()

    async def leave() -> None:
        request = asyncio.ensure_future(seen.request(together, "a"))
        await asyncio.sleep(0)
        request.cancel()
        await seen.request(together, "b")

    run(leave())
    assert seen.events == ["read a", "read b", "verify b", "send b"]


def test_requests_of_one_turn_get_their_own_answers(
    settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = archive.verify

    def refuse_one(query: Query) -> Answer:
        if query.quote == "refused":
            raise QueryError("the quote cannot be taken")
        return verify(query)

    monkeypatch.setattr(archive, "verify", refuse_one)
    process = Process(settings, archive=archive)
    quotes = ["Not this year", "nobody said this here", "refused", "We will not raise taxes"]
    bodies = [json.dumps({"quote": quote, "ref": ref}).encode() for ref, quote in enumerate(quotes)]

    async def ask_all() -> list[Any]:
        return await asyncio.gather(*[verify_json(process, body) for body in bodies], return_exceptions=True)

    found, missed, refused, other = asyncio.run(ask_all())
    assert isinstance(refused, InvalidRequest)
    answers = [json.loads(body) for body in (found, missed, other)]
    assert [(answer["ref"], answer["outcome"]) for answer in answers] == [(0, "ok"), (1, "unknown"), (3, "ok")]
