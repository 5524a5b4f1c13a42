"""How do open time, memory, latency and recall grow with the archive? Several indexes, the same questions.

Every index is opened by a process of its own for its memory and recall, and all of them by one process for latency,
where each question is put to all sizes one after the other: what else the machine does hits them alike.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import numpy as np

from benchmarks import subject
from benchmarks.answers import stretch
from benchmarks.latency import NUM_WARM_UP, is_right, percentile
from benchmarks.measures import measure_verbatim
from benchmarks.process_memory import memory_of
from benchmarks.rivals import Hit
from benchmarks.workload import Question
from matcher.index import Index
from matcher.types import Answer, Document, Query
from service.garbage import settle

SEED: Final = 3
NUM_OPENINGS: Final = 5
SHARES: Final = (50, 95, 99)
# Questions asked before their answers are checked, which pushes the matcher's code out of the processor's caches.
NUM_UNCHECKED: Final = 100
# Bytes read at once to bring an index into memory.
READ_BYTES: Final = 1 << 24


class Timing(NamedTuple):
    """The kind of a question, milliseconds that passed, milliseconds of computing."""

    kind: str
    passed_ms: float
    busy_ms: float


def read_in(directory: Path) -> None:
    """Bring an index into memory as a service does after the machine's start: mapped first, the rest as it is read.

    Whatever was in memory before is dropped, because its pages stay as small as other programs have read them.
    """
    drop(directory)
    index = Index.open(directory)
    index.map_ahead()
    index.close()
    for path in directory.glob("segment-*"):
        with path.open("rb", buffering=0) as file:
            while file.read(READ_BYTES):
                pass


def drop(directory: Path) -> None:
    """Let go of what the system has of an index in memory, so that another finds room there."""
    for path in directory.glob("segment-*"):
        with path.open("rb") as file:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def sample_documents(directory: Path, num_documents: int, seed: int = SEED) -> list[Document]:
    """Draw documents of an index, each as likely as any other."""
    index, rng = Index.open(directory), Random(seed)
    segments = [part.segment for part in index.snapshot().parts]
    chosen = rng.choices(segments, [segment.num_documents for segment in segments], k=num_documents)
    documents = [segment.document(rng.randrange(segment.num_documents)) for segment in chosen]
    index.close()
    return documents


def measure_alone(directory: Path, num_quotes: int) -> dict[str, Any]:
    """Open one index and ask verbatim quotes of 2 to 60 words from all over it; for a process that did nothing else."""
    openings = [subject.time_open_ms(directory) for _ in range(NUM_OPENINGS)]
    documents = sample_documents(directory, num_quotes)
    opened = subject.open_subject(directory, speakers="claimed")
    found = measure_verbatim(opened.engine.verify, documents, Random(SEED), num_quotes)
    return {
        "documents": opened.index.num_documents,
        "words": sum(int(part.segment.first[-1]) for part in opened.index.snapshot().parts),
        "different_words": count_words(opened.index),
        "first_open_ms": openings[0],
        "open_ms": percentile(openings, 0.5),
        "verbatim_quotes": found.num_cases,
        "verbatim_failed": found.num_failed,
        "verbatim_figures": dict(found.figures),
        "pss_mb": memory_of(os.getpid()).pss_mb,
    }


def count_words(index: Index) -> int:
    """Count the different words of all segments, by their hashes."""
    tables = [part.segment.arrays for part in index.snapshot().parts]
    keys = [arrays["vocabulary_keys"][arrays["vocabulary_ids"] != 0] for arrays in tables]
    return len(np.unique(np.concatenate(keys)))


def measure_apart(directory: Path, num_quotes: int) -> dict[str, Any]:
    """Do ``measure_alone`` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.by_size", str(directory), str(num_quotes)]
    figures: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return figures


def measure_latency(
    indexes: Mapping[int, Path], questions: Sequence[Question], first: Sequence[Question] = ()
) -> list[dict[str, Any]]:
    """Ask every question of every index in turn; give latencies and the share of right answers, by size.

    Parameters
    ----------
    first
        Other questions, asked before all others: memory that was just read in answers more slowly until it was used,
        of a virtual machine above all. Their latencies are given apart.
    """
    opened = {size: subject.open_subject(path, speakers="claimed") for size, path in indexes.items()}
    sizes = list(opened)
    settle()
    for question in questions[:NUM_WARM_UP]:
        for one in opened.values():
            one.engine.verify(Query(question.quote))
    unused: dict[int, list[Timing]] = {size: [] for size in sizes}
    for question in first:
        for size in sizes:
            _, *ms = subject.timed_ms(partial(opened[size].engine.verify, Query(question.quote)))
            unused[size].append(Timing(question.kind, *ms))
    times: dict[int, list[Timing]] = {size: [] for size in sizes}
    num_right = dict.fromkeys(sizes, 0)
    for begin in range(NUM_WARM_UP, len(questions), NUM_UNCHECKED):
        part = questions[begin : begin + NUM_UNCHECKED]
        answers: dict[int, list[Answer]] = {size: [] for size in sizes}
        for number, question in enumerate(part):
            # Whoever is asked first finds less of the question in the caches: all take turns at that.
            turn = number % len(sizes)
            for size in (*sizes[turn:], *sizes[:turn]):
                answer, *ms = subject.timed_ms(partial(opened[size].engine.verify, Query(question.quote)))
                times[size].append(Timing(question.kind, *ms))
                answers[size].append(answer)
        for size in sizes:
            num_right[size] += sum(is_right(_hit(a), q) for a, q in zip(answers[size], part, strict=True))
    # What is mapped stays in memory whoever drops it, and frozen garbage keeps its maps.
    while opened:
        opened.popitem()[1].index.close()
    del one
    gc.unfreeze()
    gc.collect()
    return [
        {
            "documents": size,
            "quotes": len(rows),
            "recall": num_right[size] / len(rows),
            **_spread(rows),
            **({"first": _percentiles(unused[size])} if first else {}),
        }
        for size, rows in times.items()
    ]


def _hit(answer: Answer) -> Hit | None:
    match = answer.matches[0] if answer.matches else None
    return Hit(match.document, *stretch(match)) if match and match.spans else None


def _spread(rows: Sequence[Timing]) -> dict[str, Any]:
    """Percentiles of all times, and of each kind's."""
    kinds = {kind: _percentiles([row for row in rows if row.kind == kind]) for kind in sorted({r.kind for r in rows})}
    return {**_percentiles(rows), "kinds": kinds}


def _percentiles(rows: Sequence[Timing]) -> dict[str, float]:
    """Percentiles of the time that passed, and of the time spent computing."""
    passed, busy = [row.passed_ms for row in rows], [row.busy_ms for row in rows]
    return {
        **{f"p{share}_ms": percentile(passed, share / 100) for share in SHARES},
        **{f"p{share}_busy_ms": percentile(busy, share / 100) for share in SHARES},
    }


def main() -> None:
    """Measure one index alone and print the figures."""
    print(json.dumps(measure_alone(Path(sys.argv[1]), int(sys.argv[2]))))


if __name__ == "__main__":
    main()
