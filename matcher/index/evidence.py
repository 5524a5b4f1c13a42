"""How surprising is it that these words stand together? The information of matched words beyond chance, and how well
a quote's other words follow on those before them.

A run of words found in an archive proves little when its words always go together: "the United States of America"
is one event, not five. So each word counts with its bits given the two words before it, from the archive's own
trigram, bigram and word counts (interpolated as in Jelinek and Mercer 1980), with the passage itself and its few
copies left out of the counts. Counts are those of all segments together.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.addresses import (
    deleted_row,
    first_at,
    has_deleted,
    hashes_at,
    order_at,
    samples_at,
    tokens_at,
    vocabulary_at,
)
from matcher.index.counting import count_tokens, count_words, find_places
from matcher.index.order import DEPTH
from matcher.index.together import counts_going_on, pair_intervals
from matcher.index.vocabulary import look_up
from matcher.kernels import kernel

# Weights of trigram, bigram and word; any that sum to one and fall off serve, since only the border is calibrated.
TRIGRAM: Final = 0.6
BIGRAM: Final = 0.3
WORD: Final = 0.1
# What it costs that a run may begin elsewhere than where the run before it leads to expect: one bit that there is a
# change at all, two bits a doubling of the shift between quote and passage, half a bit a doubling of what was replaced.
CHANGE_BITS: Final = 1.0
SHIFT_BITS: Final = 2.0
REPLACED_BITS: Final = 0.5
# Copies of the passage are left out of the counts when so many words on end tell which they are: a run that the quote
# has too, or else words of the passage round its longest run.
TELLING_RUN: Final = 4
MAX_COPIES: Final = 8


@kernel
def all_bits(ids, begin, end, part, pairs, alike, word_bits, addresses):  # type: ignore[no-untyped-def]
    """Return matched, told and untold bits: half of what they cost when called alone is handing the arrays over."""
    matched = matched_bits(ids, begin, end, part, pairs, alike, word_bits, 1, addresses)
    told, untold = told_bits(ids, begin, end, pairs, alike, word_bits, addresses)
    return matched, told, untold


@kernel
def matched_bits(ids, begin, end, part, pairs, alike, word_bits, copies, addresses):  # type: ignore[no-untyped-def]
    """Return the information of a quote's matched words in bits.

    Parameters
    ----------
    ids : uint32 (p, n), token ids of the whole quote in every segment, of which the words [begin, end) are looked at
    part : the segment of the passage
    pairs : int64 (m,), position aligned with each word, -1 for none
    alike : float64 (m,), how alike the two words are
    word_bits : float32 (m,), information of each word alone
    copies : places known to have the passage because one has it from the other, 1 for the passage alone
    addresses : int64 (p, 88), see ``addresses.address_table``
    """
    m = pairs.shape[0]
    num_parts = addresses.shape[0]
    own = min(max(np.int64(copies), _count_copies(part, pairs, alike, addresses)), np.int64(MAX_COPIES))
    positions, words = np.full(m, -1, np.int64), np.zeros((num_parts, m), np.int64)
    follows_on = np.zeros(m, np.bool_)
    for i in range(m):
        if alike[i] > 0:
            positions[i] = pairs[i]
            follows_on[i] = i > 0 and alike[i - 1] > 0 and pairs[i] == pairs[i - 1] + 1
    _look_passage_up(ids[:, begin:end], part, positions, addresses, words)
    num_words, num_pairs, num_triples = _count_runs(words, follows_on, addresses)
    total = 0.0
    run = 0
    last = -1
    for i in range(m):
        if alike[i] <= 0:
            run = 0
            continue
        position = pairs[i]
        run = run + 1 if run and pairs[i - 1] == position - 1 else 1
        if run == 1:
            cost = 0.0
            if last >= 0:
                left_out, replaced = position - pairs[last] - 1, i - last - 1
                cost = CHANGE_BITS + SHIFT_BITS * np.log2(1 + abs(left_out - replaced))
                cost += REPLACED_BITS * np.log2(1 + min(left_out, replaced))
            total += max(word_bits[i] * alike[i] - cost, 0.0)
            last = i
            continue
        last = i
        p = WORD * 2.0 ** -np.float64(word_bits[i])
        p += BIGRAM * max(num_pairs[i] - own, 0) / max(num_words[i - 1] - own, 1)
        if run > 2:
            p += TRIGRAM * max(num_triples[i] - own, 0) / max(num_pairs[i - 1] - own, 1)
        total += -np.log2(p) * alike[i]
    return total


@kernel
def _count_copies(part, pairs, alike, addresses):  # type: ignore[no-untyped-def]
    """Count the places in all segments that read like the passage round its longest run, 0 where that tells nothing."""
    longest, at, run = 0, 0, 0
    for i in range(pairs.shape[0]):
        follows = i > 0 and alike[i] > 0 and alike[i - 1] > 0 and pairs[i] == pairs[i - 1] + 1
        run = run + 1 if follows else (1 if alike[i] > 0 else 0)
        if run > longest:
            longest, at = run, i - run + 1
    begin, length = pairs[at], longest
    if longest < TELLING_RUN:
        begin, length = _stretch_round(pairs, pairs[at])
    count = np.int64(0)
    if length < TELLING_RUN:
        return count
    length = min(length, DEPTH)
    own, hashes = tokens_at(addresses[part]), hashes_at(addresses[part])
    telling, words = np.empty(length, np.uint64), np.empty(length, np.uint32)
    for p in range(addresses.shape[0]):
        a = addresses[p]
        if p == part:
            words[:] = own[begin : begin + length]
        else:
            for k in range(length):
                telling[k] = hashes[own[begin + k]]
            keys, known = vocabulary_at(a)
            look_up(telling, keys, known, words)
        count += find_places(words, 0, length, a)[2]
    return count


@kernel
def _look_passage_up(quoted, part, positions, addresses, words):  # type: ignore[no-untyped-def]
    """Write the ids that the words of a passage have in every segment to ``words``, int64 (p, m), 0 where unknown.

    Parameters
    ----------
    quoted : uint32 (p, m), ids of the quote's words
    part : the segment of the passage
    positions : int64 (m,), position of the word that stands for each of the quote's, -1 for none
    """
    tokens, hashes = tokens_at(addresses[part]), hashes_at(addresses[part])
    asked, known_as = np.empty(1, np.uint64), np.empty(1, np.uint32)
    for i in range(positions.shape[0]):
        if positions[i] < 0:
            continue
        token = tokens[positions[i]]
        for p in range(addresses.shape[0]):
            if p == part:
                words[p, i] = token
            elif token == quoted[part, i]:
                words[p, i] = quoted[p, i]
            else:
                keys, known = vocabulary_at(addresses[p])
                asked[0] = hashes[token]
                look_up(asked, keys, known, known_as)
                words[p, i] = known_as[0]


@kernel
def _stretch_round(pairs, place):  # type: ignore[no-untyped-def]
    """Return where a stretch of the passage round a place begins, and its length: ``DEPTH``, or all of the passage."""
    low, high = place, place
    for position in pairs:
        if position >= 0:
            low, high = min(low, position), max(high, position)
    begin = max(min(place, high + 1 - DEPTH), low)
    return begin, min(high + 1 - begin, DEPTH)


@kernel
def _count_runs(words, is_asked, addresses):  # type: ignore[no-untyped-def]
    """Count the places of each word, of the pair that ends with it and of the triple that does, in all segments.

    Parameters
    ----------
    words : int64 (p, m), token ids in every segment that follow on one another, 0 where unknown
    is_asked : bool (m,), words for which pair and triple are needed

    Returns
    -------
    num_words, num_pairs, num_triples : int64 (m,), no pair for the first word, no triple for the first two; the pair is
        there for the word before one that is asked for as well
    """
    num_parts, m = words.shape
    num_words = count_words(words, addresses)[0]
    num_pairs, num_triples = np.zeros(m, np.int64), np.zeros(m, np.int64)
    for p in range(num_parts):
        _add_runs(words[p], is_asked, addresses[p], 1, num_pairs, num_triples)
        if has_deleted(addresses[p]):
            _add_runs(words[p], is_asked, deleted_row(addresses[p]), -1, num_pairs, num_triples)
    return num_words, num_pairs, num_triples


@kernel
def _add_runs(q, is_asked, row, sign, num_pairs, num_triples):  # type: ignore[no-untyped-def]
    """Add the pairs and triples of ``_count_runs`` in one segment, or take them off, by ``sign``."""
    m = q.shape[0]
    tokens, order, first, samples = tokens_at(row), order_at(row), first_at(row), samples_at(row)
    followers, thirds = q.copy(), q.copy()
    for i in range(m):
        if not is_asked[i]:
            thirds[i] = 0
            if i + 1 == m or not is_asked[i + 1]:
                followers[i] = 0
    if m > 1:
        low, high = pair_intervals(q[:-1], followers[1:], tokens, order, first, samples)
        num_pairs[1:] += sign * (high - low)
        num_triples[2:] += sign * counts_going_on(low[:-1], high[:-1], thirds[2:], tokens, order, samples)


@kernel
def told_bits(ids, begin, end, pairs, alike, word_bits, addresses):  # type: ignore[no-untyped-def]
    """Return by how many bits the archive foretells the quote's words round its changes better than by chance, and by
    how many it does worse.

    Those are the words without counterpart and those with which the passage sets in again, each given the two words
    before it in the quote. A sentence that somebody else wrote reads on there; a damaged one breaks off: "the and"
    would stand at thousands of places if words fell by chance, and stands at few.

    Parameters
    ----------
    See ``matched_bits``.
    """
    m = pairs.shape[0]
    words, breaks_off = ids[:, begin:end].astype(np.int64), np.ones(m, np.bool_)
    for i in range(1, m):
        breaks_off[i] = not (alike[i] > 0 and alike[i - 1] > 0 and pairs[i] == pairs[i - 1] + 1)
    num_words, num_pairs, num_triples = _count_runs(words, breaks_off, addresses)
    num_tokens = count_tokens(addresses)
    told, untold = 0.0, 0.0
    for i in range(1, m):
        if not breaks_off[i]:
            continue
        p = WORD * 2.0 ** -np.float64(word_bits[i])
        if num_pairs[i] > 0:
            p += BIGRAM * num_pairs[i] / num_words[i - 1]
            if i > 1:
                p += TRIGRAM * num_triples[i] / max(num_pairs[i - 1], 1)
        told += max(word_bits[i] + np.log2(p), 0.0)
        # Both counts are one place more, so that a pair of rare words, which stands nowhere anyway, tells nothing.
        by_chance = np.float64(num_words[i - 1]) * num_words[i] / num_tokens
        untold += max(np.log2((by_chance + 1) / (num_pairs[i] + 1)), 0.0)
    return told, untold
