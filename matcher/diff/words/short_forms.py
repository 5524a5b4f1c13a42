"""Whether an abbreviation is written as one: "Sat." is Saturday and ", OR" is Oregon, but "sat" and "or" are words."""

from __future__ import annotations

from typing import Final

from matcher.diff.units import Units
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.names import has_capital

# Code points before an abbreviation among which the comma stands: "Portland, Ore."
SPACES_BEFORE: Final = 3


def mean_the_same_here(ours: Units, i: int, theirs: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell whether two units that may stand for the same word do so as they are written."""
    a, b = ours.keys[i], theirs.keys[j]
    shared = lexicon.canonical.get(a, frozenset({a})) & lexicon.canonical.get(b, frozenset({b}))
    if shared <= lexicon.places:
        return _is_place(ours, i, lexicon) and _is_place(theirs, j, lexicon)
    return _is_short_form(ours, i, lexicon) and _is_short_form(theirs, j, lexicon)


def is_initialism(short: Units, k: int, long: Units, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether unit k of one text, in capitals or with dots, stands for the other's units: U.S., z.B."""
    words = lexicon.initialisms.get(short.keys[k])
    if words is None or list(words) != long.keys[start:stop]:
        return False
    surface = short.surface(k)
    # Of two words in small letters the initials may be another word.
    is_long = len(words) > 2
    return (surface.isupper() and (is_long or has_capital(long.surface(start)))) or "." in surface


def _is_place(units: Units, k: int, lexicon: Lexicon) -> bool:
    """Tell whether unit k is a state's name, or its abbreviation with a dot or in capitals behind a comma."""
    key = units.keys[k]
    if key in lexicon.places:
        return True
    surface, is_dotted = units.surface(k), _has_dot(units, k)
    if not has_capital(surface) or not (is_dotted or surface.isupper()):
        return False
    start = units.tokens[units.firsts[k]].start
    before = units.text[max(start - SPACES_BEFORE, 0) : start].rstrip()[-1:]
    return before == "," or (is_dotted and len(key) > 2)


def _is_short_form(units: Units, k: int, lexicon: Lexicon) -> bool:
    """Tell whether unit k is no word of its own: it has a capital, a dot or a number beside it."""
    if units.keys[k] not in lexicon.homographs:
        return True
    beside = [*units.keys[max(k - 1, 0) : k], *units.keys[k + 1 : k + 2]]
    return has_capital(units.surface(k)) or _has_dot(units, k) or any(key[0] == "#" for key in beside)


def _has_dot(units: Units, k: int) -> bool:
    end = units.tokens[units.lasts[k] - 1].end
    return units.text[end : end + 1] == "." or "." in units.surface(k)
