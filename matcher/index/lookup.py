"""One compiled call that looks a quote up in all segments at once; see ``addresses`` for how it gets their arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.index.lookup_kernel import fill_ids, fold_table, tabulate_everywhere


@dataclass(init=False, eq=False, slots=True)
class Lookup:
    """The words of one quote in all segments of a snapshot.

    Attributes
    ----------
    addresses : int64 (p, 88), see ``addresses.address_table``
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


def group_copies(
    table: NDArray[np.int64], addresses: NDArray[np.int64], num_groups: int
) -> tuple[list[list[int]], NDArray[np.int64]]:
    """Group near-identical documents of a sorted table.

    Returns
    -------
    the row that leads each group, with the number of its others; and for each row, int64 (n,), the row that leads its
    group: n where that is none of these
    """
    groups, leaders = np.empty((num_groups, 2), np.int64), np.empty(len(table), np.int64)
    found: list[list[int]] = groups[: fold_table(table, addresses, groups, leaders)].tolist()
    return found, leaders
