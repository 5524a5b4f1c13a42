"""Numbers whose clothes allow two readings: the other text decides which one was meant.

``numbers`` gives each number one key, by the commonest reading of its form. What stands here is asked only of two
units with different keys that stand for each other.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from matcher.diff.units import Units
from matcher.diff.values.digits import GROUPED, clock_key
from matcher.diff.values.numbers import number_key
from matcher.diff.values.times import may_be_afternoon
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.phrases import word_before

# What makes an amount of the number before it.
AMOUNTS: Final = frozenset("%‰°")
# Length of the key of a year: #2027.
YEAR_KEY: Final = 5
HOURS_OF_DAY: Final = 24
# A decade without a century is one of these.
CENTURIES: Final = (19, 20)


def may_be_one_value(ours: Units, i: int, theirs: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell whether unit i of one text and unit j of the other are one value by another reading of either."""
    return _may_be_read_as(ours, i, theirs, j, lexicon) or _may_be_read_as(theirs, j, ours, i, lexicon)


def _may_be_read_as(units: Units, i: int, others: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell whether unit i has a second reading, which is what unit j of the other text says."""
    other = others.keys[j]
    if _is_dotted_ordinal(units, i, other, lexicon) or _is_thousands(units, i, other, lexicon):
        return True
    if _is_short_decade(units.keys[i], other) or _is_year(units, i, other, lexicon):
        return True
    if _is_bare_decade(units, i, others, j, lexicon) or _is_century(units, i, others, j, lexicon):
        return True
    if _is_hour(units, i, others, j, lexicon):
        return True
    is_said = lexicon.half_before and units.tokens[units.firsts[i]].folded in lexicon.half_before | lexicon.quarter
    if is_said and _is_said_time(units.keys[i], others, j):
        return True
    return _is_dotted_time(units, i, other) and (_is_at_a_time(units, i, lexicon) or _has_clock(others, j, lexicon))


def _is_dotted_ordinal(units: Units, i: int, other: str, lexicon: Lexicon) -> bool:
    """Tell whether a dot makes digits the ordinal that the other text has: "jeder 5. Haushalt", "jeder fünfte"."""
    key = units.keys[i]
    if other != key + "." or "." not in lexicon.ordinal_suffixes or not key[1:].isdecimal():
        return False
    end = units.tokens[units.lasts[i] - 1].end
    return units.text[end - 1].isdecimal() and units.text[end : end + 1] == "."


def _is_short_decade(key: str, other: str) -> bool:
    """Tell whether a decade without its century is the other text's: the 90s and the 1990s."""
    return key[-1] == "s" and len(key) == 4 and other in [f"#{century}{key[1:]}" for century in CENTURIES]


def _is_bare_decade(units: Units, i: int, others: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell whether a number of years is, without its century, the other text's decade: années 70, années 1970."""
    key, other = units.keys[i].rstrip("."), others.keys[j].rstrip(".")
    if len(key) != 3 or key[-1] != "0" or other not in [f"#{century}{key[1:]}" for century in CENTURIES]:
        return False
    return _stands_by_years(units, i, lexicon) and _stands_by_years(others, j, lexicon)


def _is_century(units: Units, i: int, others: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell whether a number of a century is the other text's ordinal: siglo 19, siglo XIX."""
    if others.keys[j] != units.keys[i] + ".":
        return False
    return all(
        any(key in lexicon.century_words for key in (*of.keys[max(k - 1, 0) : k], *of.keys[k + 1 : k + 2]))
        for of, k in ((units, i), (others, j))
    )


def _is_hour(units: Units, i: int, others: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell whether an ordinal is the hour that the other text has as a number: "о дев'ятій", "о 9"."""
    key = units.keys[i]
    if key != others.keys[j] + "." or not key[1:-1].isdecimal() or int(key[1:-1]) > HOURS_OF_DAY:
        return False
    return all(word_before(of, k) in lexicon.ordinal_hours for of, k in ((units, i), (others, j)))


def _is_said_time(key: str, others: Units, j: int) -> bool:
    """Tell whether "halb acht" is the other text's time in digits, of the morning or of the evening."""
    other = others.keys[j] if ":" in others.keys[j] else clock_key(others.tokens[others.firsts[j]].folded)
    return other == key or may_be_afternoon(key, other)


def _stands_by_years(units: Units, i: int, lexicon: Lexicon) -> bool:
    beside = [*units.keys[max(i - 1, 0) : i], *units.keys[i + 1 : i + 2]]
    return any(key in lexicon.decade_words for key in beside)


def _is_year(units: Units, i: int, other: str, lexicon: Lexicon) -> bool:
    """Tell whether an ordinal of four digits is the year that the other text has without its ending: 2027-му году."""
    is_same = units.keys[i] == other + "." and len(other) == YEAR_KEY and other[1:].isdecimal()
    return is_same and units.keys[i + 1 : i + 2] != [] and units.keys[i + 1] in lexicon.measures


def _is_thousands(units: Units, i: int, other: str, lexicon: Lexicon) -> bool:
    """Tell whether three digits behind a decimal mark are the other text's thousands: 1,234 and 1234 in Spanish."""
    grouped = GROUPED.fullmatch(units.tokens[units.firsts[i]].folded) if len(lexicon.decimals) > 1 else None
    value = units.keys[i][1:]
    if grouped is None or grouped[1] != lexicon.decimals[0] or not value.replace(".", "", 1).isdecimal():
        return False
    return other == number_key(Fraction(value) * 1000)


def _is_dotted_time(units: Units, i: int, other: str) -> bool:
    """Tell whether a number with a dot is, taken for a time of day, the other text's: 14.30 and 14:30."""
    first = units.firsts[i]
    return ":" in other and units.lasts[i] == first + 1 and clock_key(units.tokens[first].folded) == other


def _is_at_a_time(units: Units, i: int, lexicon: Lexicon) -> bool:
    """Tell whether the words beside a number make it a time of day and no amount: "at 2.30", but not "at 2.30 %".

    A measure that is another word as well is none: "at 2.30 in the rain" is not 2.30 inches.
    """
    if _has_clock(units, i, lexicon):
        return True
    following = units.keys[i + 1] if i + 1 < len(units.keys) else ""
    first = units.firsts[i]
    is_measure = following in lexicon.measures and lexicon.kinds.get(following) != "function_word"
    is_amount = following in AMOUNTS or is_measure or following in lexicon.currencies
    return not is_amount and first > 0 and units.tokens[first - 1].folded in lexicon.clock_before


def _has_clock(units: Units, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a word for hours follows unit i, or ends it as "pm" does."""
    last = units.lasts[i]
    return any(token.folded in lexicon.clock for token in units.tokens[last - 1 : last + 1])
