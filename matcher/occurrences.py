"""Where an exact phrase stands in the whole archive, and which of its documents are copies of one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matcher.align.place import PartQuery, find_whole
from matcher.index.heavy import EARLIEST, document_of, phrase_key
from matcher.index.order import DEPTH
from matcher.index.search import MAX_HITS
from matcher.index.sketch import BUCKETS, EMPTY, NEAR_IDENTICAL

# Documents looked at to fold copies: wire stories run to dozens of copies, not hundreds.
MAX_FOLDED: Final = 256
# Unrelated documents that make a phrase common (contract §3).
COMMON: Final = 5
NO_POSITION: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One document in which a phrase stands; orders by date, then as laid out. ``position`` is its first there."""

    date: int
    part: int
    number: int
    position: int


@dataclass(frozen=True, slots=True)
class Group:
    """A document and its near-identical copies; the earliest stands for all."""

    place: Place
    copies: int


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """All documents of a phrase: how many there are, and the earliest ones.

    Attributes
    ----------
    table : int64 (n, 4), date, part, number and first position of up to ``MAX_FOLDED`` documents a part, sorted
    """

    num_documents: int
    table: NDArray[np.int64]

    def place(self, k: int) -> Place:
        """Return the k-th place."""
        return Place(*self.table[k].tolist())

    @property
    def places(self) -> tuple[Place, ...]:
        """All places listed, earliest first."""
        return tuple(Place(*row) for row in self.table.tolist())


NOWHERE: Final = np.zeros((0, 4), np.int64)


def find_occurrences(queries: Sequence[PartQuery], begin: int, end: int) -> Occurrences:
    """Find the documents in which tokens [begin, end) of a quote stand as a phrase, earliest first."""
    tables: list[NDArray[np.int64]] = []
    count = 0
    for query in queries:
        hits = find_whole(query, begin, end)
        if hits.total == 0:
            continue
        positions, numbers, total = hits.positions, hits.documents, hits.num_documents
        if hits.total > MAX_HITS and query.allowed.size == 0 and end - begin <= DEPTH:
            positions, numbers, total = _heavy_places(query, begin, end)
        if total:
            count += total
            tables.append(_first_places(query, positions, numbers))
    if len(tables) == 1:
        return Occurrences(count, tables[0])
    if not tables:
        return Occurrences(0, NOWHERE)
    table = np.concatenate(tables)
    return Occurrences(count, table[np.lexsort(table.T[::-1])])


def _first_places(query: PartQuery, positions: NDArray[np.uint32], numbers: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Tabulate the first position in each document; both arrays ascend."""
    if len(numbers) > 1:
        is_first = np.ones(len(numbers), bool)
        np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
        positions, numbers = positions[is_first][:MAX_FOLDED], numbers[is_first][:MAX_FOLDED]
    table = np.empty((len(numbers), 4), np.int64)
    table[:, 0], table[:, 1] = query.part.segment.dates[numbers], query.number
    table[:, 2], table[:, 3] = numbers, positions
    return table


def _heavy_places(query: PartQuery, begin: int, end: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32], int]:
    """Look a heavy phrase up: its earliest positions, their documents, and the number of all its documents."""
    segment = query.part.segment
    ids = query.ids[begin:end]
    key = phrase_key(ids, len(ids))
    row = int(np.searchsorted(segment.arrays["heavy_keys"], key))
    earliest = segment.arrays["heavy_earliest"][row]
    positions = earliest[:EARLIEST][earliest != NO_POSITION]
    documents = [document_of(int(p), segment.document_first, segment.blocks) for p in positions]
    return positions, np.array(documents, np.uint32), int(segment.arrays["heavy_counts"][row])


def fold_copies(queries: Sequence[PartQuery], occurrences: Occurrences, num_groups: int) -> list[Group]:
    """Fold near-identical documents; return at most ``num_groups`` groups, earliest first."""
    table = occurrences.table
    if len(table) == 1:
        return [Group(occurrences.place(0), 0)]
    sketches = np.empty((len(table), BUCKETS), np.uint16)
    for query in queries:
        here = table[:, 1] == query.number
        sketches[here] = query.part.segment.arrays["sketches"][table[here, 2]]
    free = np.ones(len(table), bool)
    groups: list[Group] = []
    while free.any() and len(groups) < num_groups:
        k = int(free.argmax())
        alike = free & _near_identical(sketches, sketches[k])
        alike[k] = True
        groups.append(Group(occurrences.place(k), int(alike.sum()) - 1))
        free &= ~alike
    return groups


def _near_identical(sketches: NDArray[np.uint16], one: NDArray[np.uint16]) -> NDArray[np.bool_]:
    filled = (sketches != EMPTY) | (one != EMPTY)
    equal = ((sketches == one) & filled).sum(axis=1)
    result: NDArray[np.bool_] = equal >= NEAR_IDENTICAL * np.maximum(filled.sum(axis=1), 1)
    return result
