"""W3C Web Annotation selectors of a passage: the words with their surroundings, and their place.

A TextQuoteSelector finds the passage again after the page around it has changed; a TextPositionSelector is
exact for the text as it was given. Offsets are code points, as the standard requires, whatever unit the
client counts in.

References
----------
W3C Web Annotation Data Model (2017), §4.2.4 and §4.2.5.
"""

from __future__ import annotations

import unicodedata
from typing import Any

# The standard's examples and the common annotation clients use 32 characters of context.
CONTEXT_CHARACTERS = 32
# Context stops growing here: a passage that is still not unique stands in a repeated paragraph, and the
# position selector decides.
MAX_CONTEXT_CHARACTERS = 256

_ZERO_WIDTH_JOINER = "\u200d"
# The combining class of the viramas of Indic scripts, which join the consonant behind them to the one before.
_VIRAMA = 9
# What continues a character without being a mark for Unicode: joiners, the vowel am of Thai and Lao, and the voicing
# marks of half-width kana.
_CONTINUING = "\u200c\u200d\u0e33\u0eb3\uff9e\uff9f"


def render_selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Give the two selectors of ``text[start:end]``.

    Parameters
    ----------
    text
        The original text of the document.
    start, end
        Code points, half-open.
    """
    exact = text[start:end]
    prefix_start, suffix_end = find_context(text, start, end)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": exact,
            "prefix": text[prefix_start:start],
            "suffix": text[end:suffix_end],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def find_context(text: str, start: int, end: int) -> tuple[int, int]:
    """Give where the prefix begins and the suffix ends, grown until the whole is unique in the text or long
    enough.

    Notes
    -----
    Only a passage whose exact words stand twice pays for the growing.
    """
    size = CONTEXT_CHARACTERS
    prefix_start, suffix_end = _bounds(text, start, end, size)
    if start < end and is_unique(text, text[start:end]):
        return prefix_start, suffix_end
    while size < MAX_CONTEXT_CHARACTERS and not is_unique(text, text[prefix_start:suffix_end]):
        size *= 2
        prefix_start, suffix_end = _bounds(text, start, end, size)
    return prefix_start, suffix_end


def is_unique(text: str, part: str) -> bool:
    """Tell whether `part` stands in `text` exactly once; overlapping occurrences count."""
    first = text.find(part)
    return first >= 0 and text.find(part, first + 1) < 0


def _bounds(text: str, start: int, end: int, size: int) -> tuple[int, int]:
    prefix_start, suffix_end = max(0, start - size), min(len(text), end + size)
    while prefix_start < start and splits_character(text, prefix_start):
        prefix_start += 1
    while suffix_end > end and splits_character(text, suffix_end):
        suffix_end -= 1
    return prefix_start, suffix_end


def splits_character(text: str, offset: int) -> bool:
    """Tell whether a cut at `offset` would split what a reader sees as one character.

    A rule smaller than Unicode's grapheme clusters and on the safe side of them: it refuses some cuts that
    would be allowed (between flags), never the reverse for the scripts of news text.
    """
    if offset <= 0 or offset >= len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if before < "\u0300" and after < "\u0300":
        # Below the first combining mark only the two-character line end is one cluster. Nearly all cuts end
        # here.
        return before == "\r" and after == "\n"
    joins = before == _ZERO_WIDTH_JOINER or unicodedata.combining(before) == _VIRAMA
    return joins or _continues_character(after) or _is_flag_letter(before, after) or _is_syllable(before, after)


def _continues_character(c: str) -> bool:
    return (
        c in _CONTINUING
        or unicodedata.category(c) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= c <= "\U0001f3ff"  # skin tones
        or "\u1160" <= c <= "\u11ff"  # vowels and finals of decomposed Hangul
        or "\ud7b0" <= c <= "\ud7fb"
        or "\U000e0020" <= c <= "\U000e007f"  # tags of regional flags
    )


def _is_flag_letter(before: str, after: str) -> bool:
    return "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff"


def _is_syllable(before: str, after: str) -> bool:
    """Tell two parts of a decomposed syllable of Hangul that begins with several consonants."""
    return _is_initial(before) and (_is_initial(after) or "\uac00" <= after <= "\ud7a3")


def _is_initial(c: str) -> bool:
    return "\u1100" <= c <= "\u115f" or "\ua960" <= c <= "\ua97c"
