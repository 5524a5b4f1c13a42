"""The matcher as the benchmarks see it: documents in, a ready index out, a function that verifies.

This is the one file that knows how an index is built and opened; everything else is given a function from
query to answer, so that a fake serves the tests and a rival the comparison.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from matcher import Engine, Index
from matcher.engine import Speakers
from matcher.types import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Subject:
    """An opened index and the engine over it."""

    index: Index
    engine: Engine


def build(documents: Iterable[Document], directory: Path) -> None:
    """Write an index of the documents into ``directory``: imported in bulk, then merged as the service does at rest."""
    index = Index.open(directory)
    index.build(enumerate(documents, 1), progress=None)
    index.flush()
    settle(index)
    index.close()


def settle(index: Index) -> None:
    """Merge segments as the service does while nothing is written."""
    while (compaction := index.plan(at_rest=True)) is not None:
        index.adopt(compaction, exists=compaction.run())


def open_subject(directory: Path, *, speakers: Speakers = "always") -> Subject:
    """Open the index in ``directory``, map it and warm the compiled kernels, as the service does."""
    index = Index.open(directory)
    index.map_ahead()
    engine = Engine(index, speakers=speakers)
    engine.warm_up()
    return Subject(index, engine)


def time_open_ms(directory: Path) -> float:
    """Milliseconds to open the index, kernels and page cache being warm."""
    start = time.perf_counter_ns()
    index = Index.open(directory)
    opened = time.perf_counter_ns()
    index.close()
    return (opened - start) / 1e6


def timed_ms(call: Callable[[], T]) -> tuple[T, float, float]:
    """Call; give the milliseconds that passed, and those that this thread was computing."""
    start, start_busy = time.perf_counter_ns(), time.thread_time_ns()
    answer = call()
    busy_ms = (time.thread_time_ns() - start_busy) / 1e6
    return answer, (time.perf_counter_ns() - start) / 1e6, busy_ms


def index_bytes(directory: Path) -> int:
    """Size of all files in the index directory."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
