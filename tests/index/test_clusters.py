"""Hits gathered into clusters, and clusters weighed word by word, against the plain way."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from matcher.index import Segment
from matcher.index.candidates import find_seeds
from matcher.index.clusters import (
    LINK,
    MAX_CANDIDATES,
    MAX_CLUSTERS,
    MOST_SHIFT,
    NEAR,
    PROMISING,
    SHIFT,
    SHIFT_FAR,
    WORD_BITS,
    cluster,
    refined,
)
from tests.index.texts import draw_ids, make_repetitive_segment

Row = tuple[int, int, int, int]


@pytest.fixture(scope="module")
def segment() -> Segment:
    return make_repetitive_segment()


def seeds_of(segment: Segment, ids: np.ndarray) -> np.ndarray:
    seeds = np.zeros((len(ids), 3), np.int64)
    find_seeds(ids, segment.tokens, segment.order, segment.first, segment.samples, True, seeds)
    return seeds


def draw_hits(segment: Segment, seeds: np.ndarray, rng: Random) -> list[tuple[int, int]]:
    """Draw some of the places of each seed: diagonal and word, sorted."""
    hits: list[tuple[int, int]] = []
    for i, (low, high, _) in enumerate(seeds.tolist()):
        places = segment.order[low:high].tolist()
        hits += [(p - i, i) for p in rng.sample(places, min(len(places), rng.choice([2, 20, 200])))]
    return sorted(hits)


def document_at(segment: Segment, position: int) -> int:
    return int(np.searchsorted(segment.document_first, position, "right")) - 1


def best_of(rows: list[Row], most: int) -> list[Row]:
    """Sort by score, of equal ones the first that came first, and leave out what is far from the best."""
    best = sorted(rows, key=lambda row: -row[3])[:most]
    return [row for row in best if row[3] >= PROMISING * best[0][3]]


def clustered_plainly(
    segment: Segment, hits: list[tuple[int, int]], seeds: np.ndarray, weights: list[float]
) -> list[Row]:
    groups: list[list[tuple[int, int]]] = []
    for diagonal, i in hits:
        last = groups[-1] if groups else []
        is_near = bool(last) and diagonal - last[-1][0] <= LINK
        if not is_near or document_at(segment, diagonal + i) != document_at(segment, sum(last[0])):
            groups.append([])
        groups[-1].append((diagonal, i))
    rows = []
    for group in groups:
        covered = {j for _, i in group for j in range(i, i + int(seeds[i, 2]))}
        rows.append((sum(group[0]), group[0][0], group[-1][0], int(sum(weights[j] for j in covered) * 1000)))
    return best_of(rows, MAX_CLUSTERS)


def refined_plainly(segment: Segment, clusters: list[Row], ids: np.ndarray, weights: list[float]) -> list[Row]:
    rows = []
    for position, low, high, _ in clusters:
        document = document_at(segment, position)
        begin, end = segment.token_range(document)
        score, diagonal = 0.0, low
        for i, token in enumerate(ids.tolist()):
            near = range(max(low + i - NEAR, begin), min(high + i + NEAR, end - 1) + 1)
            places = [p for p in near if token and segment.tokens[p] == token]
            if not places:
                continue
            found = min(places, key=lambda p: (abs(p - i - diagonal), -p))
            shift = abs(found - i - diagonal)
            score += max(weights[i] - (min(SHIFT + SHIFT_FAR * shift, MOST_SHIFT) if shift else 0.0), 0.0)
            diagonal = found - i
        rows.append((document, low, high, int(score * 1000)))
    return sorted(rows, key=lambda row: -row[3])[:MAX_CANDIDATES]


@pytest.mark.parametrize("seed", range(60))
def test_hits_are_clustered_and_weighed_as_plainly(segment: Segment, seed: int) -> None:
    rng = Random(seed)
    ids = draw_ids(segment, rng)
    seeds = seeds_of(segment, ids)
    hits = draw_hits(segment, seeds, rng)
    weights = np.array([rng.choice([0.125, 0.5, 1, 2]) for _ in ids], np.float32)
    packed = np.array([((diagonal + len(ids)) << WORD_BITS) | i for diagonal, i in hits], np.int64)
    where = segment.document_first, segment.blocks
    found = cluster(packed, seeds, weights, *where)
    clusters = clustered_plainly(segment, hits, seeds, weights.tolist())
    assert best_of(list(map(tuple, found.tolist())), MAX_CLUSTERS) == clusters
    weighed = refined(found, ids, weights, segment.tokens, *where).tolist()
    assert list(map(tuple, weighed)) == refined_plainly(segment, clusters, ids, weights.tolist())
