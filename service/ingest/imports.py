"""Files into the archive: read, stored and built side by side, with counts as they go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from matcher.errors import MatcherError
from matcher.types import Document
from service.archive import Archive
from service.ingest.files import OnBytes, Rejected, iter_documents
from service.inputs import name_of
from service.store import LogError, Stored

# Documents of one transaction; a sync to disk costs some milliseconds, a thousand documents some hundred.
BATCH_DOCUMENTS = 512

# Bytes of files that several processes will build: as much as makes `matcher.Index` start them.
LARGE_BYTES = 10_000_000

OnRejected = Callable[[Rejected], None]
OnCounts = Callable[[Counter[str]], None]


class ImportStoppedError(Exception):
    """The log took no more documents; the message names the line to go on from."""


def import_files(
    archive: Archive,
    paths: Iterable[Path],
    *,
    max_characters: int,
    on_rejected: OnRejected,
    on_counts: OnCounts = lambda _: None,
    on_bytes: OnBytes = lambda _: None,
) -> Counter[str]:
    """Import all documents of the files; give how many were created, replaced, unchanged and failed.

    Parameters
    ----------
    on_rejected
        Called for each line or file that could not be used, from a thread.
    on_counts
        Called with the counts so far after each transaction, from a thread.
    on_bytes
        Told how many more bytes of the files have been read, from a thread.

    Raises
    ------
    ImportStoppedError
        A disk is full, or the database is away; what came before the line that it names is stored.
    """
    counts: Counter[str] = Counter()

    def reject(rejected: Rejected) -> None:
        counts["failed"] += 1
        on_rejected(rejected)

    def count(stored: list[Stored]) -> None:
        counts.update(effect for effect, _ in stored)
        on_counts(counts)

    batches = _Batches(paths, max_characters, reject, on_bytes)
    try:
        archive.import_many(batches, count)
    except LogError as error:
        raise ImportStoppedError(
            f"stopped at {batches.begin}: {error} What came before is stored; then import the same files again."
        ) from error
    except (OSError, MatcherError) as error:
        raise ImportStoppedError(
            f"stopped near {batches.begin}: the index cannot be written ({error}). What came before is stored; mend "
            "the cause, then import the same files again."
        ) from error
    return counts


class _Batches:
    """Documents of files in batches, which knows where the last batch that was given out began."""

    def __init__(self, paths: Iterable[Path], max_characters: int, reject: OnRejected, on_bytes: OnBytes) -> None:
        self._paths, self._max_characters = paths, max_characters
        self._reject, self._on_bytes = reject, on_bytes
        self._path, self._line = Path(), 0
        self._named: dict[str, Path] = {}  # text files by their ids, which are their names
        self.begin = "the beginning"

    def __iter__(self) -> Iterator[list[Document]]:
        batch: list[Document] = []
        begin = self.begin
        for found in self._iter_found():
            if isinstance(found, Rejected):
                self._reject(found)
                continue
            begin = begin if batch else self._place()
            batch.append(found)
            if len(batch) == BATCH_DOCUMENTS:
                self.begin = begin
                yield batch
                batch = []
        if batch:
            self.begin = begin
            yield batch

    def _iter_found(self) -> Iterator[Document | Rejected]:
        for path in self._paths:
            self._path, self._line = path, 0
            for found in iter_documents(path, self._max_characters, self._on_bytes, self._on_line):
                yield found if self._line or isinstance(found, Rejected) else self._named_once(found, path)

    def _named_once(self, document: Document, path: Path) -> Document | Rejected:
        """Refuse a text file with the name of another one, which it would replace unnoticed."""
        other = self._named.setdefault(document.id, path)
        if other.resolve() == path.resolve():
            return document
        return Rejected(path, None, f"the file name is the id, and {other} has it already; rename one of them")

    def _on_line(self, number: int) -> None:
        self._line = number

    def _place(self) -> str:
        name = name_of(self._path)
        return f"{name}:{self._line}" if self._line else name
