"""How surprising is it that these words stand together? The information of matched words beyond chance, and how well
a quote's other words follow on those before them.

A run of words found in an archive proves little when its words always go together: "the United States of America"
is one event, not five. So each word counts with its bits given the two words before it, from the archive's own
trigram, bigram and word counts (interpolated as in Jelinek and Mercer 1980), with the passage itself and its few
copies left out of the counts.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

from matcher.index.order import DEPTH
from matcher.index.search import narrowed, phrase_interval

# Weights of trigram, bigram and word; any that sum to one and fall off serve, since only the border is calibrated.
TRIGRAM: Final = 0.6
BIGRAM: Final = 0.3
WORD: Final = 0.1
# What it costs that a run may begin elsewhere than where the run before it leads to expect: one bit that there is a
# change at all, two bits a doubling of the shift between quote and passage, half a bit a doubling of what was replaced.
CHANGE_BITS: Final = 1.0
SHIFT_BITS: Final = 2.0
REPLACED_BITS: Final = 0.5
# Copies of the passage left out of the counts when a run of this many words tells which they are.
TELLING_RUN: Final = 4
MAX_COPIES: Final = 8


@njit(cache=True, nogil=True)
def _count(q, tokens, order, first, samples, begin, length):  # type: ignore[no-untyped-def]
    """Count the places of ``q[begin:begin + length]``; ``q`` may be the tokens themselves."""
    lo, hi = phrase_interval(q, begin, length, tokens, order, first, samples)
    return hi - lo


@njit(cache=True, nogil=True)
def _count_going_on(lo, hi, token, tokens, order, samples):  # type: ignore[no-untyped-def]
    """Count the places of a pair of words, an interval of the order, at which a third follows; 0 for an unknown one."""
    if token == 0:
        return np.int64(0)
    lo, hi = narrowed(lo, hi, token, samples[1])
    a = _first_going_on(lo, hi, np.int64(token), tokens, order)
    return _first_going_on(a, hi, np.int64(token) + 1, tokens, order) - a


@njit(cache=True, nogil=True)
def _first_going_on(lo, hi, bound, tokens, order):  # type: ignore[no-untyped-def]
    """Return the first place in an interval of a pair of words whose third word is no less than a bound."""
    while lo < hi:
        middle = (lo + hi) // 2
        if np.int64(tokens[np.int64(order[middle]) + 2]) < bound:
            lo = middle + 1
        else:
            hi = middle
    return lo


@njit(cache=True, nogil=True)
def matched_and_told_bits(q, pairs, alike, word_bits, tokens, order, first, samples):  # type: ignore[no-untyped-def]
    """Return both: half of what they cost when called alone is handing the arrays over."""
    matched = matched_bits(pairs, alike, word_bits, tokens, order, first, samples)
    return matched, told_bits(q, pairs, alike, word_bits, tokens, order, first, samples)


@njit(cache=True, nogil=True)
def matched_bits(pairs, alike, word_bits, tokens, order, first, samples):  # type: ignore[no-untyped-def]
    """Return the information of a quote's matched words in bits.

    Parameters
    ----------
    pairs : int64 (m,), position aligned with each word, -1 for none
    alike : float64 (m,), how alike the two words are
    word_bits : float32 (m,), information of each word alone
    """
    m = pairs.shape[0]
    longest, at, run = 0, 0, 0
    for i in range(m):
        follows = i > 0 and alike[i] > 0 and alike[i - 1] > 0 and pairs[i] == pairs[i - 1] + 1
        run = run + 1 if follows else (1 if alike[i] > 0 else 0)
        if run > longest:
            longest, at = run, i - run + 1
    own = np.int64(1)
    if longest >= TELLING_RUN:
        own = min(_count(tokens, tokens, order, first, samples, pairs[at], min(longest, DEPTH)), np.int64(MAX_COPIES))
    total = 0.0
    run = 0
    last = -1
    lo, hi = np.int64(0), np.int64(0)
    for i in range(m):
        if alike[i] <= 0:
            run = 0
            continue
        position = pairs[i]
        run = run + 1 if run and pairs[i - 1] == position - 1 else 1
        if run == 1:
            cost = 0.0
            if last >= 0:
                left_out, replaced = position - pairs[last] - 1, i - last - 1
                cost = CHANGE_BITS + SHIFT_BITS * np.log2(1 + abs(left_out - replaced))
                cost += REPLACED_BITS * np.log2(1 + min(left_out, replaced))
            total += max(word_bits[i] * alike[i] - cost, 0.0)
            last = i
            continue
        last = i
        before = max(_count(tokens, tokens, order, first, samples, position - 1, 1) - own, 1)
        pair_lo, pair_hi = lo, hi  # of the pair that ends with the word before
        lo, hi = phrase_interval(tokens, position - 1, 2, tokens, order, first, samples)
        p = WORD * 2.0 ** -np.float64(word_bits[i])
        p += BIGRAM * max(hi - lo - own, 0) / before
        if run > 2:
            going_on = _count_going_on(pair_lo, pair_hi, tokens[position], tokens, order, samples)
            p += TRIGRAM * max(going_on - own, 0) / max(pair_hi - pair_lo - own, 1)
        total += -np.log2(p) * alike[i]
    return total


@njit(cache=True, nogil=True)
def told_bits(q, pairs, alike, word_bits, tokens, order, first, samples):  # type: ignore[no-untyped-def]
    """Return by how many bits the archive foretells the quote's words round its changes better than by chance.

    Those are the words without counterpart and those with which the passage sets in again, each given the two words
    before it in the quote. A sentence that somebody else wrote reads on there; a damaged one breaks off.

    Parameters
    ----------
    q : uint32 (m,), token ids
    pairs, alike, word_bits : see ``matched_bits``
    """
    total = 0.0
    for i in range(1, q.shape[0]):
        if alike[i] > 0 and alike[i - 1] > 0 and pairs[i] == pairs[i - 1] + 1:
            continue
        p = WORD * 2.0 ** -np.float64(word_bits[i])
        standing = _count(q, tokens, order, first, samples, i - 1, 2)
        if standing > 0:
            p += BIGRAM * standing / _count(q, tokens, order, first, samples, i - 1, 1)
            if i > 1:
                lo, hi = phrase_interval(q, i - 2, 2, tokens, order, first, samples)
                p += TRIGRAM * _count_going_on(lo, hi, q[i], tokens, order, samples) / max(hi - lo, 1)
        total += max(word_bits[i] + np.log2(p), 0.0)
    return total
