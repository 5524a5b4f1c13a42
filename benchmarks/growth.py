"""What does size cost? An archive grows to a million documents, and is measured on the way.

    python -m benchmarks.growth --corpora DIR --scratch DIR

writes files to import (``exports.py``), imports them by the command line, and keeps the index of every size beside it
as hard links. In the middle of the last step the import is killed and started again. At the end every size is opened
beside the smallest, and both are asked the same questions in turn, with the others out of memory: all at once would not
fit there, and an index that is read from disk shows the disk. What is done is kept in the scratch folder: started
again, the measurement goes on. It takes 35 GB of disk for a million documents.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from benchmarks import by_size
from benchmarks.exports import Archive, shard_bounds, shard_path, write_shards
from benchmarks.import_rate import directory_bytes
from benchmarks.process_memory import PeakMemory
from benchmarks.recording import write_results
from benchmarks.server import Server, free_port, wait_until_ready
from benchmarks.subject import settle
from benchmarks.workload import draw_questions
from matcher.index import Index
from matcher.index.directory import IndexDirectory
from matcher.index.manifest import NAME as MANIFEST
from matcher.index.manifest import read_manifest
from matcher.types import Document
from service.data_directory import INDEX_DIRECTORY
from service.store import LogVersionError
from service.store.sqlite import SqliteLog

SIZES: Final = (200_000, 500_000, 1_000_000)
# Share of the last step's documents in the log at which the import is killed.
KILLED_AT: Final = 0.5
LOOK_S: Final = 0.5
FIGURES: Final = "growth.json"
SEED: Final = 3


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is asked: quotes for recall and for latency, documents these are drawn from, others asked before those
    for latency, starts of the service.
    """

    verbatim_quotes: int = 2_000
    quotes: int = 2_000
    documents: int = 5_000
    first: int = 6_000
    starts: int = 3


class Growth:
    """An archive that grows in a scratch folder.

    Parameters
    ----------
    sizes
        Documents at each step, ascending; the real ones are the first step.
    """

    def __init__(self, archive: Archive, sizes: Sequence[int], scratch: Path) -> None:
        self._archive, self._scratch = archive, scratch
        self.sizes = (*(size for size in (len(archive.real),) if size < sizes[-1]), *sizes)
        self.steps: list[dict[str, Any]] = []
        if (scratch / FIGURES).exists():
            self.steps = orjson.loads((scratch / FIGURES).read_bytes())

    @property
    def data_dir(self) -> Path:
        """Where the archive is."""
        return self._scratch / "data"

    def index_at(self, size: int) -> Path:
        """Where the index of a size is."""
        return self.data_dir / INDEX_DIRECTORY if size == self.sizes[-1] else self._scratch / f"index-{size}"

    def real_documents(self, num_documents: int) -> list[Document]:
        """Give some of the real documents, in no order."""
        return list(self._archive.documents(0, num_documents))

    def run(self) -> None:
        """Write what is to be imported, and import it."""
        write_shards(self._archive, self.sizes, self._scratch / "export")
        for begin, end in list(zip((0, *self.sizes), self.sizes, strict=False))[len(self.steps) :]:
            self.steps.append(self._grow(begin, end))
            if end != self.sizes[-1]:
                self._keep_index(end)
            (self._scratch / FIGURES).write_bytes(orjson.dumps(self.steps, option=orjson.OPT_INDENT_2))
            print(json.dumps(self.steps[-1]), flush=True)

    def _grow(self, begin: int, end: int) -> dict[str, Any]:
        export = self._scratch / "export"
        files = [shard_path(export, *bounds) for bounds in shard_bounds(self.sizes) if begin <= bounds[0] < end]
        killed_at = begin + round(KILLED_AT * (end - begin)) if end == self.sizes[-1] else None
        figures = {"begin": begin, "documents": end, **self._import(files, killed_at)}
        index = self.data_dir / INDEX_DIRECTORY
        manifest = read_manifest(index)
        return {
            **figures,
            "text_bytes": sum(map(_text_bytes, files)),
            "segments": len(manifest.segments),
            "segment_files_written": manifest.num_files,
            "index_bytes": directory_bytes(index),
            "log_bytes": sum(path.stat().st_size for path in self.data_dir.glob("documents.sqlite3*")),
            "load": os.getloadavg()[0],
        }

    def _import(self, files: Sequence[Path], killed_at: int | None) -> dict[str, Any]:
        """Import, killing the first try when so many documents are in the log."""
        figures: dict[str, Any] = {}
        if killed_at is not None:
            seconds = self._run_import(files, killed_at)[0]
            figures = {"killed_at": self._num_logged(), "seconds_until_killed": seconds}
        before = self._num_indexed()
        seconds, peak, indexing_s = self._run_import(files, None)
        return {
            **figures,
            "seconds": seconds,
            "seconds_until_indexed": indexing_s,
            "indexed_before": before,
            "peak_anonymous_mb": peak.anonymous_mb,
            "peak_pss_mb": peak.pss_mb,
        }

    def _run_import(self, files: Sequence[Path], killed_at: int | None) -> tuple[float, PeakMemory, float]:
        """Run ``onrecord import``; seconds it took, and until no more documents came into the log."""
        program = "from service.cli import main; main()"
        command = [sys.executable, "-c", program, "import", *map(str, files), "--data-dir", str(self.data_dir)]
        began = logged_s = time.monotonic()
        num_logged = self._num_logged()
        with (self._scratch / "import.log").open("ab") as told:
            process = subprocess.Popen(command, stderr=told, start_new_session=True)
        with PeakMemory(process.pid) as peak:
            while process.poll() is None:
                time.sleep(LOOK_S)
                now = self._num_logged()
                if now > num_logged:
                    num_logged, logged_s = now, time.monotonic()
                if killed_at is not None and now >= killed_at:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
        if killed_at is None and process.returncode:
            raise RuntimeError(f"the import ended with code {process.returncode}; see import.log in the scratch folder")
        return time.monotonic() - began, peak, logged_s - began

    def _num_logged(self) -> int:
        """The largest sequence of the log: documents come once each."""
        path = self.data_dir / "documents.sqlite3"
        if not path.exists():
            return 0
        try:
            log = SqliteLog(path, read_only=True)
        except LogVersionError:
            return 0  # made a moment ago, its tables are still to come
        try:
            return log.last_sequence
        finally:
            log.close()

    def _num_indexed(self) -> int:
        """Log entries that are in segments on disk."""
        return read_manifest(self.data_dir / INDEX_DIRECTORY).last_sequence

    def _keep_index(self, size: int) -> None:
        """Keep the index of a size that will be outgrown. Links change the files' stamps, so both manifests are
        written anew: a file with another stamp would be verified whole at every opening.
        """
        index, kept = self.data_dir / INDEX_DIRECTORY, self.index_at(size)
        kept.mkdir(exist_ok=True)
        for path in index.glob("segment-*"):
            (kept / path.name).unlink(missing_ok=True)
            os.link(path, kept / path.name)
        shutil.copy(index / MANIFEST, kept / MANIFEST)
        for directory in (index, kept):
            opened = IndexDirectory(directory)
            parts, manifest = opened.read(), opened.manifest
            opened.write(parts, last_sequence=manifest.last_sequence, seen_sequence=manifest.seen_sequence)


def measure(growth: Growth, extent: Extent) -> dict[str, Any]:
    """Measure all sizes of an archive that has grown."""
    indexes = {size: growth.index_at(size) for size in growth.sizes}
    alone = []
    for path in indexes.values():
        index = Index.open(path)
        index.restamp()  # what was linked or copied is verified here, not while the clock runs
        settle(index)
        index.close()
        by_size.read_in(path)
        alone.append(by_size.measure_apart(path, extent.verbatim_quotes))
        print(json.dumps(alone[-1]), flush=True)
    # Questions from real documents, which are in every index; and from what the largest one has.
    smallest, largest = growth.sizes[0], growth.sizes[-1]
    questions = draw_questions(growth.real_documents(extent.documents), SEED, extent.quotes)
    others = draw_questions(growth.real_documents(growth.sizes[0])[-extent.documents :], SEED + 1, extent.first)
    latency = []
    for size in growth.sizes[1:]:
        pair = {one: indexes[one] for one in (smallest, size)}
        for path in indexes.values():
            by_size.drop(path)
        for path in pair.values():
            by_size.read_in(path)
        beside, row = by_size.measure_latency(pair, questions, others)
        latency.append({**row, "beside": beside})
        print(json.dumps(latency[-1]), flush=True)
    own = by_size.sample_documents(indexes[largest], extent.documents)
    return {
        "steps": growth.steps,
        "alone": alone,
        "latency": latency,
        "own": by_size.measure_latency({largest: indexes[largest]}, draw_questions(own, SEED, extent.quotes)),
        "ready": [measure_start(growth.data_dir) for _ in range(extent.starts)],
    }


def measure_start(data_dir: Path) -> dict[str, float]:
    """Start ``onrecord serve``; seconds until it says that it can answer, and seconds of computing until then.

    Notes
    -----
    On a machine with other work to do the second figure is what an idle one would show, but for reading from disk.
    """
    port = free_port()
    program = "from service.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", str(port), "--data-dir", str(data_dir)]
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        server = Server(port, process.pid)
        wait_until_ready(server, process)
        return {"seconds": time.monotonic() - began, "computing_seconds": server.cpu_seconds()}
    finally:
        process.terminate()
        process.wait(timeout=60)


def _text_bytes(file: Path) -> int:
    with file.open("rb") as lines:
        return sum(len(orjson.loads(line)["text"].encode()) for line in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Grow the archive."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, help="folder of JSON Lines; invented texts without")
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--results", type=Path, help="folder for the figures; the scratch folder without")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    options = parser.parse_args(arguments)
    options.scratch.mkdir(parents=True, exist_ok=True)
    growth = Growth(Archive(options.corpora), tuple(map(int, options.sizes.split(","))), options.scratch)
    growth.run()
    write_results("growth", measure(growth, Extent()), options.results or options.scratch)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
