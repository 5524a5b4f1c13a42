"""Candidates for damaged quotes, against the naive way."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest

from matcher.index import Segment
from matcher.index.candidates import (
    BROKEN,
    ENOUGH,
    MANY_HITS,
    SEED_HITS,
    find_candidates,
    find_seeds,
    longest_runs,
    share_without_rare,
    sorted_hits,
)
from matcher.index.clusters import WORD_BITS
from tests.index.texts import draw_ids, make_repetitive_segment


@pytest.fixture(scope="module")
def segment() -> Segment:
    return make_repetitive_segment()


def places_of(segment: Segment, run: np.ndarray) -> int:
    """Count the places of a run by reading everything."""
    windows = np.lib.stride_tricks.sliding_window_view(segment.tokens, len(run))
    return int((windows == run).all(axis=1).sum()) if run.all() else 0


@pytest.mark.parametrize("seed", range(30))
def test_seeds_are_the_shortest_rare_runs_or_the_longest_that_stand(segment: Segment, seed: int) -> None:
    ids = draw_ids(segment, Random(seed))
    seeds = np.zeros((len(ids), 3), np.int64)
    find_seeds(ids, segment.tokens, segment.order, segment.first, segment.samples, True, seeds)
    for i, (low, high, length) in enumerate(seeds.tolist()):
        if ids[i] == 0:
            assert length == 0
            continue
        assert high - low == places_of(segment, ids[i : i + length])
        if length > 1:
            assert places_of(segment, ids[i : i + length - 1]) > SEED_HITS
        if high - low > SEED_HITS and length < 7 and i + length < len(ids):
            assert places_of(segment, ids[i : i + length + 1]) == 0


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("share", [1.0, 0.3])
def test_longest_runs_are_those_that_reading_everything_finds(segment: Segment, seed: int, share: float) -> None:
    rng = Random(seed)
    ids = draw_ids(segment, rng)
    allowed = np.array([rng.random() < share for _ in range(segment.num_documents)], np.uint8)
    tokens = segment.tokens.copy()
    for d in np.flatnonzero(allowed == 0).tolist():
        tokens[slice(*segment.token_range(d))] = 0
    arrays = segment.tokens, segment.order, segment.first, segment.samples, segment.document_first, segment.blocks
    found = longest_runs(ids, *arrays, allowed if share < 1 else np.zeros(0, np.uint8)).tolist()
    for i, length in enumerate(found):
        longest = 0
        while i + longest < len(ids) and ids[i + longest] and _stands(tokens, ids[i : i + longest + 1]):
            longest += 1
        assert length == longest


def _stands(tokens: np.ndarray, run: np.ndarray) -> bool:
    windows = np.lib.stride_tricks.sliding_window_view(tokens, len(run))
    return bool((windows == run).all(axis=1).any())


def test_the_place_with_most_words_in_a_row_is_the_best_candidate(segment: Segment) -> None:
    first, end = segment.token_range(40)
    ids = segment.tokens[first + 10 : first + 30].copy()
    ids[[6, 13]] = 0
    weights = np.ones(len(ids), np.float32)
    arrays = segment.tokens, segment.order, segment.first, segment.samples, segment.document_first, segment.blocks
    rows = find_candidates(ids, weights, *arrays, np.zeros(0, np.uint8), True, np.zeros((len(ids), 3), np.int64))
    document, low, high, score = rows[0].tolist()
    assert (document, score) == (40, 18_000)
    assert low <= first + 10 <= high < end


@pytest.mark.parametrize("num_hits", [0, 1, MANY_HITS - 1, MANY_HITS, 3 * MANY_HITS])
@pytest.mark.parametrize("num_words", [1, 30, 2_048, 5_000])
def test_hits_are_sorted_by_diagonal_and_word(num_hits: int, num_words: int) -> None:
    rng = np.random.default_rng(num_words)
    diagonals, words = rng.integers(0, 1 << 29, num_hits), rng.integers(0, num_words, num_hits)
    hits = np.append((diagonals << WORD_BITS) | words, [5, 3]).astype(np.int64)
    assert sorted_hits(hits.copy(), num_hits, num_words).tolist() == sorted(hits[:num_hits].tolist())


def fewest_words_in_all(runs: list[range], num_words: int) -> int:
    """Try all sets of words, the smallest first."""
    sizes = range(num_words + 1)
    return next(
        size
        for size in sizes
        if any(all(any(w in run for w in words) for run in runs) for words in combinations(range(num_words), size))
    )


@pytest.mark.parametrize("seed", range(40))
def test_a_passage_without_rare_runs_differs_in_a_word_of_each(seed: int) -> None:
    rng, num_words = Random(seed), 12
    seeds = np.zeros((num_words, 3), np.int64)
    for i in range(num_words):
        count = rng.choice((0, 1, SEED_HITS, SEED_HITS + 1, 5000))
        seeds[i] = 100, 100 + count, rng.randint(1, min(7, num_words - i))
    rare = [range(i, i + n) for i, (low, high, n) in enumerate(seeds.tolist()) if 0 < high - low <= SEED_HITS]
    expected = 1 - BROKEN * fewest_words_in_all(rare, num_words) / num_words
    assert share_without_rare(seeds) == pytest.approx(max(ENOUGH, expected) if rare else ENOUGH)
