"""What does HTTP cost? The verify endpoint against a canned one, and large batches against singles."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from benchmarks.latency import percentile
from benchmarks.open_loop import MAX_DRIVER_LAG_MS, Timing, run_open_loop
from benchmarks.ratios import (
    BATCH,
    CANNED,
    SINGLE,
    TYPED,
    batch_body,
    check_batch,
    measure_rounds,
    middle_runs,
    ratios_of,
)
from benchmarks.server import Server, post, serving, wait_for_batch_processes
from benchmarks.subject import settle
from benchmarks.workload import Question
from benchmarks.wrk import is_installed
from matcher.index import Index
from matcher.processes import num_cores
from service.data_directory import INDEX_DIRECTORY
from service.speakers.store import SPEAKERS_FILE, SpeakerStore
from service.speakers.worker import resolve_new

# Share of the closed loop's rate at which the open loop runs: an easy day, a busy one.
LOADS = (0.2, 0.5, 0.7)


def request_bodies(questions: Sequence[Question]) -> list[bytes]:
    """The questions as verify requests."""
    return [orjson.dumps({"quote": question.quote}) for question in questions]


def faithful_of(questions: Sequence[Question]) -> list[Question]:
    """The questions whose words are the document's own: what a careful newsroom mostly asks."""
    return [question for question in questions if question.kind in ("verbatim", "noisy")]


def prepare(server: Server, questions: Sequence[Question]) -> dict[str, Any]:
    """Ask every question once, check the answers, alone and as a batch, and can the answer of median size."""
    bodies = request_bodies(questions)
    answers = [ask(server, question, body) for question, body in zip(questions, bodies, strict=True)]
    check_batch(server, bodies, answers)
    by_size = sorted(zip(map(len, answers), bodies, strict=True))
    size, body = by_size[len(by_size) // 2]
    # The first request decides what the canned endpoints answer.
    canned = {path: len(post(server, path, body)[1]) for path in (CANNED, TYPED)}
    mean = sum(each for each, _ in by_size) / len(by_size)
    return {"median_answer_bytes": size, "mean_answer_bytes": mean, "canned_bytes": canned[CANNED]}


def ask(server: Server, question: Question, body: bytes) -> bytes:
    """Ask one question; raise RuntimeError unless it is answered, and a verbatim one as such."""
    status, content = post(server, SINGLE, body)
    if status != 200:
        raise RuntimeError(f"{SINGLE} answered {status}: {content[:300]!r}")
    verdict = orjson.loads(content)["verdict"]
    # A release without its marks has a run of two people's words that its copy with marks gives to two: a splice.
    if question.kind == "verbatim" and verdict not in ("verbatim", "spliced"):
        raise RuntimeError(f"a verbatim quote was called {verdict}: {question.quote!r}")
    return content


def summarize(timings: Sequence[Timing], rate: float) -> dict[str, Any]:
    """Percentiles from the intended start, and whether the driver itself kept up."""
    latencies = [timing.latency_ms for timing in timings]
    lags = [(timing.taken_up - timing.intended) * 1e3 for timing in timings]
    return {
        "rate": rate,
        "requests": len(timings),
        "failed": sum(timing.status != 200 for timing in timings),
        **{f"p{share:g}_ms": percentile(latencies, share / 100) for share in (50, 90, 95, 99, 99.9)},
        "curve": [[share, percentile(latencies, share / 100)] for share in (*range(5, 100, 5), 99, 99.5, 99.9)],
        "driver_kept_up": percentile(lags, 0.99) <= MAX_DRIVER_LAG_MS,
    }


def measure_mix(server: Server, questions: Sequence[Question], *, seconds: int) -> dict[str, Any]:
    """The ratios with one mix of quotes, and what each endpoint did."""
    rounds = measure_rounds(server, request_bodies(questions), seconds=seconds)
    return {**ratios_of(rounds, num_cores()), "endpoints": middle_runs(rounds)}


def measure_open_loop(server: Server, bodies: Sequence[bytes], rate: float, *, seconds: int) -> list[dict[str, Any]]:
    """Waiting times at shares of the closed loop's rate."""
    figures = []
    for load in LOADS:
        timings = run_open_loop(server.port, SINGLE, bodies, rate=load * rate, num_requests=int(load * rate * seconds))
        figures.append({"load": load, **summarize(timings, load * rate)})
    return figures


def measure_beside_batch(server: Server, bodies: Sequence[bytes], rate: float, *, seconds: int) -> dict[str, Any]:
    """Waiting times of single requests while batches run without a break."""
    is_over = threading.Event()
    batch = batch_body(bodies)

    def send_batches() -> None:
        while not is_over.is_set():
            post(server, BATCH, batch)

    sender = threading.Thread(target=send_batches)
    sender.start()
    try:
        timings = run_open_loop(server.port, SINGLE, bodies, rate=rate, num_requests=int(rate * seconds))
    finally:
        is_over.set()
        sender.join()
    return summarize(timings, rate)


def measure_http(data_dir: Path, questions: Sequence[Question], *, seconds: int = 5) -> dict[str, Any]:
    """Serve a data directory and measure it from outside, on loopback."""
    bodies = request_bodies(questions)
    index = Index.open(data_dir / INDEX_DIRECTORY)
    settle(index)
    index.close()
    store = SpeakerStore(data_dir / SPEAKERS_FILE, may_write=True)
    resolve_new(data_dir / INDEX_DIRECTORY, store, set())
    store.close()
    with serving(data_dir) as server:
        wait_for_batch_processes(server, num_cores())
        figures = prepare(server, questions)
        if not is_installed():
            return {**figures, "skipped": "wrk is not installed"}
        all_kinds = measure_mix(server, questions, seconds=seconds)
        faithful = measure_mix(server, faithful_of(questions), seconds=seconds)
        rate = all_kinds["endpoints"][SINGLE]["requests_per_second"]
        return {
            **figures,
            "all_kinds": all_kinds,
            "faithful": faithful,
            "open_loop": measure_open_loop(server, bodies, rate, seconds=seconds),
            "beside_batch": measure_beside_batch(server, bodies, LOADS[0] * rate, seconds=seconds),
            "server_pss_mb": server.memory_mb(),
        }
