"""Candidates for a quote that does not stand as it is: seeds, their hits, and the places where hits gather.

At every word there is one seed, the shortest run of words that is rare enough to enumerate (minimap2's chaining, Li
2018, is the model; the length is adaptive as in BWA-MEM). Its hits fall on diagonals (document position minus quote
position); hits on near diagonals of one document make a cluster, and a cluster that has most of the quote's words is
a candidate: a place to align, never an answer.

The searches of all words take their steps together (``together``).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.clusters import WORD_BITS, cluster, refined
from matcher.index.heavy import document_of
from matcher.index.order import DEPTH, SAMPLED_DEPTH
from matcher.index.prefetching import prefetch
from matcher.index.search import phrase_interval
from matcher.index.sorting import places_in_order, sort_values
from matcher.index.together import narrow_together, search_together
from matcher.kernels import kernel

# A seed is long enough when its phrase stands at this many places or fewer: 32 hits cost about 2 µs.
SEED_HITS: Final = 32
# Hits enumerated for one query over all its seeds: bounds the time at about a millisecond.
HIT_BUDGET: Final = 16_384
# Of them hits of rare seeds: a quote of 2,000 words does not need all of its words to be found.
RARE_BUDGET: Final = 4096
# Share of the weight of the quote's known words near a candidate from which on runs that are not rare are no longer
# looked at: a better passage would have to share none of the quote's rare runs.
ENOUGH: Final = 0.7
# Words that each difference from a passage costs: the one that differs, and often what is beside it.
BROKEN: Final = 2
# A word that is at least this share of all words begins no seed where a rarer one follows: the seed at that one has
# all its hits, and the searches among millions of places for "the" are what costs.
COMMON_WORD: Final = 1 / 256
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
def find_seeds(q, tokens, order, first, samples, everywhere, seeds):  # type: ignore[no-untyped-def]
    """Find the shortest rare run that begins at every word of a quote; without ``everywhere`` not at words that lead in
    a rarer one.

    Parameters
    ----------
    seeds : int64 (m, 3), zeros at first, written to: lowest and highest place in the order, and tokens, of the shortest
        run from each word that stands at ``SEED_HITS`` places or fewer, of the longest that stands anywhere (at most
        ``DEPTH`` tokens) where none does; zeros where there is none. What is there already is not sought again.
    """
    m = q.shape[0]
    active = np.empty(m, np.int64)
    n = 0
    for i in range(m):
        if q[i] != 0 and seeds[i, 2] == 0 and (everywhere or not _leads_in(q, i, first)):
            seeds[i, 0], seeds[i, 1], seeds[i, 2] = first[q[i]], first[q[i] + 1], 1
            active[n] = i
            n += 1
    low, below, high, above = np.empty(m, np.int64), np.empty(m, np.int64), np.empty(m, np.int64), np.empty(m, np.int64)
    wanted = np.empty(m, np.int64)
    for depth in range(1, DEPTH):
        n = _still_common(active, n, seeds, q, depth)
        if n == 0:
            break
        for x in range(n):
            i = active[x]
            low[x] = high[x] = seeds[i, 0]
            below[x] = above[x] = seeds[i, 1] - seeds[i, 0]
            wanted[x] = q[i + depth]
        if depth <= SAMPLED_DEPTH:
            narrow_together(low, below, high, above, wanted, n, samples[depth - 1])
        search_together(low, below, high, above, wanted, n, tokens, order, depth)
        kept = 0
        for x in range(n):
            i = active[x]
            if low[x] < high[x]:
                seeds[i, 0], seeds[i, 1], seeds[i, 2] = low[x], high[x], depth + 1
                active[kept] = i
                kept += 1
        n = kept


@kernel
def share_without_rare(seeds):  # type: ignore[no-untyped-def]
    """Return the share of a quote that a passage may have which shares none of its rare runs, ``ENOUGH`` at least.

    Such a passage differs somewhere in each of the runs. The fewest words that lie in all runs are taken from the last
    run backwards, the first word of each that has none yet. Most quotes have rare runs all along; where a sentence that
    stands in a hundred documents was edited, only those across the edits are rare.

    Parameters
    ----------
    seeds : int64 (m, 3), see ``find_seeds``
    """
    m = seeds.shape[0]
    num_broken, broken = 0, m
    for i in range(m - 1, -1, -1):
        if 0 < seeds[i, 1] - seeds[i, 0] <= SEED_HITS and broken >= i + seeds[i, 2]:
            num_broken += 1
            broken = i
    return max(ENOUGH, 1 - BROKEN * num_broken / m) if num_broken else ENOUGH


@kernel
def _leads_in(q, i, first):  # type: ignore[no-untyped-def]
    """Tell whether a word is very common and the next one, known to the segment, is not."""
    if i + 1 == q.shape[0] or q[i + 1] == 0:
        return False
    most = COMMON_WORD * first[-1]
    return first[q[i] + 1] - first[q[i]] > most >= first[q[i + 1] + 1] - first[q[i + 1]]


@kernel
def _still_common(active, n, seeds, q, depth):  # type: ignore[no-untyped-def]
    """Keep the words whose run is not rare yet and can go on; return how many they are."""
    kept = 0
    for x in range(n):
        i = active[x]
        if seeds[i, 1] - seeds[i, 0] > SEED_HITS and i + depth < q.shape[0] and q[i + depth] != 0:
            active[kept] = i
            kept += 1
    return kept


@kernel
def find_candidates(q, weights, tokens, order, first, samples, document_first, blocks, allowed, common, seeds):  # type: ignore[no-untyped-def]
    """Gather the hits of seeds into candidates.

    Without ``common`` of rare seeds only; with it also of runs that no other contains, while the budget lasts, and of
    single words where there is hardly anything else.

    Parameters
    ----------
    q : uint32 (m,), token ids, m < 2 ** WORD_BITS
    weights : float32 (m,), what each word is worth
    allowed : uint8 (d,) or (0,), documents that may answer; empty for all
    seeds : see ``find_seeds``; kept from a call without ``common`` to one with it

    Returns
    -------
    int64 (c, 4): document, lowest diagonal, highest diagonal, thousandths of weight of the quote's words near them;
    best first, c ≤ MAX_CANDIDATES. A diagonal is the position in the segment minus the position in the quote.
    """
    find_seeds(q, tokens, order, first, samples, common, seeds)
    hits = np.empty(HIT_BUDGET, np.int64)
    n = 0
    num_rare = 0
    # Rarest first, by quarters of the scale: where the budget ends, the most telling ones are in.
    for few, many in ((0, 1), (1, 4), (4, SEED_HITS)):
        for i in range(q.shape[0]):
            count = seeds[i, 1] - seeds[i, 0]
            if few < count <= many and n + count <= RARE_BUDGET:
                num_rare += 1
                n = gather(hits, n, i, seeds, order, document_first, blocks, allowed, q.shape[0])
    if common:
        n = _gather_common(hits, n, num_rare, q, seeds, tokens, order, document_first, blocks, allowed)
    clusters = cluster(sorted_hits(hits, n, q.shape[0]), seeds, weights, document_first, blocks)
    return refined(clusters, q, weights, tokens, document_first, blocks)


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
def gather(hits, n, i, seeds, order, document_first, blocks, allowed, m):  # type: ignore[no-untyped-def]
    """Append the hits of the seed at word ``i``; return how many hits there are now."""
    for k in range(seeds[i, 0], seeds[i, 1]):
        position = np.int64(order[k])
        if allowed.shape[0] > 0 and allowed[document_of(position, document_first, blocks)] == 0:
            continue
        # Diagonals may be negative at the very start of a segment; shift them so that they sort as numbers.
        hits[n] = ((position - i + m) << WORD_BITS) | i
        n += 1
    return n


@kernel
def _gather_common(hits, n, num_rare, q, seeds, tokens, order, document_first, blocks, allowed):  # type: ignore[no-untyped-def]
    """Append the hits of runs that are not rare, rarest first, and of single words where little else was found."""
    m = q.shape[0]
    rank = places_in_order(seeds[:, 1] - seeds[:, 0])
    for least in (2, 1):
        for i in rank:
            count = seeds[i, 1] - seeds[i, 0]
            if count <= SEED_HITS or n + count > HIT_BUDGET:
                continue
            if least == 2 and (seeds[i, 2] < 2 or _is_contained(q, i, seeds, tokens, order)):
                continue
            if least == 1 and (seeds[i, 2] > 1 or num_rare >= ENOUGH_SEEDS):
                continue
            num_rare += 1
            n = gather(hits, n, i, seeds, order, document_first, blocks, allowed, m)
    return n


@kernel
def _is_contained(q, i, seeds, tokens, order):  # type: ignore[no-untyped-def]
    """Tell whether the longest run from the word before ``i`` contains the seed at ``i``."""
    if i == 0:
        return False
    wanted = seeds[i, 2] + 1
    return _extended(q, i - 1, seeds, tokens, order, wanted) >= wanted


@kernel
def _extended(q, i, seeds, tokens, order, enough):  # type: ignore[no-untyped-def]
    """Return how many words the longest run from word ``i`` has, read off at the places of its seed.

    Stops where a run has ``enough`` words: then there may be a longer one.
    """
    longest = seeds[i, 2]
    if longest >= enough or _is_whole(q, i, seeds):
        return longest
    end = min(seeds[i, 1], seeds[i, 0] + MAX_EXTENDED)
    for begin in range(seeds[i, 0], end, READ_AT_ONCE):
        stop = min(begin + READ_AT_ONCE, end)
        for k in range(begin, stop):
            prefetch(tokens.ctypes.data + 4 * (np.int64(order[k]) + seeds[i, 2]))
        for k in range(begin, stop):
            longest = max(longest, _run_length(q, i, tokens, np.int64(order[k]), seeds[i, 2]))
        if longest >= enough:
            break
    return longest


@kernel
def _is_whole(q, i, seeds):  # type: ignore[no-untyped-def]
    """Tell whether no longer run than its seed stands anywhere from word ``i`` on."""
    return i + seeds[i, 2] == q.shape[0] or (seeds[i, 1] - seeds[i, 0] > SEED_HITS and seeds[i, 2] < DEPTH)


@kernel
def _run_length(q, i, tokens, position, length):  # type: ignore[no-untyped-def]
    """Return how long a run of ``length`` words or more at a position is."""
    while i + length < q.shape[0] and q[i + length] != 0 and tokens[position + length] == q[i + length]:
        length += 1
    return length


@kernel
def longest_runs(q, tokens, order, first, samples, document_first, blocks, allowed):  # type: ignore[no-untyped-def]
    """Return for every word how long the longest run from it is that stands anywhere, int64 (m,)."""
    seeds = np.zeros((q.shape[0], 3), np.int64)
    find_seeds(q, tokens, order, first, samples, True, seeds)
    lengths = np.zeros(q.shape[0], np.int64)
    for i in range(q.shape[0]):
        if allowed.shape[0] == 0:
            lengths[i] = _extended(q, i, seeds, tokens, order, q.shape[0])
            continue
        depth = seeds[i, 2]
        lo, hi = seeds[i, 0], seeds[i, 1]
        may_go_on = not _is_whole(q, i, seeds)
        while depth > 0 and lengths[i] == 0:
            for k in range(lo, min(hi, lo + MAX_EXTENDED)):
                position = np.int64(order[k])
                if allowed[document_of(position, document_first, blocks)]:
                    lengths[i] = max(lengths[i], _run_length(q, i, tokens, position, depth))
                    if not may_go_on:
                        break
            # None of the places is allowed: a shorter run may stand elsewhere too, and goes on at none of them.
            may_go_on = hi - lo > MAX_EXTENDED
            depth -= 1
            if depth > 0 and lengths[i] == 0:
                lo, hi = phrase_interval(q, i, depth, tokens, order, first, samples)
    return lengths
