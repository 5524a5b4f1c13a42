"""Some items of a batch, answered together: the work of one turn of a thread or process."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from service.answering import answer_request
from service.archive import Archive
from service.bodies import parse_verify_json
from service.errors import Problem
from service.nesting import MAX_DEPTH, cut_nesting

# The outcome under which a summary counts items without an answer.
FAILED = "failed"
# Quotes in one slice: ten milliseconds of work. Each turn of the server on a core costs the process there one more, for
# its code has left the caches: slices of 16 take 1.06 of the time, of 8 1.16, and of 64 1.03.
SLICE_QUOTES = 32
# Smaller slices are not made to give every process one.
FEW_QUOTES = 4

logger = logging.getLogger("onrecord.batches")


class SliceAnswers(NamedTuple):
    """What came of a slice, item by item: answers as JSON, their outcomes, and seconds spent on each."""

    rendered: list[bytes]
    outcomes: list[str]
    seconds: list[float]


def answer_slice(archive: Archive, items: Sequence[bytes], max_quote_characters: int) -> SliceAnswers:
    """Answer verify requests, each JSON in and out; a bad one gets its problem and spoils no other.

    Notes
    -----
    All items take each step before any takes the next, so that a step's code is fetched once a slice and not once an
    item: a request that takes 15 µs to parse among other steps takes 3 among its like. Verifying and rendering are one
    step, for what is found holds the texts of its documents.
    """
    requests = [_Item(item) for item in items]
    for step in (
        lambda raw: parse_verify_json(raw, max_quote_characters),
        lambda request: answer_request(archive, request),
        lambda body: (orjson.dumps(body), str(body["outcome"])),
    ):
        for item in requests:
            item.take(step)
    answers = SliceAnswers([], [], [])
    for item in requests:
        failed = isinstance(item.state, Problem)
        rendered, outcome = (render_failure(item.raw, item.state), FAILED) if failed else item.state
        _add(answers, rendered, outcome, item.seconds)
    return answers


class _Item:
    """One item on its way through the steps: what the last one made of it, or the problem that stopped it."""

    __slots__ = ("raw", "seconds", "state")

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.state: Any = raw
        self.seconds = 0.0

    def take(self, step: Callable[[Any], Any]) -> None:
        if isinstance(self.state, Problem):
            return
        began = time.perf_counter()
        try:
            self.state = step(self.state)
        except Problem as problem:
            self.state = problem
        except Exception:
            logger.exception("an item of a batch failed")
            self.state = Problem("Please report this; the log has the cause.")
        self.seconds += time.perf_counter() - began


def iter_slices(items: Sequence[bytes], num_workers: int) -> Iterator[Sequence[bytes]]:
    """Cut the items of a batch into slices, in order; few items are shared out evenly."""
    size = min(SLICE_QUOTES, max(FEW_QUOTES, -(-len(items) // num_workers)))
    for first in range(0, len(items), size):
        yield items[first : first + size]


def failed_slice(items: Sequence[bytes], problem: Problem) -> SliceAnswers:
    """Give the same problem to every item."""
    answers = SliceAnswers([], [], [])
    for item in items:
        _add(answers, render_failure(item, problem), FAILED, 0.0)
    return answers


def joined(parts: Iterable[SliceAnswers]) -> SliceAnswers:
    """Give the answers of slices as those of one."""
    whole = SliceAnswers([], [], [])
    for part in parts:
        whole.rendered.extend(part.rendered)
        whole.outcomes.extend(part.outcomes)
        whole.seconds.extend(part.seconds)
    return whole


def render_failure(item: bytes, problem: Problem) -> bytes:
    """Give what stands in the place of an answer."""
    return orjson.dumps({"ref": _find_ref(item), "error": problem.body()})


def _add(answers: SliceAnswers, rendered: bytes, outcome: str, seconds: float) -> None:
    answers.rendered.append(rendered)
    answers.outcomes.append(outcome)
    answers.seconds.append(seconds)


def _find_ref(item: bytes) -> str | int | None:
    """Give the reference of an item that failed, where one can be read."""
    try:
        fields = json.loads(cut_nesting(item, MAX_DEPTH))
        ref = fields.get("ref") if isinstance(fields, dict) else None
        # What could not be written out again is not echoed: lone surrogates, integers beyond 64 bits.
        orjson.dumps(ref)
    except (ValueError, TypeError, RecursionError):
        return None
    return ref if isinstance(ref, str | int) and not isinstance(ref, bool) else None
