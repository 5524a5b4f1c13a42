"""The archive: the log of documents and the search engine over them, as one object.

A write goes to the log first, is durable there, and is put into the index before it is acknowledged; so a crash loses
nothing and the next request finds it. Whatever the log has and the index lacks is replayed: at start, and while other
processes write to the same log. An index that is damaged, of another version or ahead of its log is thrown away and
rebuilt, for it is only a cache.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.errors import CompactionError, MatcherError, SegmentError
from matcher.types import Answer, Document, Query
from service.announcements import Announcements
from service.building import STOP_IT, STOP_IT_OR_SEND, BuilderLock
from service.data_directory import INDEX_DIRECTORY
from service.matching import Progress, SearchEngine, SearchIndex
from service.ownership import open_index, open_own_log, write_owner
from service.prefetch import prefetched
from service.replay import Replay
from service.store import DocumentLog, LogEntry, Stored

if TYPE_CHECKING:
    from matcher.engine import Speakers

OnStored = Callable[[list[Stored]], None]

# How often a process that waits for the builder looks again.
_WAIT_S = 0.1
# Fewer than these are left to the replay at the next start, so that short runs do not leave a segment each.
_CLOSE_FLUSH_DOCUMENTS = 200
# Seconds without a write after which segments are merged for the sake of searches alone.
_REST_S = 10.0
# Documents that an import reads ahead of the index builder: a few batches, some megabytes of text.
_MAX_WAITING = 2_000

logger = logging.getLogger("onrecord.archive")


class Archive:
    """Documents that last, and the quotes found in them. Safe to use from several threads.

    Parameters
    ----------
    log
        The truth.
    index, engine
        The cache of it, and the search over that cache.
    lock
        Asked for the right to write index files; None for an archive in memory or opened for reading.
    announcements
        Shared with the other processes of the data directory; None for an archive that has none.
    name_owner
        Writes down which log data directory and index are of, where that is missing.
    """

    def __init__(
        self,
        log: DocumentLog,
        index: SearchIndex,
        engine: SearchEngine,
        *,
        lock: BuilderLock | None = None,
        announcements: Announcements | None = None,
        name_owner: Callable[[], None] = lambda: None,
    ) -> None:
        self._log, self._index, self._engine, self._lock = log, index, engine, lock
        self._announcements, self._name_owner = announcements, name_owner
        self._write_lock = threading.Lock()
        self._replay = Replay(log, index, lock)
        self._seen_applied, self._seen_at = self.applied, time.monotonic()
        self._is_closed = False

    @property
    def generation(self) -> int:
        """The generation of the index, which changes with every visible write."""
        return self._index.generation

    @property
    def num_documents(self) -> int:
        """Documents in the index."""
        return self._index.num_documents

    @property
    def num_logged(self) -> int:
        """Documents in the log."""
        return self._log.num_documents

    @property
    def policy(self) -> str:
        """The fingerprint of the matching rules."""
        return self._engine.policy

    @property
    def is_builder(self) -> bool:
        """Whether this process may write index files."""
        return self._lock is not None and self._lock.is_held

    @property
    def applied(self) -> int:
        """The last change of the log that is in the index."""
        return self._replay.applied

    @property
    def num_behind(self) -> int:
        """At most so many changes of the log are not in the index."""
        return self._replay.num_behind

    @property
    def is_far_behind(self) -> bool:
        """Whether the index lacks so much of the log that it is better built in bulk."""
        return self._replay.is_far_behind

    @property
    def is_stale(self) -> bool:
        """Whether another process acknowledged a write that is not in this index yet; costs next to nothing."""
        return self._announcements is not None and self._announcements.newest > self._replay.applied

    def announce(self) -> None:
        """Let no process answer without what is stored so far. `put` and `delete` do so themselves."""
        if self._announcements is not None:
            self._announcements.announce(self.applied)

    def recover(self, progress: Progress | None = None) -> None:
        """Bring the index up to the log and load the kernels. Call once before the first request.

        A process that may not write the index leaves a large backlog to the one that may, and waits for it.
        """
        self._engine.warm_up()
        while self._lock is not None and not self.is_builder and self.is_far_behind:
            is_free = self._lock.acquire()
            self._replay.take_over()
            if not is_free and self.is_far_behind:
                time.sleep(_WAIT_S)
        self.catch_up(progress)

    def verify(self, query: Query) -> Answer:
        """Answer one quote."""
        return self._engine.verify(query)

    def put(self, document: Document) -> Stored:
        """Store a document; durable and searchable on return."""
        stored = self.put_many([document])[0]
        self.announce()
        return stored

    def put_many(self, documents: Sequence[Document]) -> list[Stored]:
        """Store documents in one transaction; all durable and searchable on return, here at once: see `announce`."""
        with self._write_lock:
            stored = self._log.append(documents)
            self._replay.apply(
                [
                    LogEntry(sequence, document.id, document)
                    for document, (effect, sequence) in zip(documents, stored, strict=True)
                    if effect != "unchanged"
                ]
            )
        return stored

    def delete(self, document_id: str) -> bool:
        """Delete a document; gone on return. False if there was none."""
        with self._write_lock:
            sequence = self._log.delete(document_id)
            if sequence is not None:
                self._replay.apply([LogEntry(sequence, document_id, None)])
        self.announce()
        return sequence is not None

    def find(self, document_id: str) -> Document | None:
        """Give a document, or None."""
        return self._log.find(document_id)

    def page(self, after_id: str, limit: int) -> list[Document]:
        """Give up to `limit` documents in order of id, beginning behind `after_id`."""
        return self._log.page(after_id, limit)

    def import_many(self, batches: Iterable[Sequence[Document]], on_stored: OnStored) -> None:
        """Store batches, building them straight into an index segment: the fast way in for many documents.

        Parameters
        ----------
        batches
            Each is one transaction of the log.
        on_stored
            Called with what the log did with a batch once it is durable.

        Notes
        -----
        Reading `batches` and writing the log run in a thread of their own, ahead of the index builder: both spend much
        of their time outside the interpreter. Searchable on return, not before.
        """
        with self._write_lock:
            self._replay.catch_up()
            self._replay.build_logged(prefetched(self._iter_logged(batches, on_stored), max_waiting=_MAX_WAITING))
            self._index.flush()  # what an earlier try had logged, and this one found unchanged
        self.maintain()

    def catch_up(self, progress: Progress | None = None) -> None:
        """Apply what the log has and the index lacks, written by another process or before a crash."""
        if self.num_behind:
            with self._write_lock:
                self._replay.catch_up(progress)

    def follow(self) -> None:
        """Catch up with other processes, and become the builder if the last one has ended. Call from time to time.

        Raises
        ------
        SegmentError
            The builder's files cannot be read. What they have is taken from the log, like what comes after.
        """
        try:
            if not self.is_builder:
                self._follow_builder()
        except SegmentError:
            self.catch_up()
            raise
        self.catch_up()

    def maintain(self) -> None:
        """Map new index files, and if it is the builder write what is due and merge. Call from time to time.

        The work is done by a process of its own; writes and searches wait for its beginning and end only. Where nothing
        was written for ``_REST_S``, counted from call to call, segments are merged for the sake of searches alone.
        """
        self._index.map_ahead()
        if self.applied != self._seen_applied:
            self._seen_applied, self._seen_at = self.applied, time.monotonic()
        while self.is_builder and self._maintain_once(at_rest=time.monotonic() - self._seen_at >= _REST_S):
            self._index.map_ahead()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Build whatever the index lacks and write it all to disk, merged as if it had grown by itself."""
        with self._write_lock:
            self._replay.build_backlog(progress)
            self._index.flush()
        self.maintain()

    def close(self) -> None:
        """Write out what is worth it and release all files. Closing it again does nothing."""
        with self._write_lock:
            if self._is_closed:
                return
            self._is_closed = True
            if self.is_builder and self.applied - self._index.last_sequence >= _CLOSE_FLUSH_DOCUMENTS:
                self._flush_at_close()
            self._index.close()
            self._log.close()
            if self._announcements is not None:
                self._announcements.close()
            if self._lock is not None:
                self._lock.release()

    def _follow_builder(self) -> None:
        if self._lock is not None and self._lock.acquire():
            logger.info("this process builds the index from now on")
        _ = self.num_behind  # fails here, with nothing changed, while the log cannot be reached
        with self._write_lock, self._index.unseen():
            # Documents may be deleted on disk because a newer wording stands in the log: both are seen at once.
            if self._replay.take_over():
                self._replay.catch_up()

    def _flush_at_close(self) -> None:
        try:
            self._index.flush()
        except (MatcherError, OSError) as error:
            logger.warning("the index cannot be written (%s); it is brought up to the log at the next start", error)

    def _iter_logged(
        self, batches: Iterable[Sequence[Document]], on_stored: OnStored
    ) -> Iterator[tuple[int, Document]]:
        for documents in batches:
            stored = self._log.append(documents)
            on_stored(stored)
            for document, (effect, sequence) in zip(documents, stored, strict=True):
                if effect != "unchanged":
                    yield sequence, document

    def _maintain_once(self, *, at_rest: bool) -> bool:
        """Do one piece of work; tell whether there was any."""
        with self._write_lock:
            if lost := self._index.lost_files():
                logger.warning("files of the index are gone (%s): writing them anew", ", ".join(lost))
            self._name_owner()
            self._index.restamp()
            compaction = self._index.plan(at_rest=at_rest)
        if compaction is None:
            return False
        try:
            exists = compaction.run()
        except (CompactionError, OSError) as error:
            with self._write_lock:
                self._index.abandon(compaction)
            if isinstance(error, CompactionError) and compaction.is_stopped:
                return False
            raise
        with self._write_lock:
            self._index.adopt(compaction, exists=exists)
        return True


def open_archive(
    data_dir: Path,
    *,
    database_url: str | None = None,
    read_only: bool = False,
    must_build: bool = False,
    rebuild: bool = False,
    speakers: Speakers = "always",
) -> Archive:
    """Open the archive of a data directory; call `Archive.recover` before verifying.

    Parameters
    ----------
    data_dir
        Holds the index, and the log unless that is elsewhere; created if missing, unless `read_only`.
    database_url
        Where the log is, if not in the data directory; see `service.store.opening`.
    speakers
        When to resolve who spoke; see `matcher.Engine`.
    read_only
        For queries beside a running server: writes nothing, replays into memory.
    must_build
        Fail with `DirectoryInUseError` when another process has the right to write the index.
    rebuild
        Throw the index away if this process has that right; `Archive.rebuild` builds it.
    """
    # Imported here: `onrecord --help` and the parsing of import files need neither NumPy nor compiled kernels.
    from matcher import Engine
    from service.speakers.store import SPEAKERS_FILE, SpeakerStore

    with ExitStack() as opened:
        lock = None if read_only else BuilderLock(data_dir)
        if lock is not None:
            opened.callback(lock.release)
            if must_build:
                lock.acquire_or_explain(STOP_IT if rebuild else STOP_IT_OR_SEND)
        log = opened.enter_context(closing(open_own_log(data_dir, lock, database_url=database_url)))
        may_write = lock is not None and lock.is_held
        if rebuild and may_write:
            shutil.rmtree(data_dir / INDEX_DIRECTORY, ignore_errors=True)
        index = opened.enter_context(closing(open_index(data_dir / INDEX_DIRECTORY, log, may_write=may_write)))
        announcements = None if lock is None else opened.enter_context(closing(Announcements(data_dir)))
        if announcements is not None and may_write:
            announcements.reset(log.last_sequence)
        opened.pop_all()  # what is open stays so
    engine = Engine(index, speakers=speakers, memory=SpeakerStore(data_dir / SPEAKERS_FILE))
    name_owner = partial(write_owner, data_dir, log.identity)
    return Archive(log, index, engine, lock=lock, announcements=announcements, name_owner=name_owner)
