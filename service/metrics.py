"""Prometheus metrics of one service, whatever the number of its workers.

The framework's own duration buckets start at 5 ms, far above a verification, so the histograms here start at
0.1 ms. Labels are few and bounded: routes as templates, never paths with ids.

A scrape reaches one worker, and has to tell what all of them did: where there are several, each keeps its figures in a
file of a shared directory (``PROMETHEUS_MULTIPROC_DIR``, set before the workers start), and whoever is asked adds them
up. Those of a worker that has died stay in the sum, for counters never fall.
"""

from __future__ import annotations

import os
from collections import Counter as Tally
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

from matcher.types import Outcome
from service.archive import Archive

# Read by the metrics' library when it is imported.
DIRECTORY_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
METRICS_MEDIA_TYPE = CONTENT_TYPE_LATEST

OUTCOMES = get_args(Outcome)
# From a search in memory to a long draft or a slow disk; factor 2 to 2.5, as Prometheus interpolates within a
# bucket.
_BUCKETS_S = (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
# Answers that wait at most before they are entered; in a server they wait no longer than between two looks at the log.
_ENTERED_AT_ONCE = 32


class Metrics:
    """All metrics of one application, in a registry of its own so that two applications do not mix."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers: deque[tuple[str, float]] = deque()
        self.requests = Counter(
            "onrecord_http_requests",
            "Requests by route and status.",
            ["route", "status"],
            registry=self._registry,
        )
        self.request_seconds = Histogram(
            "onrecord_http_request_duration_seconds",
            "Time from the request's head to the answer's end.",
            ["route"],
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self.verify_seconds = Histogram(
            "onrecord_verify_duration_seconds",
            "Time of the search and the rendering of one quote.",
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self.outcomes = Counter(
            "onrecord_verify_outcomes", "Verified quotes by outcome.", ["outcome"], registry=self._registry
        )
        self._by_outcome = {outcome: self.outcomes.labels(outcome) for outcome in OUTCOMES}
        self._documents = self._latest("onrecord_index_documents", "Documents in the index.")
        self._batch_processes = Gauge(
            "onrecord_batch_processes", "Processes that are ready to verify batches.", registry=self._registry
        )
        self._generation = self._latest("onrecord_index_generation", "Generation of the index.")

        self._jobs_waiting = self._latest("onrecord_jobs_waiting", "Jobs that are not finished.")
        self._jobs_bytes = self._latest("onrecord_jobs_bytes", "Size of the files of all jobs.")
        self._job_lines = Counter(
            "onrecord_job_lines", "Lines of jobs that were done, by outcome.", ["outcome"], registry=self._registry
        )

    def _latest(self, name: str, description: str) -> Gauge:
        """Give a gauge that is the same for all workers: what the last one said."""
        return Gauge(name, description, registry=self._registry, multiprocess_mode="mostrecent")

    def set_jobs(self, num_waiting: int, num_bytes: int) -> None:
        """Say how many jobs wait, and how large all are."""
        self._jobs_waiting.set(num_waiting)
        self._jobs_bytes.set(num_bytes)

    def count_job_lines(self, counts: Mapping[str, int]) -> None:
        """Count lines of a job that were done."""
        for outcome, count in counts.items():
            self._job_lines.labels(outcome).inc(count)

    def count_answer(self, outcome: str, seconds: float) -> None:
        """Count one verified quote, at the latest when somebody asks or with the next ``enter_answers``.

        Safe to use from several threads.

        Notes
        -----
        Answers are entered some at a time: for each alone the library's code is fetched anew, three times as long.
        """
        self._answers.append((outcome, seconds))
        if len(self._answers) >= _ENTERED_AT_ONCE:
            self.enter_answers()

    def enter_answers(self) -> None:
        """Enter the answers counted so far into the metrics; where there are several workers, others see them then."""
        outcomes = Tally[str]()
        with suppress(IndexError):  # another thread was faster
            while self._answers:
                outcome, seconds = self._answers.popleft()
                self.verify_seconds.observe(seconds)
                outcomes[outcome] += 1
        for outcome, count in outcomes.items():
            self._by_outcome[outcome].inc(count)

    def exposition(self, archive: Archive | None, num_batch_processes: int) -> bytes:
        """Render all metrics as text, with the gauges read now."""
        self.enter_answers()
        self._batch_processes.set(num_batch_processes)
        if archive is not None:
            self._documents.set(archive.num_documents)
            self._generation.set(archive.generation)
        return generate_latest(_all_workers() if DIRECTORY_VARIABLE in os.environ else self._registry)


def _all_workers() -> CollectorRegistry:
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
