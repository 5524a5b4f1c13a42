"""Files to import, written by as many processes as there are cores: real documents first, variations after them.

A file that is there is not written again, so that an interrupted run goes on; none appears under its name before it is
whole.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.corpora import load_documents
from benchmarks.import_rate import write_documents
from benchmarks.variations import Corpus, Variations
from matcher.processes import num_cores
from matcher.types import Document

SHARD_DOCUMENTS: Final = 25_000


class Archive:
    """Documents by number, as many as are asked for: the real ones, then variations on them.

    Parameters
    ----------
    corpora
        Folder of the real documents; invented ones without.
    """

    def __init__(self, corpora: Path | None, seed: int = 1) -> None:
        self.real = load_documents(corpora)
        self._seed = seed
        self._variations: Variations | None = None

    @property
    def variations(self) -> Variations:
        """The variations; made ready when they are first asked for, which takes a minute."""
        if self._variations is None:
            self._variations = Variations(Corpus.of(self.real), self._seed)
        return self._variations

    def documents(self, begin: int, end: int) -> Iterator[Document]:
        """Give the documents [begin, end)."""
        num_real = len(self.real)
        yield from self.real[begin : min(end, num_real)]
        if end > num_real:
            yield from self.variations.documents(max(begin, num_real) - num_real, end - num_real)


def shard_bounds(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Cut an archive that grows through some sizes into files' worth of documents; no file crosses a size."""
    bounds = []
    for begin, end in zip((0, *sizes), sizes, strict=False):
        bounds += [(at, min(at + SHARD_DOCUMENTS, end)) for at in range(begin, end, SHARD_DOCUMENTS)]
    return bounds


def shard_path(directory: Path, begin: int, end: int) -> Path:
    """Name the file of some documents; names sort in their order."""
    return directory / f"documents-{begin:07d}-{end:07d}.jsonl"


def write_shards(archive: Archive, sizes: Sequence[int], directory: Path) -> None:
    """Write the files of an archive that grows through some sizes, those that are missing."""
    directory.mkdir(parents=True, exist_ok=True)
    missing = [bounds for bounds in shard_bounds(sizes) if not shard_path(directory, *bounds).exists()]
    if not missing:
        return
    if missing[-1][1] > len(archive.real):
        _ = archive.variations  # before processes are copied from this one, so that they share it
    _SHARED.append(archive)
    try:
        with multiprocessing.get_context("fork").Pool(num_cores()) as pool:
            for path in pool.imap_unordered(_write_shard, [(directory, bounds) for bounds in missing]):
                print(f"written: {path.name}", flush=True)
    finally:
        _SHARED.clear()


# What the processes of a pool share with the one they are copies of.
_SHARED: Final[list[Archive]] = []


def _write_shard(task: tuple[Path, tuple[int, int]]) -> Path:
    directory, (begin, end) = task
    path = shard_path(directory, begin, end)
    partial = path.with_suffix(".partial")
    write_documents(_SHARED[0].documents(begin, end), partial)
    return partial.rename(path)
