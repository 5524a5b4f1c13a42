"""How long does one quote take, how often is the answer right, and how does that grow with the archive?

One rival at one size runs in a process of its own, so that its memory can be told from the others':

    python -m benchmarks.latency tantivy --corpora DIR --documents 10000 --quotes 300

prints one JSON object. :mod:`benchmarks.__main__` runs them all on the same quotes, those whose times are compared in
turn (``--in-turn``): a shared machine changes its speed by half within minutes.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.answers import MIN_OVERLAP, is_as_near, overlap
from benchmarks.corpora import load_documents, text_bytes
from benchmarks.rivals import Build, Hit, Rival, Unavailable
from benchmarks.workload import Question, draw_questions
from matcher.types import Document, Span
from service.garbage import settle

# Module and class of each rival; imported only when asked for, so that a missing package harms no other.
RIVALS = {
    "onrecord": ("onrecord", "Onrecord"),
    "tantivy": ("tantivy_rerank", "TantivyRerank"),
    "fts5": ("fts5_rerank", "Fts5Rerank"),
    "pg_trgm": ("trigram", "Trigram"),
    "rapidfuzz": ("exhaustive", "Exhaustive"),
}
# Questions asked before the clock runs; they are others than the timed ones.
NUM_WARM_UP = 20
# Parts of the questions that are asked in turn with another rival's, some seconds in all.
NUM_TURNS = 20
# What a process writes when it is ready for its next part; it goes on when a line comes in.
READY = "ready"


def is_right(hit: Hit | None, question: Question) -> bool:
    """Whether a hit is the question's passage, or one at least as near to the quote in words."""
    if hit is None:
        return False
    passage = question.passage
    if hit.document.id == passage.document.id:
        share = overlap(Span(hit.start, hit.end), Span(passage.start, passage.end))
        if share >= MIN_OVERLAP:
            return True
    return is_as_near(hit.document.text[hit.start : hit.end], question.quote, passage)


def memory_mb(field: str = "VmRSS") -> float:
    """Resident memory of this process in megabytes, mapped files included; 0 where nobody tells."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:"))


def percentile(times: Sequence[float], share: float) -> float:
    """The smallest time that at least ``share`` of the times do not exceed (nearest rank)."""
    ordered = sorted(times)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]


def wait_for_turn() -> None:
    """Say that this process is ready, and wait until it is its turn."""
    print(READY, flush=True)
    sys.stdin.readline()


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question: the hit, None where the rival failed, milliseconds that passed and of computing."""

    hit: Hit | None
    passed_ms: float
    busy_ms: float
    crashed: bool


def ask(find: Callable[[str], Hit | None], quote: str) -> Asked:
    """Ask one question and take the time; whatever goes wrong, the quote was not found.

    Besides the time that passed, the time this thread was computing is kept: on a busy machine it tells the
    two apart. A rival whose work is done by another process has none to speak of.
    """
    start, start_busy = time.perf_counter_ns(), time.thread_time_ns()
    try:
        hit, crashed = find(quote), False
    except Exception as error:
        print(f"{error!r}: {quote!r}", file=sys.stderr)
        hit, crashed = None, True
    busy_ms = (time.thread_time_ns() - start_busy) / 1e6
    return Asked(hit, (time.perf_counter_ns() - start) / 1e6, busy_ms, crashed)


def time_questions(
    find: Callable[[str], Hit | None], questions: Sequence[Question], wait: Callable[[], None]
) -> dict[str, Any]:
    """Ask every question once and check each answer; a wrong answer's time counts, and its error is told.

    Parameters
    ----------
    wait
        Called before each of ``NUM_TURNS`` parts of the questions.

    Notes
    -----
    The answers of a part are checked when all of it was asked: the code that checks would push the rival's out of the
    processor's caches before every question (1.05 of the time in the median).
    """
    part = -(-len(questions) // NUM_TURNS)
    asked: list[Asked] = []
    is_right_answer: list[bool] = []
    for first in range(0, len(questions), part):
        wait()
        answers = [ask(find, question.quote) for question in questions[first : first + part]]
        is_right_answer += map(is_right, [answer.hit for answer in answers], questions[first : first + part])
        asked += answers
    times, busy = [answer.passed_ms for answer in asked], [answer.busy_ms for answer in asked]
    kinds = sorted({question.kind for question in questions})
    of_kind = {kind: [n for n, question in enumerate(questions) if question.kind == kind] for kind in kinds}
    return {
        "quotes": len(questions),
        "recall": sum(is_right_answer) / len(questions),
        "recall_by_kind": {kind: sum(is_right_answer[n] for n in of_kind[kind]) / len(of_kind[kind]) for kind in kinds},
        "missed": [number for number, right in enumerate(is_right_answer) if not right],
        "crashes": sum(answer.crashed for answer in asked),
        "mean_ms": sum(times) / len(times),
        **{f"p{share:g}_ms": percentile(times, share / 100) for share in (50, 95, 99)},
        **{f"p{share:g}_busy_ms": percentile(busy, share / 100) for share in (50, 95, 99)},
        "p50_ms_by_kind": {kind: percentile([times[n] for n in of_kind[kind]], 0.5) for kind in kinds},
    }


def build_rival(name: str) -> Build:
    """The class of a rival by its name."""
    module, cls = RIVALS[name]
    built: Build = getattr(import_module(f"benchmarks.rivals.{module}"), cls)
    return built


def measure(
    name: str, documents: Sequence[Document], num_quotes: int, seed: int, wait: Callable[[], None]
) -> dict[str, Any]:
    """Build one rival, warm it, time it, check it."""
    questions = draw_questions(documents, seed, NUM_WARM_UP + num_quotes)
    gc.collect()
    before = memory_mb()
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as directory:
        start = time.perf_counter()
        rival = build_rival(name)(documents, Path(directory))
        seconds = time.perf_counter() - start
        settle()
        try:
            figures = time_rival(rival, questions, wait)
            size = rival.index_bytes()
        finally:
            rival.close()
    return {
        "rival": name,
        "documents": len(documents),
        **figures,
        "build_seconds": seconds,
        "documents_per_second": len(documents) / seconds,
        "index_bytes": size,
        "bytes_per_document": size / len(documents),
        "index_per_text_byte": size / text_bytes(documents),
        "memory_mb": memory_mb() - before,
    }


def time_rival(rival: Rival, questions: Sequence[Question], wait: Callable[[], None]) -> dict[str, Any]:
    """Warm a rival by the first questions, fewer where few are asked, and time it on the rest."""
    num_warm_up = min(NUM_WARM_UP, 1 + (len(questions) - NUM_WARM_UP) // 10)
    for question in questions[:num_warm_up]:
        rival.find(question.quote)
    figures = time_questions(rival.find, questions[NUM_WARM_UP:], wait)
    open_ms = getattr(rival, "open_ms", None)
    return {**figures, "open_ms": open_ms()} if open_ms else figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one rival at one size and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.latency", description=__doc__.splitlines()[0])
    parser.add_argument("rival", choices=RIVALS)
    parser.add_argument("--corpora", type=Path, help="folder of JSON Lines; invented texts without")
    parser.add_argument("--documents", type=int)
    parser.add_argument("--quotes", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--in-turn", action="store_true", help="wait for a line of input before each part")
    options = parser.parse_args(arguments)
    documents = load_documents(options.corpora, options.documents)
    try:
        wait = wait_for_turn if options.in_turn else lambda: None
        figures = measure(options.rival, documents, options.quotes, options.seed, wait)
    except Unavailable as reason:
        figures = {"rival": options.rival, "documents": len(documents), "skipped": str(reason)}
    json.dump(figures, sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
