"""What words tell, in bits, and what a match of them is worth: compiled."""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.counting import count_words
from matcher.kernels import kernel

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


@kernel
def weigh_everywhere(ids, addresses, is_common):  # type: ignore[no-untyped-def]
    """Return how often each word of a quote stands in the archive, its information, and what a match of it is worth.

    Parameters
    ----------
    ids : uint32 (p, m), token ids in every segment, 0 where unknown
    addresses : int64 (p, 88), see ``addresses.address_table``
    is_common : bool (m,), function words; in a small archive, where counts tell little, they are known to be common

    Returns
    -------
    counts : int64 (m,)
    num_tokens : int, tokens of the archive
    bits, weights : float32 (m,)
    """
    m = ids.shape[1]
    counts, num_tokens = count_words(ids, addresses)
    bits, weights = np.empty(m, np.float32), np.empty(m, np.float32)
    for i in range(m):
        prior = PRIOR_COMMON if is_common[i] else PRIOR_RARE
        bits[i] = np.log2((num_tokens + PRIOR_TOKENS) / (counts[i] + PRIOR_TOKENS * prior))
        weights[i] = min(max(bits[i] / BITS_PER_POINT, LEAST_WEIGHT), MOST_WEIGHT)
    return counts, num_tokens, bits, weights


@kernel
def known_weight(ids, weights, begin, end):  # type: ignore[no-untyped-def]
    """Return what the words [begin, end) of a quote weigh together that some segment holds.

    Parameters
    ----------
    ids : uint32 (p, m), token ids in every segment, 0 where unknown
    weights : float32 (m,), see ``weigh_everywhere``
    """
    total = np.float32(0)
    for i in range(begin, end):
        for p in range(ids.shape[0]):
            if ids[p, i] != 0:
                total += weights[i]
                break
    return total
