"""Feet and inches by their signs: 6'2" is 6 ft 2 in."""

from __future__ import annotations

import re
from typing import Final

from matcher.diff.units import Units

# The signs of feet and inches, which keyboards write as quotation marks.
FEET_AND_INCHES: Final = re.compile(r"[3-8]['’′] ?(?:1[01]|\d)(?:[\"”″]|['’′]{2})")


def append_height(units: Units, i: int) -> int:
    """Append the feet and inches that begin at token i, each with its unit; return the next token, or 0 if none do."""
    token = units.tokens[i]
    following = units.text[token.end : token.end + 1]
    if following not in "'’′" or not following or i + 1 >= units.stop:
        return 0
    if FEET_AND_INCHES.match(units.text, token.start) is None:
        return 0
    for k, unit in ((i, "ft"), (i + 1, "in")):
        units.append(f"#{units.tokens[k].folded}", k, k + 1)
        units.append(unit, k, k + 1)
    return i + 2
