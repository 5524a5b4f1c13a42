"""Quotes verified for HTTP: one alone, a JSON batch, lines of a stream.

One quote runs in the event loop, for a search is shorter than a change of threads. Lists run in threads in
slices: the compiled kernels release the interpreter, and a slice is short, so a single request never waits
long behind them.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from itertools import islice
from typing import Any

import orjson

from service.answering import answer_request
from service.bodies import load_envelope, parse_object, parse_verify_item, parse_verify_json
from service.errors import InvalidRequest, Problem, TooLarge
from service.lifecycle import NUM_THREADS, Process
from service.schemas import BatchRequest, VerifyRequest

# Quotes in one slice of a batch: some milliseconds of work, against some 50 µs for handing it to a thread.
SLICE_QUOTES = 16

SUMMARY_KEYS = ("ok", "review", "problem", "unknown", "failed")

Item = Any
Verify = Callable[[Item], dict[str, Any]]


async def verify_json(process: Process, raw: bytes) -> bytes:
    """Answer one verify request, JSON in and out."""
    request = parse_verify_json(raw, process.settings.max_quote_characters)
    process.get_archive()
    if len(request.quote) <= process.settings.inline_quote_characters:
        return orjson.dumps(answer(process, request))
    loop = asyncio.get_running_loop()
    return orjson.dumps(await loop.run_in_executor(process.threads, answer, process, request))


def answer(process: Process, request: VerifyRequest) -> dict[str, Any]:
    """Verify and render one validated request, and count it."""
    began = time.perf_counter()
    rendered = answer_request(process.get_archive(), request)
    process.metrics.verify_seconds.observe(time.perf_counter() - began)
    process.metrics.outcomes.labels(rendered["outcome"]).inc()
    return rendered


async def verify_batch(process: Process, raw: bytes) -> bytes:
    """Answer a JSON batch: results in the order of the items, and a summary."""
    items = _parse_envelope(raw, process.settings.max_batch_items)
    process.get_archive()

    def verify(item: Item) -> dict[str, Any]:
        return answer(process, parse_verify_item(item, process.settings.max_quote_characters))

    counts: Counter[str] = Counter()
    parts = [rendered async for rendered in _iter_slices(process, items, verify, counts)]
    results = b",".join(part for rendered in parts for part in rendered)
    return b'{"results":[' + results + b'],"summary":' + orjson.dumps(_summary(counts)) + b"}"


async def verify_lines(process: Process, lines: Sequence[bytes], counts: Counter[str]) -> AsyncIterator[bytes]:
    """Yield the answers to lines of NDJSON as they are done, one a line; blank lines are passed over."""

    def verify(line: bytes) -> dict[str, Any]:
        return answer(process, parse_verify_json(line, process.settings.max_quote_characters))

    filled = [line for line in lines if line.strip()]
    async for rendered in _iter_slices(process, filled, verify, counts):
        yield b"\n".join(rendered) + b"\n"


def failed_line(problem: Problem, counts: Counter[str]) -> bytes:
    """Give the line of a fault that ended the stream itself, and count it."""
    counts["failed"] += 1
    return orjson.dumps({"ref": None, "error": problem.body()}) + b"\n"


def summary_line(counts: Counter[str]) -> bytes:
    """Give the last line of a stream."""
    return orjson.dumps({"summary": _summary(counts)}) + b"\n"


def _summary(counts: Counter[str]) -> dict[str, int]:
    return {key: counts[key] for key in SUMMARY_KEYS}


async def _iter_slices(
    process: Process, items: Sequence[Item], verify: Verify, counts: Counter[str]
) -> AsyncIterator[list[bytes]]:
    """Yield the answers of each slice in order, with as many slices under way as there are threads."""
    loop = asyncio.get_running_loop()
    starts = iter(range(0, len(items), SLICE_QUOTES))

    def start(first: int) -> asyncio.Future[tuple[list[bytes], list[str]]]:
        part = items[first : first + SLICE_QUOTES]
        return loop.run_in_executor(process.threads, _answer_slice, part, verify)

    under_way = [start(first) for first in islice(starts, NUM_THREADS)]
    while under_way:
        rendered, outcomes = await under_way.pop(0)
        counts.update(outcomes)
        under_way.extend(start(first) for first in islice(starts, 1))
        yield rendered


def _answer_slice(items: Sequence[Item], verify: Verify) -> tuple[list[bytes], list[str]]:
    """Answer items one after the other; a bad one gets its problem and spoils no other."""
    rendered, outcomes = [], []
    for item in items:
        try:
            body = verify(item)
            outcomes.append(body["outcome"])
        except Problem as problem:
            body = {"ref": _find_ref(item), "error": problem.body()}
            outcomes.append("failed")
        rendered.append(orjson.dumps(body))
        time.sleep(0)  # lets the event loop have the interpreter if a single request waits for it
    return rendered, outcomes


def _find_ref(item: Item) -> str | int | None:
    """Give the reference of an item that failed, where one can be read."""
    try:
        fields = json.loads(item) if isinstance(item, bytes) else item
        ref = fields.get("ref") if isinstance(fields, dict) else None
        # What could not be written out again is not echoed: lone surrogates, integers beyond 64 bits.
        orjson.dumps(ref)
    except (ValueError, TypeError, RecursionError):
        return None
    return ref if isinstance(ref, str | int) and not isinstance(ref, bool) else None


def _parse_envelope(raw: bytes, max_items: int) -> list[Item]:
    """Give the items of a batch unvalidated; the envelope itself must be right."""
    envelope = load_envelope(raw)
    if not isinstance(envelope, dict) or not isinstance(envelope.get("items"), list) or len(envelope) > 1:
        parse_object(BatchRequest, envelope if isinstance(envelope, dict) else {"items": envelope})
        raise InvalidRequest('Send {"items": [...]}.', errors=[("", 'an object with "items", a list')])
    items: list[Item] = envelope["items"]
    if len(items) > max_items:
        limit = f"a batch may have {max_items:,} items (ONRECORD_MAX_BATCH_ITEMS)"
        detail = f"The batch has {len(items):,} items; {limit}. Send longer lists as application/x-ndjson."
        raise TooLarge(detail, errors=[("/items", limit)])
    return items
