"""Lengths of time in other clothes: "half an hour", "30 minutes"; "an hour and a half", "90 minutes"; "a decade".

Each is read as it stands by ``numbers``. Only where the other text has a length of time in another form do both become
one unit of their value each, so that equal ones are equal and others are one change of a number. A month is neither
four weeks nor thirty days.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from matcher.diff.units import Units
from matcher.diff.values.amounts import value_of
from matcher.diff.words.lexicon import Lexicon

HALF: Final = Fraction(1, 2)
QUARTER: Final = Fraction(1, 4)
ONE: Final = Fraction(1)
SECONDS: Final = "seconds"
MONTHS: Final = "months"


class Duration(NamedTuple):
    """A length of time: its units ``[start, stop)``, what it is counted in, and its value."""

    start: int
    stop: int
    base: str
    value: Fraction

    @property
    def key(self) -> str:
        """What equal lengths have in common; no number's key has a space."""
        return f"#{self.value} {self.base}"


def equal_durations(ours: Units, theirs: Units, lexicon: Lexicon) -> None:
    """Make one unit of each length of time that has another form in the other text, in place."""
    if not (_has_unit(ours, lexicon) and _has_unit(theirs, lexicon)):
        return
    both = [
        [(_wording(units, duration, lexicon), duration) for duration in _durations(units, lexicon)]
        for units in (ours, theirs)
    ]
    wordings = [{wording for wording, _ in found} for found in both]
    alone = [
        [(wording, duration) for wording, duration in found if wording not in other]
        for found, other in zip(both, reversed(wordings), strict=True)
    ]
    equal = {duration.key for _, duration in alone[0]} & {duration.key for _, duration in alone[1]}
    # Two that stand for each other and differ are one change, unless no more than the number or the unit does.
    is_pair = len(alone[0]) == len(alone[1]) == 1 and not _differ_in_a_word(alone[0][0][0], alone[1][0][0])
    is_pair = is_pair and alone[0][0][1].base == alone[1][0][1].base
    for units, found in zip((ours, theirs), alone, strict=True):
        for _, duration in reversed(found):
            if duration.key in equal or is_pair:
                _join(units, duration)


def _has_unit(units: Units, lexicon: Lexicon) -> bool:
    return any(key in lexicon.durations or key in lexicon.long_durations for key in units.keys)


def _differ_in_a_word(wording: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Tell whether two lengths are a number and a unit each, and have one of them in common."""
    return len(wording) == len(other) == 2 and (wording[0] == other[0] or wording[1] == other[1])


def _plain_unit(units: Units, duration: Duration, lexicon: Lexicon) -> int:
    """Return the size of the unit where a length is that unit and a number or article before it, else 0."""
    return _unit(units.keys[duration.stop - 1], lexicon)[1] if duration.stop - duration.start == 2 else 0


def _wording(units: Units, duration: Duration, lexicon: Lexicon) -> tuple[object, ...]:
    """Return what two lengths have in common that differ in no more than the form of a word: "Jahre", "Jahren"."""
    keys = units.keys[duration.start : duration.stop]
    size = _plain_unit(units, duration, lexicon)
    return ("" if keys[0] in lexicon.number_article else keys[0], size) if size else tuple(keys)


def _unit(key: str, lexicon: Lexicon) -> tuple[str, int]:
    """Return what a unit of time is counted in, and how many of these it has; 0 for any other word."""
    size = lexicon.durations.get(key, 0)
    return (SECONDS, size) if size else (MONTHS, lexicon.long_durations.get(key, 0))


def _durations(units: Units, lexicon: Lexicon) -> list[Duration]:
    found: list[Duration] = []
    k = 0
    while k < len(units.keys):
        duration = _duration(units.keys, k, lexicon)
        if duration is None:
            k += 1
            continue
        found.append(_with_smaller(units.keys, duration, lexicon))
        k = found[-1].stop
    return found


def _duration(keys: Sequence[str], k: int, lexicon: Lexicon) -> Duration | None:
    """Return the length of time that begins at unit k, without a smaller one behind it."""
    amount, j = _amount(keys, k, lexicon)
    if amount is None and _part_behind(keys, k + 1, lexicon)[0]:
        amount = ONE  # "año y medio", "час с половиной"
    if amount is None or amount <= 0 or j >= len(keys):
        return None
    base, size = _unit(keys[j], lexicon)
    if not size:
        return None
    part, stop = _part_behind(keys, j + 1, lexicon)
    return Duration(k, stop, base, (amount + part) * size)


def _amount(keys: Sequence[str], k: int, lexicon: Lexicon) -> tuple[Fraction | None, int]:
    """Return how many of the unit behind, and where that stands: "30", "an", "half an", "three quarters of an"."""
    articles, key = lexicon.number_article, keys[k]
    amount = value_of(key) if ":" not in key and key[-1] != "." else None
    if amount is not None and amount >= 1 and amount != 1:
        return amount, k + 1
    j = k
    if amount is None or amount == 1:
        j += key in articles or amount == 1
        part = keys[j] if j < len(keys) else ""
        if part in lexicon.half:
            amount, j = HALF, j + 1
        elif part in lexicon.bare_denominators:
            amount, j = Fraction(1, lexicon.denominators[part]), j + 1
        elif j > k or key in lexicon.bare_durations:
            return ONE, j  # "an hour", "полчаса"
        else:
            return None, k
    else:
        j += 1
    j += j < len(keys) and keys[j] in lexicon.part_of
    j += j < len(keys) and keys[j] in articles
    return amount, j


def _part_behind(keys: Sequence[str], j: int, lexicon: Lexicon) -> tuple[Fraction, int]:
    """Return the part of a unit that "and a half" adds behind it, and where it ends."""
    if j + 1 >= len(keys) or keys[j] not in lexicon.number_and:
        return Fraction(0), j
    k = j + 1 + (keys[j + 1] in lexicon.number_article)
    part = keys[k] if k < len(keys) else ""
    if lexicon.language in ("en", "any") and k == j + 1:
        return Fraction(0), j  # "for two years and half the staff left"
    if part in lexicon.half and (k + 1 == len(keys) or lexicon.numbers.get(keys[k + 1], ("",))[0] != "scale"):
        return HALF, k + 1
    return (QUARTER, k + 1) if part in lexicon.quarter else (Fraction(0), j)


def _with_smaller(keys: Sequence[str], duration: Duration, lexicon: Lexicon) -> Duration:
    """Return a length with the smaller one right behind it: "an hour and 30 minutes"."""
    k = duration.stop
    k += k < len(keys) and keys[k] in lexicon.number_and
    smaller = _duration(keys, k, lexicon) if k < len(keys) else None
    if smaller is None or smaller.base != duration.base:
        return duration
    if smaller.value >= _unit(keys[duration.stop - 1], lexicon)[1]:
        return duration  # "two hours, three hours later"
    return Duration(duration.start, smaller.stop, duration.base, duration.value + smaller.value)


def _join(units: Units, duration: Duration) -> None:
    """Put one unit of the length's value in the place of its units."""
    first = min(units.firsts[duration.start : duration.stop])
    last = max(units.lasts[duration.start : duration.stop])
    for _ in range(duration.start, duration.stop):
        units.remove(duration.start)
    units.insert(duration.start, duration.key, first, last)
