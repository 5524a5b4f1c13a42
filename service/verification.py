"""Quotes verified for HTTP: one alone, a JSON batch, lines of a stream.

One quote runs in the event loop, for a search is shorter than a change of threads, in a row with those that came with
it (`service.together`). Batches are cut into slices, which processes of their own answer (`service.batches`), so that a
single request never waits behind them; threads do so where there are no processes or none is up yet.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from itertools import groupby, islice

import orjson

from service.answering import answer_request
from service.batches.pool import SLICES_AT_ONCE
from service.batches.slices import FAILED, SliceAnswers, answer_slice, iter_slices
from service.bodies import load_items, parse_object, parse_verify_json
from service.errors import InvalidRequest, Problem, TooLarge
from service.kept_answers import KeptAnswer
from service.lifecycle import NUM_THREADS, Process
from service.schemas import BatchRequest, VerifyRequest
from service.store import LogError

SUMMARY_KEYS = ("ok", "review", "problem", "unknown", FAILED)


async def verify_json(process: Process, raw: bytes) -> bytes:
    """Answer one verify request, JSON in and out."""
    archive = process.get_archive()
    if archive.is_stale:
        await see_writes(process)
    began = time.perf_counter()
    kept = process.kept_answers.find(raw, archive.generation)
    if kept is not None:
        process.metrics.count_answer(kept.outcome, time.perf_counter() - began)
        return kept.body
    request = parse_verify_json(raw, process.settings.max_quote_characters)
    if len(request.quote) <= process.settings.inline_quote_characters:
        answer, generation = await process.together.call(_answer_json, process, request)
    else:
        answer, generation = await process.run(_answer_json, process, request)
    process.kept_answers.keep(raw, generation, answer)
    return answer.body


async def see_writes(process: Process) -> None:
    """Wait for writes that another worker has acknowledged: the client may be the same."""
    archive = process.get_archive()
    if archive.is_stale:
        # A log that cannot be reached takes no writes either; what was acknowledged before is then all but there.
        with suppress(LogError):
            await process.run(archive.catch_up)


def _answer_json(process: Process, request: VerifyRequest) -> tuple[KeptAnswer, int]:
    """Verify and render one validated request, and count it; with the generation of the index it was answered from."""
    began = time.perf_counter()
    rendered = answer_request(process.get_archive(), request)
    process.metrics.count_answer(rendered["outcome"], time.perf_counter() - began)
    return KeptAnswer(orjson.dumps(rendered), rendered["outcome"]), rendered["index"]["generation"]


async def open_batch(process: Process, raw: bytes) -> list[bytes]:
    """Read a JSON batch; whatever is wrong with all of it is a problem here, before anything is answered."""
    await see_writes(process)
    return _parse_envelope(raw, process.settings.max_batch_items)


async def verify_batch(process: Process, items: Sequence[bytes]) -> AsyncIterator[bytes]:
    """Yield the answer to a JSON batch piece by piece: results in the order of the items, and a summary."""
    counts: Counter[str] = Counter()
    before = b'{"results":['
    async for answers in iter_answers(process, items, counts):
        yield before + b",".join(answers)
        before = b","
    yield (b"" if items else before) + b'],"summary":' + orjson.dumps(_summary(counts)) + b"}"


async def verify_lines(
    process: Process, lines: Sequence[bytes | Problem], counts: Counter[str]
) -> AsyncIterator[bytes]:
    """Yield the answers to lines of NDJSON as they are done, one a line; blank lines are passed over."""
    await see_writes(process)
    for _, run in groupby(lines, lambda line: isinstance(line, Problem)):
        filled: list[bytes] = []
        for line in run:
            if isinstance(line, Problem):
                yield failed_line(line, counts)
            elif line.strip():
                filled.append(line)
        async for answers in iter_answers(process, filled, counts):
            yield b"\n".join(answers) + b"\n"


def failed_line(problem: Problem, counts: Counter[str]) -> bytes:
    """Give the line in place of an answer, for a line that was not kept or a stream that ended, and count it."""
    counts[FAILED] += 1
    return orjson.dumps({"ref": None, "error": problem.body()}) + b"\n"


def summary_line(counts: Counter[str]) -> bytes:
    """Give the last line of a stream."""
    return orjson.dumps({"summary": _summary(counts)}) + b"\n"


def _summary(counts: Counter[str]) -> dict[str, int]:
    return {key: counts[key] for key in SUMMARY_KEYS}


async def iter_answers(process: Process, items: Sequence[bytes], counts: Counter[str]) -> AsyncIterator[list[bytes]]:
    """Yield the answers of each slice in order, with some slices under way and the next ones waiting."""
    process.get_archive()
    if process.batches is not None:
        process.batches.start()
    num_workers = process.batches.num_processes if process.batches is not None else NUM_THREADS
    slices = iter_slices(items, num_workers)
    num_at_once = (SLICES_AT_ONCE + 1) * num_workers
    under_way = [asyncio.ensure_future(_answer_slice(process, part)) for part in islice(slices, num_at_once)]
    try:
        while under_way:
            answers = await under_way.pop(0)
            under_way.extend(asyncio.ensure_future(_answer_slice(process, part)) for part in islice(slices, 1))
            counts.update(answers.outcomes)
            yield answers.rendered
    finally:
        for waiting in under_way:
            waiting.cancel()


async def _answer_slice(process: Process, items: Sequence[bytes]) -> SliceAnswers:
    if process.batches is not None and process.batches.num_ready:
        answers = await process.batches.answer(items, process.get_archive().applied)
    else:
        loop = asyncio.get_running_loop()
        arguments = (process.get_archive(), items, process.settings.max_quote_characters)
        answers = await loop.run_in_executor(process.threads, answer_slice, *arguments)
    for outcome, seconds in zip(answers.outcomes, answers.seconds, strict=True):
        if outcome != FAILED:
            process.metrics.count_answer(outcome, seconds)
    return answers


def _parse_envelope(raw: bytes, max_items: int) -> list[bytes]:
    """Give the items of a batch as JSON, unvalidated; the envelope itself must be right."""
    envelope = load_items(raw, max_items)
    if not isinstance(envelope, dict) or not isinstance(envelope.get("items"), list) or len(envelope) > 1:
        shape = envelope if isinstance(envelope, dict) else {"items": envelope}
        # Items that are a list are bytes, which only look wrong here; each is judged by itself.
        parse_object(BatchRequest, {**shape, "items": []} if isinstance(shape.get("items"), list) else shape)
        raise InvalidRequest('Send {"items": [...]}.', errors=[("", 'an object with "items", a list')])
    items: list[bytes] = envelope["items"]  # no bytes where there are too many
    if len(items) > max_items:
        limit = f"a batch may have {max_items:,} items (ONRECORD_MAX_BATCH_ITEMS)"
        detail = f"The batch has {len(items):,} items; {limit}. Send longer lists as application/x-ndjson."
        raise TooLarge(detail, errors=[("/items", limit)])
    return items
