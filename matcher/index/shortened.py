"""Candidates for a short quote by runs one word shorter than its rare ones: what is left where nothing else was found.

``seeds`` asks for the shortest rare run from every word. Where the edit of a quote makes one by chance ("port of
Ely announced that", in another article, of "port of Ely today announced that") it is that run which is asked for, and
the common one that the passage shares ("port of Ely") is not. A longer quote has rare runs besides.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.candidates import gathered
from matcher.index.counting import find_places
from matcher.index.seeds import SEED_HITS, find_seeds
from matcher.index.sorting import places_in_order
from matcher.kernels import kernel

# Hits enumerated for one quote: with twice as many no more edited quotes were found, with eight times a fourth.
HIT_BUDGET: Final = 2048


@kernel
def find_shortened(ids, begin, end, weights, addresses, allowed):  # type: ignore[no-untyped-def]
    """Gather candidates from the rare runs and those one word shorter, the rarest first while the budget lasts.

    Parameters
    ----------
    See ``filtered.find_allowed``.

    Returns
    -------
    See ``clusters.refined``.
    """
    words = ids[:, begin:end].copy()
    num_parts, m = words.shape
    runs, places = np.zeros((2 * m, 2), np.int64), np.zeros((num_parts, 2 * m, 2), np.int64)
    seeds, at = np.zeros((m, 2), np.int64), np.zeros((num_parts, m, 2), np.int64)
    find_seeds(words, addresses, True, seeds, at)
    runs[:m], places[:, :m] = seeds, at
    for i in range(m):
        if seeds[i, 1] <= SEED_HITS and seeds[i, 0] > 1:
            runs[m + i, 0] = seeds[i, 0] - 1
            for p in range(num_parts):
                low, high, count = find_places(words[p], i, runs[m + i, 0], addresses[p])
                places[p, m + i, 0], places[p, m + i, 1] = low, high
                runs[m + i, 1] += count
    is_taken = np.zeros(2 * m, np.bool_)
    lengths = np.zeros(m, np.int64)
    budget = HIT_BUDGET
    for k in places_in_order(runs[:, 1]):
        if 0 < runs[k, 1] <= budget:
            # The shorter run is the more common one and comes later: what all hits of a word have is what it covers.
            lengths[k % m] = runs[k, 0]
            is_taken[k] = True
            budget -= runs[k, 1]
    return gathered(words, weights, addresses, allowed, lengths, runs[:, 1] * is_taken, places)
