"""The words of each class are known by the hashes that they have in a text."""

from __future__ import annotations

import pytest

from matcher.diff.words.lexicons import LANGUAGES, PARTIAL_LANGUAGES
from matcher.text import tokenize
from matcher.wordclasses import hashes_of, words_by_class


@pytest.mark.parametrize("language", ["any", *LANGUAGES, *PARTIAL_LANGUAGES])
def test_words_cut_together_have_the_hashes_of_each_alone(language: str) -> None:
    words = sorted(set().union(*words_by_class(language).values()) - {"-"})
    alone = {word: stream.hashes[0] for word in words if len(stream := tokenize(word)) == 1}
    assert {word: found for word, found in hashes_of(words).items() if word != "-"} == alone
    assert len(alone) > len(words) / 2


def test_a_dash_has_the_hash_it_has_before_a_number() -> None:
    assert hashes_of(["-"])["-"] == tokenize("at -7 degrees").hashes[1]


def test_what_is_several_tokens_has_no_hash() -> None:
    assert set(hashes_of(["don't", "not", "no one", "no"])) == {"not", "no", "-"}
