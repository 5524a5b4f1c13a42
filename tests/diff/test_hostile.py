"""Texts that hurt: what the diff promises about them is an answer, right and without quadratic work."""

from __future__ import annotations

import pytest

from matcher.diff import find_changes
from matcher.text import tokens
from matcher.types import Change


def compare(quote: str, document: str, language: str | None = "en") -> tuple[Change, ...]:
    return find_changes(tokens(quote), tokens(document), quote_text=quote, document_text=document, language=language)


def test_one_more_word_at_the_end_of_a_long_repetition_is_one_change() -> None:
    changes = compare("hello " * 10_000, "hello " * 10_000 + "hello")
    assert [(c.kind, c.operation, c.document.text) for c in changes] == [("word", "dropped", "hello")]


def test_a_changed_last_number_word_in_thousands_is_one_change() -> None:
    changes = compare("five " * 3_000 + "five", "five " * 3_000 + "six")
    assert [c.kind for c in changes] == ["number"]


def test_texts_without_a_word_in_common_are_reported_in_blocks() -> None:
    letters = "bcdfghjklmnp"
    words = [x + "a" + y + "e" for x in letters for y in letters]
    quote, document = " ".join(words[:72] * 8), " ".join(words[72:] * 8)
    changes = compare(quote, document)
    assert len(changes) == 1
    assert (changes[0].quote.text, changes[0].document.text) == (quote, document)
    assert changes[0].severity == "material"


@pytest.mark.parametrize("digits", ["1" * 5_000, "一" * 5_000, "1 000" * 2_000, "½" * 500])
def test_endless_numbers_are_compared_as_they_stand(digits: str) -> None:
    assert compare(digits, digits) == ()
    assert [c.kind for c in compare("tram " + digits, "tram " + digits + "2", None)][:1] == ["number"]


@pytest.mark.parametrize("following", ["past three", "p.m.", "m", "s", ":30 to 5", "/21", "-21", "March"])
def test_endless_digits_are_no_part_of_a_time_or_date(following: str) -> None:
    digits = "9" * 5_000
    assert compare(f"tram {digits}{following}", f"tram {digits} {following} lamp")


@pytest.mark.parametrize("scale", ["million", "hundred", "dozen", "minus", "and", "half a", "point one"])
def test_endless_number_words_are_read_in_pieces(scale: str) -> None:
    assert compare(f"{scale} " * 500 + "tram", f"{scale} " * 500 + "lamp")


@pytest.mark.parametrize("form", ["5m", "seven thirty", "90s", "1 250", "us", "a fifth"])
def test_forms_that_ask_the_other_text_again_and_again_are_read_in_linear_time(form: str) -> None:
    assert compare(f"{form} tram " * 20_000, f"{form} lamp " * 20_000)


def test_empty_sides_are_dropped_or_added_whole() -> None:
    assert [c.operation for c in compare("", "a tram")] == ["dropped"]
    assert [c.operation for c in compare("a tram", "")] == ["added"]
    assert compare("", "") == ()


def test_a_contraction_that_lost_its_word_is_compared_as_it_stands() -> None:
    assert compare("we did n't 5end it", "we did not send it")
    assert compare("n't", "don't")
