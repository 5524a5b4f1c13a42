"""The order of a segment: all token positions, sorted by the seven tokens that begin there.

This is a word suffix array cut off at ``DEPTH`` tokens. Every phrase of up to seven words, however common, is one
interval of it, found by binary search; a longer phrase is narrowed to the interval of its rarest seven words and
checked. Built bucket by bucket: a counting sort on the first token, then stable sorts of each bucket on the next
tokens, as many as fit a 64-bit key at a time, so that memory is read in long runs and buckets can be sorted on
several cores. Ties stay in position order; documents are laid out by date, so ties are earliest first.

The naive way, comparing suffixes token by token, costs a cache miss a comparison; prefix doubling (Karp, Miller
and Rosenberg 1972) costs three random accesses a position and a round and does not split over cores.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

# Seven = 1 + 3 + 3: the first token and two 64-bit keys of three 21-bit ids. Longer phrases are checked in the text.
DEPTH: Final = 7
INSERTION_SORT_MAX = 16  # below, insertion sort beats the merge's set-up
MERGE_SORT_MAX = 256  # above, counting 256 digit values a pass pays off
DIGIT_BITS = 8  # 256 places to write to stay in the first-level cache and its address tables
# A million positions a piece: enough pieces to balance two cores, few enough to keep calls rare.
POSITIONS_A_PIECE: Final = 1 << 20


@njit(cache=True, nogil=True)
def first_positions(tokens, vocabulary_size):  # type: ignore[no-untyped-def]
    """Return uint32 (v + 2,): positions of token id stand in the order from [id] to [id + 1]."""
    first = np.zeros(vocabulary_size + 2, np.uint32)
    for t in tokens:
        if t != 0:
            first[t + 1] += 1
    for i in range(1, vocabulary_size + 2):
        first[i] += first[i - 1]
    return first


@njit(cache=True, nogil=True)
def fill_buckets(tokens, first, gulp, bits):  # type: ignore[no-untyped-def]
    """Sort the positions by their first token.

    Returns
    -------
    order : uint32 (n,), stable
    keys : uint64 (n,), the ``gulp`` tokens behind each position. Made while the tokens pass by once, from the end:
        fetching them from all over the segment later costs four times as much, which pays for the memory.
    """
    fill = first.copy()
    order = np.empty(first[-1], np.uint32)
    keys = np.empty(first[-1], np.uint64)
    key = np.uint64(0)
    top = np.uint64((gulp - 1) * bits)
    for p in range(tokens.shape[0] - 1, -1, -1):
        t = tokens[p]
        if t == 0:
            key = np.uint64(0)
            continue
        fill[t + 1] -= 1
        order[fill[t + 1]] = p
        keys[fill[t + 1]] = key
        key = (key >> np.uint64(bits)) | (np.uint64(t) << top)
    return order, keys


@njit(cache=True, nogil=True)
def _key(tokens, position, gulp, bits):  # type: ignore[no-untyped-def]
    """Pack ``gulp`` token ids from position on; what lies beyond a document's end counts as 0."""
    key = np.uint64(0)
    open_ = True
    for j in range(gulp):
        key <<= np.uint64(bits)
        t = tokens[position + j]
        open_ = open_ and t != 0
        if open_:
            key |= np.uint64(t)
    return key


@njit(cache=True, nogil=True)
def _insertion_sort(keys, order, lo, hi):  # type: ignore[no-untyped-def]
    for i in range(lo + 1, hi):
        key, position = keys[i], order[i]
        j = i
        while j > lo and keys[j - 1] > key:
            keys[j], order[j] = keys[j - 1], order[j - 1]
            j -= 1
        keys[j], order[j] = key, position


@njit(cache=True, nogil=True)
def _merge_sort(keys, order, n, spare_keys, spare_order):  # type: ignore[no-untyped-def]
    for lo in range(0, n, INSERTION_SORT_MAX):
        _insertion_sort(keys, order, lo, min(lo + INSERTION_SORT_MAX, n))
    width = INSERTION_SORT_MAX
    while width < n:
        for lo in range(0, n, 2 * width):
            middle, hi = min(lo + width, n), min(lo + 2 * width, n)
            a, b = lo, middle
            for k in range(lo, hi):
                if b == hi or (a < middle and keys[a] <= keys[b]):
                    spare_keys[k], spare_order[k] = keys[a], order[a]
                    a += 1
                else:
                    spare_keys[k], spare_order[k] = keys[b], order[b]
                    b += 1
        keys[:n] = spare_keys[:n]
        order[:n] = spare_order[:n]
        width *= 2


@njit(cache=True, nogil=True)
def _radix_sort(keys, order, n, spare_keys, spare_order, key_bits):  # type: ignore[no-untyped-def]
    size = 1 << DIGIT_BITS
    mask = np.uint64(size - 1)
    num_digits = (key_bits + DIGIT_BITS - 1) // DIGIT_BITS
    # One look at the keys counts the values of all digits.
    counts = np.zeros((num_digits, size), np.int64)
    for i in range(n):
        key = keys[i]
        for digit in range(num_digits):
            counts[digit, key & mask] += 1
            key >>= np.uint64(DIGIT_BITS)
    # Each pass goes from one pair of arrays to the other; only an odd number of passes has to copy back.
    from_keys, from_order, to_keys, to_order = keys, order, spare_keys, spare_order
    odd = False
    for digit in range(num_digits):
        places = counts[digit]
        if places.max() == n:
            continue
        place = 0
        for value in range(size):
            places[value], place = place, place + places[value]
        shift = np.uint64(digit * DIGIT_BITS)
        for i in range(n):
            value = (from_keys[i] >> shift) & mask
            place = places[value]
            places[value] = place + 1
            to_keys[place], to_order[place] = from_keys[i], from_order[i]
        from_keys, from_order, to_keys, to_order = to_keys, to_order, from_keys, from_order
        odd = not odd
    if odd:
        keys[:n] = spare_keys[:n]
        order[:n] = spare_order[:n]


@njit(cache=True, nogil=True)
def sort_buckets(tokens, order, bucket_keys, first, low_id, high_id, gulp, bits):  # type: ignore[no-untyped-def]
    """Sort the buckets of ids [low_id, high_id) in place by the tokens after the first; ``bucket_keys`` are spent."""
    largest = np.max(first[low_id + 1 : high_id + 1] - first[low_id:high_id])
    spare_keys = np.empty(largest, np.uint64)
    spare_order = np.empty(largest, np.uint32)
    # Where a run of still equal positions begins and the next one does, level by level.
    tied = np.empty(largest + 1, np.bool_)
    for t in range(low_id, high_id):
        begin, size = np.int64(first[t]), np.int64(first[t + 1]) - np.int64(first[t])
        if size < 2:
            continue
        tied[1:size] = True
        tied[0] = False
        tied[size] = False
        depth = 1
        while depth < DEPTH:
            lo = 0
            any_tied = False
            while lo < size:
                hi = lo + 1
                while tied[hi]:
                    hi += 1
                n = hi - lo
                if n > 1:
                    part = order[begin + lo : begin + hi]
                    keys = bucket_keys[begin + lo : begin + hi]
                    if depth > 1:
                        for i in range(n):
                            keys[i] = _key(tokens, np.int64(part[i]) + depth, gulp, bits)
                    if n <= INSERTION_SORT_MAX:
                        _insertion_sort(keys, part, 0, n)
                    elif n <= MERGE_SORT_MAX:
                        _merge_sort(keys, part, n, spare_keys, spare_order)
                    else:
                        _radix_sort(keys, part, n, spare_keys, spare_order, gulp * bits)
                    for i in range(1, n):
                        tied[lo + i] = keys[i] == keys[i - 1]
                        any_tied = any_tied or tied[lo + i]
                lo = hi
            if not any_tied:
                break
            depth += gulp


def build_order(tokens: NDArray[np.uint32], vocabulary_size: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Sort all positions of a segment.

    Parameters
    ----------
    tokens
        uint32 (t,), token ids, 0 between documents, at least ``DEPTH`` zeros at the end.
    vocabulary_size
        Largest id.

    Returns
    -------
    order : uint32 (number of tokens that are no separator,)
    first : uint32 (vocabulary_size + 2,)
    """
    first = first_positions(tokens, vocabulary_size)
    # As few bits an id as there are ids: fewer digits to sort by. Three ids a key, two from two million words on.
    bits = max(1, vocabulary_size.bit_length())
    gulp = 3 if 3 * bits < 64 else 2
    order, keys = fill_buckets(tokens, first, gulp, bits)
    pieces = _pieces(first)
    if len(pieces) == 1:
        sort_buckets(tokens, order, keys, first, *pieces[0], gulp, bits)
        return order, first
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(sort_buckets, tokens, order, keys, first, low, high, gulp, bits) for low, high in pieces]
        for job in jobs:
            job.result()
    return order, first


def _pieces(first: NDArray[Any]) -> list[tuple[int, int]]:
    """Cut the ids into ranges of about ``POSITIONS_A_PIECE`` positions."""
    targets = np.arange(POSITIONS_A_PIECE, int(first[-1]), POSITIONS_A_PIECE)
    cuts = np.unique(np.concatenate([[1], np.searchsorted(first, targets), [len(first) - 1]]))
    return [(int(a), int(b)) for a, b in pairwise(cuts)]
