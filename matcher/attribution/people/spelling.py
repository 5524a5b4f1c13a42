"""Names as they are compared: accents, case, scripts and systems of transliteration evened out.

Two spellings of one name get one key; two different names should not. Keys are for comparing people of one
document, not for search.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from matcher.attribution.lexicon import load
from matcher.attribution.people.cast import strip_article
from matcher.attribution.people.mentions import SUFFIXES

_LETTERS: dict[int, str] = str.maketrans(load("transliteration")["letters"])
_SPELLINGS: list[tuple[str, str]] = [(old, new) for old, new in load("transliteration")["spellings"]["order"]]
# What NFKD does not take apart.
_LATIN: dict[int, str] = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ſ": "s"}
    | dict.fromkeys("ʼʹʻ", "")
)
# Endings of one declension; no ending is "-".
_CYRILLIC, _POLISH = (
    [
        frozenset("" if ending == "-" else ending for ending in endings.split())
        for endings in load("declensions")[names]["endings"]
    ]
    for names in ("cyrillic", "polish")
)
# What two forms of one name have in common at least, in letters.
_MIN_STEM = 2
_DOUBLED = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
# Letters by their class, though names are written with them as with apostrophes: Левʼятко, Лев’ятко.
_APOSTROPHES = str.maketrans("ʼʹʻ", "’’’")


@lru_cache(maxsize=4096)
def spelling_key(word: str) -> str:
    """Key under which spellings of one name fall together.

    >>> spelling_key("Volkhovskoy") == spelling_key("Волховской") == spelling_key("Volkhovskoi")
    True
    """
    return _even_out(fold_name(word))


@lru_cache(maxsize=16384)
def fold_name(word: str) -> str:
    """Fold case and accents, and write Cyrillic in Latin letters."""
    lower = unicodedata.normalize("NFC", word.lower()).translate(_LETTERS).translate(_LATIN)
    bare = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in bare if letter.isalpha() or letter == "-")


def _even_out(folded: str) -> str:
    for old, new in _SPELLINGS:
        folded = folded.replace(old, new)
    return _DOUBLED.sub(r"\1", folded)


def name_words(name: str) -> list[str]:
    """Words of a name, possessive endings, initials' stops and suffixes (Jr.) left out."""
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(name.translate(_APOSTROPHES))]
    return [word for word in words if word and word.lower() not in SUFFIXES]


def same_family(one: str, other: str) -> bool:
    """Tell whether two words are one family name.

    An Arabic article may be left out; a Russian or Ukrainian name may stand in another case; a name of six letters or
    more may differ in one.
    """
    first, second = spelling_key(strip_article(one)), spelling_key(strip_article(other))
    if first == second:
        return True
    if is_cyrillic(one) and is_cyrillic(other):
        return same_in_cases(one, other)
    return min(len(first), len(second)) >= 6 and first[0] == second[0] and _one_edit(first, second)


@lru_cache(maxsize=4096)
def same_in_cases(one: str, other: str) -> bool:
    """Tell whether two words may be one Russian or Ukrainian name in two cases.

    >>> same_in_cases("Сергей", "Сергея"), same_in_cases("Павел", "Павла"), same_in_cases("Лапин", "Лапко")
    (True, True, False)
    """
    return _may_be_one(one.lower().replace("ё", "е"), other.lower().replace("ё", "е"), _CYRILLIC)


@lru_cache(maxsize=4096)
def same_in_polish_cases(one: str, other: str) -> bool:
    """Tell whether two words may be one Polish name in two cases. In no other language are they for that.

    >>> same_in_polish_cases("Tuska", "Tusk"), same_in_polish_cases("Wilk", "Wilga")
    (True, False)
    """
    return _may_be_one(one.lower(), other.lower(), _POLISH)


def _may_be_one(first: str, second: str, declensions: list[frozenset[str]]) -> bool:
    """Tell two words that are equal but for two endings of one declension."""
    shorter = min(len(first), len(second))
    common = next((k for k in range(shorter) if first[k] != second[k]), shorter)
    return any(
        {first[stem:], second[stem:]} <= endings
        for stem in range(common, max(common - 2, _MIN_STEM - 1), -1)
        for endings in declensions
    )


def is_cyrillic(word: str) -> bool:
    """Tell a word in Cyrillic letters by its first."""
    return "\u0400" <= word[:1] <= "\u04ff"


def _one_edit(one: str, other: str) -> bool:
    """Tell whether two keys differ by one letter inserted, dropped or replaced."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    return (
        one[start + 1 :] == other[start + 1 :] or one[start:] == other[start + 1 :] or one[start + 1 :] == other[start:]
    )
