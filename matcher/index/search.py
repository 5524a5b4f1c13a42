"""The compiled searches for words that stand as they are: ``find_phrase`` in one segment, ``occurrences_within`` in one
document.

Phrases of two or more words are answered completely: up to ``DEPTH`` words are one interval of the order, longer ones
are checked inside the interval of their rarest window. Quotes that do not stand verbatim are for ``candidates``.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.heavy import document_of
from matcher.index.order import DEPTH, SAMPLE, SAMPLED_DEPTH
from matcher.index.sorting import sort_values
from matcher.kernels import inline_kernel, kernel

# Places at which a longer phrase is compared word by word rather than narrowed by another of its windows.
FEW: Final = 4
# Occurrences enumerated for an exact phrase; beyond, the heavy table knows the documents.
MAX_HITS: Final = 4096


@inline_kernel
def _stands_before(tokens, position, q, begin, length):  # type: ignore[no-untyped-def]
    """Tell whether the tokens at a position sort before ``q[begin:begin + length]``; the first tokens are equal.

    A phrase holds no 0, so the comparison never runs past a document's end.
    """
    d = 1
    while d < length and tokens[position + d] == q[begin + d]:
        d += 1
    return d < length and tokens[position + d] < q[begin + d]


@inline_kernel
def _begins_with(tokens, position, q, begin, length):  # type: ignore[no-untyped-def]
    d = 0
    while d < length and tokens[position + d] == q[begin + d]:
        d += 1
    return d == length


@kernel
def narrowed(low, high, token, samples):  # type: ignore[no-untyped-def]
    """Cut the interval of a run of tokens down to one that holds all places at which the run goes on with a token.

    Parameters
    ----------
    samples : uint32 (m,), the row of ``order.sampled_tokens`` for the token behind the run

    Returns
    -------
    An interval that has at most 2 · ``SAMPLE`` - 1 other places
    """
    if high - low <= 2 * SAMPLE:
        return low, high
    begin = (low + SAMPLE - 1) // SAMPLE
    end = (high + SAMPLE - 1) // SAMPLE
    a, b = begin, end
    while a < b:
        middle = (a + b) // 2
        if samples[middle] < token:
            a = middle + 1
        else:
            b = middle
    less = a  # the samples before sort before the token
    step = np.int64(1)
    while b < end and samples[b] == token:
        a = b + 1
        b = min(b + step, end)
        step *= 2
    while a < b:
        middle = (a + b) // 2
        if samples[middle] == token:
            a = middle + 1
        else:
            b = middle
    if less > begin:
        low = (less - 1) * SAMPLE + 1
    return low, min(high, a * SAMPLE)


@kernel
def phrase_interval(q, begin, length, tokens, order, first, samples):  # type: ignore[no-untyped-def]
    """Return the interval of ``q[begin:begin + length]``, empty where it does not stand; length ≤ DEPTH.

    Searches among samples, then one with whole phrases and a gallop to the interval's end: every step of these costs
    two cache misses, and narrowing word by word takes two searches a word.
    """
    for d in range(length):
        if q[begin + d] == 0:
            return np.int64(0), np.int64(0)
    t = np.int64(q[begin])
    a, end = np.int64(first[t]), np.int64(first[t + 1])
    if length == 1:
        return a, end
    for d in range(1, min(length, SAMPLED_DEPTH + 1)):
        a, end = narrowed(a, end, q[begin + d], samples[d - 1])
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


@kernel
def _last_of(tokens, order, a, b, q, begin, length):  # type: ignore[no-untyped-def]
    """Return the end in [a, b] of the places that begin with a phrase; those before ``a`` do."""
    while a < b:
        middle = (a + b) // 2
        if _begins_with(tokens, np.int64(order[middle]), q, begin, length):
            a = middle + 1
        else:
            b = middle
    return a


@kernel
def find_phrase(q, tokens, order, first, samples, document_first, blocks, allowed):  # type: ignore[no-untyped-def]
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
    total : int, places the phrase stands at, before ``allowed``; above MAX_HITS the arrays are incomplete
    """
    m = q.shape[0]
    for i in range(m):
        if q[i] == 0:  # an unknown word stands nowhere, though its id is that of the separator behind a document
            return np.empty(0, np.uint32), np.empty(0, np.uint32), 0, np.int64(0)
    window = min(m, DEPTH)
    at = _rarest_start(q, window, first)
    lo, hi = phrase_interval(q, at, window, tokens, order, first, samples)
    begin = 0
    while begin < m and hi - lo > FEW:
        begin = min(begin, m - window)
        other_lo, other_hi = phrase_interval(q, begin, window, tokens, order, first, samples)
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
        if m == window and total > MAX_HITS:
            break
        position = np.int64(order[k]) - at
        if position < 0 or (m > window and not _stands(q, tokens, position)):
            continue
        if filtered and allowed[document_of(position, document_first, blocks)] == 0:
            continue
        found[n] = position
        n += 1
    found = found[:n]
    sort_values(found)
    documents = np.empty(n, np.uint32)
    num_documents = 0
    for i in range(n):
        documents[i] = document_of(found[i], document_first, blocks)
        if i == 0 or documents[i] != documents[i - 1]:
            num_documents += 1
    return found, documents, num_documents, total


@kernel
def _rarest_start(q, window, first):  # type: ignore[no-untyped-def]
    """Return where a window of a phrase begins with its rarest word: the shortest interval to search."""
    best, least = np.int64(0), np.int64(-1)
    for i in range(q.shape[0] - window + 1):
        t = np.int64(q[i])
        count = np.int64(first[t + 1]) - np.int64(first[t])
        if least < 0 or count < least:
            best, least = np.int64(i), count
    return best


@kernel
def _stands(q, tokens, position):  # type: ignore[no-untyped-def]
    if position + q.shape[0] > tokens.shape[0]:
        return False
    for j in range(q.shape[0]):
        if tokens[position + j] != q[j]:
            return False
    return True


@kernel
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
