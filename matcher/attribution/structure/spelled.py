"""The name in what stands before a family name: "Transportation Pete Orr", "I’m Bob Orr", "APNSA Jake Orr".

A transcript introduces its people by their offices, and whatever has a capital stands before the family name. Given
names are no closed list, so a word is left out for what shows that it is none: a title, a contraction, a body's
letters, that the text writes it small elsewhere, or that it ends an office's complement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from matcher.attribution.lexicon import is_given_name, load, split_words
from matcher.attribution.structure.marks import APOSTROPHES

_TITLES: Final = split_words(load("en")["titles"]["words"]) | split_words(load("turns")["before_names"]["words"])
_LINKS: Final = split_words("of for to on")
_WITHIN_COMPLEMENT: Final = _LINKS | split_words("the and in &")
# At most a given, a middle and a family name.
_MAX_WORDS: Final = 3
# Words before a stretch among which an office has to stand whose complement the stretch may end.
_REACH: Final = 12
# Endings of "I’m", "It’s" and "Vermont’s".
_CONTRACTED: Final = re.compile(r"[’'](?:m|s|re|ve|d|ll)$", re.IGNORECASE)
# Letters of a body: APNSA, FEMA. Two are somebody's initials: JD.
_MIN_ACRONYM: Final = 3


def own_words(words: str, before: str, text: str, num_kept: int) -> str:
    """Leave out what is no part of a person's name.

    Parameters
    ----------
    words
        A family name and what is in capitals before it.
    before
        What stands before the words.
    text
        Where else the words may stand, in small letters.
    num_kept
        How many of the last words are the name by which the person was looked for.

    Examples
    --------
    >>> own_words("Transportation Pete Orr", "Secretary of ", "", 1)
    'Pete Orr'
    >>> own_words("Council Bharat Orr", "He leads the ", "A council has met.", 1)
    'Bharat Orr'
    """
    parts = words.split()
    num_kept = min(num_kept, len(parts))  # titles may have gone
    num_before = len(parts) - num_kept
    begin = _behind_last(parts[:-1], lambda part: part.lower().strip(".") in _TITLES)
    # Of what is a name for all that its form shows, one word stays, unless a given name is asked for already.
    has_given = num_kept > 1 and is_given_name(parts[-num_kept].lower())
    last = num_before - (not has_given)
    if last > 0 and parts[last][1:] == ".":
        last -= 1  # an initial
    if not begin and last > 0 and _ends_complement(before):
        begin = last
    begin = max(begin, _behind_last(parts[:num_before], lambda part: _CONTRACTED.search(part) is not None))
    begin = max(begin, _behind_last(parts[: max(last, 0)], lambda part: _is_common(part, text)))
    return " ".join(parts[begin:][-max(num_kept, _MAX_WORDS) :])


def _behind_last(parts: Sequence[str], is_none: Callable[[str], bool]) -> int:
    """Return the place behind the last of the words that are no name."""
    return max((k + 1 for k, part in enumerate(parts) if is_none(part)), default=0)


def _is_common(word: str, text: str) -> bool:
    """Tell a body's letters and a word that the text writes small elsewhere."""
    if is_given_name(word.lower()):
        return False
    if len(word) >= _MIN_ACRONYM and word.isupper() and word.isalpha():
        return True
    small = word.lower()
    return small in text and re.search(rf"(?<!\w){re.escape(small)}(?!\w)", text) is not None


def _ends_complement(before: str) -> bool:
    """Tell whether an office's complement may go on behind a text: "Secretary of", "Head of the Council of Food"."""
    behind = ""
    for word in reversed(before.split()[-_REACH:]):
        if behind in _LINKS and word.lower() in _TITLES:
            return True
        if word not in _WITHIN_COMPLEMENT and not word[0].isupper():
            return False
        if behind and word[-1] not in APOSTROPHES and not word[-1].isalnum():
            return False
        behind = word
    return False
