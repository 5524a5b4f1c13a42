"""How often words and phrases stand in an archive: their places in all segments, less those in deleted documents."""

from __future__ import annotations

import numpy as np

from matcher.index.addresses import deleted_row, first_at, has_deleted, order_at, samples_at, tokens_at
from matcher.index.prefetching import prefetch
from matcher.index.search import phrase_interval
from matcher.index.together import pair_intervals
from matcher.kernels import kernel


@kernel
def count_tokens(addresses):  # type: ignore[no-untyped-def]
    """Count the words of an archive; ``addresses`` is int64 (p, 88), see ``addresses.address_table``."""
    num_tokens = np.int64(0)
    for p in range(addresses.shape[0]):
        num_tokens += np.int64(first_at(addresses[p])[-1])
        if has_deleted(addresses[p]):
            num_tokens -= np.int64(first_at(deleted_row(addresses[p]))[-1])
    return num_tokens


@kernel
def count_words(words, addresses):  # type: ignore[no-untyped-def]
    """Return how often each word stands in an archive, int64 (m,), and how many words that has.

    Parameters
    ----------
    words : uint32 (p, m), token ids in every segment, 0 where unknown
    addresses : int64 (p, 88), see ``addresses.address_table``
    """
    counts = np.zeros(words.shape[1], np.int64)
    for p in range(words.shape[0]):
        _add_words(words[p], addresses[p], 1, counts)
        if has_deleted(addresses[p]):
            _add_words(words[p], deleted_row(addresses[p]), -1, counts)
    return counts, count_tokens(addresses)


@kernel
def _add_words(q, row, sign, counts):  # type: ignore[no-untyped-def]
    first = first_at(row)
    for i in range(q.shape[0]):
        prefetch(first.ctypes.data + 4 * np.int64(q[i]))
    for i in range(q.shape[0]):
        if q[i] != 0:
            counts[i] += sign * (np.int64(first[q[i] + 1]) - np.int64(first[q[i]]))


@kernel
def count_pairs(words, followers, addresses):  # type: ignore[no-untyped-def]
    """Count the places at which one word follows another in an archive, int64 (n,).

    Parameters
    ----------
    words, followers : int64 (p, n), token ids in every segment; a pair with a 0 stands nowhere
    """
    counts = np.zeros(words.shape[1], np.int64)
    for p in range(words.shape[0]):
        _add_pairs(words[p], followers[p], addresses[p], 1, counts)
        if has_deleted(addresses[p]):
            _add_pairs(words[p], followers[p], deleted_row(addresses[p]), -1, counts)
    return counts


@kernel
def _add_pairs(words, followers, row, sign, counts):  # type: ignore[no-untyped-def]
    tokens, order, first, samples = tokens_at(row), order_at(row), first_at(row), samples_at(row)
    low, high = pair_intervals(words, followers, tokens, order, first, samples)
    counts += sign * (high - low)


@kernel
def find_places(q, begin, length, row):  # type: ignore[no-untyped-def]
    """Find the phrase ``q[begin:begin + length]`` of at most ``DEPTH`` words in one segment.

    Returns
    -------
    Lowest and highest place in the order, and how many of the places between are in documents that are not deleted.
    """
    tokens, samples = tokens_at(row), samples_at(row)
    low, high = phrase_interval(q, begin, length, tokens, order_at(row), first_at(row), samples)
    count = high - low
    if count > 0 and has_deleted(row):
        gone = deleted_row(row)
        a, b = phrase_interval(q, begin, length, tokens, order_at(gone), first_at(gone), samples_at(gone))
        count -= b - a
    return low, high, count


@kernel
def forget_deleted(q, row):  # type: ignore[no-untyped-def]
    """Put 0, for unknown, in the place of the words that only deleted documents of a segment have."""
    first, gone = first_at(row), first_at(deleted_row(row))
    for i in range(q.shape[0]):
        prefetch(first.ctypes.data + 4 * np.int64(q[i]))
        prefetch(gone.ctypes.data + 4 * np.int64(q[i]))
    for i in range(q.shape[0]):
        if q[i] != 0 and first[q[i] + 1] - first[q[i]] == gone[q[i] + 1] - gone[q[i]]:
            q[i] = 0
