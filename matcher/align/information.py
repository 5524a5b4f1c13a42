"""What words tell, in bits, and what a match of them is worth: compiled."""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

# What a match of one word is worth: a tenth of its information in bits, within bounds that keep "the" from counting
# nothing and a word unique to the archive from outweighing three others.
BITS_PER_POINT: Final = 10.0
LEAST_WEIGHT: Final = 0.3
MOST_WEIGHT: Final = 2.0
# What is known of words before any archive: a function word is about every hundredth word of a text, any other word
# about every hundred-thousandth. Weighs as much as an archive of a hundred articles.
PRIOR_TOKENS: Final = 65_536
PRIOR_COMMON: Final = 2.0**-7
PRIOR_RARE: Final = 2.0**-17


@njit(cache=True, nogil=True)
def add_counts(ids, first, counts):  # type: ignore[no-untyped-def]
    """Add to ``counts`` how often each word stands in a segment; return the segment's number of words."""
    for i in range(ids.shape[0]):
        if ids[i] != 0:
            counts[i] += np.int64(first[ids[i] + 1]) - np.int64(first[ids[i]])
    return np.int64(first[-1])


@njit(cache=True, nogil=True)
def word_information(counts, num_tokens, is_common):  # type: ignore[no-untyped-def]
    """Return the information of each word in bits, and what a match of it is worth.

    Parameters
    ----------
    counts : int64 (m,), how often each word stands in the archive
    num_tokens : int, tokens of the archive
    is_common : bool (m,), function words; in a small archive, where counts tell little, they are known to be common

    Returns
    -------
    bits, weights : float32 (m,)
    """
    bits, weights = np.empty(counts.shape[0], np.float32), np.empty(counts.shape[0], np.float32)
    for i in range(counts.shape[0]):
        prior = PRIOR_COMMON if is_common[i] else PRIOR_RARE
        bits[i] = np.log2((num_tokens + PRIOR_TOKENS) / (counts[i] + PRIOR_TOKENS * prior))
        weights[i] = min(max(bits[i] / BITS_PER_POINT, LEAST_WEIGHT), MOST_WEIGHT)
    return bits, weights
