"""The server's side of the process that works speakers out ahead."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable

from service.settings import Settings

# The path of imports is handed on, so that the process finds this package wherever its server found it.
PROGRAM = "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); from service.speakers.worker import main; main()"
# How often it is looked whether the process is needed.
CHECK_S = 2.0
# Time before one that ended is followed by another: what ended it, a full disk for example, takes a while to pass.
RESTART_S = 60.0

logger = logging.getLogger("onrecord.speakers")


async def keep_resolving(settings: Settings, *, is_needed: Callable[[], bool]) -> None:
    """Keep one process running once it is needed; cancel to end both."""
    process: asyncio.subprocess.Process | None = None
    try:
        while True:
            if process is None and is_needed():
                process = await _start(settings)
            await asyncio.sleep(CHECK_S)
            if process is not None and process.returncode is not None:
                logger.warning("the process that works speakers out ended (exit code %s)", process.returncode)
                process = None
                await asyncio.sleep(RESTART_S)
    finally:
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()


async def _start(settings: Settings) -> asyncio.subprocess.Process:
    environment = {**os.environ, **settings.to_environment()}
    program = (sys.executable, "-c", PROGRAM, json.dumps(sys.path))
    return await asyncio.create_subprocess_exec(*program, stdin=PIPE, env=environment)
