"""Codes of token ids that are ordered like the ids and short for frequent ones.

Token ids of an archive take 17 to 21 bits each, yet a word of running text is worth about ten. A binary code that keeps
the order of the ids (an alphabetic code, Hu and Tucker 1971) packs six following words into most 64-bit keys where ids
on end would pack three, and compares like the words. Split where the halves weigh the same, a code comes within two
bits of the best (Yeung 1991); on English releases it takes 10.7 bits a token, their entropy being 10.3.

A code is a ``uint64``: its bits stand highest, its length in the lowest six. No code begins with another one, and that
of the smallest id is all zeros.
"""

from __future__ import annotations

import numpy as np

from matcher.kernels import kernel

LENGTH = np.uint64(63)  # the lowest six bits
KEY_BITS = np.uint64(64)
# Splits of 2**32 positions end after 34 bits; no id without a position adds more than as many again.
MAX_OPEN = 128


@kernel
def alphabetic_codes(first, num_separators):  # type: ignore[no-untyped-def]
    """Return the codes of all ids, uint64 (v + 1,).

    Parameters
    ----------
    first : uint32 (v + 2,), see ``order.first_positions``
    num_separators : how often id 0 stands in the tokens
    """
    num_ids = first.shape[0] - 1
    ends = np.zeros(num_ids + 1, np.int64)
    for i in range(num_ids):
        count = np.int64(first[i + 1]) - np.int64(first[i]) if i else np.int64(num_separators)
        ends[i + 1] = ends[i] + max(count, 1)
    codes = np.zeros(num_ids, np.uint64)
    low, high = np.zeros(MAX_OPEN, np.int64), np.zeros(MAX_OPEN, np.int64)
    code, length = np.zeros(MAX_OPEN, np.uint64), np.zeros(MAX_OPEN, np.uint64)
    high[0] = num_ids
    num_open = 1
    while num_open > 0:
        k = num_open - 1
        a, b = low[k], high[k]
        if b - a == 1:
            codes[a] = code[k] | length[k]
            num_open = k
            continue
        middle = (ends[a] + ends[b]) // 2
        cut = min(a + 1 + np.searchsorted(ends[a + 1 : b], middle), b - 1)
        if cut - 1 > a and middle - ends[cut - 1] < ends[cut] - middle:
            cut -= 1
        # Ids below the cut go on with 0, the others with 1.
        low[k + 1], high[k + 1] = cut, b
        code[k + 1] = code[k] | (np.uint64(1) << (LENGTH - length[k]))
        high[k] = cut
        length[k] += np.uint64(1)
        length[k + 1] = length[k]
        num_open = k + 2
    return codes
