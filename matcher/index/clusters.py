"""Hits of seeds gathered into clusters: places where many of a quote's words stand near one another.

Hits on near diagonals (document position minus quote position) of one document make a cluster; clusters are scored by
all the quote's words near them, and the best are candidates.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.addresses import dates_at, documents_at, tokens_at
from matcher.index.heavy import BLOCK, document_of
from matcher.index.prefetching import prefetch
from matcher.index.reading_ahead import ask_for_words, read_ahead
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
TAKEN: Final = -1  # stands for a hit that belongs to a cluster already


@kernel
def room_for_clusters(num_parts):  # type: ignore[no-untyped-def]
    """Return room for the clusters of every segment, int64 (p, MAX_CLUSTERS, 4), and for their numbers, int64 (p,)."""
    return np.empty((num_parts, MAX_CLUSTERS, 4), np.int64), np.zeros(num_parts, np.int64)


@kernel
def cluster(hits, lengths, weights, document_first, blocks, best):  # type: ignore[no-untyped-def]
    """Link hits of one segment on near diagonals; a cluster scores the words that its seeds cover, each once.

    Most hits stand alone, which the next hit tells: their score is the same for all of a seed. Finding a position's
    document costs two cache misses, so only clusters that grow ask for it.

    Parameters
    ----------
    hits : int64 (h,), sorted; written to
    lengths : int64 (m,), tokens of the seed at every word
    best : int64 (MAX_CLUSTERS, 4), written to: position of the first hit, lowest and highest diagonal, thousandths of
        weight; best first, at least those that are ``PROMISING``

    Returns
    -------
    How many clusters there are
    """
    m = weights.shape[0]
    n = 0
    stamp = np.full(m, -1, np.int64)
    for h in range(hits.shape[0]):
        if not _ends_there(hits, h):
            prefetch(blocks.ctypes.data + 4 * (_position(hits[h], m) // BLOCK))
    for h in range(hits.shape[0]):
        if not _ends_there(hits, h):
            prefetch(document_first.ctypes.data + 4 * np.int64(blocks[_position(hits[h], m) // BLOCK]))
    alone = _scores_alone(lengths, weights)
    h = 0
    while h < hits.shape[0]:
        if hits[h] == TAKEN:
            h += 1
            continue
        begin, others = h, -1
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
            if hits[h] == TAKEN:
                h += 1
                continue
            diagonal = (hits[h] >> WORD_BITS) - m
            i = hits[h] & WORD_MASK
            if h > begin:
                if diagonal - high > LINK:
                    break
                if document_end < 0:
                    document = document_of(position, document_first, blocks)
                    document_begin, document_end = document_first[document], document_first[document + 1]
                if diagonal >= document_end:
                    break
                if not document_begin <= diagonal + i < document_end:
                    # Of the document before or behind: the diagonals of neighbours overlap by as much as the quote is
                    # long. Its turn comes when this cluster is whole.
                    others = h if others < 0 else others
                    h += 1
                    continue
            high = diagonal
            for j in range(i, i + lengths[i]):
                if stamp[j] != begin:
                    stamp[j] = begin
                    score += weights[j]
            if others >= 0:
                hits[h] = TAKEN
            h += 1
        n = _keep_promising(best, n, position, low, high, np.int64(score * 1000))
        if others >= 0:
            h = others
    return n


@kernel
def most_promising(found, sizes, addresses):  # type: ignore[no-untyped-def]
    """Return the best clusters of all segments, int64 (c, 5), c ≤ MAX_CLUSTERS: as in ``cluster``, and the segment.

    Of equal ones the earliest document's comes first, as it would if all documents lay in one segment.

    Parameters
    ----------
    found : int64 (p, MAX_CLUSTERS, 4), of which each segment has ``sizes``, int64 (p,), best first
    """
    best = np.empty((MAX_CLUSTERS, 5), np.int64)
    heads = np.zeros(sizes.shape[0], np.int64)
    n = 0
    while n < MAX_CLUSTERS:
        part = -1
        for p in range(sizes.shape[0]):
            if heads[p] == sizes[p]:
                continue
            if part < 0 or _comes_before(found[p, heads[p]], found[part, heads[part]], addresses[p], addresses[part]):
                part = p
        if part < 0 or (n > 0 and found[part, heads[part], 3] < PROMISING * best[0, 3]):
            break
        best[n, :4], best[n, 4] = found[part, heads[part]], part
        heads[part] += 1
        n += 1
    return best[:n]


@kernel
def _comes_before(cluster, other, row, other_row):  # type: ignore[no-untyped-def]
    """Tell whether a cluster is better than another one's, or as good and of an earlier document."""
    if cluster[3] != other[3]:
        return cluster[3] > other[3]
    date, entry = _age_of(cluster[0], row)
    other_date, other_entry = _age_of(other[0], other_row)
    return entry < other_entry if date == other_date else date < other_date


@kernel
def _age_of(position, row):  # type: ignore[no-untyped-def]
    """Return date and log entry of the document that holds a position."""
    document_first, blocks = documents_at(row)
    document = document_of(position, document_first, blocks)
    dates, entries = dates_at(row)
    return dates[document], entries[document]


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
def _scores_alone(lengths, weights):  # type: ignore[no-untyped-def]
    """Return for each word what a cluster of one hit of its seed scores, int64 (m,), thousandths of weight."""
    m = weights.shape[0]
    scores = np.empty(m, np.int64)
    for i in range(m):
        score = 0.0
        for j in range(i, min(i + lengths[i], m)):
            score += weights[j]
        scores[i] = np.int64(score * 1000)
    return scores


@kernel
def refined(clusters, words, weights, addresses):  # type: ignore[no-untyped-def]
    """Score clusters by all the quote's words that stand near their diagonals, and keep the best.

    Seeds leave common words out; where many documents share the seeds, those words tell the right one.

    Parameters
    ----------
    clusters : int64 (c, 5), see ``most_promising``
    words : uint32 (p, m), token ids in every segment, 0 where unknown

    Returns
    -------
    int64 (c, 5): document, lowest diagonal, highest diagonal, thousandths of weight of the quote's words near them,
    segment; best first, c ≤ MAX_CANDIDATES. A diagonal is the position in the segment minus the position in the quote.
    """
    best = np.empty((MAX_CANDIDATES, 4), np.int64)
    documents = np.empty(clusters.shape[0], np.int64)
    for c in range(clusters.shape[0]):
        ask_for_words(addresses[clusters[c, 4]], clusters[c, 1], words.shape[1])
    n = 0
    for c in range(clusters.shape[0]):
        part = clusters[c, 4]
        low, high, q = clusters[c, 1], clusters[c, 2], words[part]
        tokens = tokens_at(addresses[part])
        document_first, blocks = documents_at(addresses[part])
        documents[c] = document = document_of(clusters[c, 0], document_first, blocks)
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
        n = _keep(best, n, c, low, high, np.int64(score * 1000))
    out = np.empty((n, 5), np.int64)
    for k in range(n):
        c = best[k, 0]
        out[k, 0], out[k, 1:4], out[k, 4] = documents[c], best[k, 1:], clusters[c, 4]
    if n > 0:
        read_ahead(addresses[out[0, 4]], out[0, 0], out[0, 1])
    return out


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
def _keep(best, n, what, low, high, score):  # type: ignore[no-untyped-def]
    """Insert a cluster into the best so far; among equals the earliest stays first."""
    if n == best.shape[0]:
        if best[n - 1, 3] >= score:
            return n
        n -= 1
    i = n
    while i > 0 and best[i - 1, 3] < score:
        best[i] = best[i - 1]
        i -= 1
    best[i, 0], best[i, 1], best[i, 2], best[i, 3] = what, low, high, score
    return n + 1
