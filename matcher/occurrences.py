"""Where an exact phrase stands in the whole archive, and which of its documents are copies of one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matcher.align.place import PartQuery, find_whole
from matcher.index.everywhere import NO_POSITION, all_places
from matcher.index.heavy import EARLIEST, document_of, phrase_key
from matcher.index.lookup import fill_table
from matcher.index.order import DEPTH
from matcher.index.search import MAX_HITS
from matcher.index.sketch import BUCKETS, gather_sketches, group_copies

# Documents looked at to fold copies: wire stories run to dozens of copies, not hundreds.
MAX_FOLDED: Final = 256
# Unrelated documents that make a phrase common (contract §3).
COMMON: Final = 5


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
    table, count, is_complete = queries[0].lookup.tabulate(begin, end, MAX_FOLDED) if queries else (NOWHERE, 0, True)
    if not is_complete:
        tables, counts = zip(*(_find_in_part(query, begin, end) for query in queries), strict=True)
        table, count = np.concatenate(tables), sum(counts)
    if len(queries) > 1 and len(table) > 1:
        table = table[np.lexsort((_sequences(queries, table), table[:, 0]))]
    return Occurrences(count, table)


def _sequences(queries: Sequence[PartQuery], table: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the log entries that documents are from: they order equal dates the same way however parts are merged."""
    sequences = np.empty(len(table), np.uint64)
    for query in queries:
        here = table[:, 1] == query.number
        sequences[here] = query.part.segment.arrays["sequences"][table[here, 2]]
    return sequences


def _find_in_part(query: PartQuery, begin: int, end: int) -> tuple[NDArray[np.int64], int]:
    """Tabulate the documents of one part that have a common phrase, and count them."""
    hits = find_whole(query, begin, end)
    positions, numbers, num_documents = hits.positions, hits.documents, hits.num_documents
    if hits.total > MAX_HITS and query.allowed.documents.size == 0 and end - begin <= DEPTH:
        positions, numbers, num_documents = _heavy_places(query, begin, end)
    elif hits.total > MAX_HITS:
        # The table of heavy phrases counts documents that may not answer, and no phrase longer than DEPTH.
        s = query.part.segment
        positions, numbers = all_places(
            query.ids[begin:end], s.tokens, s.order, s.first, s.document_first, s.blocks, query.allowed.documents
        )
        num_documents = len(numbers)
    table = np.empty((MAX_FOLDED, 4), np.int64)
    rows = fill_table(table, positions, numbers, query.part.segment.dates, query.number)
    return table[:rows], num_documents


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
        gather_sketches(table, query.number, query.part.segment.arrays["sketches"], sketches)
    leaders, copies = group_copies(sketches, num_groups)
    return [Group(occurrences.place(k), n) for k, n in zip(leaders.tolist(), copies.tolist(), strict=True)]
