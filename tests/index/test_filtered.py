"""Runs of a quote's words in the documents that a filter lets through, against reading them."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from matcher import Index
from matcher.index import Segment
from matcher.index.filtered import _look_runs_up, _read_runs, _seeds_and_hits, find_allowed
from matcher.index.order import DEPTH
from matcher.text import tokenize
from matcher.types import Document
from tests.index.texts import draw_ids, make_repetitive_segment


@pytest.fixture(scope="module")
def segment() -> Segment:
    return make_repetitive_segment()


def runs_read_plainly(segment: Segment, ids: np.ndarray, allowed: np.ndarray) -> set[tuple[int, int, int]]:
    runs = set()
    for d in np.flatnonzero(allowed).tolist():
        first, end = segment.token_range(d)
        for p in range(first, end):
            for i in range(len(ids)):
                length = 0
                while length < DEPTH and i + length < len(ids) and ids[i + length] == segment.tokens[p + length] != 0:
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


def test_rare_runs_come_before_common_ones_and_the_shortest_rare_one_counts() -> None:
    # Word 0 has one long run and 40 short ones, word 1 ten of one length.
    runs = [(0, 1_000 + k, 2) for k in range(40)] + [(0, 5_000, 4)] + [(1, 9_000 + k, 1) for k in range(10)]
    seeds, hits = _seeds_and_hits(np.array(runs, np.int64), 3)
    assert seeds[:, 2].tolist() == [3, 1, 0]
    assert len(hits) == 1 + 10


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
