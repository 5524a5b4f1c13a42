"""Candidates for a short quote by runs one word shorter than its rare ones: what is left where nothing else was found.

``candidates`` asks for the shortest rare run from every word. Where the edit of a quote makes one by chance ("port of
Ely announced that", in another article, of "port of Ely today announced that") it is that run which is asked for, and
the common one that the passage shares ("port of Ely") is not. A longer quote has rare runs besides.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.candidates import SEED_HITS, find_seeds, gather, sorted_hits
from matcher.index.clusters import cluster, refined
from matcher.index.search import phrase_interval
from matcher.index.sorting import places_in_order
from matcher.kernels import kernel

# Hits enumerated for one quote: with twice as many no more edited quotes were found, with eight times a fourth.
HIT_BUDGET: Final = 2048


@kernel
def find_shortened(q, weights, tokens, order, first, samples, document_first, blocks, allowed):  # type: ignore[no-untyped-def]
    """Gather candidates from the rare runs and those one word shorter, the rarest first while the budget lasts.

    Parameters
    ----------
    See ``find_candidates``.

    Returns
    -------
    See ``find_candidates``.
    """
    m = q.shape[0]
    runs = np.zeros((2 * m, 3), np.int64)
    find_seeds(q, tokens, order, first, samples, True, runs[:m])
    for i in range(m):
        if runs[i, 1] - runs[i, 0] <= SEED_HITS and runs[i, 2] > 1:
            low, high = phrase_interval(q, i, runs[i, 2] - 1, tokens, order, first, samples)
            runs[m + i, 0], runs[m + i, 1], runs[m + i, 2] = low, high, runs[i, 2] - 1
    hits = np.empty(HIT_BUDGET, np.int64)
    seeds = np.zeros((m, 3), np.int64)
    n = 0
    for k in places_in_order(runs[:, 1] - runs[:, 0]):
        count = runs[k, 1] - runs[k, 0]
        if 0 < count <= HIT_BUDGET - n:
            # The shorter run is the more common one and comes later: what all hits of a word have is what it covers.
            seeds[k % m] = runs[k]
            n = gather(hits, n, k % m, seeds, order, document_first, blocks, allowed, m)
    clusters = cluster(sorted_hits(hits, n, m), seeds, weights, document_first, blocks)
    return refined(clusters, q, weights, tokens, document_first, blocks)
