"""Given names: whether two may be one person's, or are two names that begin alike.

A short form, another spelling or another system of transliteration is the same name; Paul and Paula, Christine and
Christina are not, and a list that knows neither leaves it open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from matcher.attribution.lexicon import get_genders, load, split_words
from matcher.attribution.people.spelling import fold_name, is_cyrillic, same_in_cases, spelling_key

Likeness = Literal["same", "open", "other"]

_GIVEN = load("given_names")
_EXCHANGED: list[tuple[str, str]] = [(old, new) for old, new in _GIVEN["exchanged"]["order"]]
_SHORT_OF_BOTH = split_words(_GIVEN["short_of_both"]["words"])
_VOWELS = str.maketrans("", "", "aeiouy")
# Letters that two names have in common at their beginning before one may be the other.
_COMMON = 3
_DOUBLED = re.compile(r"(.)\1+")


def _find_full_names() -> dict[str, set[str]]:
    """Full names by the key of each short form that is no beginning of them, keys too."""
    found: dict[str, set[str]] = {}
    for full, shorts in _GIVEN["short_forms"].items():
        for short in shorts.split():
            found.setdefault(spelling_key(short), set()).add(spelling_key(full))
    return found


_FULL_NAMES = _find_full_names()


def same_given(one: str, other: str) -> bool:
    """Tell whether two given names may be one person's: equal, an initial, a short form (Dan, Daniel)."""
    return compare_given(one, other) == "same"


@lru_cache(maxsize=4096)
def compare_given(one: str, other: str) -> Likeness:
    """Compare two given names: ``open`` where they begin alike, but are two names (Paul, Paula) or may be.

    >>> compare_given("Sergei", "Serhii"), compare_given("Martin", "Martina"), compare_given("Ada", "Una")
    ('same', 'open', 'other')
    """
    first, second = spelling_key(one), spelling_key(other)
    if not first or not second or first == second:
        return "same"
    if min(len(first), len(second)) == 1:
        return "same" if first[0] == second[0] else "other"
    if is_cyrillic(one) and is_cyrillic(other) and same_in_cases(one, other):
        return "same"
    if not _FULL_NAMES.get(first, {first}).isdisjoint(_FULL_NAMES.get(second, {second})):
        return "same"
    short, full = sorted((fold_name(one), fold_name(other)), key=len)
    first, second = _exchange(first), _exchange(second)
    if first[:_COMMON] != second[:_COMMON] and short[:_COMMON] != full[:_COMMON]:
        return "other"
    if _is_other_gender(one.lower(), other.lower()):
        return "open"
    return "same" if _is_short_form(short, full) or _is_spelling(first, second) else "open"


def _exchange(key: str) -> str:
    """Even out what spellings of one name exchange; an h after a at the end is silent (Hannah)."""
    key = key.removesuffix("h") if key.endswith("ah") else key
    for old, new in _EXCHANGED:
        key = key.replace(old, new)
    return _DOUBLED.sub(r"\1", key)


def _is_other_gender(one: str, other: str) -> bool:
    """Tell names of a man and of a woman, neither of them short for both (Alex)."""
    he, she = get_genders()
    differ = (one in he and other in she) or (one in she and other in he)
    return differ and one not in _SHORT_OF_BOTH and other not in _SHORT_OF_BOTH


def _is_short_form(short: str, full: str) -> bool:
    """Tell the beginning of a name, with the ending of a pet name or not: Phil, Chris, Danny, Debbie, Bernie.

    Names as long as Marie and Julie end so themselves.
    """
    plain, whole = _exchange(short), _exchange(full)
    if whole.startswith(plain):
        return len(whole) - len(plain) >= (2 if len(plain) <= 4 else 3 if len(plain) == 5 else len(whole))
    stem = short.removesuffix("y") if short.endswith("y") else short.removesuffix("ie")
    if stem == short or (short.endswith("ie") and len(stem) < 4):
        return False
    stem = _exchange(stem)
    return whole.startswith(stem) and len(whole) - len(stem) >= 3


def _is_spelling(one: str, other: str) -> bool:
    """Tell two spellings, which have the same consonants: Andrei, Andriy. Not where an ending tells two names."""
    return _ending(one) == _ending(other) and one.translate(_VOWELS) == other.translate(_VOWELS)


def _ending(key: str) -> str:
    return key[-1] if key[-1] in "ae" else ""
