"""Ranges whose two numbers share a scale or a sign: "$3-4 billion" is "$3 billion to $4 billion".

What both numbers have is kept once, behind the second. Only a dash, "from", "between" or a word such as "about" tells a
range: "rose 3 percent to 5 percent" speaks of two things, and "3 percent to 5" of no range in percent, unless "from"
stands before it and nothing behind that is counted.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from matcher.diff.units import Units
from matcher.diff.values.amounts import value_of
from matcher.diff.values.digits import MAX_DIGITS, digit_value
from matcher.diff.values.numbers import number_key
from matcher.diff.words.lexicon import SIGNS, Lexicon

DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
# What a second number multiplies the first one by has at least so many zeros: "3 to 4 thousand".
MIN_SCALE: Final = 1000


def share_within_ranges(units: Units, lexicon: Lexicon) -> None:
    """Keep scales and signs of the units' ranges once, in place."""
    numbers = [k for k, key in enumerate(units.keys) if key[0] == "#"]
    for k in numbers[-2::-1]:  # from the end, for units go and come
        link = _link(units, k, lexicon)
        if link and _is_range(units, k, link, lexicon):
            _share_scale(units, k, link + 1, lexicon)
            _share_sign(units, k, link, lexicon)


def _link(units: Units, k: int, lexicon: Lexicon) -> int:
    """Return the unit between number k and the next number, a dash that is no token made one; 0 if there is none."""
    keys = units.keys
    j = k + 2 if k + 1 < len(keys) and _is_sign(keys[k + 1], lexicon) else k + 1
    if j >= len(keys):
        return 0
    if keys[j][0] == "#":
        before = max(units.lasts[k:j])
        after = min(units.firsts[j : j + 2])
        gap = units.text[units.tokens[before - 1].end : units.tokens[after].start].strip() if before <= after else ""
        if j == k + 1 or gap not in DASHES:
            return 0
        units.insert(j, "-", before - 1, before)
    return j if j + 1 < len(keys) and keys[j + 1][0] == "#" else 0


def _is_range(units: Units, k: int, link: int, lexicon: Lexicon) -> bool:
    keys = units.keys
    before = keys[k - 1] if k else ""
    low, high = value_of(keys[k]), value_of(keys[link + 1])
    if low is None or high is None or low < 0 or keys[k][-1] == ".":
        return False
    if keys[link] == "-":
        return low < high
    if keys[link] in lexicon.number_and:
        return before in lexicon.range_between
    return keys[link] in lexicon.ranges and (before in lexicon.range_from or before in lexicon.approximators)


def _share_scale(units: Units, low: int, high: int, lexicon: Lexicon) -> None:
    """Multiply the first number by the second one's scale: the 3 of "3-4 billion"."""
    first = units.tokens[units.firsts[high]].folded
    kind, word_value = lexicon.numbers.get(first, ("", 0))
    coefficient = Fraction(word_value) if kind == "unit" else None
    if not kind and len(first) <= MAX_DIGITS:
        coefficient = digit_value(first, lexicon.decimals)
    value, total = value_of(units.keys[low]), value_of(units.keys[high])
    is_alone = units.lasts[low] - units.firsts[low] == 1
    if not is_alone or not coefficient or value is None or total is None:
        return
    scale = total / coefficient
    if scale >= MIN_SCALE and scale.denominator == 1 and 0 < value < coefficient:
        units.keys[low] = number_key(value * scale)


def _share_sign(units: Units, k: int, link: int, lexicon: Lexicon) -> None:
    """Leave a sign that both numbers have to the second, and so the currency sign of the first alone."""
    if link == k + 1:
        return
    sign, place = units.keys[k + 1], link + 2
    other = units.keys[place] if place < len(units.keys) else ""
    has_other = _is_sign(other, lexicon) and other not in lexicon.function  # "in May" has no inches
    if has_other and sign == other:
        units.firsts[k] = min(units.firsts[k], units.firsts[k + 1])
        units.lasts[k] = max(units.lasts[k], units.lasts[k + 1])
    elif not has_other and (sign in SIGNS or _leaves_percent(units, k, place, lexicon)):
        units.insert(place, sign, units.firsts[k + 1], units.lasts[k + 1])
    else:
        return
    units.remove(k + 1)


def _leaves_percent(units: Units, k: int, place: int, lexicon: Lexicon) -> bool:
    """Tell "from 8.6 percent to 3.1," from "from 3 percent to 5 of the nurses", who are counted."""
    if units.keys[k + 1] != "%" or not k or units.keys[k - 1] not in lexicon.range_from:
        return False
    end = units.tokens[units.lasts[place - 1] - 1].end
    if place >= len(units.keys) or not units.text[end:].lstrip(" \u00a0")[:1].isalnum():
        return True
    behind = units.keys[place]  # "5 of the nurses", "5 a year"
    return behind in lexicon.function and behind not in lexicon.part_of | lexicon.number_article


def _is_sign(key: str, lexicon: Lexicon) -> bool:
    return key == "%" or key in lexicon.currencies or key in lexicon.measures
