"""The order of positions: as sorting the seven tokens of every position gives it, whatever the codes of its keys."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.index import order as order_module
from matcher.index.codes import alphabetic_codes
from matcher.index.order import DEPTH, build_order, first_positions


def naive_order(tokens: list[int]) -> list[int]:
    """Sort all positions by the tokens that begin there, which count as 0 behind a document's end."""

    def phrase(position: int) -> list[int]:
        found = tokens[position : position + DEPTH]
        length = found.index(0) if 0 in found else DEPTH
        return found[:length] + [0] * (DEPTH - length)

    return sorted((p for p, t in enumerate(tokens) if t), key=phrase)


def assert_sorted(ids: list[int], size: int) -> None:
    tokens = [*ids, *[0] * DEPTH]
    order, first = build_order(np.array(tokens, np.uint32), size)
    assert order.tolist() == naive_order(tokens)
    assert first.tolist() == [sum(0 < t < k for t in tokens) for k in range(size + 2)]


@given(st.lists(st.integers(0, 5), max_size=120))
def test_positions_are_sorted_by_seven_tokens_and_then_by_place(ids: list[int]) -> None:
    assert_sorted(ids, 5)


@given(st.lists(st.lists(st.integers(0, 3_000), min_size=1, max_size=9), min_size=1, max_size=4), st.data())
def test_phrases_of_rare_words_that_need_several_keys_are_sorted(phrases: list[list[int]], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(phrases) - 1), min_size=1, max_size=40))
    # Every id once makes all codes long: six of them do not fit a key.
    assert_sorted([*range(1, 3_001), *(t for k in places for t in phrases[k])], 3_000)


def test_buckets_of_many_equal_phrases_are_sorted() -> None:
    random = np.random.default_rng(7)
    ids = random.zipf(1.3, 4_000) % 50
    boilerplate = random.integers(0, 50, 12)
    assert_sorted([*ids.tolist(), *boilerplate.tolist() * 60, *[3] * 400], 49)


@pytest.mark.parametrize("counts", [[1], [0, 1], [1, 1, 1, 1], [9, 0, 3, 1, 1000, 1], [2**k for k in range(31)]])
def test_codes_keep_the_order_and_none_begins_with_another(counts: list[int]) -> None:
    first = np.zeros(len(counts) + 1, np.uint32)
    first[1:] = np.cumsum([0, *counts[1:]])
    codes = [(code >> 6 << 6, code & 63) for code in alphabetic_codes(first, counts[0]).tolist()]
    total = sum(max(count, 1) for count in counts)
    for (code, length), count in zip(codes, counts, strict=True):
        assert length <= math.log2(total / max(count, 1)) + 2
        assert code % (1 << (64 - length)) == 0
    for (low, length), (high, _) in pairwise(codes):
        assert low + (1 << (64 - length)) <= high
    assert codes[0][0] == 0


def test_no_documents_have_no_order() -> None:
    tokens = np.zeros(DEPTH, np.uint32)
    assert first_positions(tokens, 0).tolist() == [0, 0]
    assert_sorted([], 0)


def test_an_order_sorted_in_pieces_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_module, "POSITIONS_A_PIECE", 150)
    ids = np.random.default_rng(3).integers(0, 20, 1_000).tolist()
    assert_sorted(ids, 19)
