"""The index: segments on disk, small segments in memory for what came since, and what is deleted from either.

The document log outside is the truth, the index a cache of it: every change carries the sequence number of its log
entry, and ``last_sequence`` tells from where the log must be replayed. A ``Snapshot`` is one generation; a search
takes one and keeps it, so that writes never change an answer half way.

One process writes the files, the builder; any number read them (``refresh``), with what came since in their own
memory. ``plan``, ``Compaction.run`` and ``adopt`` keep the segments few without holding anybody up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path

from matcher.index.builder import NO_DATE, SegmentBuilder, timestamp
from matcher.index.bulk import iter_built
from matcher.index.compaction import Compaction
from matcher.index.directory import IndexDirectory
from matcher.index.merge import compacted
from matcher.index.paging import map_ahead
from matcher.index.rounds import Round, is_large, take_early
from matcher.index.segment import Segment
from matcher.index.snapshot import EVERYTHING, Allowed, Filters, Part, Snapshot
from matcher.index.tiers import parts_due
from matcher.types import Document

__all__ = [
    "EVERYTHING",
    "NO_DATE",
    "Allowed",
    "Compaction",
    "Filters",
    "Index",
    "Part",
    "Segment",
    "Snapshot",
    "timestamp",
]


class Index:
    """Documents that can be searched, changed by one writer at a time.

    Examples
    --------
    >>> index = Index.open(None)
    >>> index.put(Document("d1", "A title", "“We will not raise taxes,” she said."), sequence=1)
    >>> index.num_documents
    1
    """

    def __init__(self, directory: IndexDirectory | None, parts: tuple[Part, ...]) -> None:
        self._directory = directory
        self._durable_sequence = self._sequence = directory.manifest.last_sequence if directory else 0
        # What the next change is made to, and what searches see; the same but inside ``unseen``.
        self._parts = parts
        self._snapshot = Snapshot(self._sequence, parts)
        self._is_unseen = False
        # Deletions that the manifest may not know: id and sequence.
        self._deletions: dict[str, int] = {}
        self._compaction: Compaction | None = None
        self._mapped: set[str] = set()

    @classmethod
    def open(cls, path: Path | None, *, check: bool = False) -> Index:
        """Open an index directory, empty where it is missing; None keeps everything in memory.

        Raises
        ------
        SegmentError
            A file is damaged or of another version; the message names it and the remedy.
        """
        if path is None:
            return cls(None, ())
        directory = IndexDirectory(path)
        return cls(directory, directory.read(check=check))

    @classmethod
    def awaiting(cls, path: Path) -> Index:
        """Return an empty index of a directory that cannot be read yet; ``refresh`` reads it once it is written."""
        return cls(IndexDirectory(path), ())

    @property
    def generation(self) -> int:
        """The newest log entry that searches see; equal generations have equal documents."""
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

    def map_ahead(self) -> None:
        """Bring the files of the present generation into this process, as far as searches need them; see ``paging``.
        Sort the words of what is deleted in them, which the next question would have to wait for.

        Call once they are open, and from time to time, for merges write new ones. What was mapped stays so.
        """
        snapshot = self._snapshot
        files = {part.file: part.segment for part in snapshot.parts if part.file is not None}
        for file in files.keys() - self._mapped:
            map_ahead(files[file])
        self._mapped = set(files)
        _ = snapshot.addresses

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """Let searches see the changes made inside only at the end, all at once."""
        was_unseen, self._is_unseen = self._is_unseen, True
        try:
            yield
        finally:
            self._is_unseen = was_unseen
            self._publish(self._parts, self._sequence)

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
            self._add(Part(builder.finish(), None))

    def delete(self, document_id: str, *, sequence: int) -> bool:
        """Delete a document; tell whether there was one."""
        if self._directory is not None:
            self._deletions[document_id] = sequence
        parts = self._without(document_id)
        changed = parts is not self._parts
        self._publish(parts, sequence)
        return changed

    def build(self, documents: Iterable[tuple[int, Document]], *, progress: Callable[[int], None] | None = None) -> int:
        """Add many documents at once, straight into segments of their own; return how many came in.

        Parameters
        ----------
        documents
            Pairs of log sequence and document in order of sequence; a later document replaces an earlier one with
            its id.
        progress
            Called with the number of documents taken so far, after each.

        Raises
        ------
        BuildError
            A process that builds was ended, by lack of memory for example. What earlier rounds wrote stays:
            ``last_sequence`` tells from where to go on.

        Notes
        -----
        Many documents are built by one process a core, in rounds of about ``SEGMENT_TOKENS``; each round is on disk
        and searchable before the next begins.
        """
        self.flush()
        rest: Iterator[tuple[int, Document]] = iter(documents)
        count = 0
        while early := take_early(rest):
            rest = chain(early, rest)
            taken = Round(rest, count, progress)
            # All or none, and all at once: processes share the log out, so one part alone says more than it has.
            parts = list(iter_built(taken, self._directory, are_many=is_large(early)))
            with self.unseen():
                for part in parts:
                    self._publish((*self._superseded_by(part), part), part.segment.last_sequence)
            count = taken.count
            self._write_manifest(taken.last_sequence)
        self.flush()
        return count

    def flush(self) -> None:
        """Write to disk what is only in memory or was lost there, and replace the manifest; do nothing without a
        directory.
        """
        if self._directory is None:
            return
        self.stop()
        unwritten = tuple(part for part in self._parts if part.file is None or self._directory.is_lost(part))
        if unwritten:
            compaction = Compaction(self._directory.path, unwritten, self._sequence)
            exists, self._compaction = compaction.run_here(), compaction
            self.adopt(compaction, exists=exists)
        elif self._sequence > self._durable_sequence:
            self._write_manifest(self._sequence)

    def lost_files(self) -> list[str]:
        """Return the files that somebody removed while they are in use; the next ``plan`` or ``flush`` mends that."""
        directory = self._directory
        return [] if directory is None else [str(part.file) for part in self._parts if directory.is_lost(part)]

    def plan(self, *, at_rest: bool = False) -> Compaction | None:
        """Say what should be merged or written to disk now, if anything is due; one such work at a time.

        Parameters
        ----------
        at_rest
            Nothing is being written: merge also what only makes searches faster, if the disk has plenty of room.

        Notes
        -----
        ``Compaction.run`` does the work, in any thread, while the index changes; ``adopt`` takes the result over.
        Files that somebody removed come first, written anew out of what is mapped of them.
        """
        if self._directory is None or self._compaction is not None:
            return None
        lost = [replace(part, file=None) for part in self._parts if self._directory.is_lost(part)]
        has_room = self._directory.has_room_for if at_rest else None
        parts = lost or parts_due(self._parts, has_room_at_rest=has_room)
        if not parts:
            return None
        writes_memory = not lost and any(part.file is None for part in parts)
        sequence = self._sequence if writes_memory else self._durable_sequence
        self._compaction = Compaction(self._directory.path, tuple(parts), sequence)
        return self._compaction

    def adopt(self, compaction: Compaction, *, exists: bool) -> None:
        """Put what a compaction wrote in the place of its parts, deletions since then included.

        Parameters
        ----------
        exists
            Whether it wrote anything: not if no document was left.
        """
        assert self._directory is not None
        if compaction is not self._compaction:
            compaction.discard()  # stopped too late: the index has moved on
            return
        self._compaction = None
        sources = {id(part.segment): part for part in compaction.parts}
        kept = [part for part in self._parts if id(part.segment) not in sources]
        if exists:
            try:
                part = self._directory.adopt(compaction.path)
            except BaseException:
                compaction.discard()
                raise
            states = [(old, sources[id(old.segment)]) for old in self._parts if id(old.segment) in sources]
            gone = [i for old, before in states for i in old.deleted_since(before)]
            kept.insert(0, part.without_ids(gone))
        self._publish(tuple(kept), self._sequence)
        self._write_manifest(compaction.sequence)

    def abandon(self, compaction: Compaction) -> None:
        """Go on without a compaction that failed: its parts stay where they are, and will be planned again."""
        if self._compaction is compaction:
            self._compaction = None

    def restamp(self) -> None:
        """Write the manifest anew if files were verified whole at opening, so that the next opening need not do it.

        Notes
        -----
        For the builder, once the log has been replayed. A backup by hard links changes the stamps of all files.
        """
        if self._directory is not None and self._directory.is_restamped:
            self._write_manifest(self._durable_sequence)

    def stop(self) -> None:
        """Give up the work that was planned last, if it still runs."""
        if self._compaction is not None:
            self._compaction.stop()
            self._compaction = None

    def refresh(self) -> bool:
        """Take over what the builder wrote since; tell whether there was anything. For all processes but the builder.

        Notes
        -----
        Documents in memory that are on disk now are let go. The log must then be replayed from ``last_sequence`` (or
        from what was replayed before, if that is later) before searches see the result: see ``unseen``.

        Raises
        ------
        SegmentError
            A file is damaged or of another version; the index is as it was before.
        """
        if self._directory is None or not self._directory.is_outdated():
            return False
        before = self._directory.manifest
        parts = self._directory.read()
        durable = self._directory.manifest.last_sequence
        if durable < self._durable_sequence:
            self._directory.forget(before)  # the index is being built anew, and is not yet there
            return False
        self._durable_sequence = durable
        self._deletions = {i: sequence for i, sequence in self._deletions.items() if sequence > durable}
        parts = tuple(part.without_ids(self._deletions) for part in parts)
        for part in self._parts:
            if part.file is None and (newer := part.newer_than(durable)).num_documents:
                parts = (*(old.superseded_by(newer) for old in parts), newer)
        self._publish(parts, durable)
        return True

    def documents(self) -> Iterator[Document]:
        """Yield all live documents, segment by segment."""
        for part in self._snapshot.parts:
            yield from map(part.segment.document, part.live())

    def close(self) -> None:
        """Let go of all segments."""
        self.stop()
        self._publish((), self._sequence)

    def _without(self, document_id: str) -> tuple[Part, ...]:
        for p, part in enumerate(self._parts):
            d = part.segment.find_document(document_id)
            if d is not None and not part.is_deleted(d):
                return (*self._parts[:p], part.without([d]), *self._parts[p + 1 :])
        return self._parts

    def _publish(self, parts: tuple[Part, ...], sequence: int) -> None:
        self._sequence = max(self._sequence, sequence)
        self._parts = parts
        is_news = parts is not self._snapshot.parts or self._sequence != self._snapshot.generation
        if is_news and not self._is_unseen:
            self._snapshot = Snapshot(self._sequence, parts)

    def _add(self, part: Part) -> None:
        """Add a part in memory and merge those of equal size."""
        pinned = self._compaction.parts if self._compaction else ()
        parts = (*self._superseded_by(part), part)
        self._publish(compacted(parts, {id(p.segment) for p in pinned}), part.segment.last_sequence)

    def _superseded_by(self, newer: Part) -> tuple[Part, ...]:
        return tuple(part.superseded_by(newer) for part in self._parts)

    def _write_manifest(self, sequence: int) -> None:
        """Write the manifest; every log entry up to ``sequence`` is on disk."""
        if self._directory is None:
            return
        sequence = max(self._durable_sequence, sequence)
        parts = [part for part in self._parts if part.file is not None]
        self._directory.write(parts, last_sequence=sequence, seen_sequence=self._sequence)
        self._durable_sequence = sequence
        self._deletions = {i: s for i, s in self._deletions.items() if s > sequence}
