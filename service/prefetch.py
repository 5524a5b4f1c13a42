"""An iterator run ahead in a thread of its own, within bounds."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable
from typing import TypeVar

Item = TypeVar("Item")

# Items handed over at once: passing each alone would cost more in locks than the work saved.
_HANDOVER = 64


class _Failure:
    """An exception on its way from the producing thread."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


def prefetched(items: Iterable[Item], *, max_waiting: int) -> Generator[Item]:
    """Yield `items` in order, while a thread produces up to `max_waiting` of them ahead.

    Raises
    ------
    BaseException
        Whatever the producing iterator raises, at the place where it stopped.

    Notes
    -----
    The thread ends when the consumer closes this iterator early. Items are handed over in groups, so an item
    may wait for its group to fill: use it for bulk work, not for live streams.

    Examples
    --------
    >>> list(prefetched(range(3), max_waiting=10))
    [0, 1, 2]
    """
    waiting: queue.Queue[list[Item] | _Failure | None] = queue.Queue(max(1, max_waiting // _HANDOVER))
    stopped = threading.Event()
    producer = threading.Thread(target=_produce, args=(items, waiting, stopped), name="onrecord-prefetch", daemon=True)
    producer.start()
    try:
        while (group := waiting.get()) is not None:
            if isinstance(group, _Failure):
                raise group.error
            yield from group
    finally:
        stopped.set()
        while producer.is_alive():
            _drain(waiting)
            producer.join(timeout=0.01)


def _produce(
    items: Iterable[Item], waiting: queue.Queue[list[Item] | _Failure | None], stopped: threading.Event
) -> None:
    group: list[Item] = []
    try:
        for item in items:
            group.append(item)
            if len(group) == _HANDOVER:
                waiting.put(group)
                group = []
            if stopped.is_set():
                break
        waiting.put(group)
        waiting.put(None)
    except BaseException as error:  # handed to the consumer, whoever it concerns
        waiting.put(group)
        waiting.put(_Failure(error))


def _drain(waiting: queue.Queue[list[Item] | _Failure | None]) -> None:
    """Make room, so that a producer blocked on a full queue sees that it should stop."""
    while not waiting.empty():
        waiting.get_nowait()
