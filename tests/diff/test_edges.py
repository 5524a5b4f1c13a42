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
    ("en", "hundreds of |thousands| marched", "hundreds of thousands"),
    ("en", "a quarter of |a million| tonnes", "a quarter of a million"),
    ("en", "half |a million| tonnes", "half a million"),
    ("en", "it costs |10|–12 billion", "10–12 billion"),
    ("en", "it is |10| to 12 metres", "10 to 12"),
    ("en", "between 10 and |12 houses| burned", "10 and 12 houses"),
    ("en", "about $10 to |$12 million| a year", "$10 to $12 million"),
    ("en", "the strike of |2010|-12", "2010-12"),
    ("en", "one in every |four children| went", "one in every four children"),
    ("en", "it was |nineteen degrees| below zero", "nineteen degrees below zero"),
    ("en", "all but |two of them| left", "all but two of them"),
    ("en", "a |few of them| left", "a few of them"),
    ("en", "it shut at half past |seven today|", "half past seven today"),
    ("en", "it shut at a |quarter to| nine", "a quarter to nine"),
    ("de", "hunderte von |Millionen Euro| fehlen", "hunderte von Millionen Euro"),
    ("fr", "des centaines de |milliers| d’euros", "centaines de milliers"),
    ("es", "cientos de |miles| de euros", "cientos de miles"),
    ("ru", "сотни |тысяч| рублей", "сотни тысяч"),
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
    ("en", "there were twenty. |Five of us| left"),
    ("en", "we had six cows and |two of them| died"),
    ("en", "it rose from 10 to |12 percent| in May"),
    ("en", "in 2008 and |2009| it was shut"),
    ("en", "they scored three in |five minutes| of play"),
    ("en", "we sold |12| in 2010"),
    ("en", "the |few who objected| left"),
    ("en", "half of |2010| was lost"),
    ("en", "hundreds |of millions more| came"),
    ("en", "one |in six bakers| left"),
    ("en", "we sold |30 to| 40 a day"),
    ("en", "it leaves |at 7:45| p.m. on the 10th"),
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
