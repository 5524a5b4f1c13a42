"""Amounts of several words, none of which is the amount: "hundreds of thousands", "10 to 12", "three out of ten".

What ``numbers`` reads as one value is one unit already. Here are the amounts that stay several units, since each of
their words is compared by itself; a passage that begins or ends within one speaks of another amount. Ranges of an "and"
need their "between", and "from 10 to 12" is a change, each end of which stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from matcher.diff.units import Units
from matcher.diff.values.dates import YEARS
from matcher.diff.values.times import HOURS_OF_DAY
from matcher.diff.words.lexicon import SIGNS, Lexicon

ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)
QUARTER: Final = Fraction(1, 4)  # "un quarto" is read as one value
# Words of a degree's name: "degrees Celsius".
MAX_DEGREES: Final = 2


def amount_spans(units: Units, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of amounts that neither begin nor end where one of their parts does."""
    values = [value_of(key) for key in units.keys]
    for k, value in enumerate(values):
        stop = _multiple(units, values, k, lexicon)
        if not stop and value is not None:
            stop = _range(units, values, k, lexicon) or _below_zero(units.keys, values, k, lexicon)
            stop = stop or _clock_time(units.keys, values, k, lexicon)
        if stop:
            yield min(units.firsts[k:stop]), max(units.lasts[k:stop])


def opened_spans(units: Units, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of amounts whose last word alone says something else: "one in four", "a few"."""
    values = [value_of(key) for key in units.keys]
    for k in range(len(values)):
        stop = (
            ratio_stop(units, values, k, lexicon)
            or _all_but(units.keys, values, k, lexicon)
            or _articled(units.keys, k, lexicon)
        )
        if stop:
            yield min(units.firsts[k:stop]), max(units.lasts[k:stop])


def _multiple(units: Units, values: Sequence[Fraction | None], k: int, lexicon: Lexicon) -> int:
    """Return where "hundreds of thousands" or "a quarter of a million" that begins at unit k ends, else 0."""
    keys = units.keys
    key, value, j = keys[k], values[k], k + 1
    is_fraction = key in lexicon.half or key in lexicon.denominators or (value is not None and 0 < value < 1)
    if key not in lexicon.multiples and not is_fraction:
        return 0
    if lexicon.part_of:
        if j >= len(keys) or keys[j] not in lexicon.part_of:
            return 0
        j += 1
    if j >= len(keys):
        return 0
    value = values[j]
    is_large = keys[j] in lexicon.multiples or lexicon.numbers.get(keys[j], ("",))[0] == "scale"
    return j + 1 if is_large or (value is not None and value >= 1000 and not _is_year(units, values, j)) else 0


def _range(units: Units, values: Sequence[Fraction | None], k: int, lexicon: Lexicon) -> int:
    """Return where "10-12", "10 to 12 percent" or "between 10 and 12" whose first number is unit k ends, else 0."""
    keys, low = units.keys, values[k]
    if low is None or low < 0 or (k and keys[k - 1] in lexicon.range_from):
        return 0
    j = _after_sign(keys, k + 1, lexicon)
    high = values[j + 1] if j + 1 < len(keys) else None
    if high is None or keys[k][-1] == ".":
        return 0
    if j > k + 1 and _after_sign(keys, j + 2, lexicon) == j + 2 and _is_year(units, values, j + 1):
        return 0  # "30 percent through 2010" tells how long.
    if keys[j] == "-" and high >= 0:
        return j + 2
    is_between = k > 0 and keys[k - 1] in lexicon.range_between and keys[j] in lexicon.number_and
    return j + 2 if (keys[j] in lexicon.ranges or is_between) and low < high else 0


def _after_sign(keys: Sequence[str], j: int, lexicon: Lexicon) -> int:
    """Step over a sign or unit between the numbers of a range: "10 percent to 12 percent", "$10 to $12"."""
    if j < len(keys) and (keys[j] in SIGNS or keys[j] in ("%", "°") or keys[j] in lexicon.currencies):
        return j + 1
    return j


def _below_zero(keys: Sequence[str], values: Sequence[Fraction | None], k: int, lexicon: Lexicon) -> int:
    """Return where "nineteen degrees below zero" that begins at unit k ends, else 0."""
    value = values[k]
    if value is None or value <= 0:
        return 0
    j = k + 1
    while j < len(keys) and j <= k + MAX_DEGREES and keys[j] in lexicon.degrees:
        j += 1
    return j + 2 if j + 1 < len(keys) and keys[j] in lexicon.below and keys[j + 1] == "#0" else 0


def _clock_time(keys: Sequence[str], values: Sequence[Fraction | None], k: int, lexicon: Lexicon) -> int:
    """Return where "siete y cuarto" or "sept heures moins le quart" that begins at unit k ends, else 0."""
    if values[k] not in HOURS_OF_DAY or not lexicon.hour_and:
        return 0
    j = k + 1 + (keys[k + 1 : k + 2] != [] and keys[k + 1] in lexicon.clock)
    if j < len(keys) and values[j] == -QUARTER:
        return j + 1  # "meno un quarto"
    if j + 1 >= len(keys) or keys[j] not in lexicon.hour_and | lexicon.minus:
        return 0
    # "Las siete y el cuarto estaba frío" tells no time.
    articles = lexicon.number_article | (lexicon.function if keys[j] in lexicon.minus else frozenset())
    j += 1 + (j + 2 < len(keys) and keys[j + 1] in articles)
    return j + 1 if keys[j] in lexicon.quarter or values[j] == QUARTER else 0


def ratio_stop(units: Units, values: Sequence[Fraction | None], k: int, lexicon: Lexicon) -> int:
    """Return where "three out of ten" or "one in every four" that begins at unit k ends, else 0."""
    keys = units.keys
    low, j = values[k] or (ONE if keys[k] in lexicon.one else ZERO), k + 1
    if low <= 0:
        return 0
    while j < len(keys) and (keys[j] in lexicon.ratio or (j > k + 1 and keys[j] in lexicon.part_of)):
        j += 1
    high = values[j] if j < len(keys) else None
    if j == k + 1 or high is None or not low < high or _is_year(units, values, j):
        return 0
    # "We lost three in five minutes" tells a time, no ratio.
    is_measured = j + 1 < len(keys) and keys[j + 1] in lexicon.measures
    return 0 if is_measured else j + 1


def _all_but(keys: Sequence[str], values: Sequence[Fraction | None], k: int, lexicon: Lexicon) -> int:
    """Return where "all but two" that begins at unit k ends, else 0."""
    if keys[k] not in lexicon.totals or k + 2 >= len(keys) or keys[k + 1] not in lexicon.exceptions:
        return 0
    value = values[k + 2]
    return k + 3 if value is not None and value > 0 else 0


def _articled(keys: Sequence[str], k: int, lexicon: Lexicon) -> int:
    """Return where "a few" that begins at unit k ends, else 0."""
    return k + 2 if keys[k] in lexicon.number_article and keys[k + 1 : k + 2] and keys[k + 1] in lexicon.articled else 0


def value_of(key: str) -> Fraction | None:
    """Return the value of a number's key, that of a time in hours, None of any other."""
    if key[0] != "#":
        return None
    hour, mark, minutes = key[1:].partition(":")
    try:
        if mark:
            return Fraction(hour) + Fraction(minutes) / 60
        return Fraction(key[1:])
    except (ValueError, ZeroDivisionError):
        return None


def _is_year(units: Units, values: Sequence[Fraction | None], k: int) -> bool:
    value = values[k]
    # "Half of 2010" is a time, "one in 1998" no ratio. A fraction is looked for in a range element by element.
    is_in_years = value is not None and YEARS.start <= value < YEARS.stop
    return is_in_years and units.tokens[units.firsts[k]].folded.isdecimal()
