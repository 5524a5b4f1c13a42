"""Numbers of Chinese and Japanese: 二十, 一九四五, 四億五千万, 三点五, and digits among their scales, 3億5000万."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from matcher.diff.values.spoken import MAX_TOKENS
from matcher.diff.words.lexicon import CJK_NUMERALS
from matcher.types import Token

# What parts decimals in words, unless one of the words for parts of a time follows: 三点五, 三点五分.
POINTS: Final = frozenset("点點")
TIMES: Final = frozenset("分时時刻半")
# From this scale on a number goes on behind it: 3万5000, 3億.
MYRIAD: Final = 10_000


def read_numerals(tokens: Sequence[Token], i: int, stop: int) -> tuple[Fraction, int]:
    """Return the value of the numerals from token i on that touch each other, and the token behind them."""
    total = section = digit = 0
    positional = ""
    j = i
    stop = min(stop, i + MAX_TOKENS)
    while j < stop and tokens[j].folded in CJK_NUMERALS and (j == i or _touches(tokens, j)):
        value = CJK_NUMERALS[tokens[j].folded]
        if value < 10:
            positional += str(value)
            digit = int(positional)
        elif value < MYRIAD:
            section += (digit or 1) * value
            digit, positional = 0, ""
        else:
            total += ((section + digit) or 1) * value
            section, digit, positional = 0, 0, ""
        j += 1
    decimals, k = _decimals(tokens, j, stop)
    whole = Fraction(total + section + digit)
    return (whole + Fraction(int(decimals), 10 ** len(decimals)), k) if decimals else (whole, j)


def add_smaller(tokens: Sequence[Token], j: int, stop: int, value: Fraction) -> tuple[Fraction, int]:
    """Add what follows on a scale that ends before token j: the 5000万 of 3億5000万, the 5000 of 3万5000.

    Returns the sum and the token behind it.
    """
    scale = CJK_NUMERALS[tokens[j - 1].folded]
    while scale >= MYRIAD and j < stop and _touches(tokens, j) and tokens[j].folded.isdecimal():
        part, k = Fraction(int(tokens[j].folded)), j + 1
        scales = [1]
        while k < stop and _touches(tokens, k) and CJK_NUMERALS.get(tokens[k].folded, 0) >= 1000:
            scales.append(CJK_NUMERALS[tokens[k].folded])
            part *= scales[-1]
            k += 1
        if not 0 < part < scale:
            break
        value, j, scale = value + part, k, max(scales)
    return value, j


def _decimals(tokens: Sequence[Token], j: int, stop: int) -> tuple[str, int]:
    """Return the decimals that a point at token j opens, and the token behind them; no digits where there are none."""
    if j >= stop or tokens[j].folded not in POINTS or not _touches(tokens, j):
        return "", j
    digits, k = "", j + 1
    while k < stop and _touches(tokens, k) and CJK_NUMERALS.get(tokens[k].folded, 10) < 10:
        digits += str(CJK_NUMERALS[tokens[k].folded])
        k += 1
    goes_on = k < stop and (tokens[k].folded in TIMES or tokens[k].folded in CJK_NUMERALS) and _touches(tokens, k)
    return ("", j) if goes_on and tokens[k].folded not in "万萬億亿兆" else (digits, k)


def _touches(tokens: Sequence[Token], j: int) -> bool:
    return tokens[j].start == tokens[j - 1].end
