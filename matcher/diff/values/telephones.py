"""Telephone numbers, whose digits are grouped at will: 020 7946 0123, (020) 7946-0123, 020.7946.0123."""

from __future__ import annotations

import re
from typing import Final

from matcher.diff.units import Units

# Groups of digits with a space, dot, dash or bracket between; a range, a date or thousands are shorter or grouped
# otherwise.
GROUPS: Final = re.compile(r"\(?\d{2,5}\)?(?:[ \u00a0.\u2010-\u2013-]\(?\d{2,5}\)?){1,4}(?!\d)")
# Digits of a number with its area; more are an account.
DIGITS_OF_NUMBER: Final = range(9, 16)
# Such a number has three groups, of which the last one has four digits, or begins with a zero or a plus.
MIN_GROUPS: Final = 3
LAST_GROUP: Final = 4


def append_telephone(units: Units, i: int) -> int:
    """Append the telephone number that begins at token i; return the next token, or 0 if none begins."""
    tokens, text = units.tokens, units.text
    start = tokens[i].start
    found = GROUPS.match(text, start)
    if found is None:
        return 0
    groups = re.findall(r"\d+", found[0])
    digits = "".join(groups)
    is_international = text[start - 1 : start] == "+"
    # Years and the numbers of cards have four digits in each group.
    is_grouped = len(groups) >= MIN_GROUPS and len(groups[-1]) == LAST_GROUP > min(map(len, groups))
    if len(digits) not in DIGITS_OF_NUMBER or not (is_grouped or digits[0] == "0" or is_international):
        return 0
    stop = i
    while stop < units.stop and tokens[stop].end <= found.end():
        stop += 1
    units.append(f"#tel{'+' if is_international else ''}{digits}", i, stop)
    return stop
