"""Many documents straight into segments: in this process, or in one process a core.

A segment goes to the directory of the index as soon as it is built; without a directory it stays in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Final

from matcher.index.builder import SegmentBuilder
from matcher.index.directory import PREFIX, IndexDirectory
from matcher.index.pool import BuilderPool
from matcher.index.segment import Segment
from matcher.index.snapshot import Part
from matcher.processes import num_builders
from matcher.types import Document

# Tokens that are sorted at once, in one process or shared by several: 60 M take about 2 GB while sorting.
SEGMENT_TOKENS: Final = 60_000_000


def iter_built(
    documents: Iterable[tuple[int, Document]], directory: IndexDirectory | None, *, are_many: bool
) -> Iterator[Part]:
    """Build segments of documents; yield each once it is searchable.

    Parameters
    ----------
    documents
        Pairs of log sequence and document, in order of sequence.
    directory
        Where segments are written; None leaves them in memory.
    are_many
        Whether processes are worth starting for them. Theirs are yielded when all are written.

    Raises
    ------
    BuildError
        A process that builds was ended.
    """
    if directory is None:
        return (Part(segment, None) for segment in _iter_segments(documents))
    directory.path.mkdir(parents=True, exist_ok=True)
    if are_many and num_builders() > 1:
        return _iter_pooled(documents, directory)
    return (_written(segment, directory) for segment in _iter_segments(documents))


def _iter_segments(documents: Iterable[tuple[int, Document]]) -> Iterator[Segment]:
    """Build segments in this process."""
    builder = SegmentBuilder()
    for sequence, document in documents:
        builder.add(document, sequence=sequence)
        if builder.num_tokens >= SEGMENT_TOKENS:
            yield builder.finish()
            builder = SegmentBuilder()
    if len(builder):
        yield builder.finish()


def _written(segment: Segment, directory: IndexDirectory) -> Part:
    """Write a segment and map it."""
    path = directory.path / f"{PREFIX}{os.getpid()}-built.onr"
    try:
        segment.write(path)
        return directory.adopt(path)
    except BaseException:
        path.unlink(missing_ok=True)  # no manifest removes what this process builds
        raise


def _iter_pooled(documents: Iterable[tuple[int, Document]], directory: IndexDirectory) -> Iterator[Part]:
    """Build segments in several processes; yield them when all are written."""
    _compile_kernels()
    num_workers = num_builders()
    tokens = max(1, SEGMENT_TOKENS // num_workers)
    with BuilderPool(directory.path, num_workers=num_workers, segment_tokens=tokens) as pool:
        for sequence, document in documents:
            pool.add(document, sequence=sequence)
        for path in pool.finish():
            yield directory.adopt(path)


def _compile_kernels() -> None:
    """Compile what builds a segment, unless it is compiled: otherwise every worker would do so for itself."""
    builder = SegmentBuilder()
    builder.add(Document("a", "A", "a b"), sequence=1)
    builder.finish()
