"""What does a further worker take? ``onrecord serve --workers`` with one worker, two and four, one after the other.

    python -m benchmarks.worker_memory --corpora DIR --results DIR

Counted are the server and all processes below it, by proportional set size: memory that several of them map or share is
divided among them, so that the sum is what the machine gives. Each server answers the same passages, each on a
connection of its own, so that they go to any worker. Processes for batches and the one that works speakers out are left
out: there are as many of them as settings say, whatever the number of workers.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.corpora import load_documents
from benchmarks.import_rate import run_import, write_documents
from benchmarks.process_memory import memory_of
from benchmarks.recording import write_results
from benchmarks.sampling import iter_runs
from benchmarks.server import Server, free_port, post, wait_until_ready
from matcher.types import Document

NUMBERS_OF_WORKERS: Final = (1, 2, 4)
NUM_PASSAGES: Final = 200
# Seconds after the first worker is ready in which the others become so; each takes a fraction of one.
SETTLE_S: Final = 5.0


def measure(data_dir: Path, passages: Sequence[str]) -> list[dict[str, float]]:
    """Serve a data directory by each number of workers in turn; megabytes of each in all, and of a further one."""
    rows: list[dict[str, float]] = []
    for workers in NUMBERS_OF_WORKERS:
        row = {"workers": workers, "pss_mb": _memory_mb(data_dir, workers, passages)}
        if rows:
            before = rows[-1]
            row["further_mb"] = (row["pss_mb"] - before["pss_mb"]) / (workers - before["workers"])
        rows.append(row)
    return rows


def _memory_mb(data_dir: Path, workers: int, passages: Sequence[str]) -> float:
    port = free_port()
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--workers", str(workers)]
    environment = {**os.environ, "ONRECORD_BATCH_PROCESSES": "0", "ONRECORD_SPEAKERS_AHEAD": "false"}
    process = subprocess.Popen(
        [*command, "--data-dir", str(data_dir)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = Server(port, process.pid)
    try:
        wait_until_ready(server, process)
        time.sleep(SETTLE_S)
        for passage in passages:
            status, answer = post(server, "/v1/verify", json.dumps({"quote": passage}).encode())
            if status != 200 or not json.loads(answer)["matches"]:
                raise RuntimeError(f"a passage of the archive was not found (status {status})")
        return memory_of(process.pid).pss_mb
    finally:
        process.terminate()
        process.wait(timeout=60)


def measure_documents(documents: Sequence[Document], directory: Path) -> dict[str, Any]:
    """Import documents, then measure."""
    export, data_dir = directory / "documents.jsonl", directory / "data"
    write_documents(documents, export)
    run_import(export, data_dir)
    runs = iter_runs(documents, Random(1), min_words=8, max_words=40)
    passages = [run.text for run in islice(runs, NUM_PASSAGES)]
    return {"documents": len(documents), "passages": len(passages), "rows": measure(data_dir, passages)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worker_memory")
    parser.add_argument("--corpora", type=Path, help="folder of JSON Lines; invented texts without")
    parser.add_argument("--documents", type=int, help="fewer than the folder has; 3,000 invented ones without a folder")
    parser.add_argument("--results", type=Path, required=True, help="folder for worker_memory.json")
    options = parser.parse_args(arguments)
    documents = load_documents(options.corpora, options.documents or (None if options.corpora else 3_000))
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as directory:
        figures = measure_documents(documents, Path(directory))
    write_results("worker_memory", figures, options.results)
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
