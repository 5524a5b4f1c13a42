"""Who a block quotation's credit names: the line below it, with or without a dash or an element of its own.

Attribution knows the form “…” — Name. What stands behind the name of a credit (a handle, a date, where it was said) is
set into a paragraph of its own, so that this form is left.
"""

from __future__ import annotations

import re
from typing import Final

from matcher.attribution.lexicon import is_given_name, split_words
from matcher.attribution.structure.labels import TITLES

DASHES: Final = ("—", "–", "―", "--", "- ")
# A line that begins with a dash and is no longer than this names the speaker of the block quotation above it.
MAX_CREDIT: Final = 120
# The most words of a line that is nothing but a name, with its titles.
MAX_NAME_WORDS: Final = 6
_PARTICLES: Final = split_words("de del della di da du la le van von der den zu al bin ibn y e")
_WORD: Final = re.compile(r"[^\W\d_][\w.’'-]*")
# What ends the name in a credit: a comma behind which a role may follow, or anything that is no name.
_NAME_END: Final = re.compile(
    rf"[,(@\[“\"«„]|(?<=\s)\d|(?<=\s)(?!(?:{'|'.join(sorted(_PARTICLES))})\b)[a-zß-ÿа-яёіїєґ]"
)


# What a network writes before the name of who posted, the name in an element of its own.
POSTED_BY: Final = "Posted by"


def is_credit(text: str) -> bool:
    """Tell a line below a block quotation that begins with a dash, or says who posted it."""
    return (text.startswith(DASHES) and len(text) <= MAX_CREDIT) or text == POSTED_BY


def is_name_line(text: str, *, is_set_off: bool) -> bool:
    """Tell a line that is a known given name or a title with a family name, and perhaps a role behind a comma.

    A last line of the quotation itself may be as short ("Thank You"), so capitals alone do not do; with a role behind
    them they do in a line that ``is_set_off`` from the rest, as by bold type.
    """
    line = text.strip()
    name = line.partition(",")[0]
    words = name.split()
    if not 2 <= len(words) <= MAX_NAME_WORDS or len(line) > MAX_CREDIT or not line[-1].isalnum():
        return False
    if not all(_WORD.fullmatch(word) and (word[0].isupper() or word in _PARTICLES) for word in words):
        return False
    if is_set_off and "," in line:
        return True
    titles = TITLES.match(name)
    return is_given_name(words[0].lower()) or (titles is not None and titles.end() < len(name))


def find_name_end(text: str) -> int | None:
    """Find where the name that opens a credit ends and something else than a role follows; None if nothing does."""
    begin = len(text) - len(text.lstrip("—–―- "))
    found = _NAME_END.search(text, begin)
    if found is None or found[0] == "," or found.start() == begin:
        return None
    return found.start()
