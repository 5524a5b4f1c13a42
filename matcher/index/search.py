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

# Places at which a longer phrase is compared word by word rather than narrowed by another of its windows.
FEW: Final = 4
# Occurrences enumerated for an exact phrase; beyond, the heavy table knows the documents.
MAX_HITS: Final = 4096
# A seed is long enough when its phrase stands at this many places or fewer: 32 hits cost about 2 µs.
SEED_HITS: Final = 32
# Hits enumerated for one query over all seeds: bounds the time at about 0.5 ms.
HIT_BUDGET: Final = 8192
# Seeds a query may use: a 2,000-word quote does not need all of its words to be found. Six bits of a hit name its seed.
MAX_SEEDS: Final = 64
# Diagonals this close belong to one candidate: a long reporting clause, title and place included, is 40 words.
LINK: Final = 48
# Single common words are enumerated only where fewer seeds than this were found: each costs thousands of hits.
ENOUGH_SEEDS: Final = 4
MAX_CLUSTERS: Final = 64
MAX_CANDIDATES: Final = 16
# Words that may be added or left out between a cluster's diagonals and a common word that belongs to it.
NEAR: Final = 2


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


@njit(cache=True, nogil=True, inline="always")
def _stands_before(tokens, position, q, begin, length):  # type: ignore[no-untyped-def]
    """Tell whether the tokens at a position sort before ``q[begin:begin + length]``; the first tokens are equal.

    A phrase holds no 0, so the comparison never runs past a document's end.
    """
    d = 1
    while d < length and tokens[position + d] == q[begin + d]:
        d += 1
    return d < length and tokens[position + d] < q[begin + d]


@njit(cache=True, nogil=True, inline="always")
def _begins_with(tokens, position, q, begin, length):  # type: ignore[no-untyped-def]
    d = 0
    while d < length and tokens[position + d] == q[begin + d]:
        d += 1
    return d == length


@njit(cache=True, nogil=True)
def phrase_interval(q, begin, length, tokens, order, first):  # type: ignore[no-untyped-def]
    """Return the interval of ``q[begin:begin + length]``, empty where it does not stand; length ≤ DEPTH.

    One binary search with whole phrases, then a gallop to the interval's end: every step costs two cache misses, and
    narrowing word by word takes four times as many steps.
    """
    for d in range(length):
        if q[begin + d] == 0:
            return np.int64(0), np.int64(0)
    t = np.int64(q[begin])
    a, end = np.int64(first[t]), np.int64(first[t + 1])
    if length == 1:
        return a, end
    b = end
    while a < b:
        middle = (a + b) // 2
        if _stands_before(tokens, np.int64(order[middle]), q, begin, length):
            a = middle + 1
        else:
            b = middle
    low = a
    step = np.int64(1)
    # Invariant: order[a - 1] begins with the phrase or a == low; order[b] does not or b == end.
    while a < end and _begins_with(tokens, np.int64(order[a]), q, begin, length):
        a = min(a + step, end)
        step *= 2
    return low, _last_of(tokens, order, max(low, a - step // 2), a, q, begin, length)


@njit(cache=True, nogil=True)
def _last_of(tokens, order, a, b, q, begin, length):  # type: ignore[no-untyped-def]
    """Return the end in [a, b] of the places that begin with a phrase; those before ``a`` do."""
    while a < b:
        middle = (a + b) // 2
        if _begins_with(tokens, np.int64(order[middle]), q, begin, length):
            a = middle + 1
        else:
            b = middle
    return a


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
    at = _rarest_start(q, window, first)
    lo, hi = phrase_interval(q, at, window, tokens, order, first)
    begin = 0
    while begin < m and hi - lo > FEW:
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
def _rarest_start(q, window, first):  # type: ignore[no-untyped-def]
    """Return where a window of a phrase begins with its rarest word: the shortest interval to search."""
    best, least = np.int64(0), np.int64(-1)
    for i in range(q.shape[0] - window + 1):
        t = np.int64(q[i])
        count = np.int64(first[t + 1]) - np.int64(first[t])
        if least < 0 or count < least:
            best, least = np.int64(i), count
    return best


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
    """Find the seeds that begin at every word of a quote.

    Returns
    -------
    short : int64 (m, 3), lowest and highest place in the order and tokens of the shortest run from each word that
        stands at SEED_HITS places or fewer, of the longest where none does; zeros where the word is unknown
    long : int64 (m, 3), the same of the longest run from each word that stands anywhere, at most DEPTH tokens
    """
    m = q.shape[0]
    short = np.zeros((m, 3), np.int64)
    long = np.zeros((m, 3), np.int64)
    for i in range(m):
        t = np.int64(q[i])
        if t == 0:
            continue
        lo, hi = np.int64(first[t]), np.int64(first[t + 1])
        short[i, 0], short[i, 1], short[i, 2] = lo, hi, 1
        depth = 1
        while depth < DEPTH and i + depth < m and q[i + depth] != 0:
            next_lo, next_hi = narrow(tokens, order, lo, hi, depth, q[i + depth])
            if next_lo == next_hi:
                break
            lo, hi = next_lo, next_hi
            depth += 1
            if short[i, 1] - short[i, 0] > SEED_HITS:
                short[i, 0], short[i, 1], short[i, 2] = lo, hi, depth
        long[i, 0], long[i, 1], long[i, 2] = lo, hi, depth
    return short, long


@njit(cache=True, nogil=True)
def choose_seeds(short, long):  # type: ignore[no-untyped-def]
    """Choose which seeds to enumerate while the budget of hits lasts.

    First every rare one, overlapping or not, since they cost little; then the runs that no other run contains, most
    telling (rarest) first, since an edit leaves such runs on both sides; then what is left of single words.

    Returns
    -------
    int64 (s, 4): word of the quote at which the seed begins, its place in the order from and to, its tokens
    """
    chosen = np.empty((MAX_SEEDS, 4), np.int64)
    n = 0
    spent = np.int64(0)
    rank = np.argsort(short[:, 1] - short[:, 0])
    for i in rank:
        count = short[i, 1] - short[i, 0]
        if count > 0 and count <= SEED_HITS and n < MAX_SEEDS // 2:
            n, spent = _choose(chosen, n, spent, i, short)
    rank = np.argsort(long[:, 1] - long[:, 0])
    for i in rank:
        count = long[i, 1] - long[i, 0]
        contained = i > 0 and long[i - 1, 2] > long[i, 2]
        if count > SEED_HITS and long[i, 2] > 1 and not contained and n < MAX_SEEDS and spent + count <= HIT_BUDGET:
            n, spent = _choose(chosen, n, spent, i, long)
    rank = np.argsort(short[:, 1] - short[:, 0])
    for i in rank:
        count = short[i, 1] - short[i, 0]
        if count > SEED_HITS and n < ENOUGH_SEEDS and (spent + count <= HIT_BUDGET or n == 0):
            n, spent = _choose(chosen, n, spent, i, short)
    return chosen[:n]


@njit(cache=True, nogil=True)
def _choose(chosen, n, spent, i, seeds):  # type: ignore[no-untyped-def]
    chosen[n, 0], chosen[n, 1], chosen[n, 2], chosen[n, 3] = i, seeds[i, 0], seeds[i, 1], seeds[i, 2]
    return n + 1, spent + seeds[i, 1] - seeds[i, 0]


@njit(cache=True, nogil=True)
def find_candidates(q, bits, tokens, order, first, document_first, blocks, allowed):  # type: ignore[no-untyped-def]
    """Gather the hits of the chosen seeds into candidates.

    Parameters
    ----------
    q : uint32 (m,), token ids
    bits : float32 (m,), what each word tells
    allowed : uint8 (d,) or (0,), documents that may answer; empty for all

    Returns
    -------
    int64 (c, 4): document, lowest diagonal, highest diagonal, score in millibits; best first, c ≤ MAX_CANDIDATES.
    A diagonal is the position in the segment minus the position in the quote.
    """
    short, long = find_seeds(q, tokens, order, first)
    chosen = choose_seeds(short, long)
    m = q.shape[0]
    size = np.int64(0)
    for s in range(chosen.shape[0]):
        size += min(chosen[s, 2] - chosen[s, 1], HIT_BUDGET)
    hits = np.empty(size, np.int64)
    n = 0
    filtered = allowed.shape[0] > 0
    for s in range(chosen.shape[0]):
        i, lo = chosen[s, 0], chosen[s, 1]
        for k in range(lo, min(chosen[s, 2], lo + HIT_BUDGET)):
            position = np.int64(order[k])
            if filtered and allowed[document_of(position, document_first, blocks)] == 0:
                continue
            # Diagonals may be negative at the very start of a segment; shift them so that they sort as numbers.
            hits[n] = ((position - i + m) << 6) | s
            n += 1
    clusters = _cluster(np.sort(hits[:n]), chosen, bits, document_first, blocks)
    return _refined(clusters, q, bits, tokens, document_first)


@njit(cache=True, nogil=True)
def _cluster(hits, chosen, bits, document_first, blocks):  # type: ignore[no-untyped-def]
    """Link hits on near diagonals; a cluster scores the words that its seeds cover, each once."""
    m = bits.shape[0]
    best = np.zeros((MAX_CLUSTERS, 4), np.int64)
    n = 0
    stamp = np.full(m, -1, np.int64)
    h = 0
    while h < hits.shape[0]:
        begin = h
        diagonal = (hits[h] >> 6) - m
        low, high = diagonal, diagonal
        document = document_of(diagonal + chosen[hits[h] & 63, 0], document_first, blocks)
        score = 0.0
        while h < hits.shape[0]:
            diagonal = (hits[h] >> 6) - m
            seed = hits[h] & 63
            i = chosen[seed, 0]
            position = diagonal + i
            outside = position >= document_first[document + 1] or position < document_first[document]
            if h > begin and (diagonal - high > LINK or outside):
                break
            high = diagonal
            for j in range(i, i + chosen[seed, 3]):
                if stamp[j] != begin:
                    stamp[j] = begin
                    score += bits[j]
            h += 1
        n = _keep(best, n, document, low, high, np.int64(score * 1000))
    return best[:n]


@njit(cache=True, nogil=True)
def _refined(clusters, q, bits, tokens, document_first):  # type: ignore[no-untyped-def]
    """Score clusters by all the quote's words that stand near their diagonals, and keep the best.

    Seeds leave common words out; where many documents share the seeds, those words tell the right one.
    """
    best = np.zeros((MAX_CANDIDATES, 4), np.int64)
    n = 0
    for c in range(clusters.shape[0]):
        document, low, high = clusters[c, 0], clusters[c, 1], clusters[c, 2]
        begin, end = np.int64(document_first[document]), np.int64(document_first[document + 1])
        score = 0.0
        for i in range(q.shape[0]):
            if q[i] != 0 and _stands_near(q[i], tokens, max(low + i - NEAR, begin), min(high + i + NEAR + 1, end)):
                score += bits[i]
        n = _keep(best, n, document, low, high, np.int64(score * 1000))
    return best[:n]


@njit(cache=True, nogil=True)
def _stands_near(token, tokens, begin, end):  # type: ignore[no-untyped-def]
    for position in range(begin, end):
        if tokens[position] == token:
            return True
    return False


@njit(cache=True, nogil=True)
def _keep(best, n, document, low, high, score):  # type: ignore[no-untyped-def]
    """Insert a candidate into the best so far; among equals the earliest stays first."""
    if n == best.shape[0]:
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
