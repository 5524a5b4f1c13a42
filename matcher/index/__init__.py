"""The index: segments on disk, small segments in memory for what came since, and what is deleted from either.

The document log outside is the truth, the index a cache of it: every change carries the sequence number of its log
entry, and ``last_sequence`` tells from where the log must be replayed. A ``Snapshot`` is one generation; a search
takes one and keeps it, so that writes never change an answer half way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matcher.index.builder import NO_DATE, SegmentBuilder, language_code, timestamp
from matcher.index.manifest import Manifest, SegmentEntry, read_manifest, write_manifest
from matcher.index.segment import Segment
from matcher.types import Document

__all__ = ["NO_DATE", "Filters", "Index", "Part", "Segment", "Snapshot", "timestamp"]

# Tokens of one segment built in bulk: 60 M take about 1.5 GB while sorting and 1 GB on disk.
SEGMENT_TOKENS: Final = 60_000_000
EVERYTHING: Final = np.zeros(0, np.uint8)  # stands for "all documents may answer"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One segment as a snapshot sees it: with its deletions. ``deleted`` is uint8 (d,) or None."""

    segment: Segment
    file: str | None
    deleted: NDArray[np.uint8] | None = None

    @property
    def num_documents(self) -> int:
        gone = int(self.deleted.sum()) if self.deleted is not None else 0
        return self.segment.num_documents - gone

    def is_deleted(self, d: int) -> bool:
        return self.deleted is not None and bool(self.deleted[d])

    def without(self, d: int) -> Part:
        """Return the part with one more document deleted."""
        deleted = (
            np.zeros(self.segment.num_documents, np.uint8) if self.deleted is None else self.deleted.copy()
        )
        deleted[d] = 1
        return Part(self.segment, self.file, deleted)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may answer; None lets all. Dates are seconds since 1970, both ends included."""

    document_ids: tuple[str, ...] | None = None
    published_after: int | None = None
    published_before: int | None = None
    language: str | None = None

    def allowed(self, part: Part) -> NDArray[np.uint8]:
        """Return uint8 (d,), 1 where a document may answer, or ``EVERYTHING``."""
        segment = part.segment
        dated = self.published_after is not None or self.published_before is not None
        if self.document_ids is None and not dated and not self.language:
            return EVERYTHING if part.deleted is None else 1 - part.deleted
        allowed = np.ones(segment.num_documents, np.uint8)
        if self.document_ids is not None:
            allowed[:] = 0
            numbers = [d for i in self.document_ids if (d := segment.find_document(i)) is not None]
            allowed[numbers] = 1
        if dated:
            allowed &= segment.dates != NO_DATE
        if self.published_after is not None:
            allowed &= segment.dates >= self.published_after
        if self.published_before is not None:
            allowed &= segment.dates <= self.published_before
        if self.language:
            names = segment.attributes["languages"]
            code = language_code(self.language)
            allowed &= segment.arrays["languages"] == (names.index(code) if code in names else len(names))
        if part.deleted is not None:
            allowed &= 1 - part.deleted
        return allowed


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation of the index: what a search sees from start to end."""

    generation: int
    parts: tuple[Part, ...]

    @property
    def num_documents(self) -> int:
        return sum(part.num_documents for part in self.parts)

    def find(self, document_id: str) -> tuple[int, int] | None:
        """Return (part, document) numbers of a live document, or None."""
        for p, part in enumerate(self.parts):
            d = part.segment.find_document(document_id)
            if d is not None and not part.is_deleted(d):
                return p, d
        return None


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
        parts = self._without(document.id)
        builder = SegmentBuilder()
        builder.add(document, sequence=sequence)
        self._publish(_compacted((*parts, Part(builder.finish(), None))), sequence)

    def delete(self, document_id: str, *, sequence: int) -> bool:
        """Delete a document; tell whether there was one."""
        parts = self._without(document_id)
        changed = parts != self._snapshot.parts
        if changed:
            self._publish(parts, sequence)
        self._sequence = max(self._sequence, sequence)
        return changed

    def build(
        self, documents: Iterable[tuple[int, Document]], *, progress: Callable[[int], None] | None = None
    ) -> int:
        """Add many documents at once, straight into segments of their own; return how many came in.

        Parameters
        ----------
        documents
            Pairs of log sequence and document; a later document replaces an earlier one with its id.
        progress
            Called with the number of documents taken so far, after each.
        """
        builder = SegmentBuilder()
        count = 0
        for count, (sequence, document) in enumerate(documents, 1):
            builder.add(document, sequence=sequence)
            if progress is not None:
                progress(count)
            if builder.num_tokens >= SEGMENT_TOKENS:
                self._publish_built(builder)
                builder = SegmentBuilder()
        if len(builder):
            self._publish_built(builder)
        self.flush()
        return count

    def flush(self) -> None:
        """Write what is only in memory to disk and replace the manifest; without a directory, do nothing."""
        if self._directory is None:
            return
        in_memory = [part for part in self._snapshot.parts if part.file is None]
        kept = tuple(part for part in self._snapshot.parts if part.file is not None)
        if in_memory:
            merged = _merged(in_memory)
            kept += () if merged is None else (self._written(merged),)
            self._snapshot = Snapshot(self._snapshot.generation + 1, kept)
        entries = tuple(SegmentEntry(str(part.file), _deleted_numbers(part)) for part in kept)
        write_manifest(self._directory, Manifest(self.generation, self._sequence, entries))
        self._durable_sequence = self._sequence
        self._remove_orphans({entry.file for entry in entries})

    def documents(self) -> Iterator[Document]:
        """Yield all live documents, segment by segment."""
        for part in self._snapshot.parts:
            for d in range(part.segment.num_documents):
                if not part.is_deleted(d):
                    yield part.segment.document(d)

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
        parts[p] = parts[p].without(d)
        return tuple(parts)

    def _publish(self, parts: tuple[Part, ...], sequence: int) -> None:
        self._sequence = max(self._sequence, sequence)
        self._snapshot = Snapshot(self._snapshot.generation + 1, parts)

    def _publish_built(self, builder: SegmentBuilder) -> None:
        segment = builder.finish()
        parts = self._snapshot.parts
        if parts:
            for document_id in builder.document_ids():
                if self._snapshot.find(document_id) is not None:
                    self._snapshot = Snapshot(self._snapshot.generation, self._without(document_id))
            parts = self._snapshot.parts
        part = Part(segment, None) if self._directory is None else self._written(segment)
        self._publish((*parts, part), segment.last_sequence)

    def _written(self, segment: Segment) -> Part:
        assert self._directory is not None
        taken = {part.file for part in self._snapshot.parts}
        number = 1
        while (name := f"segment-{number:06d}.onr") in taken or (self._directory / name).exists():
            number += 1
        segment.write(self._directory / name)
        return Part(Segment.open(self._directory / name), name)

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


def _compacted(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Merge segments in memory of equal size class, like a binary counter, so that few are searched."""
    kept = list(parts)
    while len(kept) > 1 and kept[-1].file is None and kept[-2].file is None:
        if kept[-2].segment.num_documents > 2 * kept[-1].segment.num_documents:
            break
        merged = _merged(kept[-2:])
        kept[-2:] = [] if merged is None else [Part(merged, None)]
    return tuple(kept)


def _merged(parts: list[Part]) -> Segment | None:
    """Build one segment of the live documents of several, or None where all are deleted."""
    builder = SegmentBuilder()
    for part in parts:
        for d in range(part.segment.num_documents):
            if not part.is_deleted(d):
                builder.add(part.segment.document(d), sequence=part.segment.last_sequence)
    return builder.finish() if len(builder) else None
