"""Where an exact phrase stands in the whole archive, and which of its documents are copies of one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from matcher.align.place import find_whole
from matcher.align.values import PartQuery
from matcher.index.everywhere import NO_POSITION, all_places, count_holding
from matcher.index.heavy import EARLIEST, document_of, phrase_key
from matcher.index.lookup import group_copies
from matcher.index.lookup_kernel import fill_table, sort_table
from matcher.index.order import DEPTH
from matcher.index.search import MAX_HITS

# Documents looked at to fold copies: wire stories run to dozens of copies, not hundreds.
MAX_FOLDED: Final = 256
# Words of deleted documents read to spare one place of a phrase: a word in a row takes two or three nanoseconds, a
# place anywhere in memory twenty to eighty.
READ_FOR_A_PLACE: Final = 8
# Words on either side of a passage in which copies must differ to read the quote otherwise: a long sentence.
AROUND: Final = 30
# What copies are read for.
Missed = Literal["words", "more quotations", "other quotations"]
# Unrelated documents that make a phrase common (contract §3).
COMMON: Final = 5


@dataclass(init=False, unsafe_hash=True, order=True, slots=True)
class Place:
    """One document in which a phrase stands; orders by date, then as laid out.

    Attributes
    ----------
    position : its first there
    repeats : whether it may stand there again
    """

    date: int
    part: int
    number: int
    position: int
    repeats: bool

    def __init__(self, date: int, part: int, number: int, position: int, repeats: bool) -> None:
        self.date = date
        self.part = part
        self.number = number
        self.position = position
        self.repeats = repeats


@dataclass(init=False, eq=False, slots=True)
class Group:
    """A document and its near-identical copies; the earliest stands for all.

    Attributes
    ----------
    row : of the earliest in the table of ``Occurrences``
    leaders : int64 (n,), for each row of that table the row that leads its group
    """

    place: Place
    row: int
    copies: int
    leaders: NDArray[np.int64]

    def __init__(self, place: Place, row: int, copies: int, leaders: NDArray[np.int64]) -> None:
        self.place = place
        self.row = row
        self.copies = copies
        self.leaders = leaders


@dataclass(init=False, eq=False, slots=True)
class Occurrences:
    """All documents of a phrase: how many there are, and the earliest ones.

    Attributes
    ----------
    table : int64 (n, 5), sorted, of up to ``MAX_FOLDED`` documents; see ``Lookup.tabulate``
    """

    num_documents: int
    table: NDArray[np.int64]

    def __init__(self, num_documents: int, table: NDArray[np.int64]) -> None:
        self.num_documents = num_documents
        self.table = table

    def place(self, k: int) -> Place:
        """Return the k-th place."""
        date, part, number, position, repeats = self.table[k].tolist()
        return Place(date, part, number, position, repeats != 0)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places listed, earliest first."""
        return tuple([Place(d, part, n, p, repeats != 0) for d, part, n, p, repeats in self.table.tolist()])


# First positions in documents, ascending, these documents, and how many hold the phrase, which may be more.
Places = tuple[NDArray[np.uint32], NDArray[np.uint32], int]

NOWHERE: Final = np.zeros((0, 5), np.int64)
# The leaders where one document has the phrase.
ALONE: Final = np.zeros(1, np.int64)


def find_occurrences(queries: Sequence[PartQuery], begin: int, end: int) -> Occurrences:
    """Find the documents in which tokens [begin, end) of a quote stand as a phrase, earliest first."""
    table, count, is_complete = queries[0].lookup.tabulate(begin, end, MAX_FOLDED) if queries else (NOWHERE, 0, True)
    if not is_complete:
        tables, counts = zip(*(_find_in_part(query, begin, end) for query in queries), strict=True)
        table, count = np.concatenate(tables), sum(counts)
    if len(queries) > 1 and len(table) > 1:
        sort_table(table, queries[0].lookup.addresses)
    return Occurrences(count, table[:MAX_FOLDED])


def _find_in_part(query: PartQuery, begin: int, end: int) -> tuple[NDArray[np.int64], int]:
    """Tabulate the documents of one part that have a common phrase, and count them."""
    hits = find_whole(query, begin, end)
    positions, numbers, num_documents = hits.positions, hits.documents, hits.num_documents
    has_firsts_only = hits.total > MAX_HITS
    if has_firsts_only:
        known = _heavy_places(query, begin, end, hits.total)
        positions, numbers, num_documents = _all_places(query, begin, end) if known is None else known
    table = np.empty((MAX_FOLDED, 5), np.int64)
    rows = fill_table(table, positions, numbers, query.part.segment.dates, query.number, int(has_firsts_only))
    return table[:rows], num_documents


def _all_places(query: PartQuery, begin: int, end: int) -> Places:
    s = query.part.segment
    arrays = s.tokens, s.order, s.first, s.samples, s.document_first, s.blocks
    positions, numbers = all_places(query.ids[begin:end], *arrays, query.allowed.documents)
    return positions, numbers, len(numbers)


def _heavy_places(query: PartQuery, begin: int, end: int, total: int) -> Places | None:
    """Look a phrase of ``total`` places up in the table of heavy phrases; None where that does not serve.

    The table knows no phrase longer than ``DEPTH``, and counts documents that a filter forbids. It counts deleted ones
    too, which are read where they are few.
    """
    part, segment, ids = query.part, query.part.segment, query.ids[begin:end]
    num_deleted_tokens = int(segment.first[-1]) - query.allowed.num_tokens
    if len(ids) > DEPTH or query.allowed is not part.undeleted or num_deleted_tokens > READ_FOR_A_PLACE * total:
        return None
    key = phrase_key(ids, len(ids))
    row = int(np.searchsorted(segment.arrays["heavy_keys"], key))
    earliest = segment.arrays["heavy_earliest"][row]
    positions = earliest[:EARLIEST][earliest != NO_POSITION]
    found = [document_of(int(p), segment.document_first, segment.blocks) for p in positions]
    documents, num_documents = np.array(found, np.uint32), int(segment.arrays["heavy_counts"][row])
    if part.deleted is not None:
        stays = part.deleted[documents] == 0
        positions, documents = positions[stays], documents[stays]
        num_documents -= count_holding(ids, segment.tokens, segment.document_first, part.deleted)
        if len(documents) < min(COMMON, num_documents):
            return None
    return positions, documents, num_documents


def fold_copies(queries: Sequence[PartQuery], occurrences: Occurrences, num_groups: int) -> list[Group]:
    """Fold near-identical documents; return at most ``num_groups`` groups, earliest first."""
    table = occurrences.table
    if len(table) == 1:
        return [Group(occurrences.place(0), 0, 0, ALONE)]
    found, leaders = group_copies(table, queries[0].lookup.addresses, num_groups)
    return [Group(occurrences.place(row), row, copies, leaders) for row, copies in found]


def iter_copies(
    queries: Sequence[PartQuery], occurrences: Occurrences, group: Group, missed: Missed
) -> Iterator[Place]:
    """Yield where copies of a group's document may read otherwise, by the words around the phrase or by their marks.

    Parameters
    ----------
    missed : what is not found in the leading document: other words around; more quotations; or other quotations, which
        a copy with another number of them may have
    """
    num_quotations = _num_quotations(queries, group.place)
    seen = {_words_around(queries, group.place)}
    for row in np.flatnonzero(group.leaders == group.row)[1:].tolist():
        place = occurrences.place(row)
        more = _num_quotations(queries, place) - num_quotations if missed != "words" else 0
        if missed == "more quotations" and more <= 0:
            continue
        words = _words_around(queries, place)
        if more or words not in seen:
            seen.add(words)
            yield place


def _num_quotations(queries: Sequence[PartQuery], place: Place) -> int:
    return queries[place.part].part.segment.num_quotations(place.number)


def _words_around(queries: Sequence[PartQuery], place: Place) -> bytes:
    """Return how a passage reads with what is beside it."""
    query = queries[place.part]
    begin, end = query.part.segment.token_range(place.number)
    first, last = place.position - AROUND, place.position + len(query.ids) + AROUND
    return query.wording(max(begin, first), min(end, last))
