"""What does HTTP cost? The verify endpoint against a canned one, and large batches against singles."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import orjson

from benchmarks.latency import percentile
from benchmarks.open_loop import MAX_DRIVER_LAG_MS, Timing, run_open_loop
from benchmarks.server import Server, serving
from benchmarks.workload import Question
from benchmarks.wrk import is_installed, run_wrk

ENDPOINTS = ("/v1/verify", "/canned", "/canned/typed")
# Share of the closed loop's rate at which the open loop runs: an easy day, a busy one.
LOADS = (0.2, 0.5, 0.7)
# Items of a batch (the contract's limit) and batches sent.
BATCH_ITEMS, NUM_BATCHES = 1_000, 5
# Rounds in which the endpoints take turns, so that a busy moment of the machine hits all of them.
NUM_ROUNDS = 3


def request_bodies(questions: Sequence[Question]) -> list[bytes]:
    """The questions as verify requests."""
    return [orjson.dumps({"quote": question.quote}) for question in questions]


def faithful_bodies(questions: Sequence[Question]) -> list[bytes]:
    """The questions whose words are the document's own: what a careful newsroom mostly asks."""
    return request_bodies([question for question in questions if question.kind in ("verbatim", "noisy")])


def share_of(closed: Mapping[str, Any], path: str) -> float:
    """The verify endpoint's rate over that of another endpoint."""
    return float(closed["/v1/verify"]["requests_per_second"] / closed[path]["requests_per_second"])


def post(server: Server, path: str, body: bytes) -> tuple[int, bytes]:
    """Send one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("POST", path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    status, content = answer.status, answer.read()
    connection.close()
    return status, content


def prepare(server: Server, bodies: Sequence[bytes]) -> dict[str, Any]:
    """Ask every question once, check that it is answered, and can the answer of median size."""
    sizes = []
    for body in bodies:
        status, content = post(server, "/v1/verify", body)
        if status != 200:
            raise RuntimeError(f"/v1/verify answered {status}: {content[:300]!r}")
        sizes.append((len(content), body))
    size, body = sorted(sizes)[len(sizes) // 2]
    # The first request decides what the canned endpoints answer.
    canned = {path: len(post(server, path, body)[1]) for path in ENDPOINTS[1:]}
    mean = sum(each for each, _ in sizes) / len(sizes)
    return {"median_answer_bytes": size, "mean_answer_bytes": mean, "canned_bytes": canned["/canned"]}


def run_closed_loop(server: Server, bodies: Sequence[bytes], seconds: int) -> dict[str, Any]:
    """Requests a second of each endpoint, the median of some rounds in which they take turns."""
    rounds: dict[str, list[dict[str, Any]]] = {path: [] for path in ENDPOINTS}
    for _ in range(NUM_ROUNDS):
        for path in ENDPOINTS:
            rounds[path].append(run_wrk(server.url(path), bodies, seconds=seconds))
    figures = {}
    for path, runs in rounds.items():
        middle = sorted(runs, key=lambda run: run["requests_per_second"])[len(runs) // 2]
        figures[path] = {**middle, "failed": sum(run["failed"] for run in runs)}
    return figures


def summarize(timings: Sequence[Timing], rate: float) -> dict[str, Any]:
    """Percentiles from the intended start, and whether the driver itself kept up."""
    latencies = [timing.latency_ms for timing in timings]
    lags = [(timing.sent - timing.intended) * 1e3 for timing in timings]
    return {
        "rate": rate,
        "requests": len(timings),
        "failed": sum(timing.status != 200 for timing in timings),
        **{f"p{share:g}_ms": percentile(latencies, share / 100) for share in (50, 90, 95, 99, 99.9)},
        "curve": [[share, percentile(latencies, share / 100)] for share in (*range(5, 100, 5), 99, 99.5, 99.9)],
        "driver_kept_up": median(lags) <= MAX_DRIVER_LAG_MS,
    }


def run_batches(server: Server, bodies: Sequence[bytes]) -> dict[str, Any]:
    """Quotes a second in batches of the largest size, the best of some."""
    quotes = [orjson.loads(body) for body in bodies]
    items = [quotes[number % len(quotes)] for number in range(BATCH_ITEMS)]
    body = orjson.dumps({"items": items})
    seconds = []
    for _ in range(NUM_BATCHES):
        start = time.perf_counter()
        status, content = post(server, "/v1/verify/batch", body)
        seconds.append(time.perf_counter() - start)
        if status != 200 or len(json.loads(content)["results"]) != BATCH_ITEMS:
            raise RuntimeError(f"the batch answered {status}")
    return {
        "items": BATCH_ITEMS,
        "seconds": median(seconds),
        "quotes_per_second": BATCH_ITEMS / median(seconds),
    }


def measure_http(data_dir: Path, questions: Sequence[Question], *, seconds: int = 5) -> dict[str, Any]:
    """Serve a data directory and measure it from outside, on loopback."""
    bodies = request_bodies(questions)
    with serving(data_dir) as server:
        figures: dict[str, Any] = prepare(server, bodies)
        if not is_installed():
            return {**figures, "skipped": "wrk is not installed"}
        closed = run_closed_loop(server, bodies, seconds)
        faithful = run_closed_loop(server, faithful_bodies(questions), seconds)
        rate = closed["/v1/verify"]["requests_per_second"]
        open_loop = []
        for load in LOADS:
            timings = run_open_loop(
                server.port, "/v1/verify", bodies, rate=load * rate, num_requests=int(load * rate * seconds)
            )
            open_loop.append({"load": load, **summarize(timings, load * rate)})
        batches = run_batches(server, bodies)
        memory = server.memory_mb()
    return {
        **figures,
        "closed_loop": closed,
        "closed_loop_faithful": faithful,
        "share_of_canned": share_of(closed, "/canned"),
        "share_of_canned_typed": share_of(closed, "/canned/typed"),
        "share_of_canned_faithful": share_of(faithful, "/canned"),
        "open_loop": open_loop,
        "batch": batches,
        "batch_over_singles": batches["quotes_per_second"] / rate,
        "server_pss_mb": memory,
    }
