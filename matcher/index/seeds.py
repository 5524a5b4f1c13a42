"""Seeds: the shortest run of a quote's words from each of them that is rare enough to look at all its places.

The length is adaptive as in BWA-MEM (Li 2013). What is rare is told over all segments, so that a quote has the same
seeds however the documents lie in them. The searches of all words take their steps together (``together``).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.addresses import deleted_row, first_at, has_deleted, order_at, samples_at, tokens_at
from matcher.index.counting import count_words
from matcher.index.order import DEPTH, SAMPLED_DEPTH
from matcher.index.together import narrow_together, search_together
from matcher.kernels import kernel

# A seed is long enough when its phrase stands at this many places or fewer: 32 hits cost about 2 µs.
SEED_HITS: Final = 32
# Share of the weight of the quote's known words near a candidate from which on runs that are not rare are no longer
# looked at: a better passage would have to share none of the quote's rare runs.
ENOUGH: Final = 0.7
# Words that each difference from a passage costs: the one that differs, and often what is beside it.
BROKEN: Final = 2
# A word that is at least this share of all words begins no seed where a rarer one follows: the seed at that one has
# all its hits, and the searches among millions of places for "the" are what costs.
COMMON_WORD: Final = 1 / 256


@kernel
def find_seeds(words, addresses, everywhere, seeds, places):  # type: ignore[no-untyped-def]
    """Find the shortest rare run that begins at every word of a quote; without ``everywhere`` not at words that lead in
    a rarer one.

    Parameters
    ----------
    words : uint32 (p, m), token ids in every segment, 0 where unknown
    addresses : int64 (p, 88), see ``addresses.address_table``
    seeds : int64 (m, 2), zeros at first, written to: tokens, and number of places in all segments, of the shortest run
        from each word that stands at ``SEED_HITS`` places or fewer, of the longest that stands anywhere (at most
        ``DEPTH`` tokens) where none does; zeros where there is none. What is there already is not sought again.
    places : int64 (p, m, 2), written to: lowest and highest place of the run in the order of each segment; those in
        deleted documents are among them, and do not count
    """
    num_parts, m = words.shape
    num_places, num_tokens = count_words(words, addresses)
    deleted = _room_for_deleted(addresses, m)
    active = np.empty(m, np.int64)
    n = 0
    for i in range(m):
        if num_places[i] > 0 and seeds[i, 0] == 0 and (everywhere or not _leads_in(i, num_places, num_tokens)):
            seeds[i, 0], seeds[i, 1] = 1, num_places[i]
            for p in range(num_parts):
                _place_word(words[p], i, addresses[p], places[p])
                if has_deleted(addresses[p]):
                    _place_word(words[p], i, deleted_row(addresses[p]), deleted[p])
            active[n] = i
            n += 1
    longer, longer_deleted = np.empty((num_parts, m, 2), np.int64), np.empty_like(deleted)
    for depth in range(1, DEPTH):
        n = _still_common(active, n, seeds, num_places, depth)
        if n == 0:
            break
        for p in range(num_parts):
            _lengthen(words[p], addresses[p], active[:n], depth, places[p], longer[p])
            if has_deleted(addresses[p]):
                _lengthen(words[p], deleted_row(addresses[p]), active[:n], depth, deleted[p], longer_deleted[p])
        kept = 0
        for x in range(n):
            i = active[x]
            count = np.int64(0)
            for p in range(num_parts):
                count += longer[p, i, 1] - longer[p, i, 0]
                if has_deleted(addresses[p]):
                    count -= longer_deleted[p, i, 1] - longer_deleted[p, i, 0]
            if count > 0:
                seeds[i, 0], seeds[i, 1] = depth + 1, count
                for p in range(num_parts):
                    places[p, i] = longer[p, i]
                    if has_deleted(addresses[p]):
                        deleted[p, i] = longer_deleted[p, i]
                active[kept] = i
                kept += 1
        n = kept


@kernel
def _room_for_deleted(addresses, m):  # type: ignore[no-untyped-def]
    """Return room for the places of ``m`` runs in deleted documents, int64 (p, m, 2), of no size where none count."""
    for p in range(addresses.shape[0]):
        if has_deleted(addresses[p]):
            return np.zeros((addresses.shape[0], m, 2), np.int64)
    return np.zeros((0, m, 2), np.int64)


@kernel
def _place_word(q, i, row, places):  # type: ignore[no-untyped-def]
    """Write where a word stands in the order of a segment to ``places``, int64 (m, 2)."""
    if q[i] != 0:
        first = first_at(row)
        places[i, 0], places[i, 1] = first[q[i]], first[q[i] + 1]


@kernel
def _lengthen(q, row, active, depth, places, longer):  # type: ignore[no-untyped-def]
    """Write to ``longer`` where the runs of ``depth`` words from active ones stand with one word more.

    Parameters
    ----------
    q : uint32 (m,), token ids in one segment
    row : int64 (48,), the segment's addresses
    active : int64 (n,), words
    places, longer : int64 (m, 2), lowest and highest place in the order
    """
    size = active.shape[0]
    at, wanted = np.empty(size, np.int64), np.empty(size, np.int64)
    low, below, high, above = (
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
    )
    n = 0
    for i in active:
        longer[i, 0], longer[i, 1] = 0, 0
        if places[i, 0] < places[i, 1] and q[i + depth] != 0:
            low[n] = high[n] = places[i, 0]
            below[n] = above[n] = places[i, 1] - places[i, 0]
            at[n], wanted[n] = i, q[i + depth]
            n += 1
    if n == 0:
        return
    if depth <= SAMPLED_DEPTH:
        narrow_together(low, below, high, above, wanted, n, samples_at(row)[depth - 1])
    search_together(low, below, high, above, wanted, n, tokens_at(row), order_at(row), depth)
    for x in range(n):
        longer[at[x], 0], longer[at[x], 1] = low[x], high[x]


@kernel
def share_without_rare(seeds):  # type: ignore[no-untyped-def]
    """Return the share of a quote that a passage may have which shares none of its rare runs, ``ENOUGH`` at least.

    Such a passage differs somewhere in each of the runs. The fewest words that lie in all runs are taken from the last
    run backwards, the first word of each that has none yet. Most quotes have rare runs all along; where a sentence that
    stands in a hundred documents was edited, only those across the edits are rare.

    Parameters
    ----------
    seeds : int64 (m, 2), see ``find_seeds``
    """
    m = seeds.shape[0]
    num_broken, broken = 0, m
    for i in range(m - 1, -1, -1):
        if 0 < seeds[i, 1] <= SEED_HITS and broken >= i + seeds[i, 0]:
            num_broken += 1
            broken = i
    return max(ENOUGH, 1 - BROKEN * num_broken / m) if num_broken else ENOUGH


@kernel
def _leads_in(i, num_places, num_tokens):  # type: ignore[no-untyped-def]
    """Tell whether a word is very common and the next one, known to some segment, is not."""
    if i + 1 == num_places.shape[0] or num_places[i + 1] == 0:
        return False
    most = COMMON_WORD * num_tokens
    return num_places[i] > most >= num_places[i + 1]


@kernel
def _still_common(active, n, seeds, num_places, depth):  # type: ignore[no-untyped-def]
    """Keep the words whose run is not rare yet and can go on; return how many they are."""
    kept = 0
    for x in range(n):
        i = active[x]
        if seeds[i, 1] > SEED_HITS and i + depth < num_places.shape[0] and num_places[i + depth] > 0:
            active[kept] = i
            kept += 1
    return kept
