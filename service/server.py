"""uvicorn, started with our settings and stopped without dropping a request.

At SIGTERM connections are still accepted for `drain_seconds`, see `service.stopping`; then running requests get
`graceful_seconds` to end.
"""

from __future__ import annotations

import logging
import os
import resource
import sys
import tempfile
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from service.logs import configure_logs
from service.metrics import DIRECTORY_VARIABLE
from service.settings import Settings
from service.workers import run_workers

logger = logging.getLogger("onrecord.server")


def run_server(settings: Settings, *, host: str, port: int, workers: int) -> None:
    """Serve until a signal; the exit code is 3 if the start failed, after `onrecord serve` found the log in order."""
    configure_logs(settings.log_level)
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "log_config": None,  # ours
        "access_log": False,  # uvicorn's costs more than a verification; ONRECORD_ACCESS_LOG turns on ours
        "timeout_graceful_shutdown": settings.graceful_seconds,
        "server_header": False,
    }
    allow_open_files()
    if workers == 1:
        _run_alone(settings, options)
    else:
        os.environ.update(settings.with_workers(workers).to_environment())
        with tempfile.TemporaryDirectory(prefix="onrecord-metrics-") as directory:
            os.environ[DIRECTORY_VARIABLE] = directory
            run_workers(workers, options)


def allow_open_files() -> None:
    """Take as many open files as the system lets a process have, for itself and those it starts.

    Each connection is one, idle ones too. With the usual 1,024 a thousand clients that keep theirs would leave none for
    the log and the index, and writes would fail.
    """
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    except (OSError, ValueError):  # some systems have a lower bound than they say
        logger.warning("the number of open files stays at %d", resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _run_alone(settings: Settings, options: dict[str, Any]) -> None:
    # Imported here: a supervisor of workers needs no application, which would take 20 MB and a third of a second.
    from service.app import SWITCH_INTERVAL_S, create_app

    sys.setswitchinterval(SWITCH_INTERVAL_S)
    server = uvicorn.Server(uvicorn.Config(create_app(settings), **options))
    server.run()
    if not server.started:
        sys.exit(STARTUP_FAILURE)
