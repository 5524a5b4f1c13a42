"""Many searches in the order at once, their steps taken together.

The naive way, one binary search after the other, waits for memory most of its time, for every step reads somewhere
else. Here all searches take a step before any takes the next, and what a step reads is asked for before, so that they
wait once a step and not once each. ``docs/matching.md`` has figures.
"""

from __future__ import annotations

import numpy as np

from matcher.index.order import SAMPLE
from matcher.index.prefetching import prefetch
from matcher.kernels import inline_kernel, kernel


@kernel
def narrow_together(low, below, high, above, wanted, n, samples):  # type: ignore[no-untyped-def]
    """Narrow the searches for both ends of ``n`` intervals down to the places between two samples.

    Parameters
    ----------
    low, below, high, above : see ``search_together``; on entry both ends are sought in the whole interval
    samples : uint32 (k,), the row of ``order.sampled_tokens`` for the wanted tokens
    """
    first, end = np.empty(n, np.int64), np.empty(n, np.int64)
    for x in range(n):
        first[x], end[x] = low[x], low[x] + below[x]
        low[x] = high[x] = (first[x] + SAMPLE - 1) // SAMPLE
        below[x] = above[x] = (end[x] + SAMPLE - 1) // SAMPLE - low[x] if below[x] > 2 * SAMPLE else 0
    last = samples.shape[0] - 1
    longest = np.max(below[:n])
    while longest > 0:
        for x in range(n):
            prefetch(samples.ctypes.data + 4 * min(low[x] + (below[x] >> 1), last))
            prefetch(samples.ctypes.data + 4 * min(high[x] + (above[x] >> 1), last))
        for x in range(n):
            _step(low, below, x, samples[min(low[x] + (below[x] >> 1), last)] < wanted[x])
            _step(high, above, x, samples[min(high[x] + (above[x] >> 1), last)] <= wanted[x])
        longest >>= 1
    for x in range(n):
        if end[x] - first[x] > 2 * SAMPLE:
            _between_samples(low, below, x, first[x], end[x])
            _between_samples(high, above, x, first[x], end[x])
        else:
            low[x] = high[x] = first[x]
            below[x] = above[x] = end[x] - first[x]


@inline_kernel
def _between_samples(base, size, x, first, end):  # type: ignore[no-untyped-def]
    """Turn the first sample behind what is sought into the places where it may be: behind the sample before."""
    stop = min(base[x] * SAMPLE, end)
    base[x] = max((base[x] - 1) * SAMPLE + 1, first)
    size[x] = stop - base[x]


@kernel
def search_together(low, below, high, above, wanted, n, tokens, order, depth):  # type: ignore[no-untyped-def]
    """Find for ``n`` intervals where the phrases begin and end that have the wanted token at ``depth``.

    Both ends of all intervals are searched step by step together, and what a step reads is asked for before: several
    times as fast as one search after the other, which wait for memory one by one. No step branches on what it reads.

    Parameters
    ----------
    low, below : int64 (m,), where the lower ends are sought and in how many places; on return where they are
    high, above : the same for the upper ends
    """
    last = order.shape[0] - 1
    at_low, at_high = np.empty(n, np.int64), np.empty(n, np.int64)
    longest = max(np.max(below[:n]), np.max(above[:n]))
    while longest > 0:
        for x in range(n):
            at_low[x] = min(low[x] + (below[x] >> 1), last)
            at_high[x] = min(high[x] + (above[x] >> 1), last)
            prefetch(order.ctypes.data + 4 * at_low[x])
            prefetch(order.ctypes.data + 4 * at_high[x])
        for x in range(n):
            at_low[x] = np.int64(order[at_low[x]]) + depth
            at_high[x] = np.int64(order[at_high[x]]) + depth
            prefetch(tokens.ctypes.data + 4 * at_low[x])
            prefetch(tokens.ctypes.data + 4 * at_high[x])
        for x in range(n):
            _step(low, below, x, tokens[at_low[x]] < wanted[x])
            _step(high, above, x, tokens[at_high[x]] <= wanted[x])
        longest >>= 1


@inline_kernel
def _step(base, size, x, is_before):  # type: ignore[no-untyped-def]
    """Take one step of a binary search: what is sought lies behind the middle if that stands before it."""
    half = size[x] >> 1
    less = np.int64(is_before) & np.int64(size[x] > 0)
    base[x] += less * (half + 1)
    size[x] = half + less * (size[x] - 2 * half - 1)


@kernel
def pair_intervals(words, followers, tokens, order, first, samples):  # type: ignore[no-untyped-def]
    """Return the intervals of the order in which pairs of words stand: lower and upper ends, int64 (n,).

    Parameters
    ----------
    words, followers : int64 (n,), token ids; a pair with a 0 stands nowhere
    """
    n = words.shape[0]
    low, below = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for x in range(n):
        if words[x] != 0 and followers[x] != 0:
            low[x] = first[words[x]]
            below[x] = first[words[x] + 1] - low[x]
    high, above = low.copy(), below.copy()
    if n > 0:
        narrow_together(low, below, high, above, followers, n, samples[0])
        search_together(low, below, high, above, followers, n, tokens, order, 1)
    return low, high


@kernel
def counts_going_on(low, high, thirds, tokens, order, samples):  # type: ignore[no-untyped-def]
    """Count the places of pairs at which a third word follows, int64 (n,).

    Parameters
    ----------
    low, high : int64 (n,), the intervals of the pairs
    thirds : int64 (n,), token ids; 0 follows nowhere
    """
    n = low.shape[0]
    begin, end = low.copy(), low.copy()
    below = np.zeros(n, np.int64)
    for x in range(n):
        if thirds[x] != 0:
            below[x] = high[x] - low[x]
    above = below.copy()
    if n > 0:
        narrow_together(begin, below, end, above, thirds, n, samples[1])
        search_together(begin, below, end, above, thirds, n, tokens, order, 2)
    return end - begin
