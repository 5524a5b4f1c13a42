"""Runs of a quote's words in the documents that a filter lets through, against reading them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from random import Random

import numpy as np
import pytest

from matcher import Index
from matcher.index import Snapshot
from matcher.index.addresses import addresses_of
from matcher.index.filtered import (
    FEW_PLACES,
    HIT_BUDGET,
    PLACES,
    _hits_in,
    _look_runs_up,
    _rare_seeds,
    _read_runs,
    find_allowed,
)
from matcher.index.heavy import document_of
from matcher.index.order import DEPTH
from matcher.index.search import phrase_interval
from matcher.types import Document
from tests.index.texts import (
    allowed_documents,
    draw_quote,
    make_common_texts,
    make_documents,
    make_repetitive_texts,
    snapshot_of,
    words_asked,
)

Run = tuple[int, str, int, int]  # word of the quote, document, token of it, length


@pytest.fixture(scope="module", params=[1, 3], ids="{}_parts".format)
def num_parts(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def runs_read_plainly(texts: Sequence[str], quote: str, allowed: Sequence[bool]) -> set[Run]:
    runs, asked = set(), quote.split()
    for number, text in enumerate(texts):
        there = text.split()
        for k, i in product(range(len(there)) if allowed[number] else (), range(len(asked))):
            length = 0
            while length < DEPTH and asked[i + length : i + length + 1] == there[k + length : k + length + 1] != []:
                length += 1
            if length:
                runs.add((i, f"d{number}", k, length))
    return runs


def found_runs(rows: np.ndarray, snapshot: Snapshot) -> list[Run]:
    """Return runs as the plain way tells them, sorted."""
    runs = []
    for i, position, length, part in rows.tolist():
        segment = snapshot.parts[part].segment
        d = document_of(position, segment.document_first, segment.blocks)
        runs.append((i, segment.document_id(d), position - segment.token_range(d)[0], length))
    return sorted(runs)


def read_and_looked_up(snapshot: Snapshot, quote: str, may_answer: Sequence[bool]) -> tuple[list[Run], list[Run]]:
    """Find runs in both ways."""
    words, room = words_asked(quote, snapshot), np.empty((100_000, 4), np.int64)
    allowed = allowed_documents(snapshot, may_answer)
    addresses = snapshot.addresses, addresses_of(allowed)
    num_tokens = sum(len(part.segment.tokens) for part in snapshot.parts)
    read = found_runs(room[: _read_runs(words, *addresses, num_tokens, room)], snapshot)
    return read, found_runs(room[: _look_runs_up(words, *addresses, room)], snapshot)


@pytest.mark.parametrize("seed", range(12))
def test_reading_and_looking_up_find_the_same_runs(num_parts: int, seed: int) -> None:
    rng, texts = Random(seed), make_repetitive_texts()
    snapshot, quote = snapshot_of(make_documents(texts), num_parts), draw_quote(rng)
    may_answer = [rng.random() < 0.2 for _ in texts]
    read, looked_up = read_and_looked_up(snapshot, quote, may_answer)
    assert read == looked_up == sorted(runs_read_plainly(texts, quote, may_answer))


@pytest.mark.parametrize("seed", range(8))
def test_words_too_common_to_tell_anything_count_with_what_follows(num_parts: int, seed: int) -> None:
    rng, texts = Random(seed), make_common_texts()
    words = rng.choices(
        ["the", "of", "dues", "quay", "ferry", "rises", "anchor", "unknown"], [3, 2, 1, 1, 1, 1, 1, 1], k=9
    )
    snapshot, quote = snapshot_of(make_documents(texts), num_parts), " ".join(words)
    may_answer = [rng.random() < 0.5 for _ in texts]
    plain = runs_read_plainly(texts, quote, may_answer)
    read, looked_up = read_and_looked_up(snapshot, quote, may_answer)
    num_places = Counter(i for i, *_ in plain)
    assert read == sorted(run for run in plain if num_places[run[0]] <= FEW_PLACES or run[3] > 1)
    everywhere = runs_read_plainly(texts, quote, [True for _ in texts])
    for i in range(len(words)):
        lengths = [length for j, *_, length in everywhere if j == i]
        # The shortest run that is rare enough, or the longest that stands.
        shortest = next((n for n in range(1, DEPTH) if sum(m >= n for m in lengths) <= PLACES), DEPTH)
        shortest = min(shortest, max(lengths, default=DEPTH))
        expected = {run for run in plain if run[0] == i and run[3] >= shortest}
        if sum(m >= shortest for m in lengths) > PLACES:
            expected &= looked_at(snapshot, quote, i, shortest)
        assert {run for run in looked_up if run[0] == i} == expected


def looked_at(snapshot: Snapshot, quote: str, i: int, length: int) -> set[Run]:
    """Return the run from a word at the first ``PLACES`` places in the orders of the parts, as far as it goes there."""
    rows, left = [], PLACES
    for part, ids in enumerate(words_asked(quote, snapshot)):
        s = snapshot.parts[part].segment
        low, high = phrase_interval(ids, i, length, s.tokens, s.order, s.first, s.samples)
        for position in s.order[low : min(high, low + left)].tolist():
            size = length
            while size < DEPTH and i + size < len(ids) and 0 != ids[i + size] == s.tokens[position + size]:
                size += 1
            rows.append((i, position, size, part))
        left -= min(high - low, left)
    return set(found_runs(np.array(rows, np.int64).reshape(-1, 4), snapshot))


def test_rare_runs_come_before_common_ones_and_the_shortest_rare_one_counts() -> None:
    # Word 0 has one long run and 40 short ones, word 1 ten of one length, word 3 no rare one.
    runs = [(0, 1_000 + k, 2, 0) for k in range(40)] + [(0, 5_000, 4, 1)] + [(1, 9_000 + k, 1, 1) for k in range(10)]
    runs += [(3, 12_000 + k, 3, k % 2) for k in range(50)]
    rows = np.array(runs, np.int64)
    chosen = _rare_seeds(rows, 4)
    assert chosen[0].tolist() == [3, 1, 0, 3]
    assert [len(_hits_in(part, rows, *chosen)) for part in (0, 1)] == [25, 1 + 10 + 25]


def test_the_rarest_runs_are_those_that_are_taken() -> None:
    num_common = HIT_BUDGET - 100
    runs = [(0, k, 1, 0) for k in range(num_common)] + [(1, 20_000 + k, 1, 0) for k in range(200)]
    rows = np.array(runs, np.int64)
    assert len(_hits_in(0, rows, *_rare_seeds(rows, 2))) == 200


def test_one_word_repeated_stays_within_bounds() -> None:
    index = Index.open(None)
    index.put_many([(1, Document("d1", "T", "no " * 3_000)), (2, Document("d2", "T", "yes " * 9_000))])
    (part,) = index.snapshot().parts
    s = part.segment
    ids = words_asked("no " * 2_000, index.snapshot())
    allowed = addresses_of([np.array([s.document_id(d) == "d1" for d in range(2)], np.uint8)])
    room = np.zeros((2_000, 2), np.int64), np.zeros((1, 2_000, 2), np.int64)
    addresses = index.snapshot().addresses
    rows = find_allowed(ids, 0, 2_000, np.ones(2_000, np.float32), addresses, allowed, 3_000, True, *room)
    assert {int(d) for d, *_ in rows.tolist()} <= {s.find_document("d1")}
