"""The compiled searches over one segment: exact phrases, and candidates for damaged ones.

``find_phrase`` answers every phrase of two or more words completely: up to ``DEPTH`` words are one interval of the
order, longer ones are checked inside the interval of their rarest window. ``find_candidates`` is for quotes that do
not stand verbatim. It takes, at every word, the shortest run that is rare enough to enumerate (a seed of adaptive
length), prefers seeds that do not overlap, because with e edits any e + 1 disjoint seeds include an intact one, and
gathers their hits on diagonals (document position minus quote position) into candidates; minimap2's chaining
(Li 2018) is the model. A candidate is a place to align, never an answer.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

from matcher.index.heavy import document_of
from matcher.index.order import DEPTH

# Occurrences enumerated for an exact phrase; beyond, the heavy table knows the documents.
MAX_HITS: Final = 4096
# A seed is long enough when its phrase stands at this many places or fewer: 32 hits cost about 2 µs.
SEED_HITS: Final = 32
# Hits enumerated for one query over all seeds: bounds the time at about 0.3 ms.
HIT_BUDGET: Final = 4096
# Seeds a query may use: a 2,000-word quote does not need all of its words to be found.
MAX_SEEDS: Final = 48
# Diagonals this close belong to one candidate: a long reporting clause, title and place included, is 40 words.
LINK: Final = 48
MAX_CANDIDATES: Final = 16


@njit(cache=True, nogil=True)
def narrow(tokens, order, lo, hi, depth, token):  # type: ignore[no-untyped-def]
    """Narrow an interval of phrases of ``depth`` tokens to those that go on with ``token``."""
    a, b = lo, hi
    while a < b:
        middle = (a + b) // 2
        if tokens[np.int64(order[middle]) + depth] < token:
            a = middle + 1
        else:
            b = middle
    low = a
    b = hi
    while a < b:
        middle = (a + b) // 2
        if tokens[np.int64(order[middle]) + depth] <= token:
            a = middle + 1
        else:
            b = middle
    return low, a


@njit(cache=True, nogil=True)
def phrase_interval(q, begin, length, tokens, order, first):  # type: ignore[no-untyped-def]
    """Return the interval of ``q[begin:begin + length]``, empty where it does not stand; length ≤ DEPTH."""
    t = np.int64(q[begin])
    if t == 0:
        return np.int64(0), np.int64(0)
    lo, hi = np.int64(first[t]), np.int64(first[t + 1])
    for depth in range(1, length):
        if lo >= hi:
            break
        if q[begin + depth] == 0:
            return lo, lo
        lo, hi = narrow(tokens, order, lo, hi, depth, q[begin + depth])
    return lo, hi


@njit(cache=True, nogil=True)
def find_phrase(q, tokens, order, first, document_first, blocks, allowed):  # type: ignore[no-untyped-def]
    """Find a whole phrase.

    Parameters
    ----------
    q : uint32 (m,), token ids, m ≥ 1
    allowed : uint8 (d,) or (0,), documents that may answer; empty for all

    Returns
    -------
    positions : uint32 (h,), ascending, at most MAX_HITS
    documents : uint32 (h,)
    num_documents : int, distinct documents among them
    total : int, places the phrase stands at, before ``allowed``; above MAX_HITS the arrays are incomplete unless
        ``allowed`` was given
    """
    m = q.shape[0]
    window = min(m, DEPTH)
    lo, hi = phrase_interval(q, 0, window, tokens, order, first)
    at = 0
    begin = window
    while begin < m and hi - lo > 4:
        begin = min(begin, m - window)
        other_lo, other_hi = phrase_interval(q, begin, window, tokens, order, first)
        if other_hi - other_lo < hi - lo:
            lo, hi, at = other_lo, other_hi, begin
        begin += window
    total = hi - lo
    filtered = allowed.shape[0] > 0
    found = np.empty(min(total, MAX_HITS), np.uint32)
    n = 0
    for k in range(lo, hi):
        if n == found.shape[0]:
            break
        if m == window and not filtered and total > MAX_HITS:
            break
        position = np.int64(order[k]) - at
        if position < 0 or (m > window and not _stands(q, tokens, position)):
            continue
        if filtered and allowed[document_of(position, document_first, blocks)] == 0:
            continue
        found[n] = position
        n += 1
    found = np.sort(found[:n])
    documents = np.empty(n, np.uint32)
    num_documents = 0
    for i in range(n):
        documents[i] = document_of(found[i], document_first, blocks)
        if i == 0 or documents[i] != documents[i - 1]:
            num_documents += 1
    return found, documents, num_documents, total


@njit(cache=True, nogil=True)
def _stands(q, tokens, position):  # type: ignore[no-untyped-def]
    if position + q.shape[0] > tokens.shape[0]:
        return False
    for j in range(q.shape[0]):
        if tokens[position + j] != q[j]:
            return False
    return True


@njit(cache=True, nogil=True)
def find_seeds(q, tokens, order, first):  # type: ignore[no-untyped-def]
    """Choose a seed at every word of a quote.

    Returns
    -------
    lows, highs : int64 (m,), interval of the seed that begins at each word, empty where the word is unknown
    lengths : int64 (m,), its tokens
    longest : int64 (m,), tokens of the longest run from here that stands anywhere, at most DEPTH
    """
    m = q.shape[0]
    lows = np.zeros(m, np.int64)
    highs = np.zeros(m, np.int64)
    lengths = np.zeros(m, np.int64)
    longest = np.zeros(m, np.int64)
    for i in range(m):
        t = np.int64(q[i])
        if t == 0:
            continue
        lo, hi = np.int64(first[t]), np.int64(first[t + 1])
        lows[i], highs[i], lengths[i], longest[i] = lo, hi, 1, 1
        depth = 1
        while depth < DEPTH and i + depth < m and q[i + depth] != 0:
            lo, hi = narrow(tokens, order, lo, hi, depth, q[i + depth])
            if lo == hi:
                break
            depth += 1
            longest[i] = depth
            if highs[i] - lows[i] > SEED_HITS:
                lows[i], highs[i], lengths[i] = lo, hi, depth
    return lows, highs, lengths, longest


@njit(cache=True, nogil=True)
def choose_seeds(lows, highs, lengths):  # type: ignore[no-untyped-def]
    """Choose which seeds to enumerate, rarest first: disjoint ones, then overlapping ones while the budget lasts.

    Returns
    -------
    int64 (s,), indices of words whose seeds are used
    """
    m = lows.shape[0]
    counts = highs - lows
    rank = np.argsort(counts)
    covered = np.zeros(m + DEPTH, np.bool_)
    used = np.zeros(m, np.bool_)
    chosen = np.empty(min(m, MAX_SEEDS), np.int64)
    n = 0
    spent = np.int64(0)
    for disjoint in (True, False):
        for r in range(m):
            i = rank[r]
            if counts[i] == 0 or used[i]:
                continue
            if n == chosen.shape[0] or (spent + counts[i] > HIT_BUDGET and n > 0):
                break
            if disjoint and covered[i : i + lengths[i]].any():
                continue
            used[i] = True
            covered[i : i + lengths[i]] = True
            chosen[n] = i
            n += 1
            spent += counts[i]
        if spent > HIT_BUDGET // 4:
            break
    return chosen[:n]


@njit(cache=True, nogil=True)
def find_candidates(q, lows, highs, lengths, tokens, order, document_first, blocks, allowed):  # type: ignore[no-untyped-def]
    """Gather the hits of the chosen seeds into candidates.

    Returns
    -------
    int64 (c, 4): document, lowest diagonal, highest diagonal, score in millibits; best first, c ≤ MAX_CANDIDATES.
    A diagonal is the position in the segment minus the position in the quote.
    """
    chosen = choose_seeds(lows, highs, lengths)
    num_tokens = np.float64(order.shape[0])
    bits = np.empty(chosen.shape[0], np.float64)
    size = np.int64(0)
    for s in range(chosen.shape[0]):
        i = chosen[s]
        bits[s] = np.log2(num_tokens / (highs[i] - lows[i]))
        size += min(highs[i] - lows[i], HIT_BUDGET)
    hits = np.empty(size, np.int64)
    n = 0
    filtered = allowed.shape[0] > 0
    for s in range(chosen.shape[0]):
        i = chosen[s]
        for k in range(lows[i], min(highs[i], lows[i] + HIT_BUDGET)):
            position = np.int64(order[k])
            if filtered and allowed[document_of(position, document_first, blocks)] == 0:
                continue
            # Diagonals may be negative at the very start of a segment; shift them so that they sort as numbers.
            hits[n] = ((position - i + q.shape[0]) << 6) | s
            n += 1
    hits = np.sort(hits[:n])
    return _cluster(hits, chosen, bits, q.shape[0], document_first, blocks)


@njit(cache=True, nogil=True)
def _cluster(hits, chosen, bits, m, document_first, blocks):  # type: ignore[no-untyped-def]
    best = np.zeros((MAX_CANDIDATES, 4), np.int64)
    n = 0
    stamp = np.full(chosen.shape[0], -1, np.int64)
    h = 0
    while h < hits.shape[0]:
        diagonal = (hits[h] >> 6) - m
        low, high = diagonal, diagonal
        document = document_of(max(diagonal + chosen[hits[h] & 63], 0), document_first, blocks)
        score = 0.0
        begin = h
        while h < hits.shape[0]:
            diagonal = (hits[h] >> 6) - m
            seed = hits[h] & 63
            position = diagonal + chosen[seed]
            if diagonal - high > LINK or position >= document_first[document + 1] or position < document_first[document]:
                break
            high = diagonal
            if stamp[seed] != begin:
                stamp[seed] = begin
                score += bits[seed]
            h += 1
        if h == begin:
            # The hit belongs to a neighbouring document: begin a candidate of its own with it.
            h += 1
            score = bits[hits[begin] & 63]
        n = _keep(best, n, document, low, high, np.int64(score * 1000))
    return best[:n]


@njit(cache=True, nogil=True)
def _keep(best, n, document, low, high, score):  # type: ignore[no-untyped-def]
    """Insert a candidate into the best so far; among equals the earliest stays first."""
    if n == MAX_CANDIDATES:
        if best[n - 1, 3] >= score:
            return n
        n -= 1
    i = n
    while i > 0 and best[i - 1, 3] < score:
        best[i] = best[i - 1]
        i -= 1
    best[i, 0], best[i, 1], best[i, 2], best[i, 3] = document, low, high, score
    return n + 1


@njit(cache=True, nogil=True)
def occurrences_within(q, tokens, begin, end):  # type: ignore[no-untyped-def]
    """Return the positions in [begin, end) at which a phrase stands: for short fragments inside a known document."""
    m = q.shape[0]
    out = np.empty(max(end - begin, 0), np.int64)
    n = 0
    for position in range(begin, end - m + 1):
        j = 0
        while j < m and tokens[position + j] == q[j]:
            j += 1
        if j == m:
            out[n] = position
            n += 1
    return out[:n]
