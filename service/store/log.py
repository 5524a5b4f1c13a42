"""What a log of documents offers, whatever database keeps it.

A log gives every change of a document a **sequence** number, larger than all before it. It keeps the last
change of each id only: a replaced text is gone, a deletion stays as a tombstone. So a reader that has applied
everything up to sequence *n* catches up with ``iter_after(n)``, and a reader that starts from nothing with
``iter_after(0)``.

A log has an **identity** of its own. A sequence number means something together with it only: an index of another log,
or of this one before a backup was restored over it, must not be brought up from where it stands.

Any log can be copied into one file, whose form is that of the embedded log, and any can take such a copy over. So a
backup is the same whatever the database, and documents move from one kind of database to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from matcher.types import Document

Effect = Literal["created", "replaced", "unchanged"]


class LogError(Exception):
    """The log cannot be used; the message names the remedy."""


class LogFullError(LogError):
    """There is no space for the write; nothing of it was kept."""


class LogUnavailableError(LogError):
    """The database cannot be reached for now; the same call may succeed later."""


class LogLostError(LogError):
    """Files of the log were removed, or others put in their place, while they were in use.

    What is written now would be gone when this process ends. What was written can still be read, by this process only.
    """

    def __init__(self, directory: Path, names: Sequence[str]) -> None:
        super().__init__(
            f"Files of the document log in {directory} were removed or replaced while in use ({', '.join(names)}): "
            "nothing is written any more. Put the same files back, or read the documents out of this process before it "
            "is stopped."
        )


class LogMissingError(LogError):
    """There is no log, or one without a past, where there has been another: its documents are gone, not deleted."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The document log is gone: {place} has none, or a new one, and the data directory has had another. Put it "
            "back as it was, or restore a snapshot (onrecord restore). To begin without its documents, name an empty "
            "directory with --data-dir."
        )


class LogVersionError(LogError):
    """The log was written by a newer version, or is no log of documents."""


class LogWentBackError(LogError):
    """The log ends before what was read of it: a backup was put in its place, or a standby that lacked the last writes.

    What is written now gets numbers that the index has seen already, and would never be found.
    """

    def __init__(self, last_sequence: int, seen: int) -> None:
        super().__init__(
            f"The log of documents gives number {last_sequence} where the index has seen {seen}: it was put back to an "
            "earlier state. Stop the service, delete the index directory and start again."
        )


class Stored(NamedTuple):
    """What a write did, and the sequence number of the document's last change."""

    effect: Effect
    sequence: int


class LogEntry(NamedTuple):
    """The last change of an id; ``document`` is None where it was deleted."""

    sequence: int
    id: str
    document: Document | None


class DocumentLog(Protocol):
    """Durable documents and deletions. Safe to call from several threads and processes."""

    @property
    def last_sequence(self) -> int:
        """The largest sequence given so far, 0 for an empty log."""

    @property
    def num_documents(self) -> int:
        """Documents that are not deleted."""

    def append(self, documents: Sequence[Document]) -> list[Stored]:
        """Write all documents in one transaction, durable on return; equal ones are left as they are."""

    def delete(self, document_id: str) -> int | None:
        """Delete a document durably; its sequence, or None if there is none."""

    def find(self, document_id: str) -> Document | None:
        """Give a document, or None."""

    def page(self, after_id: str, limit: int) -> list[Document]:
        """Give up to `limit` documents in order of id, beginning behind `after_id`."""

    def iter_after(self, sequence: int) -> Iterator[LogEntry]:
        """Yield the last change of every id changed after `sequence`, in order of sequence."""

    @property
    def identity(self) -> str | None:
        """What tells this log from every other; None for one of schema 1 that was opened for reading only."""

    def copy_to(self, path: Path) -> None:
        """Write the log as it is at one moment into a new file, durable on return; writers need not wait."""

    def replace_with(self, path: Path) -> None:
        """Forget everything and take over a copy, under a new identity; all of it or nothing."""

    def close(self) -> None:
        """Release files and connections."""


def require_known(log: DocumentLog, known: str | None, place: str) -> None:
    """Refuse a log that nothing was ever written to where another one is known; one with documents was put there."""
    if known is not None and log.identity not in (None, known) and not log.last_sequence:
        raise LogMissingError(place)
