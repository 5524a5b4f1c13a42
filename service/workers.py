"""Several workers behind one port: uvicorn's supervisor, with workers that are forked from a process that is warm.

uvicorn starts each worker as a new interpreter, which loads all code and all word lists for itself: 174 MB a worker, in
which they hardly differ. Here one process loads them (`service.preloaded`) and every worker is a fork of it, one that
takes the place of a dead one too. The supervisor is not what they are forked from: it has signal handlers of its own.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import tempfile
from typing import Any, Final

import uvicorn
from uvicorn import _subprocess

PRELOADED: Final = "service.preloaded"
# Bytes that the path of temporary files may have: the socket over which workers are asked for lies below it, and a path
# of a socket has no more than 104, of which Python takes 32 for names of its own.
MAX_TEMPORARY_PATH: Final = 70

logger = logging.getLogger("onrecord.server")


def run_workers(num_workers: int, options: dict[str, Any]) -> None:
    """Serve by `num_workers` processes until a signal.

    Parameters
    ----------
    options
        uvicorn's; the workers take their settings from the environment.
    """
    if len(os.fsencode(tempfile.gettempdir())) > MAX_TEMPORARY_PATH:
        logger.warning(
            "the path of temporary files has more than %d bytes: each worker loads everything for itself. "
            "A shorter TMPDIR saves that memory.",
            MAX_TEMPORARY_PATH,
        )
    else:
        forking = multiprocessing.get_context("forkserver")
        forking.set_forkserver_preload([PRELOADED])
        # The one place where uvicorn says how a worker starts; it has no setting for it.
        _subprocess.spawn = forking  # type: ignore[assignment]
    uvicorn.run("service.app:create_app_from_environment", factory=True, workers=num_workers, **options)
