"""Every document of a common phrase, one by one: where filters or deletions leave the table of heavy phrases behind.

Costs some nanoseconds a place, so some milliseconds for the commonest phrases of a large segment. A few deleted
documents are read instead, and what the table counted of them is taken off.
"""

from __future__ import annotations

import numpy as np

from matcher.index.heavy import document_of
from matcher.index.order import DEPTH
from matcher.index.search import phrase_interval
from matcher.kernels import kernel

NO_POSITION = 0xFFFFFFFF


@kernel
def all_places(q, tokens, order, first, samples, document_first, blocks, allowed):  # type: ignore[no-untyped-def]
    """Find a phrase in every document that may answer.

    Parameters
    ----------
    q : uint32 (m,), token ids, m ≥ 1
    allowed : uint8 (d,) or (0,), documents that may answer; empty for all

    Returns
    -------
    positions : uint32 (k,), the first place in each document, ascending
    documents : uint32 (k,)
    """
    num_documents = document_first.shape[0] - 1
    earliest = np.full(num_documents, NO_POSITION, np.uint32)
    window = min(q.shape[0], DEPTH)
    lo, hi = phrase_interval(q, 0, window, tokens, order, first, samples)
    count = 0
    for k in range(lo, hi):
        position = np.int64(order[k])
        d = document_of(position, document_first, blocks)
        if (allowed.shape[0] > 0 and allowed[d] == 0) or not _goes_on(q, window, tokens, position):
            continue
        count += earliest[d] == NO_POSITION
        earliest[d] = min(np.int64(earliest[d]), position)
    positions, documents = np.empty(count, np.uint32), np.empty(count, np.uint32)
    n = 0
    for d in range(num_documents):
        if earliest[d] != NO_POSITION:
            positions[n], documents[n] = earliest[d], d
            n += 1
    return positions, documents


@kernel
def count_holding(q, tokens, document_first, chosen):  # type: ignore[no-untyped-def]
    """Count those of some documents, uint8 (d,), in which a phrase stands, by reading them."""
    count = 0
    for d in range(chosen.shape[0]):
        if chosen[d]:
            for position in range(np.int64(document_first[d]), np.int64(document_first[d + 1]) - q.shape[0]):
                if _goes_on(q, 0, tokens, position):
                    count += 1
                    break
    return count


@kernel
def _goes_on(q, begin, tokens, position):  # type: ignore[no-untyped-def]
    """Tell whether the words of a phrase from the ``begin``-th on stand behind a position too."""
    for j in range(begin, q.shape[0]):
        # No document ends less than DEPTH positions before the end of the segment, all of them separators.
        if position + j >= tokens.shape[0] or tokens[position + j] != q[j]:
            return False
    return True
