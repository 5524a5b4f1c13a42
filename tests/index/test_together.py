"""Searches that take their steps together find what counting finds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from matcher.index import Segment
from matcher.index.addresses import address_table
from matcher.index.order import DEPTH, SAMPLE
from matcher.index.seeds import SEED_HITS, find_seeds
from matcher.index.together import counts_going_on, narrow_together, pair_intervals
from tests.index.texts import make_common_segment


@pytest.fixture(scope="module")
def segment() -> Segment:
    """Documents in which samples count."""
    return make_common_segment()


def runs_of(segment: Segment, length: int) -> Counter[tuple[int, ...]]:
    """Count all runs of words, documents' ends left out."""
    tokens = segment.tokens.tolist()
    runs = (tuple(tokens[k : k + length]) for k in range(len(tokens) - length + 1))
    return Counter(run for run in runs if 0 not in run)


def drawn_words(segment: Segment, size: int) -> NDArray[np.int64]:
    """Any words, unknown ones among them."""
    return np.random.default_rng(size).integers(0, len(segment.first) - 1, size)


@pytest.mark.parametrize("size", [1, 2, 40])
def test_pairs_and_triples_are_counted(segment: Segment, size: int) -> None:
    words, followers, thirds = (drawn_words(segment, size + k) for k in range(size, size + 3))
    words, followers, thirds = words[:size], followers[:size], thirds[:size]
    pairs, triples = runs_of(segment, 2), runs_of(segment, 3)
    arrays = segment.tokens, segment.order
    low, high = pair_intervals(words, followers, *arrays, segment.first, segment.samples)
    counts = counts_going_on(low, high, thirds, *arrays, segment.samples)
    for x in range(size):
        pair = int(words[x]), int(followers[x])
        assert high[x] - low[x] == pairs[pair]
        assert all(tuple(segment.tokens[p : p + 2].tolist()) == pair for p in segment.order[low[x] : high[x]])
        assert counts[x] == triples[*pair, int(thirds[x])]


def test_seeds_are_the_shortest_rare_runs(segment: Segment) -> None:
    runs = {length: runs_of(segment, length) for length in range(1, DEPTH + 1)}
    for size in range(1, 30):
        q = drawn_words(segment, size).astype(np.uint32)
        seeds, places = np.zeros((len(q), 2), np.int64), np.zeros((1, len(q), 2), np.int64)
        find_seeds(q.reshape(1, -1), address_table([segment]), True, seeds, places)
        for i in range(size):
            length, count = seeds[i].tolist()
            expected = 0
            while expected < min(DEPTH, size - i) and runs[expected + 1][tuple(q[i : i + expected + 1].tolist())]:
                expected += 1
                if runs[expected][tuple(q[i : i + expected].tolist())] <= SEED_HITS:
                    break
            assert length == expected
            assert count == (runs[length][tuple(q[i : i + length].tolist())] if length else 0)


@given(st.lists(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 2 * SAMPLE)), max_size=4), min_size=1, max_size=4))
@example([[(1, 30)], [(2, 100), (5, 2 * SAMPLE - 100)]])  # an interval of just two samples
def test_searches_narrowed_together_keep_their_ends(intervals: list[list[tuple[int, int]]]) -> None:
    runs = [[token for token, count in sorted(interval) for _ in range(count)] for interval in intervals]
    row = np.array([token for run in runs for token in run] or [1], np.uint32)
    begins = np.cumsum([0, *map(len, runs)])[:-1]
    for wanted in range(1, 7):
        low, below = begins.copy(), np.array(list(map(len, runs)))
        high, above = low.copy(), below.copy()
        narrow_together(low, below, high, above, np.full(len(runs), wanted), len(runs), row[::SAMPLE].copy())
        for x, run in enumerate(runs):
            assert low[x] <= begins[x] + bisect_left(run, wanted) <= low[x] + below[x]
            assert high[x] <= begins[x] + bisect_right(run, wanted) <= high[x] + above[x]
