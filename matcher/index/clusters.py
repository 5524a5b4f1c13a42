"""Hits of seeds gathered into clusters: places where many of a quote's words stand near one another.

Hits on near diagonals (document position minus quote position) of one document make a cluster; clusters are scored by
all the quote's words near them, and the best are candidates.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.heavy import BLOCK, document_of
from matcher.index.prefetching import prefetch
from matcher.kernels import inline_kernel, kernel

# Diagonals this close belong to one candidate: a long reporting clause, title and place included, is 40 words.
LINK: Final = 48
MAX_CLUSTERS: Final = 128
# Share of the best cluster's weight that a cluster needs to be looked at closely.
PROMISING: Final = 0.5
MAX_CANDIDATES: Final = 32
# Words that may be added or left out between a cluster's diagonals and a common word that belongs to it.
NEAR: Final = 2
# What it costs that a word stands off the diagonal of the word before: common words stand near by chance.
SHIFT: Final = 0.25
SHIFT_FAR: Final = 0.02  # for every word that it stands off
MOST_SHIFT: Final = 0.75  # what follows on a reporting clause still counts
# A hit is one number, its diagonal and below it the word of its seed, so that it sorts by diagonal.
WORD_BITS: Final = 20
WORD_MASK: Final = (1 << WORD_BITS) - 1


@kernel
def cluster(hits, seeds, weights, document_first, blocks):  # type: ignore[no-untyped-def]
    """Link hits on near diagonals; a cluster scores the words that its seeds cover, each once.

    Most hits stand alone, which the next hit tells: their score is the same for all of a seed. Finding a position's
    document costs two cache misses, so only clusters that grow ask for it.

    Returns
    -------
    int64 (c, 4): position of the first hit, lowest and highest diagonal, thousandths of weight; best first, at least
    those that are ``PROMISING``, c ≤ MAX_CLUSTERS
    """
    m = weights.shape[0]
    best = np.zeros((MAX_CLUSTERS, 4), np.int64)
    n = 0
    stamp = np.full(m, -1, np.int64)
    for h in range(hits.shape[0]):
        if not _ends_there(hits, h):
            prefetch(blocks.ctypes.data + 4 * (_position(hits[h], m) // BLOCK))
    for h in range(hits.shape[0]):
        if not _ends_there(hits, h):
            prefetch(document_first.ctypes.data + 4 * np.int64(blocks[_position(hits[h], m) // BLOCK]))
    alone = _scores_alone(seeds, weights)
    h = 0
    while h < hits.shape[0]:
        begin = h
        diagonal = (hits[h] >> WORD_BITS) - m
        low, high = diagonal, diagonal
        position = _position(hits[h], m)
        if _ends_there(hits, h):
            n = _keep_promising(best, n, position, low, high, alone[hits[h] & WORD_MASK])
            h += 1
            continue
        document_begin, document_end = np.int64(-1), np.int64(-1)
        score = 0.0
        while h < hits.shape[0]:
            diagonal = (hits[h] >> WORD_BITS) - m
            i = hits[h] & WORD_MASK
            if h > begin:
                if diagonal - high > LINK:
                    break
                if document_end < 0:
                    document = document_of(position, document_first, blocks)
                    document_begin, document_end = document_first[document], document_first[document + 1]
                if not document_begin <= diagonal + i < document_end:
                    break
            high = diagonal
            for j in range(i, i + seeds[i, 2]):
                if stamp[j] != begin:
                    stamp[j] = begin
                    score += weights[j]
            h += 1
        n = _keep_promising(best, n, position, low, high, np.int64(score * 1000))
    return best[:n]


@inline_kernel
def _keep_promising(best, n, position, low, high, score):  # type: ignore[no-untyped-def]
    """Insert a cluster unless a better one makes it needless; most are of a single common word."""
    if n > 0 and score < PROMISING * best[0, 3]:
        return n
    return _keep(best, n, position, low, high, score)


@inline_kernel
def _position(hit, m):  # type: ignore[no-untyped-def]
    return (hit >> WORD_BITS) - m + (hit & WORD_MASK)


@inline_kernel
def _ends_there(hits, h):  # type: ignore[no-untyped-def]
    """Tell whether the hit behind the one at ``h`` is too far off to belong to its cluster."""
    return h + 1 == hits.shape[0] or (hits[h + 1] >> WORD_BITS) - (hits[h] >> WORD_BITS) > LINK


@kernel
def _scores_alone(seeds, weights):  # type: ignore[no-untyped-def]
    """Return for each word what a cluster of one hit of its seed scores, int64 (m,), thousandths of weight."""
    m = weights.shape[0]
    scores = np.empty(m, np.int64)
    for i in range(m):
        score = 0.0
        for j in range(i, min(i + seeds[i, 2], m)):
            score += weights[j]
        scores[i] = np.int64(score * 1000)
    return scores


@kernel
def refined(clusters, q, weights, tokens, document_first, blocks):  # type: ignore[no-untyped-def]
    """Score clusters by all the quote's words that stand near their diagonals, and keep the best.

    Seeds leave common words out; where many documents share the seeds, those words tell the right one.
    """
    best = np.zeros((MAX_CANDIDATES, 4), np.int64)
    n = 0
    for c in range(clusters.shape[0]):
        if clusters[c, 3] < PROMISING * clusters[0, 3]:
            break
        low, high = clusters[c, 1], clusters[c, 2]
        document = document_of(clusters[c, 0], document_first, blocks)
        begin, end = np.int64(document_first[document]), np.int64(document_first[document + 1])
        score = 0.0
        diagonal = low
        for i in range(q.shape[0]):
            if q[i] == 0:
                continue
            found = _nearest(q[i], tokens, diagonal + i, max(low + i - NEAR, begin), min(high + i + NEAR, end - 1))
            if found >= 0:
                # A rough alignment: a word that follows on the one before counts whole, any other costs a shift.
                shift = abs(found - i - diagonal)
                cost = min(SHIFT + SHIFT_FAR * shift, MOST_SHIFT) if shift else 0.0
                score += max(weights[i] - cost, 0.0)
                diagonal = found - i
        n = _keep(best, n, document, low, high, np.int64(score * 1000))
    return best[:n]


@kernel
def _nearest(token, tokens, expected, low, high):  # type: ignore[no-untyped-def]
    """Return the position in [low, high] nearest to the expected one at which a token stands, -1 for none."""
    for away in range(max(high - expected, expected - low) + 1):
        if low <= expected + away <= high and tokens[expected + away] == token:
            return expected + away
        if low <= expected - away <= high and tokens[expected - away] == token:
            return expected - away
    return -1


@kernel
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
