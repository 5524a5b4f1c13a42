"""Several processes that build segments side by side, one a core.

The parent reads documents and hands them out; each worker tokenises, sorts and writes segments of its own. A
document's id decides which worker gets it, so that of an id that comes twice the last one stays, as in one process.
Nothing is visible before ``finish``: the files have names that no manifest holds.
"""

from __future__ import annotations

import os
import pickle
import queue
import secrets
import threading
import zlib
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self, cast

from matcher.errors import MatcherError
from matcher.index.directory import PREFIX
from matcher.index.worker import Orders, Reply, fields_of
from matcher.processes import take_process
from matcher.types import Document

# Documents handed over at once: a pickle of some hundred kilobytes, which a pipe takes in a few writes.
BATCH_DOCUMENTS: Final = 64
# Characters at which a batch goes out early: a thousand transcripts must not wait in one piece.
BATCH_CHARACTERS: Final = 1_000_000
# Batches that may wait for a worker: it goes on while the parent is held up by another one. Some megabytes.
MAX_WAITING: Final = 8
LAST: Final = b""  # ends a feeder
# Seconds between two looks whether a worker whose queue is full still lives; the figure is not critical.
LOOK_SECONDS: Final = 1.0


class BuildError(MatcherError):
    """A process that builds segments failed or was ended; the index is as it was before."""


class BuilderPool:
    """Workers that build segment files in one directory; use it as a context manager.

    Parameters
    ----------
    directory
        Of the index.
    num_workers
        Processes, at least 1.
    segment_tokens
        Tokens at which a worker writes a segment and begins the next.
    """

    def __init__(self, directory: Path, *, num_workers: int, segment_tokens: int) -> None:
        self._directory = directory
        # A server that was killed may leave workers that go on for a moment: no two pools write to the same file.
        self._prefix = f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}-"
        self._workers = [_Worker(directory, self._prefix, number, segment_tokens) for number in range(num_workers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()
        for path in self._directory.glob(self._prefix + "*"):
            path.unlink()

    def add(self, document: Document, *, sequence: int) -> None:
        """Hand a document to its worker; waits while too many are on their way.

        Raises
        ------
        BuildError
            The worker has failed.
        """
        number = zlib.crc32(document.id.encode("utf-8", "surrogatepass")) % len(self._workers)
        self._workers[number].add(sequence, document)

    def process_ids(self) -> list[int]:
        """Return the workers' process ids."""
        return [worker.process_id for worker in self._workers]

    def finish(self) -> list[Path]:
        """Wait until everything is written; return the files, each worker's in order of writing.

        Raises
        ------
        BuildError
            A worker has failed.
        """
        for worker in self._workers:
            worker.send_last()
        return [self._directory / name for worker in self._workers for name in worker.files()]


class _Worker:
    """One process, and the thread that feeds it."""

    def __init__(self, directory: Path, prefix: str, number: int, segment_tokens: int) -> None:
        self._process = take_process()
        self.process_id = self._process.pid
        self._batch: list[tuple[int, Any]] = []
        self._num_characters = 0
        self._waiting: queue.Queue[bytes] = queue.Queue(MAX_WAITING)
        self._waiting.put(pickle.dumps(Orders(str(directory), f"{prefix}{number}-", segment_tokens)))
        self._reply: Reply | None = None
        self._feeder = threading.Thread(target=self._feed, name=f"onrecord-builder-{number}", daemon=True)
        self._feeder.start()

    def add(self, sequence: int, document: Document) -> None:
        self._batch.append((sequence, fields_of(document)))
        self._num_characters += len(document.text)
        if len(self._batch) == BATCH_DOCUMENTS or self._num_characters >= BATCH_CHARACTERS:
            self._send()

    def send_last(self) -> None:
        if self._batch:
            self._send()
        self._put(pickle.dumps(None))
        self._put(LAST)

    def files(self) -> tuple[str, ...]:
        self._feeder.join()
        if self._reply is None or self._reply.failure:
            raise BuildError(self._explanation())
        return self._reply.files

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        # Wakes the feeder if it waits; if its queue is full, it is about to fail at writing.
        with suppress(queue.Full):
            self._waiting.put_nowait(LAST)
        self._feeder.join()
        self._process.wait()

    def _send(self) -> None:
        self._put(pickle.dumps(self._batch, pickle.HIGHEST_PROTOCOL))
        self._batch, self._num_characters = [], 0

    def _put(self, message: bytes) -> None:
        while self._feeder.is_alive():
            with suppress(queue.Full):
                return self._waiting.put(message, timeout=LOOK_SECONDS)
        raise BuildError(self._explanation())

    def _feed(self) -> None:
        """Pass batches on until the last one, then wait for the reply; runs in the feeder thread."""
        process = self._process
        requests, replies = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        with suppress(OSError):
            while (message := self._waiting.get()) != LAST:
                requests.write(message)
            requests.flush()
        # A worker that failed has replied before it stopped reading; one that was ended has not.
        with suppress(EOFError, pickle.UnpicklingError), replies:
            self._reply = pickle.load(replies)
        with suppress(OSError):
            requests.close()

    def _explanation(self) -> str:
        if self._reply is not None and self._reply.failure:
            return f"a process that builds the index failed; nothing was changed. {self._reply.failure}"
        code = self._process.wait()
        return (
            f"a process that builds the index ended (exit code {code}); nothing was changed. Make sure that there is "
            "memory and disk space, then start again: documents in the log are built at the next start"
        )
