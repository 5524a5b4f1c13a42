"""What digits with marks inside them say: 1,340, 12.5, 1/3, 14:30."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

DIGITS: Final = frozenset("0123456789")
# Longer runs of digits are codes, not amounts; they are compared as they stand (and never become integers).
MAX_DIGITS: Final = 30
# Groups of three after a separator are thousands: 1,340 and 1.340.000.
GROUPED: Final = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
# Digits of the longest number that anybody groups: hundreds of billions, with room.
MOST_GROUPED: Final = 15
# Four digits that are a year more often than an amount.
YEARS: Final = range(1100, 2101)
# Of two marks the second parts decimals: 1,340.5 and 1.340,5.
GROUPED_DECIMAL: Final = re.compile(r"([1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*)(?!\2)[.,](\d+)")
DECIMAL: Final = re.compile(r"(\d+)[.,](\d+)")
# A numerator below a small denominator is a fraction; 9/11 and 24/7 keep their digits.
FRACTION: Final = re.compile(r"(\d)/(\d|10)")
# A time of day; with a dot it may be a decimal number as well.
CLOCK: Final = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")


def digit_value(folded: str, decimals: tuple[str, ...]) -> Fraction | None:
    """Return the value of digits with separators, or None where they are no single number (4:50, 9/11).

    Parameters
    ----------
    decimals
        Marks that part decimals in the language, the usual one first.

    Notes
    -----
    Where both marks are in use, three digits behind the usual one are decimals unless the last of them is a zero,
    which no decimal needs: 8,000 is eight thousand, 1,234 may be either (see ``readings``).
    """
    if folded.isdecimal():
        return Fraction(int(folded))
    if folded.isalnum():
        return None  # letters: no separator, no number
    fraction = FRACTION.fullmatch(folded)
    if fraction and 0 < int(fraction[1]) < int(fraction[2]):
        return Fraction(int(fraction[1]), int(fraction[2]))
    grouped = GROUPED.fullmatch(folded)
    if grouped:
        mark: str = grouped[1]
        if folded.count(mark) > 1 or mark != decimals[0] or (len(decimals) > 1 and folded[-1] == "0"):
            return Fraction(int(folded.replace(mark, "")))
    decimal = DECIMAL.fullmatch(folded)
    if decimal:
        return Fraction(int(decimal[1] + decimal[2]), 10 ** len(decimal[2]))
    both = GROUPED_DECIMAL.fullmatch(folded)
    return Fraction(f"{both[1].replace(both[2], '')}.{both[3]}") if both else None


def clock_key(folded: str) -> str:
    """Return the canonical key of a time of day, ``#9:30``, or an empty string where the digits are none."""
    time = CLOCK.fullmatch(folded)
    return f"#{int(time[1])}:{time[2]}" if time else ""


def regrouped(folded: str, decimals: Sequence[str]) -> str | None:
    """Return the other way to write a whole number in digits, with marks between thousands or without; None of others.

    A number of four digits that may be a year has but one way.
    """
    if GROUPED.fullmatch(folded):
        return folded.replace(".", "").replace(",", "")
    if not folded.isdecimal() or not 3 < len(folded) <= MOST_GROUPED or folded[0] == "0" or int(folded) in YEARS:
        return None
    return f"{int(folded):,}".replace(",", "." if decimals[0] == "," else ",")
