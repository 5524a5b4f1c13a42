"""Requests that come together are verified one after the other.

A server under load has several requests at a time. Read, verified and answered one by one, each costs more: the
framework's code pushes the matcher's out of the processor's caches, and the other way round. So all that are there are
read first, and then verified in a row (decision 0018).
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Final, ParamSpec, TypeVar

# So many calls are not kept waiting for more: some two milliseconds of work.
ENOUGH: Final = 16
# After so long a run, what is answered is sent before the next call is made.
MAX_RUN_S: Final = 0.002

P = ParamSpec("P")
T = TypeVar("T")


class Together:
    """Calls that are made in a row, once a turn of the event loop has brought no further one. For one loop.

    Examples
    --------
    >>> async def double_all():
    ...     together = Together()
    ...     return await asyncio.gather(*[together.call(lambda n: 2 * n, n) for n in (1, 2, 3)])
    >>> asyncio.run(double_all())
    [2, 4, 6]
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[asyncio.Future[Any], Callable[[], Any]]] = deque()
        self._num_seen = 0

    def call(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> asyncio.Future[T]:
        """Call a function that does not wait, when it is its turn; what it returns or raises is the future's.

        A future that is cancelled by then spares the call.
        """
        loop = asyncio.get_running_loop()
        if not self._waiting:
            self._num_seen = 0
            loop.call_soon(self._look)
        future: asyncio.Future[T] = loop.create_future()
        self._waiting.append((future, partial(function, *arguments, **named)))
        return future

    def _look(self) -> None:
        """Run what waits, unless more has come since the last look: what is on its way to us comes with it."""
        if self._num_seen < len(self._waiting) < ENOUGH:
            self._num_seen = len(self._waiting)
            asyncio.get_running_loop().call_soon(self._look)
        else:
            self._run()

    def _run(self) -> None:
        end = time.monotonic() + MAX_RUN_S
        try:
            while self._waiting:
                _settle(*self._waiting.popleft())
                if time.monotonic() >= end:
                    break
        finally:
            if self._waiting:  # whatever happened, nobody waits for ever: behind those who wait for what is settled
                asyncio.get_running_loop().call_soon(self._run)


def _settle(future: asyncio.Future[Any], call: Callable[[], Any]) -> None:
    if future.done():
        return
    try:
        future.set_result(call())
    except StopIteration as error:  # which no future takes
        future.set_exception(RuntimeError(f"a call ended with {error!r}"))
    except Exception as error:
        future.set_exception(error)
    finally:
        del future  # the error's traceback has this frame, and by the future itself
