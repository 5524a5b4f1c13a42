"""uvicorn, started with our settings and stopped without dropping a request.

At SIGTERM /readyz turns to 503 at once, so that a load balancer looks elsewhere; connections are still
accepted for `drain_seconds`, then running requests get `graceful_seconds` to end. A second signal stops at
once.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from service.app import SWITCH_INTERVAL_S, create_app
from service.lifecycle import Process
from service.logs import configure_logs
from service.metrics import DIRECTORY_VARIABLE
from service.settings import Settings


class DrainingServer(uvicorn.Server):
    """A server that says it is going before it goes."""

    def __init__(self, config: uvicorn.Config, process: Process) -> None:
        super().__init__(config)
        self._process = process

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Turn /readyz to 503, and stop accepting after the drain time."""
        process = self._process
        if process.is_draining or not process.settings.drain_seconds:
            process.is_draining = True
            super().handle_exit(sig, frame)
            return
        process.is_draining = True
        loop = asyncio.get_running_loop()
        loop.call_later(process.settings.drain_seconds, super().handle_exit, sig, frame)


def run_server(settings: Settings, *, host: str, port: int, workers: int) -> None:
    """Serve until a signal; the exit code is 3 if the start failed."""
    configure_logs(settings.log_level)
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "log_config": None,  # ours
        "access_log": False,  # uvicorn's costs more than a verification; ONRECORD_ACCESS_LOG turns on ours
        "timeout_graceful_shutdown": settings.graceful_seconds,
        "server_header": False,
    }
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    if workers == 1:
        _run_alone(settings, options)
    else:
        os.environ.update(settings.with_workers(workers).to_environment())
        with tempfile.TemporaryDirectory(prefix="onrecord-metrics-") as directory:
            os.environ[DIRECTORY_VARIABLE] = directory
            uvicorn.run("service.app:create_app_from_environment", factory=True, workers=workers, **options)


def _run_alone(settings: Settings, options: dict[str, Any]) -> None:
    app = create_app(settings)
    server = DrainingServer(uvicorn.Config(app, **options), app.state.process)
    server.run()
    if not server.started:
        sys.exit(STARTUP_FAILURE)
