"""Plain text is read in one pass: its tokens are those of the two passes, wherever involved text begins and ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher.text.kernel import fold_pass, token_pass
from matcher.text.plain import tokenize_codes
from matcher.text.stream import PLAIN, TABLES, TokenStream, codes_of
from tests.text.strategies import any_texts, texts

# Whatever makes a stretch involved, and what its borders may be, close together.
BORDERS = st.text(st.sampled_from([*"aBé.-–,:5½² \n\r\t&$閉が", "\u00ad", "\u200d", "\u0301", "ﬁ", "\ufe0f", "ﷺ", "’"]))


def two_passes(text: str) -> tuple[np.ndarray, ...]:
    codes = codes_of(text)
    return token_pass(*fold_pass(codes, *TABLES), TABLES[1], codes)


def one_pass(text: str) -> tuple[np.ndarray, ...]:
    stream = TokenStream(*tokenize_codes(codes_of(text), PLAIN, *TABLES))
    hashes, starts, ends, bounds, chars = stream.arrays()
    return hashes, starts, ends, chars, bounds


@given(BORDERS | texts | any_texts)
@example("hun- \n dred")
@example("hun-\u200d\ndred")
@example("U.S. U.é a.\u0301b")
@example("1.½ 1.\u00ad5 5\ufe0f &\ufe0f &")
@example("ﷺ ﷺ")
def test_one_pass_gives_the_tokens_of_two(text: str) -> None:
    for one, two in zip(one_pass(text), two_passes(text), strict=True):
        np.testing.assert_array_equal(one, two)


@pytest.mark.parametrize("word", ["été", "e.g.", "hun-\ndred", "¼", "a\u0301"])
def test_long_runs_of_involved_words_among_plain_ones_keep_their_places(word: str) -> None:
    text = " ".join(["plain"] * 50 + [word] * 300 + ["words, 5 of them"] * 50 + [word, "end"])
    for one, two in zip(one_pass(text), two_passes(text), strict=True):
        np.testing.assert_array_equal(one, two)
