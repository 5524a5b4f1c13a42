"""Measure everything: ``python -m benchmarks [--full] --corpora DIR``.

A short run takes minutes and leaves its figures in a temporary folder; a full one measures the whole
archive and replaces the results kept in git, from which ``python -m benchmarks.render`` makes
``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import latency, quality, render
from benchmarks.corpora import load_documents
from benchmarks.import_rate import measure_import, write_documents
from benchmarks.latency import RIVALS
from benchmarks.over_http import measure_http
from benchmarks.recording import write_results
from benchmarks.stages import measure_stages
from benchmarks.workload import draw_questions
from matcher.types import Document

RESULTS = Path(__file__).parent / "results"
# The fastest two, whose ratio the speed of a shared machine would change: their questions are asked in turn.
IN_TURN = ("onrecord", "tantivy")
# Quotes that are sent over HTTP, in turn: so many that a batch of the faithful ones holds none twice.
NUM_HTTP_QUOTES = 1_700


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured.

    ``quotes`` gives each rival's number of quotes at each size (None: all documents); slow rivals get few,
    and none where one quote would take longer than anybody waits.
    """

    sizes: tuple[int | None, ...]
    quotes: dict[str, tuple[int, ...]]
    quality_cases: int
    quality_documents: int | None
    http_documents: int | None
    http_seconds: int


SHORT = Extent(
    sizes=(1_000, 10_000),
    quotes={
        "onrecord": (1_000, 1_000),
        "tantivy": (200, 200),
        "fts5": (50, 30),
        "pg_trgm": (5, 0),
        "rapidfuzz": (10, 5),
    },
    quality_cases=200,
    quality_documents=10_000,
    http_documents=10_000,
    http_seconds=3,
)
FULL = Extent(
    sizes=(1_000, 10_000, None),
    quotes={
        "onrecord": (2_000, 2_000, 2_000),
        "tantivy": (500, 500, 500),
        "fts5": (100, 50, 30),
        "pg_trgm": (10, 2, 0),
        "rapidfuzz": (20, 10, 5),
    },
    quality_cases=2_000,
    quality_documents=None,
    http_documents=None,
    http_seconds=10,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Where the texts are, how much is measured, where figures go, and room for what is built."""

    corpora: Path | None
    extent: Extent
    results: Path
    scratch: Path

    def documents(self, num_documents: int | None) -> list[Document]:
        """The archive at one size."""
        return load_documents(self.corpora, num_documents)


class RivalProcess:
    """One rival in a process of its own, so that its memory is its own. It waits before each part of its questions."""

    def __init__(self, name: str, corpus: Path, num_quotes: int) -> None:
        self._name = name
        command = [sys.executable, "-m", "benchmarks.latency", name, "--in-turn", "--corpora", str(corpus)]
        self._process = subprocess.Popen(
            [*command, "--quotes", str(num_quotes)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._line = self._next_line()

    @property
    def is_waiting(self) -> bool:
        """Whether there is another part to ask."""
        return self._line == latency.READY

    def take_turn(self) -> None:
        """Ask one part."""
        assert self._process.stdin is not None
        print(file=self._process.stdin, flush=True)
        self._line = self._next_line()

    def figures(self) -> dict[str, Any]:
        """Give what was measured, once nothing is left to ask."""
        with self._process:
            pass
        if code := self._process.returncode:
            # One rival's failure must not cost the others' hours; the page says that it failed.
            return {"rival": self._name, "skipped": f"failed with exit code {code}, see the run's errors"}
        figures: dict[str, Any] = json.loads(self._line)
        return figures

    def _next_line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def run_rivals(names: Sequence[str], corpus: Path, num_quotes: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Build rivals one after the other, ask them in turn, and give their figures."""
    rivals = [RivalProcess(name, corpus, num_quotes[name]) for name in names]
    while waiting := [rival for rival in rivals if rival.is_waiting]:
        for rival in waiting:
            rival.take_turn()
    yield from (rival.figures() for rival in rivals)


def iter_latency(run: Run) -> Iterator[dict[str, Any]]:
    """Every rival at every size, on the same quotes; the documents are written out once a size."""
    for place, size in enumerate(run.extent.sizes):
        documents = run.documents(size)
        corpus = run.scratch / f"corpus-{len(documents)}"
        corpus.mkdir()
        write_documents(documents, corpus / "documents.jsonl")
        num_quotes = {name: counts[place] for name, counts in run.extent.quotes.items()}
        for names in (IN_TURN, *((name,) for name in RIVALS if name not in IN_TURN)):
            if all(num_quotes[name] for name in names):
                yield from ({"documents": len(documents), **f} for f in run_rivals(names, corpus, num_quotes))
            else:
                skipped = "one quote takes minutes at this size"
                yield from ({"rival": name, "documents": len(documents), "skipped": skipped} for name in names)


def measure_latency(run: Run) -> dict[str, Any]:
    """All rivals at all sizes."""
    rows = []
    for figures in iter_latency(run):
        rows.append(figures)
        write_results("latency", {"rows": rows}, run.results)
        told = figures.get("skipped") or f"p50 {figures['p50_ms']:.3f} ms, recall {figures['recall']:.3f}"
        print(f"{figures['rival']:<10} {figures['documents']:>7} documents: {told}", flush=True)
    return {"rows": rows}


def measure_service(run: Run) -> dict[str, Any]:
    """Import an archive by the command line, then serve it and measure from outside."""
    documents = run.documents(run.extent.http_documents)
    data_dir = run.scratch / "data"
    imported = measure_import(documents, data_dir)
    print(f"import: {imported['documents_per_second']:.0f} documents/s", flush=True)
    questions = draw_questions(documents, 1, NUM_HTTP_QUOTES)
    served = measure_http(data_dir, questions, seconds=run.extent.http_seconds)
    print(
        f"HTTP: {json.dumps({kind: served.get(kind) for kind in ('all_kinds', 'faithful', 'skipped')})[:1500]}",
        flush=True,
    )
    return {"import": imported, "http": served}


def measure_quality(run: Run) -> dict[str, Any]:
    """The acceptance measures, in a process of their own."""
    if run.corpora is None:
        return {"skipped": "quality is measured on real texts only; name them by --corpora"}
    target = run.scratch / "quality.json"
    arguments = [
        "--corpora",
        str(run.corpora),
        "--size",
        str(run.extent.quality_cases),
        "--json",
        str(target),
    ]
    if run.extent.quality_documents:
        arguments += ["--documents", str(run.extent.quality_documents)]
    quality.main(arguments)
    figures: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return figures


STEPS: dict[str, Callable[[Run], dict[str, Any]]] = {
    "latency": measure_latency,
    "service": measure_service,
    "stages": lambda run: measure_stages(run.corpora),
    "quality": measure_quality,
}


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure everything.")
    parser.add_argument("--corpora", type=Path, nargs="?", help="folder of JSON Lines; invented texts without")
    parser.add_argument("--full", action="store_true", help="the whole archive, and the results kept in git")
    parser.add_argument("--only", help=f"comma-separated, of: {', '.join(STEPS)}")
    parser.add_argument("--results", type=Path, help="folder for the figures")
    options = parser.parse_args(arguments)
    unknown = set(options.only.split(",")) - STEPS.keys() if options.only else set()
    if unknown:
        parser.error(f"--only: no step named {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the steps asked for and render what they found."""
    options = parse_arguments(arguments)
    short = Path(tempfile.gettempdir()) / "onrecord-benchmarks"
    results = options.results or (RESULTS if options.full else short)
    wanted = options.only.split(",") if options.only else list(STEPS)
    for name in wanted:
        with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as scratch:
            run = Run(options.corpora, FULL if options.full else SHORT, results, Path(scratch))
            write_results(name, STEPS[name](run), results)
    page = render.render(results, results if results != RESULTS else render.DOCS)
    print(f"figures: {results}\npage: {page}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
