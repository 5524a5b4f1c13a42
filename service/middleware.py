"""Pure-ASGI middleware: each costs a few microseconds, where the framework's class-based kind costs hundreds.

`Observation` gives every request an id, counts and times it, and logs it if asked. `HeadAsGet` answers HEAD wherever
there is a GET. No text of a request is ever logged.
"""

from __future__ import annotations

import logging
import os
import re
import time
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.lifecycle import Process

# An id from the client is taken over when it is harmless in logs and headers.
_CLIENT_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")

access_logger = logging.getLogger("onrecord.access")


class Observation:
    """Request id, metrics and access log."""

    def __init__(self, app: ASGIApp, process: Process) -> None:
        self._app, self._process = app, process

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and observe its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        request_id = _request_id(scope)
        scope["onrecord.request_id"] = request_id.decode()
        status = 500  # what the client sees if the application raises before it answers

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id)]
            await send(message)

        try:
            await self._app(scope, receive, send_observed)
        finally:
            self._record(scope, status, time.perf_counter() - began)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        metrics = self._process.metrics
        metrics.requests.labels(route, status).inc()
        metrics.request_seconds.labels(route).observe(seconds)
        if self._process.settings.access_log:
            fields = {
                "request_id": scope["onrecord.request_id"],
                "method": scope["method"],
                "route": route,
                "status": status,
                "duration_ms": round(seconds * 1000, 3),
            }
            access_logger.info("request", extra={"fields": fields})


class HeadAsGet:
    """HEAD on every path that has GET: the same answer without its body (RFC 9110, §9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, a HEAD as a GET."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        # A copy, because the server goes by the method of its own.
        asked = {**scope, "method": "GET"}
        try:
            await self._app(asked, receive, send_without_body)
        finally:
            if "route" in asked:
                scope["route"] = asked["route"]


def _request_id(scope: Scope) -> bytes:
    with suppress(StopIteration):
        given = next(value for name, value in scope["headers"] if name == b"x-request-id")
        if _CLIENT_REQUEST_ID.fullmatch(given):
            return bytes(given)
    return os.urandom(8).hex().encode()
