"""Candidates for a quote that does not stand as it is: the hits of its seeds, and the places where hits gather.

The hits of a seed (``seeds``) fall on diagonals (document position minus quote position); hits on near diagonals of one
document make a cluster, and a cluster that has most of the quote's words is a candidate: a place to align, never an
answer (minimap2's chaining, Li 2018, is the model). The best clusters are those of all segments: so the same quote has
the same candidates however the documents lie in them.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.addresses import allowed_at, documents_at, first_at, order_at, samples_at, tokens_at
from matcher.index.clusters import WORD_BITS, cluster, most_promising, refined, room_for_clusters
from matcher.index.heavy import document_of
from matcher.index.order import DEPTH
from matcher.index.prefetching import prefetch
from matcher.index.search import phrase_interval
from matcher.index.seeds import SEED_HITS, find_seeds
from matcher.index.sorting import places_in_order, sort_values
from matcher.kernels import kernel

# Hits enumerated for one query over all its seeds: bounds the time at about a millisecond.
HIT_BUDGET: Final = 16_384
# Of them hits of rare seeds: a quote of 2,000 words does not need all of its words to be found.
RARE_BUDGET: Final = 4096
# Single common words are enumerated only where fewer words than this have a rare run: each costs thousands of hits.
ENOUGH_SEEDS: Final = 4
# From so many hits on sorting by digits beats comparing: five times as fast for a full budget.
MANY_HITS: Final = 2048
DIGIT_BITS: Final = 11
DIGIT_MASK: Final = (1 << DIGIT_BITS) - 1
# Hits of a common run whose continuation is read to tell how far it goes.
MAX_EXTENDED: Final = 4096
# Places asked for ahead, some more than the processor fetches at once.
READ_AT_ONCE: Final = 64


@kernel
def find_candidates(words, weights, addresses, allowed, common, seeds, places):  # type: ignore[no-untyped-def]
    """Gather the hits of seeds into candidates.

    Without ``common`` of rare seeds only; with it also of runs that no other contains, while the budget lasts, and of
    single words where there is hardly anything else.

    Parameters
    ----------
    words : uint32 (p, m), token ids in every segment, m < 2 ** WORD_BITS
    weights : float32 (m,), what each word is worth
    addresses : int64 (p, 88), see ``addresses.address_table``
    allowed : int64 (p, 2), which documents may answer, see ``addresses.addresses_of``
    seeds, places : see ``find_seeds``; kept from a call without ``common`` to one with it

    Returns
    -------
    See ``clusters.refined``.
    """
    find_seeds(words, addresses, common, seeds, places)
    is_taken = np.zeros(seeds.shape[0], np.bool_)
    budget = RARE_BUDGET
    # Rarest first, by quarters of the scale: where the budget ends, the most telling ones are in.
    for few, many in ((0, 1), (1, 4), (4, SEED_HITS)):
        for i in range(seeds.shape[0]):
            if few < seeds[i, 1] <= min(many, budget):
                is_taken[i] = True
                budget -= seeds[i, 1]
    if common:
        _take_common(words, addresses, allowed, seeds, places, is_taken, HIT_BUDGET - RARE_BUDGET + budget)
    return gathered(words, weights, addresses, allowed, seeds[:, 0].copy(), seeds[:, 1] * is_taken, places)


@kernel
def gathered(words, weights, addresses, allowed, lengths, num_hits, places):  # type: ignore[no-untyped-def]
    """Gather the hits of chosen seeds into candidates.

    Parameters
    ----------
    lengths : int64 (m,), tokens of the seed at every word
    num_hits : int64 (m,), its places in all segments, 0 where it is not chosen; or (k · m,), where every word has up to
        k seeds, the first ones of all words first
    places : int64 (p, m, 2) or (p, k · m, 2), see ``find_seeds``
    words, weights, addresses, allowed : see ``find_candidates``

    Returns
    -------
    See ``clusters.refined``.
    """
    num_parts, m = words.shape
    found, sizes = room_for_clusters(num_parts)
    hits = np.empty(_most_places(num_hits, places), np.int64)
    for p in range(num_parts):
        order, may_answer = order_at(addresses[p]), allowed_at(allowed[p])
        document_first, blocks = documents_at(addresses[p])
        n = 0
        for s in range(num_hits.shape[0]):
            if num_hits[s] == 0:
                continue
            i = s % m
            for k in range(places[p, s, 0], places[p, s, 1]):
                position = np.int64(order[k])
                if may_answer.shape[0] > 0 and may_answer[document_of(position, document_first, blocks)] == 0:
                    continue
                # Diagonals may be negative at the very start of a segment; shift them so that they sort as numbers.
                hits[n] = ((position - i + m) << WORD_BITS) | i
                n += 1
        sizes[p] = cluster(sorted_hits(hits, n, m), lengths, weights, document_first, blocks, found[p])
    return refined(most_promising(found, sizes, addresses), words, weights, addresses)


@kernel
def _most_places(num_hits, places):  # type: ignore[no-untyped-def]
    """Return how many places the chosen seeds have in one segment at most, those in deleted documents included."""
    most = np.int64(0)
    for p in range(places.shape[0]):
        total = np.int64(0)
        for s in range(num_hits.shape[0]):
            if num_hits[s] > 0:
                total += places[p, s, 1] - places[p, s, 0]
        most = max(most, total)
    return most


@kernel
def sorted_hits(hits, n, m):  # type: ignore[no-untyped-def]
    """Return the first ``n`` hits in order; ``hits`` is overwritten. Many are sorted by digits, lowest first (LSD)."""
    ordered = hits[:n]
    if n < MANY_HITS:
        sort_values(ordered)
        return ordered
    room = np.empty(n, np.int64)
    highest = np.int64(0)
    for k in range(n):
        highest = max(highest, ordered[k])
    counts = np.empty(1 << DIGIT_BITS, np.int64)
    shift = np.int64(0)
    while highest >> shift > 0:
        counts[:] = 0
        for k in range(n):
            counts[(ordered[k] >> shift) & DIGIT_MASK] += 1
        total = np.int64(0)
        for digit in range(counts.shape[0]):
            count = counts[digit]
            counts[digit] = total
            total += count
        for k in range(n):
            digit = (ordered[k] >> shift) & DIGIT_MASK
            room[counts[digit]] = ordered[k]
            counts[digit] += 1
        ordered, room = room, ordered
        shift += DIGIT_BITS
        if shift < WORD_BITS and (m - 1) >> shift == 0:
            shift = np.int64(WORD_BITS)  # no word has a number that high
    return ordered


@kernel
def _take_common(words, addresses, allowed, seeds, places, is_taken, budget):  # type: ignore[no-untyped-def]
    """Take runs that are not rare, rarest first, and single words where little else was found."""
    num_rare = np.count_nonzero(is_taken)
    rank = places_in_order(seeds[:, 1])
    for least in (2, 1):
        for i in rank:
            if seeds[i, 1] <= SEED_HITS or seeds[i, 1] > budget:
                continue
            if least == 2 and (seeds[i, 0] < 2 or _is_contained(words, addresses, allowed, i, seeds, places)):
                continue
            if least == 1 and (seeds[i, 0] > 1 or num_rare >= ENOUGH_SEEDS):
                continue
            is_taken[i] = True
            num_rare += 1
            budget -= seeds[i, 1]


@kernel
def _is_contained(words, addresses, allowed, i, seeds, places):  # type: ignore[no-untyped-def]
    """Tell whether the longest run from the word before ``i`` contains the seed at ``i``."""
    if i == 0:
        return False
    wanted = seeds[i, 0] + 1
    return _extended(words, addresses, allowed, i - 1, seeds, places, wanted) >= wanted


@kernel
def _extended(words, addresses, allowed, i, seeds, places, enough):  # type: ignore[no-untyped-def]
    """Return how many words the longest run from word ``i`` has that may answer, read off at the places of its seed.

    Stops where a run has ``enough`` words: then there may be a longer one.
    """
    longest = seeds[i, 0]
    if longest >= enough or _is_whole(i, seeds):
        return longest
    # Places in deleted documents are passed over.
    left = MAX_EXTENDED + np.sum(places[:, i, 1] - places[:, i, 0]) - seeds[i, 1]
    for p in range(words.shape[0]):
        tokens, order, may_answer = tokens_at(addresses[p]), order_at(addresses[p]), allowed_at(allowed[p])
        document_first, blocks = documents_at(addresses[p])
        end = min(places[p, i, 1], places[p, i, 0] + left)
        left -= end - places[p, i, 0]
        for begin in range(places[p, i, 0], end, READ_AT_ONCE):
            stop = min(begin + READ_AT_ONCE, end)
            for k in range(begin, stop):
                prefetch(tokens.ctypes.data + 4 * (np.int64(order[k]) + seeds[i, 0]))
            for k in range(begin, stop):
                position = np.int64(order[k])
                if may_answer.shape[0] > 0 and may_answer[document_of(position, document_first, blocks)] == 0:
                    continue
                longest = max(longest, _run_length(words[p], i, tokens, position, seeds[i, 0]))
            if longest >= enough:
                return longest
    return longest


@kernel
def _is_whole(i, seeds):  # type: ignore[no-untyped-def]
    """Tell whether no longer run than its seed stands anywhere from word ``i`` on."""
    return i + seeds[i, 0] == seeds.shape[0] or (seeds[i, 1] > SEED_HITS and seeds[i, 0] < DEPTH)


@kernel
def _run_length(q, i, tokens, position, length):  # type: ignore[no-untyped-def]
    """Return how long a run of ``length`` words or more at a position is."""
    while i + length < q.shape[0] and q[i + length] != 0 and tokens[position + length] == q[i + length]:
        length += 1
    return length


@kernel
def longest_runs(ids, begin, end, addresses, allowed):  # type: ignore[no-untyped-def]
    """Return for every word of a quote how long the longest run from it is that stands anywhere, int64 (end - begin,).

    Parameters
    ----------
    ids : uint32 (p, m), the whole quote in every segment, of which the words [begin, end) are asked for
    addresses, allowed : see ``find_candidates``
    """
    words = ids[:, begin:end].copy()
    num_parts, m = words.shape
    seeds, places = np.zeros((m, 2), np.int64), np.zeros((num_parts, m, 2), np.int64)
    find_seeds(words, addresses, True, seeds, places)
    is_filtered = False
    for p in range(num_parts):
        is_filtered = is_filtered or allowed[p, 1] > 0
    lengths = np.zeros(m, np.int64)
    for i in range(m):
        if not is_filtered:
            lengths[i] = _extended(words, addresses, allowed, i, seeds, places, m)
            continue
        for p in range(num_parts):
            lengths[i] = max(lengths[i], _longest_allowed(words[p], addresses[p], allowed[p], i, seeds, places[p, i]))
    return lengths


@kernel
def _longest_allowed(q, row, may_answer, i, seeds, place):  # type: ignore[no-untyped-def]
    """Return how long the longest run from word ``i`` is that stands in a document of a segment that may answer.

    Parameters
    ----------
    place : int64 (2,), where the seed at the word stands in the order of the segment
    """
    tokens, order, allowed = tokens_at(row), order_at(row), allowed_at(may_answer)
    document_first, blocks = documents_at(row)
    low, high = place
    may_go_on = not _is_whole(i, seeds)
    for depth in range(seeds[i, 0], 0, -1):
        if depth < seeds[i, 0]:
            low, high = phrase_interval(q, i, depth, tokens, order, first_at(row), samples_at(row))
        longest = np.int64(0)
        for k in range(low, min(high, low + MAX_EXTENDED)):
            position = np.int64(order[k])
            if allowed.shape[0] == 0 or allowed[document_of(position, document_first, blocks)]:
                longest = max(longest, _run_length(q, i, tokens, position, depth))
                if not may_go_on:
                    break
        if longest > 0:
            return longest
        # None of the places is allowed: a shorter run may stand elsewhere too, and goes on at none of them.
        may_go_on = high - low > MAX_EXTENDED
    return np.int64(0)
