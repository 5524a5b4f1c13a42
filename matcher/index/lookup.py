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
from numpy.typing import NDArray

from matcher.index.lookup_kernel import fill_ids, fold_table, tabulate_everywhere
from matcher.index.segment import Segment

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
    "sequences",
    "sketches",
    "samples",
)


def address_table(segments: Sequence[Segment]) -> NDArray[np.int64]:
    """Return where the arrays of segments are, int64 (p, 22): address and length of each of ``COLUMNS``."""
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


@dataclass(init=False, eq=False, slots=True)
class Lookup:
    """The words of one quote in all segments of a snapshot.

    Attributes
    ----------
    addresses : int64 (p, 22), see ``address_table``
    allowed : int64 (p, 2), address and length of each part's uint8 (d,) of documents that may answer; zeros for all
    ids : uint32 (p, m), token ids of the quote in each segment's vocabulary, 0 for unknown words
    """

    addresses: NDArray[np.int64]
    allowed: NDArray[np.int64]
    ids: NDArray[np.uint32]

    def __init__(self, ids: NDArray[np.uint32], addresses: NDArray[np.int64], allowed: NDArray[np.int64]) -> None:
        self.addresses = addresses
        self.allowed = allowed
        self.ids = ids

    @classmethod
    def of(cls, hashes: NDArray[np.uint64], addresses: NDArray[np.int64], allowed: NDArray[np.int64]) -> Lookup:
        """Look up the words with these hashes, uint64 (m,)."""
        return cls(ids_everywhere(hashes, addresses), addresses, allowed)

    def tabulate(self, begin: int, end: int, limit: int) -> tuple[NDArray[np.int64], int, bool]:
        """Find the tokens [begin, end) of the quote as a phrase.

        Returns
        -------
        table : int64 (n, 5), date, part, number and first position of up to ``limit`` documents a part, part by part,
            and 1 where the phrase stands there again, else 0
        num_documents : documents that have the phrase
        is_complete : False where some part has it at more than ``MAX_HITS`` places, which are not all counted
        """
        table = np.empty((limit * len(self.addresses), 5), np.int64)
        rows, num_documents, is_complete = tabulate_everywhere(
            self.ids, begin, end, self.addresses, self.allowed, limit, table
        )
        return table[:rows], num_documents, is_complete != 0


def ids_everywhere(hashes: NDArray[np.uint64], addresses: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Return the ids of token hashes uint64 (m,) in every segment, uint32 (p, m), 0 where unknown."""
    ids = np.empty((len(addresses), len(hashes)), np.uint32)
    fill_ids(hashes, addresses, ids)
    return ids


def group_copies(table: NDArray[np.int64], addresses: NDArray[np.int64], num_groups: int) -> list[list[int]]:
    """Group near-identical documents of a sorted table: the row that leads each group, and the number of its others."""
    groups = np.empty((num_groups, 2), np.int64)
    found: list[list[int]] = groups[: fold_table(table, addresses, groups)].tolist()
    return found
