"""Candidates for damaged quotes, against the naive way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

import numpy as np
import pytest

from matcher.index import EVERYTHING, Snapshot
from matcher.index.addresses import addresses_of
from matcher.index.candidates import MANY_HITS, find_candidates, longest_runs, sorted_hits
from matcher.index.clusters import WORD_BITS
from matcher.index.seeds import BROKEN, ENOUGH, SEED_HITS, find_seeds, share_without_rare
from tests.index.texts import (
    allowed_documents,
    draw_quote,
    make_documents,
    make_repetitive_texts,
    snapshot_of,
    words_asked,
)

TEXTS = make_repetitive_texts()
READ = [text.split() for text in TEXTS]


@pytest.fixture(scope="module", params=[1, 3], ids="{}_parts".format)
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    return snapshot_of(make_documents(TEXTS), request.param)


def places_of(run: Sequence[str], texts: Sequence[Sequence[str]] = READ) -> int:
    """Count the places of a run by reading everything."""
    return sum(words[k : k + len(run)] == list(run) for words in texts for k in range(len(words) - len(run) + 1))


def seeds_of(quote: str, snapshot: Snapshot) -> tuple[np.ndarray, np.ndarray]:
    words = words_asked(quote, snapshot)
    seeds, places = np.zeros((words.shape[1], 2), np.int64), np.zeros((*words.shape, 2), np.int64)
    find_seeds(words, snapshot.addresses, True, seeds, places)
    return seeds, places


@pytest.mark.parametrize("seed", range(30))
def test_seeds_are_the_shortest_rare_runs_or_the_longest_that_stand(snapshot: Snapshot, seed: int) -> None:
    quote = draw_quote(Random(seed))
    words = quote.split()
    seeds, places = seeds_of(quote, snapshot)
    for i, (length, count) in enumerate(seeds.tolist()):
        if words[i] == "unknown":
            assert length == 0
            continue
        assert count == places_of(words[i : i + length]) == (places[:, i, 1] - places[:, i, 0]).sum()
        if length > 1:
            assert places_of(words[i : i + length - 1]) > SEED_HITS
        if count > SEED_HITS and length < 7 and i + length < len(words):
            assert places_of(words[i : i + length + 1]) == 0


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("share", [1.0, 0.3])
def test_longest_runs_are_those_that_reading_everything_finds(snapshot: Snapshot, seed: int, share: float) -> None:
    rng = Random(seed)
    quote = draw_quote(rng)
    may_answer = [rng.random() < share for _ in TEXTS]
    allowed = allowed_documents(snapshot, may_answer) if share < 1 else [EVERYTHING for _ in snapshot.parts]
    ids = words_asked("unknown " + quote, snapshot)
    found = longest_runs(ids, 1, ids.shape[1], snapshot.addresses, addresses_of(allowed)).tolist()
    words, texts = quote.split(), [text for text, may in zip(READ, may_answer, strict=True) if may or share == 1]
    for i, length in enumerate(found):
        longest = 0
        while i + longest < len(words) and places_of(words[i : i + longest + 1], texts):
            longest += 1
        assert length == longest


def test_the_place_with_most_words_in_a_row_is_the_best_candidate(snapshot: Snapshot) -> None:
    words = READ[40][10:30]
    words[6] = words[13] = "unknown"
    ids = words_asked(" ".join(words), snapshot)
    allowed = addresses_of([EVERYTHING for _ in snapshot.parts])
    room = np.zeros((20, 2), np.int64), np.zeros((len(ids), 20, 2), np.int64)
    rows = find_candidates(ids, np.ones(20, np.float32), snapshot.addresses, allowed, True, *room)
    document, low, high, score, part = rows[0].tolist()
    segment = snapshot.parts[part].segment
    assert (segment.document_id(document), score) == ("d40", 18_000)
    begin, end = segment.token_range(document)
    assert low <= begin + 10 <= high < end


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
    seeds = np.zeros((num_words, 2), np.int64)
    for i in range(num_words):
        count = rng.choice((0, 1, SEED_HITS, SEED_HITS + 1, 5000))
        seeds[i] = rng.randint(1, min(7, num_words - i)), count
    rare = [range(i, i + n) for i, (n, count) in enumerate(seeds.tolist()) if 0 < count <= SEED_HITS]
    expected = 1 - BROKEN * fewest_words_in_all(rare, num_words) / num_words
    assert share_without_rare(seeds) == pytest.approx(max(ENOUGH, expected) if rare else ENOUGH)
