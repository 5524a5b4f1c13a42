"""Phrases so common that counting their documents at query time would take too long.

For every phrase of up to seven tokens with more than ``HEAVY_POSITIONS`` positions, the segment stores the number
of documents it stands in and its earliest positions. Any other phrase is counted when it is asked for.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.order import DEPTH
from matcher.index.sorting import places_in_order
from matcher.kernels import inline_kernel, kernel

# Counting 2,048 positions takes about 30 µs, which a query can afford; the table stays below 1 % of the index.
HEAVY_POSITIONS: Final = 2048
# Earliest documents kept a phrase: more than the most matches a client is shown by default (5).
EARLIEST: Final = 8
# Positions a block of the position-to-document table.
BLOCK: Final = 64


@kernel
def phrase_key(ids, length):  # type: ignore[no-untyped-def]
    """Hash the first ``length`` token ids of a phrase."""
    value = np.uint64(length)
    for i in range(length):
        value = (value ^ np.uint64(ids[i])) * np.uint64(0x9E3779B97F4A7C15)
        value ^= value >> np.uint64(29)
    return value


@kernel
def block_documents(document_first, num_tokens):  # type: ignore[no-untyped-def]
    """Return uint32: the document of every BLOCK-th position, from where a short scan finds any position's."""
    out = np.empty(num_tokens // BLOCK + 1, np.uint32)
    d = 0
    for b in range(out.shape[0]):
        while d + 1 < document_first.shape[0] - 1 and document_first[d + 1] <= b * BLOCK:
            d += 1
        out[b] = d
    return out


@inline_kernel
def document_of(position, document_first, blocks):  # type: ignore[no-untyped-def]
    """Return the document that holds a position."""
    d = np.int64(blocks[position // BLOCK])
    while document_first[d + 1] <= position:
        d += 1
    return d


@kernel
def heavy_phrases(tokens, order, first, document_first, blocks):  # type: ignore[no-untyped-def]
    """Find all heavy phrases by walking only the intervals that are heavy.

    Returns
    -------
    keys : uint64 (h,), sorted
    counts : uint32 (h,), documents that hold the phrase
    earliest : uint32 (h, EARLIEST), one position a document, earliest first, padded with 2**32 - 1
    """
    num_documents = document_first.shape[0] - 1
    seen = np.full(num_documents, -1, np.int64)
    capacity = 1024
    keys = np.empty(capacity, np.uint64)
    counts = np.empty(capacity, np.uint32)
    earliest = np.empty((capacity, EARLIEST), np.uint32)
    stack = [(np.int64(0), np.int64(0), np.int64(0))]
    stack.pop()
    n = np.int64(0)
    for t in range(1, first.shape[0] - 1):
        if np.int64(first[t + 1]) - np.int64(first[t]) > HEAVY_POSITIONS:
            stack.append((np.int64(first[t]), np.int64(first[t + 1]), np.int64(1)))
        while len(stack) > 0:
            lo, hi, depth = stack.pop()
            if n == capacity:
                capacity *= 2
                keys, counts, earliest = _wider(keys, counts, earliest, capacity)
            keys[n] = phrase_key(tokens[order[lo] : order[lo] + depth], depth)
            counts[n] = _count_documents(order, lo, hi, document_first, blocks, seen, n, earliest[n])
            n += 1
            if depth < DEPTH:
                _push_heavier(tokens, order, lo, hi, depth, stack)
    rank = places_in_order(keys[:n])
    return keys[:n][rank], counts[:n][rank], earliest[:n][rank]


@kernel
def _wider(keys, counts, earliest, capacity):  # type: ignore[no-untyped-def]
    n = keys.shape[0]
    wide_keys = np.empty(capacity, np.uint64)
    wide_counts = np.empty(capacity, np.uint32)
    wide_earliest = np.empty((capacity, EARLIEST), np.uint32)
    wide_keys[:n], wide_counts[:n], wide_earliest[:n] = keys, counts, earliest
    return wide_keys, wide_counts, wide_earliest


@kernel
def _count_documents(order, lo, hi, document_first, blocks, seen, stamp, earliest):  # type: ignore[no-untyped-def]
    """Count the documents of an interval and keep the earliest position of each of the first few."""
    count = 0
    kept = 0
    earliest[:] = np.uint32(0xFFFFFFFF)
    for k in range(lo, hi):
        position = order[k]
        d = document_of(position, document_first, blocks)
        if seen[d] != stamp:
            seen[d] = stamp
            count += 1
        if position < earliest[EARLIEST - 1]:
            kept = _insert_earliest(earliest, kept, position, d, document_first, blocks)
    return count


@kernel
def _insert_earliest(earliest, kept, position, d, document_first, blocks):  # type: ignore[no-untyped-def]
    for i in range(kept):
        if document_of(earliest[i], document_first, blocks) == d:
            if position < earliest[i]:
                earliest[i] = position
            return kept
    i = min(kept, EARLIEST - 1)
    while i > 0 and earliest[i - 1] > position:
        earliest[i] = earliest[i - 1]
        i -= 1
    earliest[i] = position
    return min(kept + 1, EARLIEST)


@kernel
def _push_heavier(tokens, order, lo, hi, depth, stack):  # type: ignore[no-untyped-def]
    """Push the sub-intervals one token deeper that are still heavy."""
    k = lo
    while k < hi:
        token = tokens[np.int64(order[k]) + depth]
        end = k + 1
        # Runs can be long: gallop to beyond the end, then bisect.
        step = np.int64(1)
        while end < hi and tokens[np.int64(order[end]) + depth] == token:
            end = min(end + step, hi)
            step *= 2
        low, high = k, end
        while high - low > 1:
            middle = (low + high) // 2
            if tokens[np.int64(order[middle]) + depth] == token:
                low = middle
            else:
                high = middle
        if token != 0 and high - k > HEAVY_POSITIONS:
            stack.append((k, high, depth + 1))
        k = high
