"""A bound on the requests that are answered at once, and who gives a place up when all are taken.

Pure ASGI, like `service.middleware`. A request holds its place from its head to the end of its answer. Most of that
time is the service's own, but a client that sends half a body and falls silent would hold it for ever. Nothing is asked
of it while there are places; when there are none, whoever has been silent for longest gives its own up.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import Overloaded, RequestStalled
from service.lifecycle import Process

# Longer than a mobile connection is lost in a tunnel or a collector of garbage pauses, and than TCP sends again.
STALLED_S = 30.0

logger = logging.getLogger("onrecord.admission")


class Admission:
    """A bound on the requests under /v1 that are answered at once."""

    def __init__(self, app: ASGIApp, process: Process) -> None:
        self._app = app
        self._max_active = process.settings.max_concurrent_requests
        self._places: set[_Place] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return
        if len(self._places) >= self._max_active and not self._free_stalled():
            limit = f"{self._max_active} requests at once (ONRECORD_MAX_CONCURRENT_REQUESTS)"
            problem = Overloaded(f"The limit is {limit}; try again in a second.", headers={"Retry-After": "1"})
            await problem.response()(scope, receive, send)
            return
        place = _Place(receive, send)
        self._places.add(place)
        try:
            await self._app(scope, place.receive, place.send)
        except asyncio.CancelledError:
            if place.task is None or not place.is_given_up:
                raise
            place.task.uncancel()
            await _answer_stalled(place, scope, receive, send)
        finally:
            self._places.discard(place)

    def _free_stalled(self) -> bool:
        """End the request whose client has been silent for longest, if that is long; tell whether there was one."""
        stalled = min(self._iter_waiting(), default=None)
        if stalled is None or monotonic() - stalled[0] < STALLED_S:
            return False
        place = stalled[2]
        self._places.discard(place)
        place.give_up()
        return True

    def _iter_waiting(self) -> Iterator[tuple[float, int, _Place]]:
        for number, place in enumerate(self._places):
            if place.waiting_since is not None:
                yield place.waiting_since, number, place


class _Place:
    """One admitted request: since when it waits for its client to send, if it does."""

    __slots__ = ("_is_whole", "_receive", "_send", "has_begun", "is_given_up", "task", "waiting_since")

    def __init__(self, receive: Receive, send: Send) -> None:
        self.task = asyncio.current_task()
        self.waiting_since: float | None = None
        self.has_begun = self.is_given_up = False
        self._receive, self._send, self._is_whole = receive, send, False

    async def receive(self) -> Message:
        """Receive, and note how long that takes, until the body is whole: what comes then is the client's leaving."""
        if self._is_whole:
            return await self._receive()
        self.waiting_since = monotonic()
        message = await self._receive()
        self.waiting_since = None
        self._is_whole = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        """Send, and note that the answer has begun."""
        self.has_begun = True
        await self._send(message)

    def give_up(self) -> None:
        """End the request; what reads its body is cancelled."""
        self.is_given_up = True
        if self.task is not None:
            self.task.cancel()


async def _answer_stalled(place: _Place, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request that gave its place up; an answer that has begun is cut off: nobody takes it for whole."""
    logger.warning(
        "request %s gave its place up: all were taken, and nothing more of its body came",
        scope.get("onrecord.request_id", "-"),
    )
    if not place.has_begun:
        detail = f"Nothing of the body came for {STALLED_S:g} seconds while all places were taken; send it again."
        await RequestStalled(detail, headers={"Connection": "close"}).response()(scope, receive, send)
