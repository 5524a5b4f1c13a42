"""A stop that is announced before it happens, and one that happens when nobody is left to ask for it."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from service.forked import forker_sentinel
from service.lifecycle import Process

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def orderly_stop(process: Process) -> Iterator[None]:
    """Turn /readyz to 503 at a signal, so that a load balancer looks elsewhere, and let the server have the signal
    after `drain_seconds`.

    Notes
    -----
    A second signal does not wait. Only where the process is one of several workers a second SIGTERM tells nothing: its
    supervisor passes on what a service manager sends to the whole group. A worker whose supervisor was killed stops
    too, or the process that it was forked from; it would keep the port and the right to write the index from whoever
    is started next.

    Signals are for the main thread; in any other, as in tests, nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop, supervisor = asyncio.get_running_loop(), multiprocessing.parent_process()
    sentinels = [] if supervisor is None else [supervisor.sentinel]
    if (forker := forker_sentinel()) is not None:
        sentinels.append(forker)
    handlers = {number: signal.getsignal(number) for number in _SIGNALS}

    def handle(number: int, frame: FrameType | None) -> None:
        handler = handlers[signal.Signals(number)]
        assert callable(handler)
        was_draining, process.is_draining = process.is_draining, True
        if not was_draining and process.settings.drain_seconds:
            loop.call_later(process.settings.drain_seconds, handler, number, frame)
        elif not (was_draining and supervisor and number == signal.SIGTERM):
            handler(number, frame)

    def stop_alone() -> None:
        for sentinel in sentinels:
            loop.remove_reader(sentinel)
        os.kill(os.getpid(), signal.SIGTERM)

    mine = [number for number, handler in handlers.items() if callable(handler)]
    for number in mine:
        signal.signal(number, handle)
    for sentinel in sentinels:
        loop.add_reader(sentinel, stop_alone)
    try:
        yield
    finally:
        for sentinel in sentinels:
            loop.remove_reader(sentinel)
        for number in mine:
            signal.signal(number, handlers[number])
