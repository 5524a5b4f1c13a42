"""What a batch of documents does to a log, decided before anything is written; the same for every database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matcher.types import Document
from service.store.encoding import digest, encode
from service.store.log import Effect, Stored


class Row(NamedTuple):
    """A document as a log keeps it."""

    id: str
    digest: bytes
    body: bytes


class Known(NamedTuple):
    """The last change of an id that the log has; ``digest`` is None where it was a deletion."""

    sequence: int
    digest: bytes | None


class Insert(NamedTuple):
    """A row to write, with its sequence number."""

    sequence: int
    row: Row


class LogRow(NamedTuple):
    """A row of a log, to be copied as it is; a deletion has neither digest nor body."""

    sequence: int
    id: str
    deleted: bool
    digest: bytes | None
    body: bytes | None


def rows_of(documents: Sequence[Document]) -> list[Row]:
    """Encode documents; the first that cannot be encoded raises, before a transaction has begun."""
    return [Row(document.id, digest(body), body) for document in documents for body in (encode(document),)]


def plan(rows: Sequence[Row], known: dict[str, Known], sequence: int) -> tuple[list[Stored], list[Insert]]:
    """Decide what each row does, in order, so that of an id that comes twice the last one stays.

    Parameters
    ----------
    known
        What the log has of the ids; brought up to date on return.
    sequence
        The last sequence number given.
    """
    stored: list[Stored] = []
    inserts: list[Insert] = []
    for row in rows:
        old = known.get(row.id, Known(0, None))
        if old.digest == row.digest:
            stored.append(Stored("unchanged", old.sequence))
            continue
        sequence += 1
        effect: Effect = "created" if old.digest is None else "replaced"
        stored.append(Stored(effect, sequence))
        inserts.append(Insert(sequence, row))
        known[row.id] = Known(sequence, row.digest)
    return stored, inserts
