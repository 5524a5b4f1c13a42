"""Hits gathered into clusters, and clusters weighed word by word, against the plain way."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from matcher.index import Segment
from matcher.index.addresses import address_table
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
    most_promising,
    refined,
    room_for_clusters,
)
from matcher.index.seeds import find_seeds
from matcher.text import tokenize
from tests.index.texts import draw_quote, make_documents, make_repetitive_segment, snapshot_of

Row = tuple[int, int, int, int]


@pytest.fixture(scope="module")
def segment() -> Segment:
    return make_repetitive_segment()


def seeds_of(segment: Segment, ids: np.ndarray) -> np.ndarray:
    """Return lowest and highest place in the order and length of the seed at every word."""
    seeds, places = np.zeros((len(ids), 2), np.int64), np.zeros((1, len(ids), 2), np.int64)
    find_seeds(ids.reshape(1, -1), address_table([segment]), True, seeds, places)
    return np.column_stack([places[0], seeds[:, 0]])


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
    latest: dict[int, list[tuple[int, int]]] = {}
    for diagonal, i in hits:
        document = document_at(segment, diagonal + i)
        if document not in latest or diagonal - latest[document][-1][0] > LINK:
            latest[document] = []
            groups.append(latest[document])
        latest[document].append((diagonal, i))
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
    ids = segment.ids_of(tokenize(draw_quote(rng)).hashes)
    seeds = seeds_of(segment, ids)
    hits = draw_hits(segment, seeds, rng)
    weights = np.array([rng.choice([0.125, 0.5, 1, 2]) for _ in ids], np.float32)
    packed = np.array([((diagonal + len(ids)) << WORD_BITS) | i for diagonal, i in hits], np.int64)
    found, sizes = room_for_clusters(1)
    sizes[0] = cluster(packed, seeds[:, 2].copy(), weights, segment.document_first, segment.blocks, found[0])
    clusters = clustered_plainly(segment, hits, seeds, weights.tolist())
    addresses = address_table([segment])
    best = most_promising(found, sizes, addresses)
    assert [tuple(row) for row in best.tolist()] == [(*row, 0) for row in clusters]
    weighed = refined(best, ids.reshape(1, -1), weights, addresses).tolist()
    expected = refined_plainly(segment, clusters, ids, weights.tolist())
    assert [tuple(row) for row in weighed] == [(*row, 0) for row in expected]


@pytest.mark.parametrize("seed", range(20))
def test_clusters_of_several_parts_come_best_first_and_earliest_of_equals(seed: int) -> None:
    rng = Random(seed)
    snapshot = snapshot_of(make_documents(["harbour ferry dues council"] * 40), 3, seed)
    found, sizes = room_for_clusters(3)
    rows = []
    for p, part in enumerate(snapshot.parts):
        segment = part.segment
        starts = [segment.token_range(d)[0] for d in range(segment.num_documents)]
        drawn = sorted(((s, s, s, rng.choice([900, 2_000, 3_000])) for s in starts), key=lambda row: -row[3])
        sizes[p] = len(drawn)
        found[p, : len(drawn)] = drawn
        rows += [(*row, p) for row in drawn]
    number = {
        (s, p): int(snapshot.parts[p].segment.document_id(document_at(snapshot.parts[p].segment, s))[1:])
        for s, _, _, _, p in rows
    }
    expected = sorted(rows, key=lambda row: (-row[3], number[row[0], row[4]]))
    expected = [row for row in expected if row[3] >= PROMISING * expected[0][3]]
    best = most_promising(found, sizes, snapshot.addresses)
    assert [tuple(row) for row in best.tolist()] == expected
