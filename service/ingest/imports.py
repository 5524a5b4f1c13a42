"""Files into the archive: read, stored and built side by side, with counts as they go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from matcher.types import Document
from service.archive import Archive
from service.ingest.files import OnBytes, Rejected, iter_documents
from service.store import Stored

# Documents of one transaction; a sync to disk costs some milliseconds, a thousand documents some hundred.
BATCH_DOCUMENTS = 512

OnRejected = Callable[[Rejected], None]
OnCounts = Callable[[Counter[str]], None]


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
    """
    counts: Counter[str] = Counter()

    def reject(rejected: Rejected) -> None:
        counts["failed"] += 1
        on_rejected(rejected)

    def count(stored: list[Stored]) -> None:
        counts.update(effect for effect, _ in stored)
        on_counts(counts)

    archive.import_many(_iter_batches(paths, max_characters, reject, on_bytes), count)
    return counts


def _iter_batches(
    paths: Iterable[Path], max_characters: int, reject: OnRejected, on_bytes: OnBytes
) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for path in paths:
        for found in iter_documents(path, max_characters, on_bytes):
            if isinstance(found, Rejected):
                reject(found)
                continue
            batch.append(found)
            if len(batch) == BATCH_DOCUMENTS:
                yield batch
                batch = []
    if batch:
        yield batch
