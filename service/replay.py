"""The index kept up to its log: what was just written, what others wrote, and what came before a crash.

Entries go into the index in the order of the log, each once. Nothing here locks: callers hold the archive's turn to
write, except where only figures are looked at.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, takewhile

from matcher.types import Document
from service.building import BuilderLock
from service.matching import Progress, SearchIndex
from service.runs import Run, slices
from service.store import DocumentLog, LogEntry, LogWentBackError

# A backlog of this size is cheaper as one bulk build than one by one; the figure is not critical.
BULK_BACKLOG = 1_000

logger = logging.getLogger("onrecord.archive")


class Replay:
    """How far an index is in its log, and the ways to bring it on.

    Parameters
    ----------
    log
        The truth.
    index
        The cache of it.
    lock
        Tells whether this process may write index files; None where it never may.

    Attributes
    ----------
    applied
        The last change of the log that is in the index.
    """

    def __init__(self, log: DocumentLog, index: SearchIndex, lock: BuilderLock | None) -> None:
        self._log, self._index, self._lock = log, index, lock
        self.applied = index.last_sequence

    @property
    def num_behind(self) -> int:
        """At most so many changes of the log are not in the index."""
        applied = self.applied  # looked at first, for both may grow
        if (last := self._log.last_sequence) < applied:
            raise LogWentBackError(last, applied)
        return last - applied

    @property
    def is_far_behind(self) -> bool:
        """Whether the index lacks so much that it is better built in bulk."""
        return self.num_behind >= BULK_BACKLOG

    def apply(self, entries: Sequence[LogEntry]) -> None:
        """Put what was just written into the index, after whatever another process wrote before it."""
        if entries and entries[0].sequence <= self.applied:
            raise LogWentBackError(entries[0].sequence, self.applied)
        if entries and entries[0].sequence > self.applied + 1:
            self.catch_up()
        self._apply_next([entry for entry in entries if entry.sequence > self.applied])

    def catch_up(self, progress: Progress | None = None) -> None:
        """Apply what the log has and the index lacks; in bulk where that is much and this process may."""
        while self._lock is not None and self._lock.is_held and self.is_far_behind:
            logger.info("index lacks up to %d changes of the log: building them", self.num_behind)
            self.build_backlog(progress)
        if self.num_behind:
            self._apply_next(self._log.iter_after(self.applied))

    def take_over(self) -> bool:
        """Take over what the builder wrote; tell whether there was anything."""
        is_newer = self._index.refresh()
        self.applied = max(self.applied, self._index.last_sequence)
        return is_newer

    def build_logged(self, logged: Iterator[tuple[int, Document]]) -> None:
        """Build what an import logs. What other processes log in between is applied in its turn."""
        for first in logged:
            run = Run(chain([first], logged), self.applied)
            self._index.build(run, progress=None)
            self.applied = max(self.applied, self._index.last_sequence)
            if run.is_cut:
                self.catch_up()

    def build_backlog(self, progress: Progress | None) -> None:
        """Build the backlog in bulk, up to the last change that the log has when this begins.

        Each id has one entry up to there, so deletions may go ahead of documents; what is changed meanwhile comes
        behind, and may be of the same ids. A deletion ahead is neither seen nor counted before what it overtakes.
        """
        until = self._log.last_sequence
        deletion = LogEntry(0, "", None)

        def iter_documents() -> Iterator[tuple[int, Document]]:
            nonlocal deletion
            for entry in takewhile(lambda entry: entry.sequence <= until, self._log.iter_after(self.applied)):
                if entry.document is None:
                    self._index.delete(entry.id, sequence=self.applied)
                    deletion = entry
                else:
                    yield entry.sequence, entry.document

        with self._index.unseen():
            self._index.build(iter_documents(), progress=progress)
            if deletion.sequence > self._index.last_sequence:
                self._index.delete(deletion.id, sequence=deletion.sequence)
                self._index.flush()
        self.applied = until

    def _apply_next(self, entries: Iterable[LogEntry]) -> None:
        """Put entries of rising sequence into the index: runs of documents at once, deletions alone."""
        for is_deleted, run in groupby(entries, lambda entry: entry.document is None):
            for part in slices(run):
                if is_deleted:
                    for entry in part:
                        self._index.delete(entry.id, sequence=entry.sequence)
                else:
                    self._index.put_many((e.sequence, e.document) for e in part if e.document is not None)
                self.applied = part[-1].sequence
