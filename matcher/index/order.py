"""The order of a segment: all token positions, sorted by the seven tokens that begin there.

This is a word suffix array cut off at ``DEPTH`` tokens. Every phrase of up to seven words, however common, is one
interval of it, found by binary search; a longer phrase is narrowed to the interval of its rarest seven words and
checked. Built bucket by bucket: a counting sort on the first token, then a stable sort of each bucket by a 64-bit key
that holds the next tokens in codes as long as they are rare (``codes.py``), so that one key tells most positions apart,
memory is read in long runs, and buckets can be sorted on several cores. Ties stay in position order; documents are laid
out by date, so ties are earliest first.

The naive way, comparing suffixes token by token, costs a cache miss a comparison; prefix doubling (Karp, Miller
and Rosenberg 1972) costs three random accesses a position and a round and does not split over cores.

A **key** holds the codes of the tokens behind a position on end, as far as 63 bits reach; what lies behind a document's
end counts as id 0. Its lowest bit tells whether it is **whole**: nothing up to ``DEPTH`` was cut off.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matcher.index.codes import KEY_BITS, LENGTH, alphabetic_codes
from matcher.kernels import kernel

# Seven: the first token, and six that mostly fit one key. Longer phrases are checked in the text.
DEPTH: Final = 7
WHOLE = np.uint64(1)
# Every so many places of the order, the second token and the next few are kept on their own (``sampled_tokens``).
SAMPLE: Final = 64
SAMPLED_DEPTH: Final = 3
INSERTION_SORT_MAX = 16  # below, insertion sort beats counting
# 256 places to write to stay in the first-level cache and its address tables.
MAX_DIGIT_BITS = 8
MIN_DIGIT_BITS = 4
# A digit is as wide as splits a range into pieces of about 2**2.
PIECE_BITS = 2
# Ranges that wait to be sorted: at most 2**MAX_DIGIT_BITS for each of 64 // MIN_DIGIT_BITS digits.
MAX_WAITING = 4096
# Runs of tied positions whose tokens are fetched at once: some hundred kilobytes, which the second-level cache holds.
FETCHED_RUNS = 512
# A million positions a piece: enough pieces to balance two cores, few enough to keep calls rare.
POSITIONS_A_PIECE: Final = 1 << 20


@kernel
def first_positions(tokens, vocabulary_size):  # type: ignore[no-untyped-def]
    """Return uint32 (v + 2,): positions of token id stand in the order from [id] to [id + 1]."""
    first = np.zeros(vocabulary_size + 2, np.uint32)
    for t in tokens:
        if t != 0:
            first[t + 1] += 1
    for i in range(1, vocabulary_size + 2):
        first[i] += first[i - 1]
    return first


@kernel
def fill_buckets(tokens, first, low_id, high_id, codes, order, keys):  # type: ignore[no-untyped-def]
    """Sort the positions whose first token is one of [low_id, high_id) by it, and make their keys.

    The keys are made while the tokens pass by once, from the end: fetching tokens from all over the segment later costs
    four times as much, which pays for the memory.

    Parameters
    ----------
    tokens, first, codes : of the whole segment
    order : uint32 (n,), keys : uint64 (n,), written to, n being the positions of those tokens; stable
    """
    fill = first[low_id : high_id + 1] - first[low_id]
    separator = codes[0] & LENGTH
    key = np.uint64(0)
    # Lengths of the next six codes, and their sum.
    a = b = c = d = e = f = separator
    length = np.uint64(DEPTH - 1) * separator
    for p in range(tokens.shape[0] - 1, -1, -1):
        t = tokens[p]
        if t == 0:
            key = np.uint64(0)
            a = b = c = d = e = f = separator
            length = np.uint64(DEPTH - 1) * separator
            continue
        if low_id <= t < high_id:
            place = fill[t - low_id + 1] - np.uint32(1)
            fill[t - low_id + 1] = place
            order[place] = p
            if length < KEY_BITS:
                behind = KEY_BITS - length
                keys[place] = (key >> behind << behind) | WHOLE
            else:
                keys[place] = key & ~WHOLE
        code = codes[t]
        key = (key >> (code & LENGTH)) | (code & ~LENGTH)
        length += (code & LENGTH) - f
        a, b, c, d, e, f = code & LENGTH, a, b, c, d, e


@kernel
def _key(tokens, position, depth, codes):  # type: ignore[no-untyped-def]
    """Return the key of the tokens that stand ``depth`` behind a position, all of one document up to there."""
    key = length = np.uint64(0)
    for p in range(position + depth, position + DEPTH):
        code = codes[tokens[p]]
        key |= (code & ~LENGTH) >> length
        length += code & LENGTH
        if length >= KEY_BITS:
            return key & ~WHOLE
        if tokens[p] == 0:
            break
    return key | WHOLE


@kernel
def _depth_behind(tokens, position, depth, codes):  # type: ignore[no-untyped-def]
    """Return how deep the tokens reach that a key of tokens ``depth`` behind a position holds without a cut."""
    length = np.uint64(0)
    while depth < DEPTH:
        code = codes[tokens[position + depth]]
        length += code & LENGTH
        if length >= KEY_BITS:
            return depth
        if tokens[position + depth] == 0:
            return DEPTH
        depth += 1
    return depth


@kernel
def _insertion_sort(keys, order, lo, hi):  # type: ignore[no-untyped-def]
    for i in range(lo + 1, hi):
        key, position = keys[i], order[i]
        j = i
        while j > lo and keys[j - 1] > key:
            keys[j], order[j] = keys[j - 1], order[j - 1]
            j -= 1
        keys[j], order[j] = key, position


@kernel
def _sort_range(keys, order, begin, end, spare_keys, spare_order, waiting, counts):  # type: ignore[no-untyped-def]
    """Sort positions by key, stable: by the highest digit first, then each of its values alone.

    Codes make digits about equally frequent, so that most ranges are small after one or two.
    """
    waiting[0] = begin, end, 64
    num_waiting = 1
    while num_waiting > 0:
        num_waiting -= 1
        lo, hi, rest = waiting[num_waiting]
        n = hi - lo
        if n <= INSERTION_SORT_MAX:
            _insertion_sort(keys, order, lo, hi)
            continue
        if rest == 0:
            continue
        bits = MIN_DIGIT_BITS
        while bits < MAX_DIGIT_BITS and n >> (bits + PIECE_BITS) > 0:
            bits += 1
        bits = min(bits, rest)
        rest -= bits
        shift, size = np.uint64(rest), 1 << bits
        mask = np.uint64(size - 1)
        counts[:size] = 0
        for i in range(lo, hi):
            counts[(keys[i] >> shift) & mask] += 1
        if counts[(keys[lo] >> shift) & mask] == n:
            waiting[num_waiting] = lo, hi, rest
            num_waiting += 1
            continue
        place = 0
        for value in range(size):
            counts[value], place = place, place + counts[value]
        for i in range(lo, hi):
            value = (keys[i] >> shift) & mask
            place = counts[value]
            counts[value] = place + 1
            spare_keys[place], spare_order[place] = keys[i], order[i]
        keys[lo:hi] = spare_keys[:n]
        order[lo:hi] = spare_order[:n]
        start = 0
        for value in range(size):
            stop = counts[value]
            if stop - start > INSERTION_SORT_MAX:
                waiting[num_waiting] = lo + start, lo + stop, rest
                num_waiting += 1
            elif stop - start > 1:
                _insertion_sort(keys, order, lo + start, lo + stop)
            start = stop


@kernel
def _push_tied(keys, begin, end, depth, tied):  # type: ignore[no-untyped-def]
    """Push the runs of sorted positions whose keys are equal and not whole."""
    lo = begin
    for i in range(begin + 1, end + 1):
        if i == end or keys[i] != keys[lo]:
            if i - lo > 1 and keys[lo] & WHOLE == 0:
                tied.append((lo, i, depth))
            lo = i


@kernel
def _fetch(tokens, order, tied, begin):  # type: ignore[no-untyped-def]
    """Look at the tokens behind tied positions, so that they are in the cache when keys are made of them.

    Making keys waits for memory at every run, because each decides where to read next; looks that decide nothing wait
    for ten at a time: sorting 28 M positions takes a fifth less time.
    """
    total = np.uint64(0)
    for k in range(begin, len(tied)):
        lo, hi, _ = tied[k]
        for i in range(lo, min(hi, lo + FETCHED_RUNS)):
            total += np.uint64(tokens[np.uint64(order[i]) + np.uint64(DEPTH // 2)])
    return total


@kernel
def sort_buckets(tokens, order, keys, first, low_id, high_id, codes):  # type: ignore[no-untyped-def]
    """Sort the buckets of ids [low_id, high_id) in place by the tokens after the first; ``keys`` are spent."""
    largest = np.max(first[low_id + 1 : high_id + 1] - first[low_id:high_id])
    spare_keys = np.empty(largest, np.uint64)
    spare_order = np.empty(largest, np.uint32)
    waiting = np.empty((MAX_WAITING, 3), np.int64)
    counts = np.empty(1 << MAX_DIGIT_BITS, np.int64)
    tied = [(np.int64(0), np.int64(0), np.int64(0))]
    tied.pop()
    for t in range(low_id, high_id):
        begin, end = np.int64(first[t]), np.int64(first[t + 1])
        if end - begin < 2:
            continue
        _sort_range(keys, order, begin, end, spare_keys, spare_order, waiting, counts)
        _push_tied(keys, begin, end, np.int64(1), tied)
        fetched = len(tied)
        while len(tied) > 0:
            if len(tied) <= fetched:
                fetched = max(len(tied) - FETCHED_RUNS, 0)
                # Kept where it will be overwritten, or the compiler would leave the looks out.
                spare_keys[0] = _fetch(tokens, order, tied, fetched)
            lo, hi, depth = tied.pop()
            depth = _depth_behind(tokens, np.int64(order[lo]), depth, codes)
            for i in range(lo, hi):
                keys[i] = _key(tokens, np.int64(order[i]), depth, codes)
            _sort_range(keys, order, lo, hi, spare_keys, spare_order, waiting, counts)
            _push_tied(keys, lo, hi, depth, tied)


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
    num_positions = int(first[-1])
    codes = alphabetic_codes(first, len(tokens) - num_positions)
    # Made here and not in a kernel: NumPy asks for large pages, and writing all over the arrays takes half the time.
    order, keys = np.empty(num_positions, np.uint32), np.empty(num_positions, np.uint64)
    fill_buckets(tokens, first, 1, vocabulary_size + 1, codes, order, keys)
    pieces = _pieces(first)
    if len(pieces) == 1:
        sort_buckets(tokens, order, keys, first, *pieces[0], codes)
        return order, first
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(sort_buckets, tokens, order, keys, first, low, high, codes) for low, high in pieces]
        for job in jobs:
            job.result()
    return order, first


def sampled_tokens(tokens: NDArray[np.uint32], order: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the second to fourth token at every ``SAMPLE``-th place, uint32 (SAMPLED_DEPTH, n / SAMPLE rounded up).

    A search among the places of a common word or pair of words, up to millions, needs two cache misses a step. Its
    first steps go through this table instead, each row a hundredth of the order, which stays in the cache.
    """
    places = order[::SAMPLE].astype(np.int64)
    return np.stack([tokens[places + depth] for depth in range(1, SAMPLED_DEPTH + 1)])


def _pieces(first: NDArray[Any]) -> list[tuple[int, int]]:
    """Cut the ids into ranges of about ``POSITIONS_A_PIECE`` positions."""
    targets = np.arange(POSITIONS_A_PIECE, int(first[-1]), POSITIONS_A_PIECE)
    cuts = np.unique(np.concatenate([[1], np.searchsorted(first, targets), [len(first) - 1]]))
    return [(int(a), int(b)) for a, b in pairwise(cuts)]
