"""Numbers written as one word: "honderdtwintig", "tremilacinquecento", "tjugofemte", "삼백오십억".

The word is cut into the numbers that it is made of, the shortest first, and these are added up. German, whose units
stand before the tens, has its own grammar in ``spoken``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.diff.words.lexicon import Lexicon

# Letters of a word at least and at most.
MIN_LETTERS: Final = 4
MAX_LETTERS: Final = 80
# Vowels that a number loses before the ending of an ordinal or the vowel of the next: venticinqu(e)esimo.
VOWELS: Final = ("", "e", "o", "a", "i")


def compound_value(word: str, lexicon: Lexicon) -> tuple[int, bool] | None:
    """Return the value of a folded word and whether it is an ordinal, or None if it is no number made of several."""
    if not MIN_LETTERS <= len(word) <= MAX_LETTERS:
        return None
    value = _value(word, lexicon)
    if value is not None:
        return value
    for ending in lexicon.compound_ordinals:
        if word.endswith(ending):
            for vowel in VOWELS:
                cardinal = word.removesuffix(ending) + vowel
                kind, number = lexicon.compound_parts.get(cardinal, ("", 0))
                value = (number, False) if kind in ("unit", "tens") else _value(cardinal, lexicon)
                if value is not None and not value[1]:
                    return value[0], True
    return None


def _value(word: str, lexicon: Lexicon, before: tuple[tuple[str, int], ...] = ()) -> tuple[int, bool] | None:
    """Return the value of the first way to cut a word that adds up with the parts before it; parts are class, value."""
    if not word:
        return _sum(before) if len(before) > 1 else None
    for stop in range(1, len(word) + 1):
        part = lexicon.compound_parts.get(word[:stop])
        # What does not add up so far never will: that keeps the ways few.
        if part is not None and _sum((*before, part)) is not None:
            value = _value(word[stop:], lexicon, (*before, part))
            if value is not None:
                return value
    return None


def _sum(parts: Sequence[tuple[str, int]]) -> tuple[int, bool] | None:
    """Add up parts, of which each is smaller than the one before in its group; None if they are no number."""
    total = group = pending = 0
    group_limit, limit, is_ordinal = 10**4, 10**16, False
    for kind, value in parts:
        if is_ordinal or not value:
            return None
        if kind == "scale":
            if value >= limit:
                return None
            total += (group + pending or 1) * value
            group, pending, group_limit, limit = 0, 0, 10**4, value
        elif kind == "times":
            if pending > 9 or value >= group_limit:
                return None
            group, pending, group_limit = group + (pending or 1) * value, 0, value
        else:
            is_ordinal = kind == "ordinal"
            # Tens take a unit, hundreds what is below a hundred.
            if pending and not (pending % 10 == 0 and value < 10 < pending + 1):
                return None
            if pending + value >= group_limit and kind != "hundred":
                return None
            if kind == "hundred":
                if group or pending:
                    return None
                group, group_limit = value, 100
            else:
                pending += value
    return total + group + pending, is_ordinal
