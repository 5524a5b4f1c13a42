"""Do readers ever get a wrong answer while documents are written, replaced, deleted and merged? How long do they wait?

    python -m benchmarks.readers_and_writer --corpora DIR --seconds 600

Nine tenths of the documents stand still. Four threads verify passages of them, every other one in its document alone:
each must be found, verbatim, to the character, in every generation; in its document alone as often as reading it finds
it. One thread writes, replaces and deletes the other tenth as fast as it can, a numbered sentence in front of each, and
asks for the sentence at once: what it wrote must be found, what it replaced or deleted must not. Segments are written
and merged meanwhile, far more often than in a service: when fifty documents are due, not two thousand. The readers
first run alone for a third of the time, for the figures at rest. Prints JSON; the exit code is 1 if any answer was
wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.corpora import load_documents
from benchmarks.latency import percentile
from benchmarks.machine import describe_run
from benchmarks.sampling import Passage, iter_runs
from benchmarks.words import skeleton
from matcher.index import tiers
from matcher.index.manifest import read_manifest
from matcher.types import Answer, Document, Query
from service.app import SWITCH_INTERVAL_S
from service.archive import Archive, open_archive
from service.data_directory import INDEX_DIRECTORY

NUM_READERS: Final = 4
# Passages that the readers ask for in turn.
NUM_PASSAGES: Final = 2_000
# Every tenth document is the writer's; it uses their ids again and again, so that most writes replace something.
WRITERS_SHARE: Final = 10
MOST_CHANGING: Final = 3_000
# Seconds between two looks whether something is due on disk; a service looks as often.
MAINTENANCE_S: Final = 1.0
# Documents in memory that are due on disk, so that minutes of writing make dozens of segments and merges.
FLUSH_DOCUMENTS: Final = 50
# Documents of one transaction when the archive is made.
BATCH: Final = 512


class Reader(threading.Thread):
    """Asks for passages of standing documents until it is stopped."""

    def __init__(self, archive: Archive, passages: Sequence[Passage], number: int, stopped: threading.Event) -> None:
        super().__init__(daemon=True)
        self._archive, self._passages, self._number, self._stopped = archive, passages, number, stopped
        self.times_ms: list[float] = []
        self.num_wrong = 0

    def run(self) -> None:
        """Ask, and hold each answer against the document."""
        number = self._number * len(self._passages) // NUM_READERS
        while not self._stopped.is_set():
            passage = self._passages[number % len(self._passages)]
            is_alone = number % 2 == 0
            number += 1
            query = Query(passage.text, document_ids=[passage.document.id] if is_alone else None)
            began = time.perf_counter()
            answer = self._archive.verify(query)
            self.times_ms.append((time.perf_counter() - began) * 1e3)
            self.num_wrong += not (is_right_alone(answer, passage) if is_alone else is_right(answer, passage))


def is_right(answer: Answer, passage: Passage) -> bool:
    """Whether the very letters and digits were found; in which of the documents that have them does not matter.

    Not word by word: writers disagree on where "E-85" ends, and all its spellings are found.
    """
    if answer.verdict not in ("verbatim", "elided") or not answer.occurrences:
        return False
    match = answer.matches[0]
    found = " ".join(match.document.text[span.start : span.end] for span in match.spans)
    return skeleton(found) == skeleton(passage.text)


def is_right_alone(answer: Answer, passage: Passage) -> bool:
    """Whether the words were found in the one document asked, as it was when it was stored."""
    return is_right(answer, passage) and answer.matches[0].document == passage.document and answer.occurrences == 1


def draw_passages(documents: Sequence[Document], archive: Archive) -> list[Passage]:
    """Draw passages that are found verbatim at rest: one that cuts a number in two is rightly called altered."""
    runs = iter_runs(documents, Random(1), min_words=8, max_words=40)
    found = (run for run in runs if archive.verify(Query(run.text)).verdict == "verbatim")
    return list(islice(found, NUM_PASSAGES))


def write_until(archive: Archive, documents: Sequence[Document], seconds: float) -> tuple[int, int]:
    """Write, replace and delete; return how many writes there were, and how many were not seen as they should be."""
    end, number, num_wrong = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        number += 1
        template = documents[number % len(documents)]
        is_deletion = number % 10 == 0
        if is_deletion:
            archive.delete(template.id)
        else:
            archive.put(Document(template.id, template.title, f"{_sentence(number)}. {template.text}"))
        for asked, is_there in ((number, not is_deletion), (number - len(documents), False)):
            if asked > 0:
                answer = archive.verify(Query(_sentence(asked), document_ids=[template.id]))
                num_wrong += (answer.verdict == "verbatim") != is_there
    return number, num_wrong


def _sentence(number: int) -> str:
    return f"Notice number {number} of the harbour office"


def maintain_until(archive: Archive, stopped: threading.Event) -> None:
    """Write and merge segments as a server does."""
    while not stopped.wait(MAINTENANCE_S):
        archive.maintain()


def measure(directory: Path, documents: Sequence[Document], seconds: float) -> dict[str, Any]:
    """Run the readers at rest, then beside the writer; give their times and what was wrong."""
    standing = [document for k, document in enumerate(documents) if k % WRITERS_SHARE]
    changing = documents[::WRITERS_SHARE][:MOST_CHANGING]
    sys.setswitchinterval(SWITCH_INTERVAL_S)  # as a service does: five threads share the interpreter
    archive = open_archive(directory, must_build=True, speakers="claimed")
    archive.recover()
    archive.import_many(_batches([*standing, *changing]), lambda _: None)
    tiers.FLUSH_DOCUMENTS = FLUSH_DOCUMENTS  # type: ignore[misc]
    passages = draw_passages(standing, archive)
    before = read_manifest(directory / INDEX_DIRECTORY)
    figures: dict[str, Any] = {"documents": archive.num_documents, "passages": len(passages)}
    for phase, length in (("rest", seconds / 3), ("writing", seconds * 2 / 3)):
        stopped = threading.Event()
        readers = [Reader(archive, passages, number, stopped) for number in range(NUM_READERS)]
        upkeep = threading.Thread(target=maintain_until, args=(archive, stopped), daemon=True)
        for thread in (*readers, upkeep):
            thread.start()
        if phase == "writing":
            figures["writes"], figures["wrong_after_write"] = write_until(archive, changing, length)
        else:
            time.sleep(length)
        stopped.set()
        for thread in (*readers, upkeep):
            thread.join()
        times = [time_ms for reader in readers for time_ms in reader.times_ms]
        figures |= {f"{phase}_seconds": length, f"{phase}_answers": len(times)}
        figures[f"{phase}_wrong"] = sum(reader.num_wrong for reader in readers)
        figures |= {f"{phase}_p{share}_ms": percentile(times, share / 100) for share in (50, 99)}
    after = read_manifest(directory / INDEX_DIRECTORY)
    figures["segment_files_written"] = after.num_files - before.num_files
    figures["manifests_written"] = after.generation - before.generation
    figures["segments_at_end"] = len(after.segments)
    archive.close()
    return figures


def _batches(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    for begin in range(0, len(documents), BATCH):
        yield documents[begin : begin + BATCH]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers_and_writer")
    parser.add_argument("--corpora", type=Path, help="folder of JSON Lines; invented texts without")
    parser.add_argument("--documents", type=int, help="fewer than the folder has; 3,000 invented ones without a folder")
    parser.add_argument("--seconds", type=float, default=60, help="600 for a long run")
    options = parser.parse_args(arguments)
    documents = load_documents(options.corpora, options.documents or (None if options.corpora else 3_000))
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as directory:
        figures = {"run": describe_run(), **measure(Path(directory), documents, options.seconds)}
    print(json.dumps(figures, indent=1))
    return 1 if figures["rest_wrong"] + figures["writing_wrong"] + figures["wrong_after_write"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
