"""Numbers whose clothes allow two readings: the other text decides which one was meant.

``numbers`` gives each number one key, by the commonest reading of its form. What stands here is asked only of two
units with different keys that stand for each other.
"""

from __future__ import annotations

from matcher.diff.lexicon import Lexicon
from matcher.diff.units import Units


def may_be_one_value(ours: Units, i: int, theirs: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell whether unit i of one text and unit j of the other are one value by another reading of either."""
    return _is_dotted_ordinal(ours, i, theirs.keys[j], lexicon) or _is_dotted_ordinal(theirs, j, ours.keys[i], lexicon)


def _is_dotted_ordinal(units: Units, i: int, other: str, lexicon: Lexicon) -> bool:
    """Tell whether a dot makes digits the ordinal that the other text has: "jeder 5. Haushalt", "jeder fünfte"."""
    key = units.keys[i]
    if other != key + "." or "." not in lexicon.ordinal_suffixes or not key[1:].isdecimal():
        return False
    end = units.tokens[units.lasts[i] - 1].end
    return units.text[end - 1].isdecimal() and units.text[end : end + 1] == "."
