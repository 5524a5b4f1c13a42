"""What letters behind digits mean, where they may mean two things: 5m is five million, or five metres."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from matcher.diff.units import APOSTROPHES
from matcher.diff.values.elsewhere import Elsewhere
from matcher.diff.words.lexicon import SIGNS, Lexicon
from matcher.types import Token

# Letters that scale a number only where something says so: a metre is an m too.
DOUBTFUL: Final = frozenset({"m", "b"})


def is_scale(
    tokens: Sequence[Token], i: int, j: int, stop: int, value: Fraction, *, lexicon: Lexicon, elsewhere: Elsewhere
) -> bool:
    """Tell whether the letters at token j scale the digits at token i: "5m people", but not "5m wide".

    Money and the word behind decide. Where they do not, the other text does, which may have that value.

    Parameters
    ----------
    value
        Of the digits.
    elsewhere
        The other text.
    """
    if not (tokens[j].start == tokens[j - 1].end or _touches_sign(tokens, j, stop)):
        return False
    letters = tokens[j].folded
    if letters not in DOUBTFUL or (i > 0 and tokens[i - 1].folded in lexicon.currencies):
        return True
    following = tokens[j + 1].folded if j + 1 < stop else ""
    if following in lexicon.currencies or following in lexicon.counted:
        return True
    if following in lexicon.dimensions:
        return False
    return _is_said(elsewhere, tokens[i].folded, letters, value, lexicon)


def decade_key(tokens: Sequence[Token], i: int, j: int, text: str, *, lexicon: Lexicon, elsewhere: Elsewhere) -> str:
    """Return the key of a decade whose digits are token i and whose ending is token j, or an empty string.

    "20s" are seconds where the other text says so.
    """
    digits, letters = tokens[i].folded, tokens[j].folded
    if len(digits) not in (2, 4) or digits[-1] != "0" or not digits.isdecimal():
        return ""
    gap = text[tokens[i].end : tokens[j].start]
    has_article = i > 0 and tokens[i - 1].folded in lexicon.date_articles
    if gap and gap != "-" and not (gap in APOSTROPHES and has_article):
        return ""  # the 1990's, but 1990's best film
    measures = lexicon.canonical.get(letters, frozenset())
    is_measure = any(measure != letters and elsewhere.has_pair(digits, measure) for measure in measures)
    return "" if is_measure else f"#{digits}s"


def decade_stop(tokens: Sequence[Token], j: int, stop: int, lexicon: Lexicon) -> int:
    """Return the token behind a decade that ends before token j and the word for years that follows: 70er Jahre."""
    return j + 1 if j < stop and tokens[j].folded in lexicon.decade_nouns else j


def _is_said(elsewhere: Elsewhere, digits: str, letters: str, value: Fraction, lexicon: Lexicon) -> bool:
    """Tell whether the other text speaks of millions, or has the scaled value, and not those digits in metres."""
    measures = lexicon.canonical.get(letters, frozenset())
    if any(measure != letters and elsewhere.has_pair(digits, measure) for measure in measures):
        return False
    scale = lexicon.suffix_scales[letters]
    if elsewhere.has_pair(digits, letters) and not elsewhere.has_value(value * scale):
        return False  # "3M" of "$8 million for 3M" is what it is in "$8m for 3M"
    return elsewhere.has_scale(scale) or elsewhere.has_value(value * scale)


def _touches_sign(tokens: Sequence[Token], j: int, stop: int) -> bool:
    """Tell whether token j stands right before a currency sign: 20 M€."""
    return j + 1 < stop and tokens[j + 1].folded in SIGNS and tokens[j + 1].start == tokens[j].end
