"""A passage never begins or ends within a number."""

from __future__ import annotations

import pytest

from matcher.diff import number_continues, widen_numbers
from matcher.text import tokens

# Language, document with the passage between bars, and the passage widened.
CUT = [
    ("en", "cost twenty-|five million| crowns", "twenty-five million"),
    ("en", "cost $|15| million in all", "$15 million"),
    ("en", "cost |15| million in all", "15 million"),
    ("en", "it was -|6| that night", "-6"),
    ("en", "it was minus |6 that| night", "minus 6 that"),
    ("en", "about |20| percent of it", "20 percent"),
    ("en", "one hundred and |five people| came", "one hundred and five people"),
    ("en", "|two| thirds of it", "two thirds"),
    ("de", "rund |drei| Millionen Euro", "drei Millionen"),
    ("fr", "coûte |12,7| millions d’euros", "12,7 millions"),
    ("ru", "стоит |2,3| миллиарда", "2,3 миллиарда"),
    ("ja", "年間|１２００|万円に", "１２００万"),
]
WHOLE = [
    ("en", "we had |five million| crowns"),
    ("en", "on |March 3|, 2019"),
    ("en", "in 2019 |300 people| came"),
    ("en", "|one of| them"),
    ("en", "he said |we will| go"),
]


def marked(text: str) -> tuple[str, int, int]:
    """Return a text without its bars and the token indices of what stood between them."""
    before, inside, after = text.split("|")
    plain = before + inside + after
    stream = tokens(plain)
    start = sum(t.start < len(before) for t in stream)
    return plain, start, start + sum(len(before) <= t.start < len(before) + len(inside) for t in stream)


@pytest.mark.parametrize(("language", "text", "widened"), CUT)
def test_a_cut_number_is_widened_to_its_whole_value(language: str, text: str, widened: str) -> None:
    plain, start, stop = marked(text)
    stream = tokens(plain)
    new_start, new_stop = widen_numbers(stream, start, stop, text=plain, language=language)
    assert plain[stream[new_start].start : stream[new_stop - 1].end] == widened
    assert number_continues(stream, start, stop, text=plain, language=language)


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_whole_numbers_and_other_words_stay(language: str, text: str) -> None:
    plain, start, stop = marked(text)
    assert widen_numbers(tokens(plain), start, stop, text=plain, language=language) == (start, stop)
