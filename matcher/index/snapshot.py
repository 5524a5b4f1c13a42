"""What a search sees: the segments of one generation, with their deletions, and which documents may answer.

A snapshot is taken once and kept for a whole search, so that writes never change an answer half way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matcher.index.addresses import address_table, addresses_of
from matcher.index.builder import NO_DATE, language_code, publisher_key
from matcher.index.deleted_words import DeletedWords
from matcher.index.segment import Segment

EVERYTHING: Final = np.zeros(0, np.uint8)  # stands for "all documents may answer"
# Filters whose allowed documents a snapshot keeps: a byte a document each, and a client asks with few at a time.
KEPT_FILTERS: Final = 8


@dataclass(frozen=True, eq=False)
class Allowed:
    """Which documents of one part may answer.

    Attributes
    ----------
    documents : uint8 (d,), 1 where a document may answer, or ``EVERYTHING``
    """

    segment: Segment
    documents: NDArray[np.uint8]

    @cached_property
    def num_tokens(self) -> int:
        """Tokens of these documents; counted at the first question, which no quote asks that stands as it is."""
        if not self.documents.size:
            return int(self.segment.first[-1])
        # 32 bits hold the sum, as they hold every position. A separator stands behind each document.
        return int(np.diff(self.segment.document_first) @ self.documents) - int(np.count_nonzero(self.documents))


@dataclass(frozen=True, eq=False)
class Part:
    """One segment as a snapshot sees it: with its deletions. ``deleted`` is uint8 (d,) or None."""

    segment: Segment
    file: str | None
    deleted: NDArray[np.uint8] | None = None

    @property
    def num_documents(self) -> int:
        gone = int(np.count_nonzero(self.deleted)) if self.deleted is not None else 0
        return self.segment.num_documents - gone

    @cached_property
    def undeleted(self) -> Allowed:
        """The documents that are not deleted; kept, so that a write counts anew only in the parts it changes."""
        return Allowed(self.segment, EVERYTHING if self.deleted is None else 1 - self.deleted)

    @cached_property
    def deleted_words(self) -> DeletedWords | None:
        """The words that do not count; None where there are none, or more than are ordered."""
        return None if self.deleted is None else DeletedWords.of(self.segment, self.deleted)

    def is_deleted(self, d: int) -> bool:
        return self.deleted is not None and bool(self.deleted[d])

    def live(self) -> list[int]:
        """Return the numbers of the documents that are not deleted."""
        if self.deleted is None:
            return list(range(self.segment.num_documents))
        numbers: list[int] = np.flatnonzero(self.deleted == 0).tolist()
        return numbers

    def without(self, numbers: Iterable[int]) -> Part:
        """Return the part with more documents deleted."""
        gone = list(numbers)
        if not gone:
            return self
        deleted = np.zeros(self.segment.num_documents, np.uint8) if self.deleted is None else self.deleted.copy()
        deleted[gone] = 1
        return Part(self.segment, self.file, deleted)

    def without_ids(self, document_ids: Iterable[str]) -> Part:
        """Return the part without the documents of these ids."""
        return self.without(d for i in document_ids if (d := self.segment.find_document(i)) is not None)

    def newer_than(self, sequence: int) -> Part:
        """Return the part without the documents of log entries up to ``sequence``."""
        return self.without(np.flatnonzero(self.segment.arrays["sequences"] <= sequence).tolist())

    def deleted_since(self, before: Part) -> list[str]:
        """Return the ids of the documents that are deleted here and were not in an earlier state of the part."""
        if self.deleted is None or self.deleted is before.deleted:
            return []
        gone = self.deleted if before.deleted is None else self.deleted & ~before.deleted
        return [self.segment.document_id(d) for d in np.flatnonzero(gone).tolist()]

    def superseded_by(self, newer: Part) -> Part:
        """Return the part without the documents whose ids are live in a newer one.

        Notes
        -----
        A binary search for each document of the newer segment: the smaller side is the one walked.
        """
        own, new = self.segment.arrays["id_keys"], newer.segment.arrays["id_keys"]
        known = np.searchsorted(own, new) < np.searchsorted(own, new, "right")
        numbers = newer.segment.arrays["id_documents"][known].tolist()
        return self.without_ids(newer.segment.document_id(d) for d in numbers if not newer.is_deleted(d))


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may answer; None lets all. Dates are seconds since 1970, both ends included."""

    document_ids: tuple[str, ...] | None = None
    published_after: int | None = None
    published_before: int | None = None
    language: str | None = None
    publisher: str | None = None

    @property
    def let_all(self) -> bool:
        """Whether every document may answer that is not deleted."""
        dated = self.published_after is not None or self.published_before is not None
        return self.document_ids is None and not dated and not self.language and not self.publisher

    def allowed(self, part: Part) -> Allowed:
        """Find the documents of a part that may answer."""
        segment = part.segment
        if self.let_all:
            return part.undeleted
        allowed = np.ones(segment.num_documents, np.uint8)
        if self.document_ids is not None:
            allowed[:] = 0
            numbers = [d for i in self.document_ids if (d := segment.find_document(i)) is not None]
            allowed[numbers] = 1
        if self.published_after is not None or self.published_before is not None:
            allowed &= segment.dates != NO_DATE
        if self.published_after is not None:
            allowed &= segment.dates >= self.published_after
        if self.published_before is not None:
            allowed &= segment.dates <= self.published_before
        if self.language:
            names = segment.attributes["languages"]
            code = language_code(self.language)
            allowed &= segment.arrays["languages"] == (names.index(code) if code in names else len(names))
        if self.publisher:
            allowed &= segment.arrays["publishers"] == publisher_key(self.publisher)
        if part.deleted is not None:
            allowed &= part.undeleted.documents
        return Allowed(segment, allowed)


NO_FILTERS: Final = Filters()

# What may answer in every part, and the addresses of these arrays, int64 (p, 2), see ``lookup.Lookup``.
AllowedEverywhere = tuple[tuple[Allowed, ...], NDArray[np.int64]]


@dataclass(frozen=True)
class Snapshot:
    """One generation of the index: what a search sees from start to end."""

    generation: int
    parts: tuple[Part, ...]

    @cached_property
    def num_documents(self) -> int:
        return sum(part.num_documents for part in self.parts)

    @cached_property
    def addresses(self) -> NDArray[np.int64]:
        """Where the arrays of all segments are, for ``lookup``."""
        return address_table([part.segment for part in self.parts], [part.deleted_words for part in self.parts])

    def allowed(self, filters: Filters) -> AllowedEverywhere:
        """Return which documents of each part may answer; found once for all queries with the last few filters."""
        return self._undeleted if filters is NO_FILTERS or filters.let_all else self._filtered(filters)

    @cached_property
    def _undeleted(self) -> AllowedEverywhere:
        return _allowed(self.parts, NO_FILTERS)

    @cached_property
    def _filtered(self) -> Callable[[Filters], AllowedEverywhere]:
        # Holds the parts and not the snapshot: a circle would keep files mapped until garbage is collected.
        return lru_cache(maxsize=KEPT_FILTERS)(partial(_allowed, self.parts))


def _allowed(parts: tuple[Part, ...], filters: Filters) -> AllowedEverywhere:
    allowed = tuple(filters.allowed(part) for part in parts)
    return allowed, addresses_of([a.documents for a in allowed])
