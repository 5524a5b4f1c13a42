"""W3C selectors: they find their passage again, and cut no character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.rendering.selectors import CONTEXT_CHARACTERS, MAX_CONTEXT_CHARACTERS, render_selectors, splits_character

words = st.sampled_from(["tax", "the", "a", "will", "no", "é", "🐟", "e\u0301", "\n\n", "👩\u200d🚀", "🇺🇦"])
texts = st.lists(words, min_size=1, max_size=60).map(" ".join)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, min(len(text), start + 30)))
    return text, start, end


@given(passages())
def test_quote_selector_surrounds_the_exact_words(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    quote, position = render_selectors(text, start, end)
    assert text[start - len(quote["prefix"]) : end + len(quote["suffix"])] == (
        quote["prefix"] + quote["exact"] + quote["suffix"]
    )
    assert (quote["exact"], position["start"], position["end"]) == (text[start:end], start, end)


@given(passages())
def test_context_is_unique_or_as_long_as_it_may_be(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    quote, _ = render_selectors(text, start, end)
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    first = text.find(whole)
    is_unique = text.find(whole, first + 1) < 0
    is_longest = start - len(quote["prefix"]) == 0 or len(quote["prefix"]) >= MAX_CONTEXT_CHARACTERS - 8
    assert text.count(quote["exact"]) == 1 or is_unique or is_longest


@given(passages())
def test_context_splits_no_character(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    quote, _ = render_selectors(text, start, end)
    for edge in (start - len(quote["prefix"]), end + len(quote["suffix"])):
        assert edge in (start, end) or not splits_character(text, edge)
        assert edge in (start, end, len(text)) or not unicodedata.combining(text[edge])


@pytest.mark.parametrize("letter", ["é", "👩\u200d🚀", "🇺🇦", "👍🏽", "e\u0301\u0323"])
def test_context_ends_and_begins_between_characters(letter: str) -> None:
    for filler in range(CONTEXT_CHARACTERS - len(letter), CONTEXT_CHARACTERS + 1):
        text = f"{letter}{'a' * filler}taxes{'a' * filler}{letter}"
        start = text.index("taxes")
        quote, _ = render_selectors(text, start, start + 5)
        has_letter = filler + len(letter) <= CONTEXT_CHARACTERS
        assert quote["prefix"] == (letter if has_letter else "") + "a" * filler
        assert quote["suffix"] == "a" * filler + (letter if has_letter else "")


def test_passage_that_stands_twice_gets_longer_context() -> None:
    filler = "x" * 40
    text = f"first {filler} we agree {filler} second {filler} we agree {filler} third"
    start = text.rindex("we agree")
    quote, _ = render_selectors(text, start, start + 8)
    assert len(quote["prefix"]) > CONTEXT_CHARACTERS
    assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


@pytest.mark.parametrize(
    ("text", "offset", "splits"),
    [
        ("ab", 1, False),
        ("\r\n", 1, True),
        ("e\u0301", 1, True),
        ("👩\u200d🚀", 1, True),
        ("👩\u200d🚀", 2, True),
        ("👍🏽", 1, True),
        ("🇺🇦", 1, True),
        ("й", 1, False),
        ("a🐟", 1, False),
        ("क्षेत्र", 2, True),
        ("क्षेत्र", 4, False),
        ("می\u200cخواهم", 2, True),
        ("น้ำ", 2, True),
        ("ﾊﾟﾝ", 1, True),
        ("ﾊﾟﾝ", 2, False),
        ("\u1100\u1100\u1161", 1, True),
        ("한국", 1, False),
    ],
)
def test_what_splits_a_character(text: str, offset: int, splits: bool) -> None:
    assert splits_character(text, offset) is splits
