"""Equal words in other clothes, decided pair by pair: Mr/Mister, mm/millimetres, $/dollars, 's/is, and joined words.

``units`` already gives equal keys to what is equal beyond doubt. Here stand the forms that may stand for several
words, which are equal only if the other text has one of them.
"""

from __future__ import annotations

from typing import Final

from matcher.diff.lexicons import Lexicon
from matcher.diff.units import Units

# Line breaks after a hyphen: the joined word may have been two ("well-\nknown").
LINE_HYPHENS: Final = "-\u2010\u00ad"


def are_equal(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether two different keys stand for the same word or value."""
    meanings = lexicon.canonical.get(a, frozenset({a}))
    return not meanings.isdisjoint(lexicon.canonical.get(b, (b,)))


def is_range_pair(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether a dash between two numbers stands for the other text's "to"."""
    return (a == "-" and b in lexicon.ranges) or (b == "-" and a in lexicon.ranges)


def joined_letters(units: Units, start: int, stop: int) -> str:
    """Return the folded letters of a run of units on end, as if written in one word."""
    first, last = min(units.firsts[start:stop]), max(units.lasts[start:stop])
    return "".join(token.folded for token in units.tokens[first:last])


def is_joined_at_line_end(units: Units, i: int) -> bool:
    """Tell whether unit i was put together over a line end, where its hyphen may have been a real one."""
    surface = units.surface(i)
    return "\n" in surface and any(hyphen in surface for hyphen in LINE_HYPHENS)


def contraction_words(key: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what a contraction typed without its apostrophe stands for: dont is do + not; else an empty tuple."""
    return lexicon.bare_contractions.get(key, ())
