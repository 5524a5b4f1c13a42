"""A second opinion on words, sharing no code with the matcher.

The checks compare words folded here, so that an error in the matcher's own folding cannot hide itself.
This is slow and plain on purpose, and for spaced scripts only: it serves to check, not to search.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

# Letters and digits with the marks that follow them; apostrophes and hyphens end a word, as in the matcher.
WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
AMPERSAND = re.compile(r"(?<!\S)&(?!\S)")  # read out as a word, and taken for it by the matcher
INITIALISM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
# Letters that an editor put before a word or behind it: [t]he, walk[ed].
EDITED = re.compile(r"\[([^\W\d_]{1,3})\](?=[^\W\d_])|(?<=[^\W\d_])\[([^\W\d_]{1,3})\]")
LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\s*\n\s*(?=[^\W\d_])")


def fold(text: str) -> str:
    """Take away what no reader hears: case, width, ligatures, entities, invisible characters."""
    # The modifier apostrophe of Ukrainian is a letter to Unicode and an apostrophe to every writer.
    plain = INVISIBLE.sub("", LINE_HYPHEN.sub("", html.unescape(text))).replace("\u02bc", "'")
    plain = AMPERSAND.sub("and", plain)
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", plain).casefold())


def skeleton(text: str) -> str:
    """Letters and digits alone, in order: equal for two texts that differ in typography only."""
    return "".join(character for character in fold(text) if character.isalnum())


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, without their places."""
    whole = EDITED.sub(lambda found: found[1] or found[2], fold(text))
    return WORD.findall(INITIALISM.sub(lambda found: found.group().replace(".", ""), whole))


@lru_cache(maxsize=4096)
def spaced(text: str) -> str:
    """The folded words of a text between single spaces, and one at each end, to search whole words in."""
    return f" {' '.join(folded_words(text))} "


def stands_in(phrase: str, text: str) -> bool:
    """Whether the phrase's words stand in the text, whole and in order.

    Inside, only letters and digits are compared, since writers disagree on where a word such as "e-mail"
    ends; the phrase's first and last letter must be the first and last of a word.
    """
    letters, words = skeleton(phrase), folded_words(text)
    ends = list(accumulate(len(skeleton(word)) for word in words))
    starts, whole = {0, *ends}, "".join(skeleton(word) for word in words)
    place = whole.find(letters)
    while place >= 0:
        if place in starts and place + len(letters) in starts:
            return True
        place = whole.find(letters, place + 1)
    return False


def iter_places(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the phrase's letters and digits stand in the text in a row, in code points; case does not count."""
    letters = r"[\W_]*".join(map(re.escape, WORD.findall(phrase)))
    if letters:
        for found in re.finditer(rf"(?<![^\W_]){letters}(?![^\W_])", text, re.IGNORECASE):
            yield found.span()


def word_distance(first: str, second: str) -> int:
    """Words to replace, drop or insert to turn one text into the other."""
    return int(Levenshtein.distance(folded_words(first), folded_words(second)))


def longest_shared_run(first: str, second: str) -> int:
    """Words in the longest unbroken run that both texts have. Quadratic in the first text only."""
    words, inside = folded_words(first), spaced(second)
    best = 0
    for start in range(len(words)):
        while start + best < len(words) and f" {' '.join(words[start : start + best + 1])} " in inside:
            best += 1
    return best
