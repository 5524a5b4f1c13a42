"""How much of a request is the search, and what does a batch save? Both as ratios that a busy machine leaves alone.

The endpoints and the batch take turns, round after round; each round gives its own ratios, and their median counts. A
ratio of rates still suffers when other programs take a core from the server. So the processor time that the server and
its processes spend on a request is taken too: on an idle machine a single worker's rate is its inverse.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

import orjson

from benchmarks.server import Server, post
from benchmarks.wrk import run_wrk

SINGLE, CANNED, TYPED, BATCH = "/v1/verify", "/canned", "/canned/typed", "/v1/verify/batch"
ENDPOINTS = (SINGLE, CANNED, TYPED)
# The contract's limit of a batch.
BATCH_ITEMS = 1_000
# Many short turns rather than a few long ones, for a shared machine changes its speed meanwhile.
NUM_ROUNDS = 15
SHARE_OF_A_RUN = 3  # a turn takes a third of the seconds asked for

Round = Mapping[str, Mapping[str, Any]]


def batch_body(bodies: Sequence[bytes]) -> bytes:
    """The requests as one batch of the largest size, in turn if there are fewer."""
    items = (bodies[number % len(bodies)] for number in range(BATCH_ITEMS))
    return b'{"items": [' + b",".join(items) + b"]}"


def check_batch(server: Server, bodies: Sequence[bytes], answers: Sequence[bytes]) -> None:
    """Raise RuntimeError unless the batch is answered as the single requests were, but for the generation."""
    status, content = post(server, BATCH, batch_body(bodies))
    results = orjson.loads(content)["results"] if status == 200 else []
    expected = [orjson.loads(answers[number % len(answers)]) for number in range(BATCH_ITEMS)]
    for answer in (*results, *expected):
        answer.pop("index", None)
    if results != expected:
        raise RuntimeError(f"the batch (status {status}) is not answered as single requests are")


def measure_rounds(server: Server, bodies: Sequence[bytes], *, seconds: int) -> list[Round]:
    """Rates and processor time of each endpoint, then of the batch, in rounds of a third of ``seconds`` each."""
    turn = max(1, seconds // SHARE_OF_A_RUN)
    return [measure_round(server, bodies, seconds=turn) for _ in range(NUM_ROUNDS)]


def measure_round(server: Server, bodies: Sequence[bytes], *, seconds: int) -> Round:
    """One turn of each endpoint, and of batches for as long."""
    figures = {
        path: _timed(server, lambda path=path: run_wrk(server.url(path), bodies, seconds=seconds)) for path in ENDPOINTS
    }
    return {**figures, BATCH: _timed(server, lambda: run_batches(server, bodies, seconds=seconds))}


def run_batches(server: Server, bodies: Sequence[bytes], *, seconds: int) -> dict[str, Any]:
    """Batches of the largest size, one after the other on connections of their own."""
    body = batch_body(bodies)
    took: list[float] = []
    failed = 0
    while sum(took) < seconds:
        began = time.perf_counter()
        status, _ = post(server, BATCH, body)
        took.append(time.perf_counter() - began)
        failed += status != 200
    num_quotes = BATCH_ITEMS * len(took)
    return {"requests": num_quotes, "failed": failed, "requests_per_second": num_quotes / sum(took)}


def ratios_of(rounds: Sequence[Round], num_cores: int) -> dict[str, float]:
    """The medians of the rounds' ratios.

    Returns
    -------
    ``share_of_canned`` and ``share_of_canned_typed``: rate of verifications over that of canned answers;
    ``batch_over_singles``: quotes a second in batches over single requests; the same with ``_by_cpu``: from processor
    time, where one worker has one core and a batch has all of them.
    """
    return {
        "share_of_canned": median(_rate(r, SINGLE) / _rate(r, CANNED) for r in rounds),
        "share_of_canned_typed": median(_rate(r, SINGLE) / _rate(r, TYPED) for r in rounds),
        "batch_over_singles": median(_rate(r, BATCH) / _rate(r, SINGLE) for r in rounds),
        "share_of_canned_by_cpu": median(_cpu(r, CANNED) / _cpu(r, SINGLE) for r in rounds),
        "share_of_canned_typed_by_cpu": median(_cpu(r, TYPED) / _cpu(r, SINGLE) for r in rounds),
        "batch_over_singles_by_cpu": median(num_cores * _cpu(r, SINGLE) / _cpu(r, BATCH) for r in rounds),
    }


def middle_runs(rounds: Sequence[Round]) -> dict[str, dict[str, Any]]:
    """Each endpoint's run of median rate, with the failures of all."""
    figures = {}
    for path in (*ENDPOINTS, BATCH):
        runs = sorted((each[path] for each in rounds), key=lambda run: float(run["requests_per_second"]))
        figures[path] = {**runs[len(runs) // 2], "failed": sum(run["failed"] for run in runs)}
    return figures


def _timed(server: Server, run: Any) -> dict[str, Any]:
    before = server.cpu_seconds()
    figures: dict[str, Any] = run()
    return {**figures, "cpu_us": 1e6 * (server.cpu_seconds() - before) / figures["requests"]}


def _rate(figures: Round, path: str) -> float:
    return float(figures[path]["requests_per_second"])


def _cpu(figures: Round, path: str) -> float:
    return float(figures[path]["cpu_us"])
