"""One compiled call that looks a quote up in all segments at once.

The naive way calls a kernel once a segment. Every array handed over costs a fraction of a microsecond and every one
taken back two, so with a dozen segments the calls cost more than the searches. Here the kernels get the addresses of
the segments' arrays in one table, made once a snapshot, which keeps the segments and so the arrays alive.

Invariant: a table is only used together with the snapshot it was made for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numba import carray, njit, types  # type: ignore[attr-defined]
from numba.core import cgutils
from numba.extending import intrinsic
from numpy.typing import NDArray

from matcher.index.search import MAX_HITS, find_phrase
from matcher.index.segment import Segment
from matcher.index.vocabulary import look_up

# The arrays of a segment that a look-up needs, in the order of the table's columns; each has an address and a length.
COLUMNS: Final = (
    "vocabulary_keys",
    "vocabulary_ids",
    "tokens",
    "order",
    "first",
    "document_first",
    "blocks",
    "dates",
)


def address_table(segments: Sequence[Segment]) -> NDArray[np.int64]:
    """Return where the arrays of segments are, int64 (p, 16): address and length of each of ``COLUMNS``."""
    rows = [[n for name in COLUMNS for n in _address_of(segment.arrays[name])] for segment in segments]
    return np.array(rows, np.int64).reshape(len(segments), 2 * len(COLUMNS))


def addresses_of(allowed: Sequence[NDArray[np.uint8]]) -> NDArray[np.int64]:
    """Return address and length of contiguous arrays, int64 (p, 2), zeros for an empty one."""
    rows = np.zeros((len(allowed), 2), np.int64)
    for p, array in enumerate(allowed):
        if array.size:
            rows[p] = _address_of(array)
    return rows


def _address_of(array: NDArray[Any]) -> tuple[int, int]:
    if not array.flags.c_contiguous:
        raise ValueError("only the elements of a contiguous array have one address")
    return array.ctypes.data, array.size


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """The words of one quote in all segments of a snapshot.

    Attributes
    ----------
    addresses : int64 (p, 16), see ``address_table``
    allowed : int64 (p, 2), address and length of each part's uint8 (d,) of documents that may answer; zeros for all
    ids : uint32 (p, m), token ids of the quote in each segment's vocabulary, 0 for unknown words
    """

    addresses: NDArray[np.int64]
    allowed: NDArray[np.int64]
    ids: NDArray[np.uint32]

    @classmethod
    def of(cls, hashes: NDArray[np.uint64], addresses: NDArray[np.int64], allowed: NDArray[np.int64]) -> Lookup:
        """Look the hashes of a quote's tokens up in every vocabulary."""
        return cls(addresses, allowed, ids_everywhere(hashes, addresses))

    def tabulate(self, begin: int, end: int, limit: int) -> tuple[NDArray[np.int64], int, bool]:
        """Find the tokens [begin, end) of the quote as a phrase.

        Returns
        -------
        table : int64 (n, 4), date, part, number and first position of up to ``limit`` documents a part, part by part
        num_documents : documents that have the phrase
        is_complete : False where some part has it at more than ``MAX_HITS`` places, which are not all counted
        """
        table = np.empty((limit * len(self.addresses), 4), np.int64)
        rows, num_documents, is_complete = tabulate_everywhere(
            self.ids, begin, end, self.addresses, self.allowed, limit, table
        )
        return table[:rows], num_documents, is_complete


@intrinsic
def _make_pointer(_typing_context, address):  # type: ignore[no-untyped-def]
    """Make a pointer of an integer, for ``carray``."""

    def generate(_context, builder, _signature, arguments):  # type: ignore[no-untyped-def]
        return builder.inttoptr(arguments[0], cgutils.voidptr_t)

    return types.voidptr(address), generate


pointer_to: Any = _make_pointer


@njit(cache=True, nogil=True)
def ids_everywhere(hashes, addresses):  # type: ignore[no-untyped-def]
    """Return the ids of token hashes uint64 (m,) in every segment, uint32 (p, m), 0 where unknown."""
    ids = np.zeros((addresses.shape[0], hashes.shape[0]), np.uint32)
    for p in range(addresses.shape[0]):
        a = addresses[p]
        keys = carray(pointer_to(a[0]), (a[1],), np.uint64)
        known = carray(pointer_to(a[2]), (a[3],), np.uint32)
        ids[p] = look_up(hashes, keys, known)
    return ids


@njit(cache=True, nogil=True)
def tabulate_everywhere(ids, begin, end, addresses, allowed, limit, table):  # type: ignore[no-untyped-def]
    """Find a phrase in every segment and write its documents to ``table``; see ``Lookup.tabulate``.

    Parameters
    ----------
    ids, addresses, allowed : see ``Lookup``
    limit : documents written for one part
    table : int64 (limit · p, 4), written to
    """
    rows, num_documents = 0, 0
    is_complete = True
    for p in range(addresses.shape[0]):
        a = addresses[p]
        tokens = carray(pointer_to(a[4]), (a[5],), np.uint32)
        order = carray(pointer_to(a[6]), (a[7],), np.uint32)
        first = carray(pointer_to(a[8]), (a[9],), np.uint32)
        document_first = carray(pointer_to(a[10]), (a[11],), np.uint32)
        blocks = carray(pointer_to(a[12]), (a[13],), np.uint32)
        dates = carray(pointer_to(a[14]), (a[15],), np.int64)
        may_answer = carray(pointer_to(allowed[p, 0]), (allowed[p, 1],), np.uint8)
        positions, documents, count, total = find_phrase(
            ids[p, begin:end], tokens, order, first, document_first, blocks, may_answer
        )
        is_complete = is_complete and total <= MAX_HITS
        num_documents += count
        rows += fill_table(table[rows : rows + limit], positions, documents, dates, p)
    return rows, num_documents, is_complete


@njit(cache=True, nogil=True)
def fill_table(table, positions, documents, dates, part):  # type: ignore[no-untyped-def]
    """Write the first position in each document, as many as there is room for; both arrays ascend."""
    n = 0
    for k in range(positions.shape[0]):
        if n == table.shape[0]:
            break
        if k == 0 or documents[k] != documents[k - 1]:
            table[n, 0], table[n, 1] = dates[documents[k]], part
            table[n, 2], table[n, 3] = documents[k], positions[k]
            n += 1
    return n
