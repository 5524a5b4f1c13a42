"""The words of a segment's deleted documents, in the segment's order: what counts of words leave out.

A deleted document stays in its segment until a merge drops it. Its words must not count meanwhile, or a borderline
quote is answered otherwise than by an archive that never had the document. The naive way, looking at the document of
every place counted, reads a million places for "of the". So the positions of deleted documents have an order of their
own, and whatever is counted in the segment's order is counted in this one too and taken off (``counting``). It needs
no tokens or vocabulary but the segment's, and grows by the documents that a write deletes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from matcher.index.order import DEPTH, sampled_tokens
from matcher.kernels import kernel

if TYPE_CHECKING:
    from matcher.index.segment import Segment

# Words of deleted documents that are ordered, a segment: some ten megabytes. Where there are more they count as words
# of the archive until they are merged away, which is due as soon as nothing is written (``tiers``).
MAX_WORDS: Final = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class DeletedWords:
    """The positions of a segment's deleted documents, sorted by the tokens that begin there.

    Attributes
    ----------
    deleted : uint8 (d,), the documents
    order, first, samples : as a segment has them of all its positions, see ``order``; equal runs in no order
    """

    deleted: NDArray[np.uint8]
    order: NDArray[np.uint32]
    first: NDArray[np.uint32]
    samples: NDArray[np.uint32]

    @classmethod
    def of(cls, segment: Segment, deleted: NDArray[np.uint8]) -> DeletedWords | None:
        """Return the words of a segment's deleted documents, uint8 (d,); None where there are more than ``MAX_WORDS``.

        Notes
        -----
        The segment keeps what was made last, so that a further deletion costs what it adds and some copying.
        """
        before = segment.deleted_words.get("last")
        if before is None or bool((before.deleted > deleted).any()):
            nothing = np.zeros(0, np.uint32)
            before = cls(np.zeros_like(deleted), nothing, np.zeros_like(segment.first), nothing)
        numbers = np.flatnonzero(deleted > before.deleted)
        num_words = int((segment.document_first[numbers + 1] - segment.document_first[numbers] - 1).sum())
        if num_words + len(before.order) > MAX_WORDS:
            return None
        positions = np.empty(num_words, np.uint32)
        _sort_documents(segment.tokens, segment.document_first, numbers, positions)
        order, first = _inserted(segment.tokens, before.order, before.first, positions)
        made = cls(deleted, order, first, sampled_tokens(segment.tokens, order))
        segment.deleted_words["last"] = made
        return made


@kernel
def _sort_documents(tokens, document_first, numbers, positions):  # type: ignore[no-untyped-def]
    """Write the positions of some documents, int64 (k,), in the order of the tokens that begin there. A merge sort."""
    n = 0
    for d in numbers:
        for position in range(document_first[d], document_first[d + 1] - 1):
            positions[n] = position
            n += 1
    here, there = positions, np.empty(n, np.uint32)
    width = 1
    while width < n:
        for low in range(0, n, 2 * width):
            middle, end = min(low + width, n), min(low + 2 * width, n)
            a, b = low, middle
            for k in range(low, end):
                if b == end or (a < middle and not _comes_before(tokens, here[b], here[a])):
                    there[k] = here[a]
                    a += 1
                else:
                    there[k] = here[b]
                    b += 1
        here, there = there, here
        width *= 2
    positions[:] = here


@kernel
def _comes_before(tokens, position, other):  # type: ignore[no-untyped-def]
    """Tell whether the tokens at a position sort before those at another; what is behind a document's end is 0."""
    for depth in range(DEPTH):
        token, other_token = tokens[np.int64(position) + depth], tokens[np.int64(other) + depth]
        if token != other_token:
            return token < other_token
        if token == 0:
            return False
    return False


@kernel
def _inserted(tokens, order, first, positions):  # type: ignore[no-untyped-def]
    """Return an order, and where each token begins in it, with further sorted positions in it."""
    n = positions.shape[0]
    out, out_first = np.empty(order.shape[0] + n, np.uint32), np.empty(first.shape[0], np.uint32)
    copied = np.int64(0)
    for x in range(n):
        token = np.int64(tokens[positions[x]])
        low, high = max(copied, np.int64(first[token])), np.int64(first[token + 1])
        while low < high:
            middle = (low + high) // 2
            if _comes_before(tokens, order[middle], positions[x]):
                low = middle + 1
            else:
                high = middle
        out[copied + x : low + x] = order[copied:low]
        out[low + x] = positions[x]
        copied = low
    out[copied + n :] = order[copied:]
    num_before = 0
    for t in range(first.shape[0]):
        while num_before < n and np.int64(tokens[positions[num_before]]) < t:
            num_before += 1
        out_first[t] = first[t] + num_before
    return out, out_first
