"""Workers that are forked from one process, and that process: how each ends with the other.

uvicorn's supervisor knows its workers by way of the process that forks them. It must stay as long as one of them does,
and none may stay without it: a worker that nobody can end would keep the port and the right to write the index.
"""

from __future__ import annotations

import os
import signal

# The end to read of a pipe that only the process that forks can write to: readable when that has ended.
_sentinel: int | None = None


def prepare_to_fork() -> None:
    """Make this process one that workers are forked from. Call once, before it loads anything.

    Notes
    -----
    A service manager and a keyboard send their signal to the whole group. The workers end by themselves then; this
    process does not, for the supervisor learns of their end from it. It ends when its supervisor has.
    """
    global _sentinel
    _sentinel, writing = os.pipe()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # in the workers too, until their server listens to it
    mine = [writing]

    def begin_as_worker() -> None:
        if mine:  # not in what a worker forks in turn
            os.close(mine.pop())
            signal.signal(signal.SIGTERM, signal.SIG_DFL)

    os.register_at_fork(after_in_child=begin_as_worker)


def forker_sentinel() -> int | None:
    """Return a file that is readable once the process that forked this one has ended; None if it was not forked."""
    return _sentinel
