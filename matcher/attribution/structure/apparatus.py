"""An editor's marks in a document: note numbers, [sic], and brackets that explain a word. Nobody said them.

A bracket may as well hold what somebody said, or stand for it: "we support [the ban on] guns". So one that is no mark
is left out only where it explains the word before it, a pronoun ("he [Mr Orban] lied") or an abbreviation by its
initials ("NGOs [Non-Governmental Organizations]"), or completes the name behind it ("President [Ada] Venn"). Behind a
name it may as well correct what was misspoken.
"""

from __future__ import annotations

import re
from typing import Final

from matcher.attribution.lexicon import load, split_words
from matcher.types import Span

# The longest bracket that is looked at, in code points without its ends.
MAX_BRACKET: Final = 60
# Words of an explanation: "the police", "Mr Viktor Orban".
MAX_EXPLAINED: Final = 5
# Words that complete a name: "Prime Minister", "Ada Maria".
MAX_ADDED: Final = 3

# One may have another inside it: "they [the [old] crews]".
_BRACKET: Final = re.compile(rf"\[((?:[^\[\]\n]|\[[^\[\]\n]{{1,20}}\]){{1,{MAX_BRACKET}}})\]")
# A note's number or letter touches what it belongs to.
_NOTE: Final = re.compile(r"\d{1,3}|[a-z]|[ivx]{1,5}|(?:note|n|fn)[ .]?\d{1,3}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BEFORE: Final = re.compile(r"([^\W\d_]+)[\])]?\s+$")
_NAMES: Final = re.compile(r"[^\W\d_]+\.?(?:[ '’-][^\W\d_]+\.?)*")
_NAME_BEHIND: Final = re.compile(r"\]\s+(?P<name>[^\W\d_]{2,})")
_SMALL_BEFORE: Final = re.compile(r"(?P<small>[^\W\d_])[,;:]?\s+$")
# How far before a bracket the word that it explains begins at most, in code points.
REACH: Final = 24
_LISTS: Final = load("turns")["apparatus"]
_REMARKS: Final = split_words(_LISTS["remarks"])
PRONOUNS: Final = split_words(_LISTS["explained"])
_EXPLAINED: Final = PRONOUNS | split_words(_LISTS["explained_people"])
_PLACED: Final = split_words(_LISTS["placed"])
_PREPOSITIONS: Final = split_words(_LISTS["prepositions"])
_DETERMINERS: Final = split_words(_LISTS["determiners"])


def find_apparatus(text: str) -> list[Span]:
    """Find the brackets of a text that nobody said, in its order. Linear in the text."""
    if "[" not in text:
        return []
    return [Span(*found.span()) for found in _BRACKET.finditer(text) if _is_editors(text, found)]


def _is_editors(text: str, bracket: re.Match[str]) -> bool:
    start, content = bracket.start(), bracket[1]
    if start and not text[start - 1].isspace() and _NOTE.fullmatch(content):
        return True
    words = _WORD.findall(content)
    if not words:
        return False
    before = text[max(start - REACH, 0) : start]
    return (
        all(word.lower() in _REMARKS for word in words)
        or _explains(words, before)
        or _completes_name(content, before, _NAME_BEHIND.match(text, bracket.end() - 1))
    )


def _explains(words: list[str], before: str) -> bool:
    """Tell whether words in a bracket say whom or what the word before it means."""
    found = _BEFORE.search(before)
    if found is None:
        return False
    word = found[1]
    if len(word) > 1 and word[:2].isupper():
        initials = "".join([other[0] for other in words]).lower()
        return len(words) > 1 and initials.startswith(word.lower().rstrip("s"))
    if word.lower() in _PLACED and words[0].lower() in _PREPOSITIONS:
        return len(words) <= MAX_EXPLAINED  # "there [in Orm]"
    is_named = words[0][0].isupper() or words[0].lower() in _DETERMINERS
    return word.lower() in _EXPLAINED and is_named and len(words) <= MAX_EXPLAINED


def _completes_name(content: str, before: str, behind: re.Match[str] | None) -> bool:
    """Tell "told President [Ada] Venn": names within a sentence, with a name right behind."""
    words = content.split()
    if behind is None or not behind["name"][0].isupper():
        return False
    if len(words) > MAX_ADDED or _NAMES.fullmatch(content) is None or not all(word[0].isupper() for word in words):
        return False
    small = _SMALL_BEFORE.search(before)
    return small is not None and small["small"].islower()
