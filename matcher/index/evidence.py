"""How surprising is it that these words stand together? The information of matched words beyond chance, and how well
a quote's other words follow on those before them.

A run of words found in an archive proves little when its words always go together: "the United States of America"
is one event, not five. So each word counts with its bits given the two words before it, from the archive's own
trigram, bigram and word counts (interpolated as in Jelinek and Mercer 1980), with the passage itself and its few
copies left out of the counts.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.index.order import DEPTH
from matcher.index.search import phrase_interval
from matcher.index.together import counts_going_on, pair_intervals
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
def all_bits(q, pairs, alike, word_bits, tokens, order, first, samples):  # type: ignore[no-untyped-def]
    """Return matched, told and untold bits: half of what they cost when called alone is handing the arrays over."""
    matched = matched_bits(pairs, alike, word_bits, 1, tokens, order, first, samples)
    told, untold = told_bits(q, pairs, alike, word_bits, tokens, order, first, samples)
    return matched, told, untold


@kernel
def matched_bits(pairs, alike, word_bits, copies, tokens, order, first, samples):  # type: ignore[no-untyped-def]
    """Return the information of a quote's matched words in bits.

    Parameters
    ----------
    pairs : int64 (m,), position aligned with each word, -1 for none
    alike : float64 (m,), how alike the two words are
    word_bits : float32 (m,), information of each word alone
    copies : places known to have the passage because one has it from the other, 1 for the passage alone
    """
    m = pairs.shape[0]
    longest, at, run = 0, 0, 0
    for i in range(m):
        follows = i > 0 and alike[i] > 0 and alike[i - 1] > 0 and pairs[i] == pairs[i - 1] + 1
        run = run + 1 if follows else (1 if alike[i] > 0 else 0)
        if run > longest:
            longest, at = run, i - run + 1
    begin, length = pairs[at], longest
    if longest < TELLING_RUN:
        begin, length = _stretch_round(pairs, pairs[at])
    own = min(np.int64(copies), np.int64(MAX_COPIES))
    if length >= TELLING_RUN:
        lo, hi = phrase_interval(tokens, begin, min(length, DEPTH), tokens, order, first, samples)
        own = max(own, min(hi - lo, np.int64(MAX_COPIES)))
    words, follows_on = np.zeros(m, np.int64), np.zeros(m, np.bool_)
    for i in range(m):
        if alike[i] > 0:
            words[i] = tokens[pairs[i]]
            follows_on[i] = i > 0 and alike[i - 1] > 0 and pairs[i] == pairs[i - 1] + 1
    lows, highs, going_on = _intervals_and_counts(words, follows_on, tokens, order, first, samples)
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
        before = max(np.int64(first[words[i - 1] + 1]) - np.int64(first[words[i - 1]]) - own, 1)
        p = WORD * 2.0 ** -np.float64(word_bits[i])
        p += BIGRAM * max(highs[i] - lows[i] - own, 0) / before
        if run > 2:
            p += TRIGRAM * max(going_on[i] - own, 0) / max(highs[i - 1] - lows[i - 1] - own, 1)
        total += -np.log2(p) * alike[i]
    return total


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
def _intervals_and_counts(words, is_asked, tokens, order, first, samples):  # type: ignore[no-untyped-def]
    """Return for each word the interval of the pair that ends with it and the places of the triple that does.

    Parameters
    ----------
    words : int64 (m,), token ids that follow on one another
    is_asked : bool (m,), words for which both are needed

    Returns
    -------
    lows, highs, going_on : int64 (m,), nothing for the first word, no triple for the first two; the pair is there for
        the word before one that is asked for as well
    """
    m = words.shape[0]
    lows, highs, going_on = np.zeros(m, np.int64), np.zeros(m, np.int64), np.zeros(m, np.int64)
    followers, thirds = words.copy(), words.copy()
    for i in range(m):
        if not is_asked[i]:
            thirds[i] = 0
            if i + 1 == m or not is_asked[i + 1]:
                followers[i] = 0
    if m > 1:
        lows[1:], highs[1:] = pair_intervals(words[:-1], followers[1:], tokens, order, first, samples)
        going_on[2:] = counts_going_on(lows[1:-1], highs[1:-1], thirds[2:], tokens, order, samples)
    return lows, highs, going_on


@kernel
def told_bits(q, pairs, alike, word_bits, tokens, order, first, samples):  # type: ignore[no-untyped-def]
    """Return by how many bits the archive foretells the quote's words round its changes better than by chance, and by
    how many it does worse.

    Those are the words without counterpart and those with which the passage sets in again, each given the two words
    before it in the quote. A sentence that somebody else wrote reads on there; a damaged one breaks off: "the and"
    would stand at thousands of places if words fell by chance, and stands at few.

    Parameters
    ----------
    q : uint32 (m,), token ids
    pairs, alike, word_bits : see ``matched_bits``
    """
    m = q.shape[0]
    words, breaks_off = q.astype(np.int64), np.ones(m, np.bool_)
    for i in range(1, m):
        breaks_off[i] = not (alike[i] > 0 and alike[i - 1] > 0 and pairs[i] == pairs[i - 1] + 1)
    lows, highs, going_on = _intervals_and_counts(words, breaks_off, tokens, order, first, samples)
    told, untold = 0.0, 0.0
    for i in range(1, m):
        if not breaks_off[i]:
            continue
        before, here = words[i - 1], words[i]
        num_before = np.float64(np.int64(first[before + 1]) - np.int64(first[before])) if before != 0 else 0.0
        num_here = np.float64(np.int64(first[here + 1]) - np.int64(first[here])) if here != 0 else 0.0
        p = WORD * 2.0 ** -np.float64(word_bits[i])
        standing = highs[i] - lows[i]
        if standing > 0:
            p += BIGRAM * standing / num_before
            if i > 1:
                p += TRIGRAM * going_on[i] / max(highs[i - 1] - lows[i - 1], 1)
        told += max(word_bits[i] + np.log2(p), 0.0)
        # Both counts are one place more, so that a pair of rare words, which stands nowhere anyway, tells nothing.
        untold += max(np.log2((num_before * num_here / first[-1] + 1) / (standing + 1)), 0.0)
    return told, untold
