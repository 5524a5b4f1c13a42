"""Candidates among the documents that a filter lets through, as if there were no others.

``seeds.find_seeds`` tells by the whole archive which runs of words are rare. Among few documents that is the wrong
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

from matcher.index.addresses import allowed_at, documents_at, order_at, tokens_at
from matcher.index.candidates import find_candidates, sorted_hits
from matcher.index.clusters import WORD_BITS, cluster, most_promising, refined, room_for_clusters
from matcher.index.counting import count_tokens, find_places
from matcher.index.heavy import document_of
from matcher.index.order import DEPTH
from matcher.index.seeds import SEED_HITS
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
def find_allowed(ids, begin, end, weights, addresses, allowed, num_tokens, common, seeds, places):  # type: ignore[no-untyped-def]
    """Gather candidates like ``find_candidates``, which does it without ``common`` and where most are allowed.

    Parameters
    ----------
    ids : uint32 (p, m), the whole quote in every segment, of which the words [begin, end) are looked for
    weights : float32 (end - begin,), what each of these is worth
    num_tokens : tokens of the documents that may answer, in all segments
    addresses, allowed, common, seeds, places : see ``find_candidates``

    Returns
    -------
    See ``clusters.refined``.
    """
    if num_tokens == 0:
        return np.zeros((0, 5), np.int64)
    words = ids[:, begin:end].copy()
    num_parts, m = words.shape
    if 2 * num_tokens >= count_tokens(addresses) or not (common or num_tokens <= FEW_TOKENS):
        return find_candidates(words, weights, addresses, allowed, common, seeds, places)
    runs = np.empty((MAX_RUNS, 4), np.int64)
    if num_tokens <= SCAN_TOKENS:
        n = _read_runs(words, addresses, allowed, num_tokens, runs)
    else:
        n = _look_runs_up(words, addresses, allowed, runs)
    lengths, is_taken = _rare_seeds(runs[:n], m)
    found, sizes = room_for_clusters(num_parts)
    for p in range(num_parts):
        hits = _hits_in(p, runs[:n], lengths, is_taken)
        document_first, blocks = documents_at(addresses[p])
        ordered = sorted_hits(hits, hits.shape[0], m)
        sizes[p] = cluster(ordered, lengths, weights, document_first, blocks, found[p])
    return refined(most_promising(found, sizes, addresses), words, weights, addresses)


@kernel
def _read_runs(words, addresses, allowed, num_tokens, runs):  # type: ignore[no-untyped-def]
    """Read all allowed documents; write word, position, length and segment of every run of the quote's words there."""
    num_parts, m = words.shape
    places = np.empty(num_tokens + num_parts, np.uint32)
    word_at = np.empty(places.shape[0], np.int32)
    bounds = np.zeros(num_parts + 1, np.int64)
    counts = np.zeros(m, np.int64)
    for p in range(num_parts):
        slots = _slots_of(words[p])
        mask = np.uint32(slots.shape[0] - 1)
        tokens = tokens_at(addresses[p])
        room = places[bounds[p] :]
        bounds[p + 1] = bounds[p] + _places_of(
            words[p], tokens, documents_at(addresses[p])[0], allowed_at(allowed[p]), room
        )
        for k in range(bounds[p], bounds[p + 1]):
            word_at[k] = i = _word_of(tokens[places[k]], slots, mask, words[p])
            if i >= 0:
                counts[i] += 1
    n = 0
    for p in range(num_parts):
        tokens, following = tokens_at(addresses[p]), _next_equal(words[p])
        for k in range(bounds[p], bounds[p + 1]):
            at, i = np.int64(places[k]), np.int64(word_at[k])
            is_rare = i >= 0 and counts[i] <= FEW_PLACES
            if not is_rare and (k + 1 == bounds[p + 1] or places[k + 1] != at + 1):
                continue  # the next word is none of the quote's
            while i >= 0:
                n = _keep_run(words[p], i, tokens, at, p, is_rare, runs, n)
                i = following[i]
            if n == runs.shape[0]:
                return n
    return n


@kernel
def _places_of(q, tokens, document_first, allowed, places):  # type: ignore[no-untyped-def]
    """Write the positions of allowed documents at which a word of the quote stands, and a few others, ascending; return
    how many they are.

    Told by the lowest bits of the token, without a branch: half of all words are "the" and its like, and whether the
    next one is, no processor foresees.
    """
    is_asked = np.zeros(1 << ASKED_BITS, np.uint8)
    low_bits = np.uint32(is_asked.shape[0] - 1)
    for i in range(q.shape[0]):
        if q[i] != 0:
            is_asked[q[i] & low_bits] = 1
    n = 0
    for d in range(document_first.shape[0] - 1):
        if allowed.shape[0] == 0 or allowed[d]:
            for p in range(document_first[d], document_first[d + 1] - 1):
                places[n] = p
                n += is_asked[tokens[p] & low_bits]
    return n


@kernel
def _look_runs_up(words, addresses, allowed, runs):  # type: ignore[no-untyped-def]
    """Look through the places of the shortest run from every word that has few enough; see ``_read_runs``."""
    num_parts, m = words.shape
    low, high = np.empty(num_parts, np.int64), np.empty(num_parts, np.int64)
    n = 0
    for i in range(m):
        low[:], high[:] = 0, 0
        num_deleted = np.int64(0)
        for depth in range(1, min(DEPTH, m - i) + 1):
            longer_low, longer_high = np.empty(num_parts, np.int64), np.empty(num_parts, np.int64)
            count = np.int64(0)
            for p in range(num_parts):
                longer_low[p], longer_high[p], undeleted = find_places(words[p], i, depth, addresses[p])
                count += undeleted
            if count == 0:
                break
            low[:], high[:] = longer_low, longer_high
            num_deleted = np.sum(high - low) - count
            if count <= PLACES:
                break
        left = PLACES + num_deleted
        for p in range(num_parts):
            order, may_answer = order_at(addresses[p]), allowed_at(allowed[p])
            document_first, blocks = documents_at(addresses[p])
            end = min(high[p], low[p] + left)
            left -= end - low[p]
            for k in range(low[p], end):
                at = np.int64(order[k])
                if may_answer.shape[0] == 0 or may_answer[document_of(at, document_first, blocks)]:
                    n = _keep_run(words[p], i, tokens_at(addresses[p]), at, p, True, runs, n)
    return n


@kernel
def _keep_run(q, i, tokens, at, part, is_rare, runs, n):  # type: ignore[no-untyped-def]
    """Write down the run from word ``i`` at a position, unless it is a single word of many places."""
    length = 1
    while length < DEPTH and i + length < q.shape[0] and q[i + length] != 0 and tokens[at + length] == q[i + length]:
        length += 1
    if n < runs.shape[0] and (is_rare or length > 1):
        runs[n, 0], runs[n, 1], runs[n, 2], runs[n, 3] = i, at, length, part
        n += 1
    return n


@kernel
def _rare_seeds(runs, m):  # type: ignore[no-untyped-def]
    """Choose for every word the shortest run that is rare, or the longest there is; rarest first within the budget.

    Returns
    -------
    lengths : int64 (m,), tokens of the chosen run, 0 for none
    is_taken : bool (m,), words whose run is within the budget
    """
    counts = np.zeros((m, DEPTH + 2), np.int64)
    for k in range(runs.shape[0]):
        counts[runs[k, 0], runs[k, 2]] += 1
    lengths, num_hits = np.zeros(m, np.int64), np.zeros(m, np.int64)
    for i in range(m):
        for length in range(DEPTH, 0, -1):
            counts[i, length] += counts[i, length + 1]
            is_wanted = counts[i, length] <= SEED_HITS or num_hits[i] == 0
            if counts[i, length] > 0 and is_wanted:
                lengths[i], num_hits[i] = length, counts[i, length]
    budget = HIT_BUDGET
    is_taken = np.zeros(m, np.bool_)
    for i in places_in_order(num_hits):
        if 0 < num_hits[i] <= budget:
            is_taken[i] = True
            budget -= num_hits[i]
    return lengths, is_taken


@kernel
def _hits_in(part, runs, lengths, is_taken):  # type: ignore[no-untyped-def]
    """Return the hits in one segment of the runs that were chosen, int64 (h,), see ``candidates``."""
    m = lengths.shape[0]
    hits = np.empty(HIT_BUDGET, np.int64)
    n = 0
    for k in range(runs.shape[0]):
        i = runs[k, 0]
        if runs[k, 3] == part and is_taken[i] and runs[k, 2] >= lengths[i]:
            hits[n] = ((runs[k, 1] - i + m) << WORD_BITS) | i
            n += 1
    return hits[:n]


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
