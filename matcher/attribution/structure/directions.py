"""Stage directions: what a record says of the room between the words of a speaker.

A direction is told by its words alone, since a bracket as often holds what was said or what an editor explains:
"(laughter)", "(Applause on the left.)" and "(Zuruf von der Linken: Nein!)", but not "(with the applause of a few, we
lost)".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from matcher.attribution.lexicon import load, split_words
from matcher.types import Span

# The longest direction, in code points without its brackets: minutes of parliaments name every party that applauds.
MAX_DIRECTION: Final = 160

_OPENERS: Final = "[(（"
# Apart, because a pattern with a literal first character is scanned for at 1 ns a character, an alternation
# at 10.
_DIRECTIONS: Final = (
    re.compile(rf"\[[^\[\]\n]{{1,{MAX_DIRECTION}}}\]"),
    re.compile(rf"\([^()\n]{{1,{MAX_DIRECTION}}}\)"),
    re.compile(rf"（[^（）\n]{{1,{MAX_DIRECTION}}}）"),
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_LISTS: Final = load("turns")["directions"]
_REACTIONS: Final = split_words(_LISTS["reactions"])
_WORDS: Final = split_words(_LISTS["words"]) | _REACTIONS
_MURMURS: Final = split_words(_LISTS["murmurs"])
_CALLS: Final = split_words(_LISTS["calls"])
_PLACES: Final = split_words(_LISTS["places"])


def find_directions(text: str) -> tuple[Span, ...]:
    """Find stage directions: [laughter], (CROSSTALK), (Applause on the left.)."""
    found = [
        match.span()
        for opener, pattern in zip(_OPENERS, _DIRECTIONS, strict=True)
        if opener in text
        for match in pattern.finditer(text)
    ]
    directions, last = [], 0
    for start, end in sorted(found):
        if start >= last:  # A bracket inside another one belongs to that.
            last = end
            if _is_direction(text[start:end]):
                directions.append(Span(start, end))
    return tuple(directions)


def may_hold_directions(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket opens in a stretch of text."""
    return any(text.find(opener, start, end) >= 0 for opener in _OPENERS)


@lru_cache(maxsize=1024)  # The same few come again in every transcript; none is longer than its pattern allows.
def _is_direction(bracket: str) -> bool:
    """Tell a direction from an aside that happens to hold one of the words.

    Either most of its words are directions, or it says who reacted and where, and nothing else.
    """
    words: list[str] = _WORD.findall(bracket)
    known = sum([word.lower() in _WORDS for word in words])
    if known and (known * 2 >= len(words) or bracket[1:-1].isupper()):
        return True
    return _is_reaction(_WORD.findall(_without_call(bracket)))


def _is_reaction(words: list[str]) -> bool:
    """Tell "Lebhafter Beifall bei der SPD": a reaction, with one word before it at most, and whose or where it was.

    Names tell whose: a verb or an adverb, as in "(applause on the left is rare)", makes it a sentence. Where the noun
    means much else ("Protestas en Madrid"), only initials are sure to be a party's.
    """
    lower = [word.lower() for word in words]
    head = next((k for k, word in enumerate(lower[:2]) if word in _REACTIONS), None)
    if not words or (head is None and lower[0] not in _MURMURS):
        return False
    first = head or 0
    for word, small in zip(words[first + 1 :], lower[first + 1 :], strict=True):
        is_name = word[0].isupper() if head is not None else word[-1].isupper()
        if not (is_name or small in _PLACES or small in _WORDS or small in _MURMURS):
            return False
    return True


def _without_call(bracket: str) -> str:
    """Drop what was called out from the floor: "Zuruf von der Linken: Nein!"."""
    head, _, _ = bracket.partition(":")
    words = _WORD.findall(head)
    return head if any(word.lower() in _CALLS for word in words) else bracket
