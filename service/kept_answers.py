"""Answers kept while nothing changes: an editor that saves a draft asks about the same quotes again.

An answer follows from the request and the documents, and a generation stands for the documents; so a request that was
answered in the present generation is answered with the same bytes. A write makes a new generation, and with it every
kept answer worthless.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

# What an entry takes beside its request and answer, in bytes.
ENTRY_BYTES = 300


class KeptAnswer(NamedTuple):
    """An answer as it was sent, and its outcome."""

    body: bytes
    outcome: str


class KeptAnswers:
    """The newest answers of one generation. For one event loop.

    Parameters
    ----------
    max_bytes
        Of requests and answers together; the oldest go first. 0 keeps nothing.

    Examples
    --------
    >>> kept = KeptAnswers(10_000)
    >>> kept.keep(b'{"quote": "a"}', 7, KeptAnswer(b"{}", "unknown"))
    >>> kept.find(b'{"quote": "a"}', 7).outcome
    'unknown'
    >>> kept.find(b'{"quote": "a"}', 8) is None
    True
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._generation: int | None = None
        self._answers: OrderedDict[bytes, KeptAnswer] = OrderedDict()
        self._num_bytes = 0

    def find(self, request: bytes, generation: int) -> KeptAnswer | None:
        """Give the answer to the very same request in the same generation, or None."""
        if generation != self._generation:
            return None
        answer = self._answers.get(request)
        if answer is not None:
            self._answers.move_to_end(request)
        return answer

    def keep(self, request: bytes, generation: int, answer: KeptAnswer) -> None:
        """Keep an answer, unless it is of an older generation than those kept."""
        if generation != self._generation:
            if self._generation is not None and generation < self._generation:
                return
            self._answers.clear()
            self._generation, self._num_bytes = generation, 0
        size = _size(request, answer)
        if request in self._answers or size > self._max_bytes:
            return
        # A copy, for what the writer of JSON returns lies at the head of a buffer of up to twice its size, the rest of
        # which nobody else can use: 32 MB of kept answers took 79.
        self._answers[request] = KeptAnswer(bytes(memoryview(answer.body)), answer.outcome)
        self._num_bytes += size
        while self._num_bytes > self._max_bytes:
            self._num_bytes -= _size(*self._answers.popitem(last=False))


def _size(request: bytes, answer: KeptAnswer) -> int:
    return len(request) + len(answer.body) + ENTRY_BYTES
