"""Candidates among the documents that a filter lets through, as if there were no others.

``candidates.find_seeds`` tells by the whole archive which runs of words are rare. Among few documents that is the wrong
measure: where every run of an allowed passage is common elsewhere, the search narrows them to longer runs, which stand
only where the filter forbids. Here runs are counted in allowed documents alone. Where these are few, all their words
are read, a nanosecond each; where they are many, the places of each run are looked through, up to ``PLACES`` of them.

A passage is found, whatever stands in other documents, if a run of it is rare among the allowed documents, and these
have ``SCAN_TOKENS`` words at most or the run has ``PLACES`` places at most in the archive. Where most documents are
allowed, what is rare in the archive is about as rare among them, and ``candidates`` does the work. So it does at first
unless few are allowed, at a tenth of the time: runs rare in the archive lead to most passages that stand.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.candidates import SEED_HITS, find_candidates, sorted_hits
from matcher.index.clusters import WORD_BITS, cluster, refined
from matcher.index.heavy import document_of
from matcher.index.order import DEPTH
from matcher.index.search import phrase_interval
from matcher.index.sorting import places_in_order
from matcher.kernels import kernel

# Hits enumerated for one query among the allowed documents.
HIT_BUDGET: Final = 8192
# Allowed words that are read rather than looked up: about 2 ms.
SCAN_TOKENS: Final = 1_000_000
# Allowed words that are read at once, 0.2 ms: a few dozen articles that a client names.
FEW_TOKENS: Final = 16_384
# Places of one run in the archive that are looked through for allowed ones: about 0.1 ms.
PLACES: Final = 4096
# Single words at more allowed places than this tell nothing; longer runs are taken however common.
FEW_PLACES: Final = 512
# Lowest bits of a token by which a word of the quote is told at first: a table of 32 kB stays near the processor.
ASKED_BITS: Final = 15
# Runs kept: more are there only in texts of one word repeated.
MAX_RUNS: Final = 1 << 17


@kernel
def find_allowed(q, weights, tokens, order, first, samples, document_first, blocks, allowed, num_tokens, common, seeds):  # type: ignore[no-untyped-def]
    """Gather candidates like ``find_candidates``, which does it without ``common`` and where most are allowed.

    Parameters
    ----------
    q : uint32 (m,), token ids
    allowed, num_tokens : see ``snapshot.Allowed``
    seeds : see ``find_candidates``

    Returns
    -------
    See ``find_candidates``.
    """
    if num_tokens == 0:
        return np.zeros((0, 4), np.int64)
    if 2 * num_tokens >= first[-1] or not (common or num_tokens <= FEW_TOKENS):
        return find_candidates(
            q, weights, tokens, order, first, samples, document_first, blocks, allowed, common, seeds
        )
    runs = np.empty((MAX_RUNS, 3), np.int64)
    if num_tokens <= SCAN_TOKENS:
        n = _read_runs(q, tokens, document_first, allowed, num_tokens, runs)
    else:
        n = _look_runs_up(q, tokens, order, first, samples, document_first, blocks, allowed, runs)
    lengths, hits = _seeds_and_hits(runs[:n], q.shape[0])
    clusters = cluster(sorted_hits(hits, hits.shape[0], q.shape[0]), lengths, weights, document_first, blocks)
    return refined(clusters, q, weights, tokens, document_first, blocks)


@kernel
def _read_runs(q, tokens, document_first, allowed, num_tokens, runs):  # type: ignore[no-untyped-def]
    """Read all allowed documents; write word, position and length of every run of the quote's words there."""
    slots = _slots_of(q)
    mask = np.uint32(slots.shape[0] - 1)
    places = _places_of(q, tokens, document_first, allowed, num_tokens)
    words = np.empty(places.shape[0], np.int32)
    counts = np.zeros(q.shape[0], np.int64)
    for k in range(places.shape[0]):
        words[k] = i = _word_of(tokens[places[k]], slots, mask, q)
        if i >= 0:
            counts[i] += 1
    following = _next_equal(q)
    n = 0
    for k in range(places.shape[0]):
        p, i = np.int64(places[k]), np.int64(words[k])
        is_rare = i >= 0 and counts[i] <= FEW_PLACES
        if not is_rare and (k + 1 == places.shape[0] or places[k + 1] != p + 1):
            continue  # the next word is none of the quote's
        while i >= 0:
            n = _keep_run(q, i, tokens, p, is_rare, runs, n)
            i = following[i]
        if n == runs.shape[0]:
            break
    return n


@kernel
def _places_of(q, tokens, document_first, allowed, num_tokens):  # type: ignore[no-untyped-def]
    """Return the positions of allowed documents at which a word of the quote stands, and a few others, ascending.

    Told by the lowest bits of the token, without a branch: half of all words are "the" and its like, and whether the
    next one is, no processor foresees.
    """
    is_asked = np.zeros(1 << ASKED_BITS, np.uint8)
    low_bits = np.uint32(is_asked.shape[0] - 1)
    for i in range(q.shape[0]):
        if q[i] != 0:
            is_asked[q[i] & low_bits] = 1
    places = np.empty(num_tokens + 1, np.uint32)
    n = 0
    for d in range(allowed.shape[0]):
        if allowed[d]:
            for p in range(document_first[d], document_first[d + 1] - 1):
                places[n] = p
                n += is_asked[tokens[p] & low_bits]
    return places[:n]


@kernel
def _look_runs_up(q, tokens, order, first, samples, document_first, blocks, allowed, runs):  # type: ignore[no-untyped-def]
    """Look through the places of the shortest run from every word that has few enough; see ``_read_runs``."""
    n = 0
    for i in range(q.shape[0]):
        low, high = 0, 0
        for depth in range(1, DEPTH + 1):
            if i + depth > q.shape[0] or q[i + depth - 1] == 0:
                break
            narrower_low, narrower_high = phrase_interval(q, i, depth, tokens, order, first, samples)
            if narrower_low == narrower_high:
                break
            low, high = narrower_low, narrower_high
            if high - low <= PLACES:
                break
        for k in range(low, min(high, low + PLACES)):
            p = np.int64(order[k])
            if allowed[document_of(p, document_first, blocks)]:
                n = _keep_run(q, i, tokens, p, True, runs, n)
    return n


@kernel
def _keep_run(q, i, tokens, p, is_rare, runs, n):  # type: ignore[no-untyped-def]
    """Write down the run from word ``i`` at a position, unless it is a single word of many places."""
    length = 1
    while length < DEPTH and i + length < q.shape[0] and q[i + length] != 0 and tokens[p + length] == q[i + length]:
        length += 1
    if n < runs.shape[0] and (is_rare or length > 1):
        runs[n, 0], runs[n, 1], runs[n, 2] = i, p, length
        n += 1
    return n


@kernel
def _seeds_and_hits(runs, m):  # type: ignore[no-untyped-def]
    """Choose for every word the shortest run that is rare, or the longest there is; rarest first within the budget.

    Returns
    -------
    seeds : int64 (m, 3), of which only the length of each run is set, see ``find_seeds``
    hits : int64 (h,), see ``candidates``
    """
    counts = np.zeros((m, DEPTH + 2), np.int64)
    for k in range(runs.shape[0]):
        counts[runs[k, 0], runs[k, 2]] += 1
    seeds = np.zeros((m, 3), np.int64)
    num_hits = np.zeros(m, np.int64)
    for i in range(m):
        for length in range(DEPTH, 0, -1):
            counts[i, length] += counts[i, length + 1]
            is_wanted = counts[i, length] <= SEED_HITS or num_hits[i] == 0
            if counts[i, length] > 0 and is_wanted:
                seeds[i, 2], num_hits[i] = length, counts[i, length]
    budget = HIT_BUDGET
    is_taken = np.zeros(m, np.bool_)
    for i in places_in_order(num_hits):
        if 0 < num_hits[i] <= budget:
            is_taken[i] = True
            budget -= num_hits[i]
    hits = np.empty(HIT_BUDGET - budget, np.int64)
    n = 0
    for k in range(runs.shape[0]):
        i = runs[k, 0]
        if is_taken[i] and runs[k, 2] >= seeds[i, 2]:
            hits[n] = ((runs[k, 1] - i + m) << WORD_BITS) | i
            n += 1
    return seeds, hits


@kernel
def _slots_of(q):  # type: ignore[no-untyped-def]
    """Make a small hash table from token id to the first word of the quote that has it; -1 in free slots."""
    size = 16
    while size < 4 * q.shape[0]:
        size *= 2
    slots = np.full(size, -1, np.int64)
    mask = np.uint32(size - 1)
    for i in range(q.shape[0]):
        if q[i] != 0:
            slot = q[i] & mask
            while slots[slot] >= 0 and q[slots[slot]] != q[i]:
                slot = (slot + np.uint32(1)) & mask
            if slots[slot] < 0:
                slots[slot] = i
    return slots


@kernel
def _word_of(token, slots, mask, q):  # type: ignore[no-untyped-def]
    """Return the first word of the quote that is a token, -1 for none."""
    slot = token & mask
    while slots[slot] >= 0:
        if q[slots[slot]] == token:
            return slots[slot]
        slot = (slot + np.uint32(1)) & mask
    return np.int64(-1)


@kernel
def _next_equal(q):  # type: ignore[no-untyped-def]
    """Return for each word the next one that is equal, -1 for none."""
    out = np.full(q.shape[0], -1, np.int64)
    slots = _slots_of(q)
    mask = np.uint32(slots.shape[0] - 1)
    last = np.full(q.shape[0], -1, np.int64)  # by the first word that is equal
    for i in range(q.shape[0]):
        if q[i] != 0:
            first = _word_of(q[i], slots, mask, q)
            if last[first] >= 0:
                out[last[first]] = i
            last[first] = i
    return out
