"""Runs of a quote's words in the documents that a filter lets through, against reading them."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest

from matcher import Index
from matcher.index import Segment
from matcher.index.filtered import (
    FEW_PLACES,
    HIT_BUDGET,
    PLACES,
    _look_runs_up,
    _read_runs,
    _seeds_and_hits,
    find_allowed,
)
from matcher.index.order import DEPTH
from matcher.index.search import phrase_interval
from matcher.text import tokenize
from matcher.types import Document
from tests.index.texts import draw_ids, make_common_segment, make_repetitive_segment


@pytest.fixture(scope="module")
def segment() -> Segment:
    return make_repetitive_segment()


def runs_read_plainly(segment: Segment, asked: np.ndarray, allowed: np.ndarray) -> set[tuple[int, int, int]]:
    runs, ids, tokens = set(), asked.tolist(), segment.tokens.tolist()
    for d in np.flatnonzero(allowed).tolist():
        first, end = segment.token_range(d)
        for p in range(first, end):
            for i in range(len(ids)):
                length = 0
                while length < DEPTH and i + length < len(ids) and ids[i + length] == tokens[p + length] != 0:
                    length += 1
                if length:
                    runs.add((i, p, length))
    return runs


@pytest.mark.parametrize("seed", range(12))
def test_reading_and_looking_up_find_the_same_runs(segment: Segment, seed: int) -> None:
    rng = Random(seed)
    ids = draw_ids(segment, rng)
    allowed = np.array([rng.random() < 0.2 for _ in range(segment.num_documents)], np.uint8)
    room = np.empty((10_000, 3), np.int64)
    reading = segment.tokens, segment.document_first
    read = room[: _read_runs(ids, *reading, allowed, len(segment.tokens), room)].tolist()
    arrays = segment.tokens, segment.order, segment.first, segment.samples, segment.document_first, segment.blocks
    looked_up = room[: _look_runs_up(ids, *arrays, allowed, room)].tolist()
    assert sorted(read) == sorted(looked_up)
    assert {tuple(run) for run in read} == runs_read_plainly(segment, ids, allowed)


@pytest.fixture(scope="module")
def common() -> Segment:
    return make_common_segment()


@pytest.mark.parametrize("seed", range(8))
def test_words_too_common_to_tell_anything_count_with_what_follows(common: Segment, seed: int) -> None:
    rng = Random(seed)
    words = rng.choices(
        ["the", "of", "dues", "quay", "ferry", "rises", "anchor", "unknown"], [3, 2, 1, 1, 1, 1, 1, 1], k=9
    )
    ids = common.ids_of(tokenize(" ".join(words)).hashes)
    allowed = np.array([rng.random() < 0.5 for _ in range(common.num_documents)], np.uint8)
    room = np.empty((100_000, 3), np.int64)
    plain = runs_read_plainly(common, ids, allowed)
    read = room[: _read_runs(ids, common.tokens, common.document_first, allowed, len(common.tokens), room)].tolist()
    num_places = Counter(i for i, _, _ in plain)
    assert {tuple(run) for run in read} == {run for run in plain if num_places[run[0]] <= FEW_PLACES or run[2] > 1}
    arrays = common.tokens, common.order, common.first, common.samples, common.document_first, common.blocks
    looked_up = {tuple(run) for run in room[: _look_runs_up(ids, *arrays, allowed, room)].tolist()}
    everywhere = runs_read_plainly(common, ids, np.ones(common.num_documents, np.uint8))
    for i in range(len(ids)):
        lengths = [length for j, _, length in everywhere if j == i]
        # The shortest run that is rare enough, or the longest that stands.
        shortest = next((n for n in range(1, DEPTH) if sum(m >= n for m in lengths) <= PLACES), DEPTH)
        shortest = min(shortest, max(lengths, default=DEPTH))
        expected = {run for run in plain if run[0] == i and run[2] >= shortest}
        found = {run for run in looked_up if run[0] == i}
        if sum(m >= shortest for m in lengths) > PLACES:
            begin, _ = phrase_interval(ids, i, shortest, *arrays[:4])
            expected = {run for run in expected if run[1] in common.order[begin : begin + PLACES]}
        assert found == expected


def test_rare_runs_come_before_common_ones_and_the_shortest_rare_one_counts() -> None:
    # Word 0 has one long run and 40 short ones, word 1 ten of one length, word 3 no rare one.
    runs = [(0, 1_000 + k, 2) for k in range(40)] + [(0, 5_000, 4)] + [(1, 9_000 + k, 1) for k in range(10)]
    runs += [(3, 12_000 + k, 3) for k in range(50)]
    seeds, hits = _seeds_and_hits(np.array(runs, np.int64), 4)
    assert seeds[:, 2].tolist() == [3, 1, 0, 3]
    assert len(hits) == 1 + 10 + 50


def test_the_rarest_runs_are_those_that_are_taken() -> None:
    num_common = HIT_BUDGET - 100
    runs = [(0, k, 1) for k in range(num_common)] + [(1, 20_000 + k, 1) for k in range(200)]
    _, hits = _seeds_and_hits(np.array(runs, np.int64), 2)
    assert len(hits) == 200


def test_one_word_repeated_stays_within_bounds() -> None:
    index = Index.open(None)
    index.put_many([(1, Document("d1", "T", "no " * 3_000)), (2, Document("d2", "T", "yes " * 9_000))])
    (part,) = index.snapshot().parts
    s = part.segment
    ids = s.ids_of(tokenize("no " * 2_000).hashes)
    allowed = np.array([s.document_id(d) == "d1" for d in range(2)], np.uint8)
    arrays = s.tokens, s.order, s.first, s.samples, s.document_first, s.blocks
    weights, seeds = np.ones(len(ids), np.float32), np.zeros((len(ids), 3), np.int64)
    rows = find_allowed(ids, weights, *arrays, allowed, 3_000, True, seeds)
    assert {int(d) for d, *_ in rows.tolist()} <= {s.find_document("d1")}
