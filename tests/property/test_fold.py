"""Laws of folding: offsets are monotone, cover every letter, and never cut what a reader sees as one."""

from __future__ import annotations

import unicodedata

from hypothesis import given

from matcher.text import fold, tokens
from tests.property.graphemes import cuts_grapheme
from tests.reference import APOSTROPHES, SIGNS_WITHOUT_LETTERS, ignorable
from tests.text.strategies import any_texts, texts


@given(texts)
def test_offsets_are_monotone_and_inside_the_text(text: str) -> None:
    cut = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in cut)
    assert [token.start for token in cut] == sorted(token.start for token in cut)
    assert [token.end for token in cut] == sorted(token.end for token in cut)


@given(any_texts)
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    covered = {i for token in tokens(text) for i in range(token.start, token.end)}
    for i, c in enumerate(text):
        is_word = unicodedata.category(c)[0] == "L" or unicodedata.category(c) == "Nd"
        if is_word and not ignorable(c) and c not in APOSTROPHES + SIGNS_WITHOUT_LETTERS:
            assert i in covered or "&" in text


@given(texts)
def test_no_token_ends_inside_a_grapheme(text: str) -> None:
    # Entities aside: what stands after one attaches to the character it stands for, maybe a mere ";".
    assert "&" in text or [token for token in tokens(text) if cuts_grapheme(text, token.end)] == []


@given(texts)
def test_a_token_is_its_own_folding(text: str) -> None:
    for token in tokens(text):
        assert fold(token.folded) == token.folded


@given(any_texts)
def test_composed_and_decomposed_texts_have_the_same_words(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert [token.folded for token in tokens(composed)] == [token.folded for token in tokens(decomposed)]


@given(any_texts)
def test_soft_hyphens_and_zero_width_spaces_change_no_word(text: str) -> None:
    # Not before a combining mark, which would then stand alone, and not in an entity, which would be none.
    noisy = "".join(c if c in "&;" or not c.isalnum() else c + "\u200b" for c in text)
    if "&" not in text:
        assert [token.folded for token in tokens(noisy)] == [token.folded for token in tokens(text)]


@given(any_texts, any_texts)
def test_a_text_before_moves_offsets_only(first: str, second: str) -> None:
    shift = len(first) + 2
    # A space and a letter between them, so that neither line joins nor initials nor entities reach across.
    alone = [(token.folded, token.start + shift, token.end + shift) for token in tokens(" x " + second)[1:]]
    together = tokens(first + " \u2003" + " x " + second)
    assert [(token.folded, token.start, token.end) for token in together[len(together) - len(alone) :]] == alone
