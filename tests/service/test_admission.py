"""Requests beyond the limit are refused at once, and no silent client keeps a place that another needs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import admission
from service.admission import Admission
from service.lifecycle import Process
from service.settings import Settings
from service.streams import AnswerSpool, StreamedResponse

PART = {"type": "http.request", "body": b'{"quote": ', "more_body": True}
WHOLE = {"type": "http.request", "body": b"{}", "more_body": False}


class Client:
    """One request: what its client sends before it falls silent, and what it was sent."""

    def __init__(self, *messages: Message) -> None:
        self._messages = list(messages)
        self.is_silent = asyncio.Event()
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        """Give the next message, or wait for ever."""
        if self._messages:
            return self._messages.pop(0)
        self.is_silent.set()
        return await asyncio.get_running_loop().create_future()

    async def send(self, message: Message) -> None:
        """Keep what the client is sent."""
        self.sent.append(message)

    def request(self, app: ASGIApp) -> asyncio.Task[None]:
        """Send the request."""

        async def ask() -> None:
            await app({"type": "http", "path": "/v1/verify", "method": "POST", "headers": []}, self.receive, self.send)

        return asyncio.create_task(ask())

    @property
    def problem(self) -> tuple[int, str]:
        """The status and code that it was answered with."""
        return self.sent[0]["status"], json.loads(self.sent[1]["body"])["code"]


async def answer_whole(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer when the body is whole."""
    await Request(scope, receive).body()
    await Response(b"answered")(scope, receive, send)


async def answer_stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Begin to answer before the body is whole."""

    async def produce(spool: AnswerSpool) -> None:
        spool.write(b"begun\n")
        await Request(scope, receive).body()

    await StreamedResponse(produce)(scope, receive, send)


def run(settings: Settings, app: ASGIApp, ask: Callable[[ASGIApp], Awaitable[None]]) -> None:
    """Ask an application that has one place."""

    async def scenario() -> None:
        await ask(Admission(app, Process(settings.model_copy(update={"max_concurrent_requests": 1}))))

    asyncio.run(scenario())


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a client for silent without waiting."""
    monkeypatch.setattr(admission, "STALLED_S", 0.0)


def test_too_many_requests_at_once_are_refused_at_once(settings: Settings) -> None:
    async def ask(app: ASGIApp) -> None:
        first, second = Client(PART), Client(WHOLE)
        running = first.request(app)
        await first.is_silent.wait()
        await second.request(app)
        assert second.problem == (503, "overloaded")
        assert (b"retry-after", b"1") in second.sent[0]["headers"]
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert not first.sent

    run(settings, answer_whole, ask)


@pytest.mark.usefixtures("_at_once")
def test_a_stalled_body_gives_its_place_up_to_the_next_request(settings: Settings) -> None:
    async def ask(app: ASGIApp) -> None:
        first, second, third = Client(PART), Client(WHOLE), Client(WHOLE)
        running = first.request(app)
        await first.is_silent.wait()
        await second.request(app)
        await running
        assert first.problem == (408, "request_stalled")
        assert (b"connection", b"close") in first.sent[0]["headers"]
        await third.request(app)
        assert [client.sent[1]["body"] for client in (second, third)] == [b"answered"] * 2

    run(settings, answer_whole, ask)


@pytest.mark.usefixtures("_at_once")
def test_an_answer_that_has_begun_is_cut_off(settings: Settings) -> None:
    async def ask(app: ASGIApp) -> None:
        first, second = Client(PART), Client(WHOLE)
        running = first.request(app)
        await first.is_silent.wait()
        await second.request(app)
        await running
        assert [message["type"] for message in first.sent][:1] == ["http.response.start"]
        assert all(message.get("more_body") for message in first.sent[1:])
        assert second.sent[-1]["more_body"] is False

    run(settings, answer_stream, ask)


@pytest.mark.usefixtures("_at_once")
def test_a_request_that_is_whole_keeps_its_place_however_long_it_takes(settings: Settings) -> None:
    is_in, may_end = asyncio.Event(), asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await Request(scope, receive).body()
        leaving = asyncio.create_task(receive())
        is_in.set()
        await may_end.wait()
        leaving.cancel()
        await Response(b"answered")(scope, receive, send)

    async def ask(app: ASGIApp) -> None:
        first, second = Client(WHOLE), Client(WHOLE)
        running = first.request(app)
        await is_in.wait()
        await first.is_silent.wait()
        await second.request(app)
        assert second.problem == (503, "overloaded")
        may_end.set()
        await running
        assert first.sent[1]["body"] == b"answered"

    run(settings, slow, ask)
