"""Do readers ever get a wrong answer while documents are written, replaced, deleted and merged? How long do they wait?

    python -m benchmarks.readers_and_writer --seconds 60

Four threads verify quotes from documents that nobody touches: each must be found, verbatim, in its document, in every
generation. One thread writes, replaces and deletes others as fast as it can, and asks for each at once: what it wrote
must be found, what it replaced or deleted must not. Segments are written and merged meanwhile. The readers first run
alone for a third of the time, for the figures at rest. Prints JSON; the exit code is 1 if any answer was wrong.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.invented import invent_documents
from benchmarks.latency import percentile
from matcher.types import Document, Query
from service.archive import Archive, open_archive

NUM_READERS: Final = 4
NUM_STANDING: Final = 1_500
# Ids that the writer uses again and again: most of its writes replace something.
NUM_CHANGING: Final = 3_000
QUOTE_CHARACTERS: Final = 120


class Reader(threading.Thread):
    """Asks for passages of standing documents until it is stopped."""

    def __init__(self, archive: Archive, documents: Sequence[Document], stopped: threading.Event) -> None:
        super().__init__(daemon=True)
        self._archive, self._documents, self._stopped = archive, documents, stopped
        self.times_ms: list[float] = []
        self.num_wrong = 0

    def run(self) -> None:
        """Ask, and hold each answer against the document."""
        number = 0
        while not self._stopped.is_set():
            document = self._documents[number % len(self._documents)]
            number += 7
            quote = document.text[:QUOTE_CHARACTERS].rsplit(" ", 1)[0]
            began = time.perf_counter()
            answer = self._archive.verify(Query(quote, document_ids=[document.id]))
            self.times_ms.append((time.perf_counter() - began) * 1e3)
            found = answer.matches and answer.matches[0].document == document
            self.num_wrong += answer.verdict != "verbatim" or not found


def write_until(archive: Archive, seconds: float) -> tuple[int, int]:
    """Write, replace and delete; return how many writes there were, and how many were not seen as they should be."""
    end, number, num_wrong = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        number += 1
        name = f"changing-{number % NUM_CHANGING}"
        is_deletion = number % 10 == 0
        if is_deletion:
            archive.delete(name)
        else:
            archive.put(Document(name, "Changing", f"Notice number {number} of the harbour office. " * 40))
        answer = archive.verify(Query(f"Notice number {number} of the harbour office", document_ids=[name]))
        num_wrong += (answer.verdict == "verbatim") == is_deletion
    return number, num_wrong


def maintain_until(archive: Archive, stopped: threading.Event) -> None:
    """Write and merge segments as a server does."""
    while not stopped.wait(1.0):
        archive.maintain()


def measure(directory: Path, seconds: float) -> dict[str, float]:
    """Run the readers alone, then beside the writer."""
    archive = open_archive(directory, must_build=True)
    archive.recover()
    standing = invent_documents(NUM_STANDING)
    archive.import_many([standing], lambda _: None)
    figures: dict[str, float] = {"documents": archive.num_documents}
    for phase, length in (("rest", seconds / 3), ("writing", seconds * 2 / 3)):
        stopped = threading.Event()
        readers = [Reader(archive, standing, stopped) for _ in range(NUM_READERS)]
        upkeep = threading.Thread(target=maintain_until, args=(archive, stopped), daemon=True)
        for thread in (*readers, upkeep):
            thread.start()
        if phase == "writing":
            figures["writes"], figures["wrong_after_write"] = write_until(archive, length)
        else:
            time.sleep(length)
        stopped.set()
        for thread in (*readers, upkeep):
            thread.join()
        times = [time_ms for reader in readers for time_ms in reader.times_ms]
        figures |= {f"{phase}_answers": len(times), f"{phase}_wrong": sum(reader.num_wrong for reader in readers)}
        figures |= {f"{phase}_p{share}_ms": percentile(times, share / 100) for share in (50, 99)}
    figures["generation"] = archive.generation
    archive.close()
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers_and_writer")
    parser.add_argument("--seconds", type=float, default=60, help="600 for a long run")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as directory:
        figures = measure(Path(directory), options.seconds)
    print(json.dumps(figures, indent=1))
    return 1 if figures["rest_wrong"] + figures["writing_wrong"] + figures["wrong_after_write"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
