"""Shares in other clothes: "a quarter of our clients", "25 percent of our clients", "one in four clients".

Each is read as it stands by ``numbers``. Only where the other text has the same value in another form do both become
one unit of that value. A third is not 33 percent.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from matcher.diff.units import Units
from matcher.diff.values.amounts import ratio_stop, value_of
from matcher.diff.values.digits import DIGITS
from matcher.diff.values.numbers import number_key
from matcher.diff.words.lexicon import Lexicon

PERCENT: Final = "%"
HUNDRED: Final = 100
HALF: Final = Fraction(1, 2)


class Share(NamedTuple):
    """A share as it stands: its units ``[start, stop)`` with article and "of", its value and its form."""

    start: int
    stop: int
    value: Fraction
    form: str


def equal_shares(ours: Units, theirs: Units, lexicon: Lexicon) -> None:
    """Make one unit of each share that has another form in the other text, in place."""
    if not (_may_have_share(ours, lexicon) or _may_have_share(theirs, lexicon)):
        return
    both = _shares(ours, lexicon), _shares(theirs, lexicon)
    forms = [{(share.value, share.form) for share in shares} for shares in both]
    values = {
        value for value, form in forms[0] for other, other_form in forms[1] if value == other and form != other_form
    }
    for units, shares in zip((ours, theirs), both, strict=True):
        for share in reversed(shares):
            if share.value in values:
                _join(units, share)


def _may_have_share(units: Units, lexicon: Lexicon) -> bool:
    """Tell whether a percent, fraction or half is among the units: the cheap test."""
    halves = lexicon.halves
    return any(
        key == PERCENT or key in halves or key[:3] == "#0." or (key[0] == "#" and "/" in key) for key in units.keys
    )


def _shares(units: Units, lexicon: Lexicon) -> list[Share]:
    values = [value_of(key) for key in units.keys]
    found: list[Share] = []
    k = 0
    while k < len(units.keys):
        share = _share(units, values, k, lexicon)
        if share is None or _is_of_percent(units, share.stop, lexicon):
            k += 1
            continue
        found.append(_whole(units, share, lexicon))
        k = found[-1].stop
    return found


def _share(units: Units, values: list[Fraction | None], k: int, lexicon: Lexicon) -> Share | None:
    """Return the share whose first unit, article aside, is unit k."""
    keys, value = units.keys, values[k]
    word = units.tokens[units.firsts[k]].folded
    stop = ratio_stop(units, values, k, lexicon)
    if stop:
        high = values[stop - 1]
        return None if high is None else Share(k, stop, (value or Fraction(1)) / high, "ratio")
    if value is not None and keys[k + 1 : k + 2] == [PERCENT]:
        return Share(k, k + 2, value / HUNDRED, "percent") if value > 0 else None
    numerator = Fraction(1)
    part = k
    if value is not None and value.denominator == 1 and value > 0 and keys[k][-1] != ".":
        numerator, part = value, k + 1
    denominator = lexicon.share_denominators.get(_word(units, part)) if part < len(keys) else None
    if denominator is not None and keys[part + 1 : part + 2] and keys[part + 1] in lexicon.share_parts:
        return Share(k, part + 2, numerator / denominator, "part") if numerator < denominator else None
    if word in lexicon.halves and not (k and keys[k - 1][0] == "#" and keys[k - 1][-1] == "."):  # "the first half"
        return Share(k, k + 1, HALF, "half")  # which numbers leave a word, unlike 1/2 and "one half"
    if value is not None:
        is_in_words = word[0] not in DIGITS or "/" in word
        return Share(k, k + 1, value, "fraction") if 0 < value < 1 and is_in_words else None
    bare = lexicon.denominators.get(word, 0) if word in lexicon.bare_denominators else 0
    return Share(k, k + 1, Fraction(1, bare), "fraction") if bare else None


def _word(units: Units, k: int) -> str:
    return units.tokens[units.firsts[k]].folded


def _is_of_percent(units: Units, k: int, lexicon: Lexicon) -> bool:
    """Tell whether "(of) a percent" follows a fraction: half a percent is no half."""
    keys = units.keys
    while k < len(keys) and (keys[k] in lexicon.part_of or keys[k] in lexicon.number_article):
        k += 1
    return k < len(keys) and keys[k] == PERCENT


def _whole(units: Units, share: Share, lexicon: Lexicon) -> Share:
    """Return the share with the article before it and what may be missing behind it: the "of" of "half of our clients",
    the article of "half a mile".
    """
    start, stop, keys, form = share.start, share.stop, units.keys, share.form
    if start and keys[start - 1] in lexicon.share_articles:
        start -= 1
        form = f"a {form}" if form == "half" else form  # "a half century", which is "half a century"
    if stop < len(keys) and keys[stop] in lexicon.share_of:
        stop += 1
    if share.value == HALF and stop < len(keys) and keys[stop] in lexicon.number_article:
        stop += 1
    return share._replace(start=start, stop=stop, form=form)


def _join(units: Units, share: Share) -> None:
    """Put one unit of the share's value in the place of its units."""
    first, last = min(units.firsts[share.start : share.stop]), max(units.lasts[share.start : share.stop])
    for _ in range(share.start, share.stop):
        units.remove(share.start)
    units.insert(share.start, number_key(share.value), first, last)
