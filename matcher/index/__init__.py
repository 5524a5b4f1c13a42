"""The index: segments on disk, small segments in memory for what came since, and what is deleted from either.

The document log outside is the truth, the index a cache of it: every change carries the sequence number of its log
entry, and ``last_sequence`` tells from where the log must be replayed. A ``Snapshot`` is one generation; a search
takes one and keeps it, so that writes never change an answer half way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from matcher.index.builder import NO_DATE, SegmentBuilder, timestamp
from matcher.index.manifest import Manifest, SegmentEntry, read_manifest, write_manifest
from matcher.index.merge import compacted, merged
from matcher.index.pool import BuilderPool
from matcher.index.segment import Segment
from matcher.index.snapshot import EVERYTHING, Filters, Part, Snapshot
from matcher.processes import num_builders
from matcher.types import Document

__all__ = ["EVERYTHING", "NO_DATE", "Filters", "Index", "Part", "Segment", "Snapshot", "timestamp"]

# Tokens that are sorted at once, in one process or shared by several: 60 M take about 2 GB while sorting.
SEGMENT_TOKENS: Final = 60_000_000
# Documents, or characters of them, at which processes are worth starting: each takes about a second to start.
POOL_DOCUMENTS: Final = 2_000
POOL_CHARACTERS: Final = 10_000_000


class Index:
    """Documents that can be searched, changed by one writer at a time.

    Examples
    --------
    >>> index = Index.open(None)
    >>> index.put(Document("d1", "A title", "“We will not raise taxes,” she said."), sequence=1)
    >>> index.num_documents
    1
    """

    def __init__(self, directory: Path | None, manifest: Manifest, parts: tuple[Part, ...]) -> None:
        self._directory = directory
        self._durable_sequence = manifest.last_sequence
        self._sequence = manifest.last_sequence
        self._snapshot = Snapshot(manifest.generation, parts)

    @classmethod
    def open(cls, directory: Path | None, *, check: bool = False) -> Index:
        """Open an index directory, creating it where missing; None keeps everything in memory.

        Raises
        ------
        SegmentError
            A file is damaged or of another version; the message names it and the remedy.
        """
        if directory is None:
            return cls(None, Manifest(), ())
        directory.mkdir(parents=True, exist_ok=True)
        manifest = read_manifest(directory)
        parts = tuple(_open_part(directory, entry, check) for entry in manifest.segments)
        return cls(directory, manifest, parts)

    @property
    def generation(self) -> int:
        return self._snapshot.generation

    @property
    def num_documents(self) -> int:
        return self._snapshot.num_documents

    @property
    def last_sequence(self) -> int:
        """Every log entry up to here is in segments on disk."""
        return self._durable_sequence

    def snapshot(self) -> Snapshot:
        """Return the present generation."""
        return self._snapshot

    def put(self, document: Document, *, sequence: int) -> None:
        """Add a document or replace the one with its id; the next search finds it."""
        self.put_many([(sequence, document)])

    def put_many(self, documents: Iterable[tuple[int, Document]]) -> None:
        """Add or replace documents at once, in memory; the next search finds them all.

        Parameters
        ----------
        documents
            Pairs of log sequence and document; a later document replaces an earlier one with its id.

        Notes
        -----
        One segment for all of them: a hundred documents cost a third of what they cost one by one.
        """
        builder = SegmentBuilder()
        for sequence, document in documents:
            builder.add(document, sequence=sequence)
        if len(builder):
            segment = builder.finish()
            parts = compacted((*self._superseded(segment), Part(segment, None)))
            self._publish(parts, segment.last_sequence)

    def delete(self, document_id: str, *, sequence: int) -> bool:
        """Delete a document; tell whether there was one."""
        parts = self._without(document_id)
        changed = parts != self._snapshot.parts
        if changed:
            self._publish(parts, sequence)
        self._sequence = max(self._sequence, sequence)
        return changed

    def build(self, documents: Iterable[tuple[int, Document]], *, progress: Callable[[int], None] | None = None) -> int:
        """Add many documents at once, straight into segments of their own; return how many came in.

        Parameters
        ----------
        documents
            Pairs of log sequence and document; a later document replaces an earlier one with its id.
        progress
            Called with the number of documents taken so far, after each.

        Raises
        ------
        BuildError
            A process that builds was ended, by lack of memory for example; the index is as it was before.

        Notes
        -----
        Many documents are built by one process a core. Searchable on return, not before.
        """
        rest = iter(documents)
        early = _early(rest)
        count = 0

        def counted() -> Iterator[tuple[int, Document]]:
            nonlocal count
            for count, pair in enumerate(chain(early, rest), 1):
                yield pair
                if progress is not None:
                    progress(count)

        pooled = self._directory is not None and _is_large(early) and num_builders() > 1
        segments = self._pooled(counted()) if pooled else self._built(counted())
        for segment, file in segments:
            self._publish((*self._superseded(segment), Part(segment, file)), segment.last_sequence)
        self.flush()
        return count

    def flush(self) -> None:
        """Write what is only in memory to disk and replace the manifest; without a directory, do nothing."""
        if self._directory is None:
            return
        in_memory = [part for part in self._snapshot.parts if part.file is None]
        kept = tuple(part for part in self._snapshot.parts if part.file is not None)
        if in_memory:
            segment = merged(in_memory)
            kept += () if segment is None else (Part(*self._written(segment)),)
            self._snapshot = Snapshot(self._snapshot.generation + 1, kept)
        entries = tuple(SegmentEntry(str(part.file), _deleted_numbers(part)) for part in kept)
        write_manifest(self._directory, Manifest(self.generation, self._sequence, entries))
        self._durable_sequence = self._sequence
        self._remove_orphans({entry.file for entry in entries})

    def documents(self) -> Iterator[Document]:
        """Yield all live documents, segment by segment."""
        for part in self._snapshot.parts:
            yield from map(part.segment.document, part.live())

    def check(self) -> None:
        """Read every file and verify every checksum; see ``format.read_arrays`` for the errors."""
        if self._directory is not None:
            for entry in read_manifest(self._directory).segments:
                Segment.open(self._directory / entry.file, check=True)

    def close(self) -> None:
        """Let go of all segments."""
        self._snapshot = Snapshot(self._snapshot.generation, ())

    def _without(self, document_id: str) -> tuple[Part, ...]:
        place = self._snapshot.find(document_id)
        if place is None:
            return self._snapshot.parts
        p, d = place
        parts = list(self._snapshot.parts)
        parts[p] = parts[p].without([d])
        return tuple(parts)

    def _publish(self, parts: tuple[Part, ...], sequence: int) -> None:
        self._sequence = max(self._sequence, sequence)
        self._snapshot = Snapshot(self._snapshot.generation + 1, parts)

    def _superseded(self, newer: Segment) -> tuple[Part, ...]:
        return tuple(part.superseded_by(newer) for part in self._snapshot.parts)

    def _built(self, documents: Iterable[tuple[int, Document]]) -> Iterator[tuple[Segment, str | None]]:
        """Build segments in this process; yield each, with its file if the index has a directory."""
        builder = SegmentBuilder()
        for sequence, document in documents:
            builder.add(document, sequence=sequence)
            if builder.num_tokens >= SEGMENT_TOKENS:
                yield self._written(builder.finish())
                builder = SegmentBuilder()
        if len(builder):
            yield self._written(builder.finish())

    def _pooled(self, documents: Iterable[tuple[int, Document]]) -> Iterator[tuple[Segment, str | None]]:
        """Build segments in several processes; yield them when all are written."""
        assert self._directory is not None
        _compile_kernels()
        num_workers = num_builders()
        tokens = max(1, SEGMENT_TOKENS // num_workers)
        with BuilderPool(self._directory, num_workers=num_workers, segment_tokens=tokens) as pool:
            for sequence, document in documents:
                pool.add(document, sequence=sequence)
            for path in pool.finish():
                name = self._free_name()
                path.replace(self._directory / name)
                yield Segment.open(self._directory / name), name

    def _written(self, segment: Segment) -> tuple[Segment, str | None]:
        """Write a segment and map it; one without a directory stays as it is."""
        if self._directory is None:
            return segment, None
        name = self._free_name()
        segment.write(self._directory / name)
        return Segment.open(self._directory / name), name

    def _free_name(self) -> str:
        assert self._directory is not None
        taken = {part.file for part in self._snapshot.parts}
        number = 1
        while (name := f"segment-{number:06d}.onr") in taken or (self._directory / name).exists():
            number += 1
        return name

    def _remove_orphans(self, names: set[str]) -> None:
        assert self._directory is not None
        for path in self._directory.glob("segment-*"):
            if path.name not in names:
                path.unlink()


def _open_part(directory: Path, entry: SegmentEntry, check: bool) -> Part:
    segment = Segment.open(directory / entry.file, check=check)
    if not entry.deleted:
        return Part(segment, entry.file)
    deleted = np.zeros(segment.num_documents, np.uint8)
    deleted[list(entry.deleted)] = 1
    return Part(segment, entry.file, deleted)


def _deleted_numbers(part: Part) -> tuple[int, ...]:
    return () if part.deleted is None else tuple(np.flatnonzero(part.deleted).tolist())


def _early(documents: Iterator[tuple[int, Document]]) -> list[tuple[int, Document]]:
    """Take documents until there are enough of them to be worth several processes."""
    early: list[tuple[int, Document]] = []
    num_characters = 0
    for pair in documents:
        early.append(pair)
        num_characters += len(pair[1].text)
        if len(early) >= POOL_DOCUMENTS or num_characters >= POOL_CHARACTERS:
            break
    return early


def _is_large(early: list[tuple[int, Document]]) -> bool:
    return len(early) >= POOL_DOCUMENTS or sum(len(d.text) for _, d in early) >= POOL_CHARACTERS


def _compile_kernels() -> None:
    """Compile what builds a segment, unless it is compiled: otherwise every worker would do so for itself."""
    builder = SegmentBuilder()
    builder.add(Document("a", "A", "a b"), sequence=1)
    builder.finish()
